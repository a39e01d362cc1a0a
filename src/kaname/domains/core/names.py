"""Names in the reader's language: many things have a second, English name beside their own."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language


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


def in_language(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a sentence: ``x_en`` in the place of ``x`` where English is read."""
    if not reads_english():
        return dict(params)
    return {**params, **{k.removesuffix("_en"): v for k, v in params.items() if k.endswith("_en") and v}}
