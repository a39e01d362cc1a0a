"""Rules of calendars and capacity, each with its sentence; forms, actions and imports share them."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MINUTES_A_DAY = 1440


def check_shifts(shifts: Sequence[Sequence[int]]) -> None:
    """Raise a ValidationError unless working intervals lie in order inside one day."""
    end = 0
    for shift in shifts:
        if len(shift) != 2 or not 0 <= shift[0] < shift[1] <= MINUTES_A_DAY:
            raise ValidationError(
                _("The working time %(shift)s is not an interval inside one day."), params={"shift": written(shift)}
            )
        if shift[0] < end:
            raise ValidationError(
                _("The working time %(shift)s overlaps the one before it."), params={"shift": written(shift)}
            )
        end = shift[1]


def check_week(week: Sequence[Any], has_base: bool) -> None:
    """Raise a ValidationError unless a week has seven days of good shifts and, without a base, some working time."""
    if len(week) != 7:
        raise ValidationError(_("A week has seven days; %(count)s were given."), params={"count": len(week)})
    for day in week:
        if day is not None:
            check_shifts(day)
    if not has_base and not any(week):
        raise ValidationError(_("A calendar needs some working time."))


def written(shift: Sequence[int]) -> str:
    """Return an interval as people write it: 09:00-12:00."""
    return "-".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in shift)


def read_shifts(text: str) -> list[list[int]]:
    """Return the intervals of "9:00-12:00, 13:00-18:00"; full-width signs are understood, empty is a day off."""
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKC", text).replace("〜", "-").replace("~", "-").replace("、", ",").strip()
    shifts = []
    for part in filter(None, (p.strip() for p in plain.split(","))):
        found = re.fullmatch(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})", part)
        if not found:
            raise ValidationError(
                _("“%(part)s” is not a working time; expected 9:00-12:00, 13:00-18:00."), params={"part": part}
            )
        a, b, c, d = map(int, found.groups())
        if b > 59 or d > 59:
            raise ValidationError(
                _("“%(part)s” is not a working time; expected 9:00-12:00, 13:00-18:00."), params={"part": part}
            )
        shifts.append([a * 60 + b, c * 60 + d])
    check_shifts(shifts)
    return shifts
