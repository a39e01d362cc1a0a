"""Single values of a .p2x file: numbers and dates, with every unreadable one noted and none of them fatal by itself."""

import math
from datetime import datetime

from lxml import etree

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, Severity, error, warning

MINUTES_AN_HOUR = 60
NO_DATE_YEAR, LAST_YEAR = 1900, 2200
"""ProTrack writes "no date" as 0 or as the first day of year 100; later than the last year is a damaged file."""
MOST_HOURS = 1_000_000
"""Five hundred years of working days; more is a damaged file."""
LARGEST = 1e15
"""No amount of money, units or hours in a plan is larger."""


class Findings:
    """Collects what is wrong while a file is read; values that cannot be read become None."""

    def __init__(self, diagnostics: list[Diagnostic]):
        """Go on from what opening the file has found."""
        self.diagnostics = diagnostics
        self.left_out: dict[str, int] = {}
        self.month_first = False

    def error(self, code: str, subject: str, **params: object) -> None:
        """Note a problem that makes the file unusable, once everything has been looked at."""
        self.diagnostics.append(error(code, subject, **params))

    def warn(self, code: str, subject: str, **params: object) -> None:
        """Note a problem that changes the result."""
        self.diagnostics.append(warning(code, subject, **params))

    def leave_out(self, what: str, count: int = 1) -> None:
        """Note something the file holds that we do not keep."""
        if count:
            self.left_out[what] = self.left_out.get(what, 0) + count

    def stop_if_unusable(self) -> None:
        """Raise everything found if any of it is an error."""
        if any(d.severity is Severity.ERROR for d in self.diagnostics):
            raise ProblemsFound(self.diagnostics)

    def number(self, node: etree._Element, tag: str, subject: str, default: float = 0.0) -> float:
        """Return the number in a child element; a missing or empty one is the default, an unreadable one too."""
        return self.number_in(text_of(node, tag), tag, subject, default)

    def number_in(self, text: str, field: str, subject: str, default: float = 0.0) -> float:
        """Return the number that a text holds; an empty one is the default, an unreadable or absurd one too."""
        if not text:
            return default
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if abs(value) <= LARGEST:  # not true of NaN
            return value
        self.warn("p2x-unreadable-number", subject, field=field, value=text)
        return default

    def hours(self, node: etree._Element, tag: str, subject: str) -> float:
        """Return an amount of working hours as minutes; a negative or absurd one is noted and counts as none."""
        value = self.number(node, tag, subject)
        if 0 <= value <= MOST_HOURS:
            return value * MINUTES_AN_HOUR
        self.warn("p2x-impossible-duration", subject, field=tag, value=value)
        return 0.0

    def date(self, node: etree._Element, tag: str, subject: str) -> datetime | None:
        """Return the date in a child element, None for "no date"; an unreadable one is noted and becomes None."""
        return self.date_in(text_of(node, tag), tag, subject)

    def date_in(self, text: str, field: str, subject: str) -> datetime | None:
        """Return the date that a text holds, None for "no date"; an unreadable one is noted and becomes None."""
        try:
            return read_date(text, self.month_first)
        except ValueError:
            self.warn("p2x-unreadable-date", subject, field=field, value=text)
            return None


def read_date(text: str, month_first: bool = False) -> datetime | None:
    """Return the moment of DDMMYYYYHHMM or DDMMYYYY, None for ProTrack's "no date"; ValueError otherwise."""
    if text in ("", "0"):
        return None
    if len(text) not in (8, 12) or not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    day, month = (text[2:4], text[:2]) if month_first else (text[:2], text[2:4])
    moment = datetime(int(text[4:8]), int(month), int(day), int(text[8:10] or 0), int(text[10:12] or 0))
    if moment.year > LAST_YEAR:
        raise ValueError(text)
    return None if moment.year < NO_DATE_YEAR else moment


def writes_months_first(root: etree._Element) -> bool:
    """Tell whether a file's dates only make sense as MMDDYYYYHHMM, the way of a ProTrack set to American dates."""
    texts = {(node.text or "").strip() for node in root.iter(*_DATE_TAGS)}
    return not all(_is_date(text, False) for text in texts) and all(_is_date(text, True) for text in texts)


_DATE_TAGS = ("StartDate", "BaseLineStart", "ActualStart", "EndDate", "Holiday")


def _is_date(text: str, month_first: bool) -> bool:
    try:
        read_date(text, month_first)
    except ValueError:
        return False
    return True


def text_of(node: etree._Element, tag: str) -> str:
    """Return the text of the first child of that name, stripped; empty when there is none."""
    return (node.findtext(tag) or "").strip()
