"""Names in the reader's language: many things have a second, English name beside their own."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def reads_english() -> bool:
    """Return whether the reader reads English."""
    return (get_language() or "").startswith("en")


def spoken(thing: Any) -> str:
    """Return a thing's name: the English one where there is one and English is read; "" for nothing."""
    if thing is None:
        return ""
    english = getattr(thing, "name_en", "") if reads_english() else ""
    return str(english or getattr(thing, "name", ""))


def chosen(name: str, english: str) -> str:
    """Return the name to show of two."""
    return english if english and reads_english() else name


def with_twin(key: str, thing: Any) -> dict[str, str]:
    """Return what a sentence says of a thing, with its English twin where it has one: for :func:`in_language`."""
    said, english = str(thing), getattr(thing, "name_en", "")
    return {key: said, f"{key}_en": said.replace(thing.name, english)} if english else {key: said}


def in_language(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a sentence: ``x_en`` in the place of ``x`` where English is read, days as they are read."""
    said = {k: _day(v) if isinstance(v, str) and ISO_DAY.fullmatch(v) else v for k, v in params.items()}
    if not reads_english():
        return said
    return {**said, **{k.removesuffix("_en"): v for k, v in params.items() if k.endswith("_en") and v}}


def _day(iso: str) -> str:
    """Return a day of a sentence: 2026/11/20, or 20 Nov 2026."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso  # looks like one, and is none
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if reads_english() else f"{day.year}/{day.month}/{day.day}"
