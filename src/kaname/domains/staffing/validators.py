"""What a demand must say, checked beside its fields; forms and actions share it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST, MOST = 36, 1000
"""Months of a demand; percent of one person in a month: ten people."""


def months_named(begins: date, ends: date) -> list[str]:
    """Return the months that a period touches, as a demand keeps them: "2026-12"."""
    first, last = begins.year * 12 + begins.month - 1, ends.year * 12 + ends.month - 1
    return [f"{n // 12}-{n % 12 + 1:02}" for n in range(first, last + 1)]


def checked_period(begins: date, ends: date, needed_by: date) -> None:
    """Refuse a period that goes backwards or is too long, and a date by which it is too late; all of it at once."""
    wrong: dict[str, Any] = {}
    if ends < begins:
        wrong["ends"] = _("The last day is before the first.")
    elif len(months_named(begins, ends)) > LONGEST:
        wrong["ends"] = _("At most %(count)s months. Raise another demand for what comes later.") % {"count": LONGEST}
    if needed_by > ends:
        wrong["needed_by"] = _("By then the need is over. Give a day up to the last one.")
    if wrong:
        raise ValidationError(wrong)


def checked_fte(given: Mapping[str, Any], begins: date, ends: date) -> dict[str, int]:
    """Return the percent of each month of the period; months outside fall away, each within is a whole number."""
    months = months_named(begins, ends)
    values = {month: given.get(month, 0) or 0 for month in months}
    bad = [m for m, v in values.items() if isinstance(v, bool) or not isinstance(v, int) or not 0 <= v <= MOST]
    if bad:
        said = _("Give a whole percent from 0 to %(most)s: %(months)s.")
        raise ValidationError({"fte": said % {"most": MOST, "months": ", ".join(bad)}})
    if not any(values.values()):
        raise ValidationError({"fte": _("Nobody is needed: give a percent for at least one month.")})
    return values


def checked_skills(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the skills asked for, each once; lines without a skill are left out."""
    named = [line for line in given if line.get("skill") is not None]
    if len({line["skill"].pk for line in named}) < len(named):
        raise ValidationError({"skills": _("A skill is asked for once: choose one level.")})
    return named
