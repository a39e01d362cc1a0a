"""Elements of MSPDI with their values in Microsoft Project's forms."""

from collections.abc import Iterable
from datetime import date, datetime, time

from lxml import etree

NAMESPACE = "http://schemas.microsoft.com/project"
Value = str | int | float | bool | datetime | None


def new_root() -> etree._Element:
    """Return an empty Project element of Microsoft's namespace."""
    return etree.fromstring(f'<Project xmlns="{NAMESPACE}"/>')


def element(name: str, parent: etree._Element) -> etree._Element:
    """Return a new element, the last of its parent."""
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def add(parent: etree._Element, values: Iterable[tuple[str, Value]]) -> None:
    """Add simple children in the order given; those of None are left out."""
    for name, value in values:
        if value is not None:
            element(name, parent).text = _clean(text_of(value))


def text_of(value: Value) -> str:
    """Return a value as MSPDI writes it."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, float):
        return repr(round(value, 6)).removesuffix(".0")
    return str(value)


def duration(minutes: float | None) -> str | None:
    """Return minutes as ``PT8H0M0S``; fractions of a second only where the minutes (to four places) need them."""
    if minutes is None:
        return None
    exact = abs(minutes) * 60
    seconds = next(
        (r for r in (round(exact, n) for n in range(3)) if round(r / 60, 4) == abs(minutes)), round(exact, 3)
    )
    whole = int(seconds)
    rest = text_of(float(whole % 60 + seconds - whole))
    sign = "-" if minutes < 0 and seconds else ""
    return f"{sign}PT{whole // 3600}H{whole // 60 % 60}M{rest}S"


def scaled(value: float | None, factor: float) -> float | None:
    """Return money in hundredths or minutes in tenths."""
    return None if value is None else round(value * factor, 6)


def time_of(minute: int) -> str:
    """Return a minute of the day as ``08:00:00``; the end of the day is 00:00:00."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}:00"


def first_moment(day: date) -> datetime:
    """Return the beginning of a day."""
    return datetime.combine(day, time())


def last_moment(day: date) -> datetime:
    """Return the end of a day as Microsoft Project writes it."""
    return datetime.combine(day, time(23, 59))


def _clean(text: str) -> str:
    """Return the text without the control characters that XML forbids."""
    return "".join(c for c in text if c >= " " or c in "\t\n\r") if not text.isprintable() else text
