"""Values of edits as they come from outside: checked, and refused in words."""

from typing import Any

from django.utils.translation import gettext as _

_FIRST, _LAST = -315_000_000, 1_150_000_000  # ticks: 1910 to 2188


class Impossible(Exception):
    """One edit cannot be; the text says why, in the reader's language."""


def whole(value: Any) -> int:
    """Return a whole number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        raise Impossible(_("A number is needed."))
    return int(value)


def instant(value: Any) -> int:
    """Return an instant in ticks, of this age."""
    ticks = whole(value)
    if not _FIRST <= ticks <= _LAST:
        raise Impossible(_("This date is out of range."))
    return ticks


def yes(value: Any) -> bool:
    """Return a yes or no."""
    if value not in (0, 1):
        raise Impossible(_("Yes or no is needed."))
    return bool(value)


def text(value: Any, limit: int) -> str:
    """Return a text of at most so many letters."""
    if not isinstance(value, str):
        raise Impossible(_("A text is needed."))
    if len(value) > limit:
        raise Impossible(_("The text is too long: at most %(limit)s letters.") % {"limit": limit})
    return value.replace("\0", "")
