"""Values as MSPDI writes them: ISO dates, xsd durations, tenths of minutes, hundredths of money, numbered choices."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from lxml import etree

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.date_range import LAST_YEAR, in_range, is_no_date

_DURATION = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_MINUTES = (525_600.0, 43_800.0, 1440.0, 60.0, 1.0, 1 / 60)  # a year, month, day, hour, minute, second of elapsed time
LONGEST = 1e8
"""Minutes (190 years); longer durations are slips of a pen or of a tool."""
_names: dict[str, str] = {}


def local_name(tag: str) -> str:
    """Return an element's name without its namespace."""
    try:
        return _names[tag]
    except KeyError:
        return _names.setdefault(tag, tag.rpartition("}")[2])


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    """Return the children of a name, whatever their namespace; none of nothing."""
    return [] if element is None else [child for child in element if local_name(child.tag) == name]


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name."""
    return next(iter(children(element, name)), None)


@lru_cache(maxsize=65536)
def parse_instant(text: str) -> datetime | None:
    """Return the date and time to the second, without its zone; None for "no date". Raises ValueError."""
    text = text.strip()
    if not text or text == "NA":
        return None
    found = datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    return None if is_no_date(found) else found


@lru_cache(maxsize=65536)
def parse_minutes(text: str) -> float:
    """Return the minutes of a duration as ``PT8H30M0S``. Raises ValueError."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()[1:]):
        raise ValueError(text)
    minutes = sum(float(part) * size for part, size in zip(match.groups()[1:], _MINUTES, strict=True) if part)
    if minutes > LONGEST:
        raise ValueError(text)
    return round(-minutes if match.group(1) else minutes, 4)


def parse_number(text: str) -> float:
    """Return a finite number. Raises ValueError."""
    number = float(text)
    if number != number or abs(number) > 1e15:
        raise ValueError(text)
    return number


class Row:
    """The simple values of one element, read by name; what cannot be read is added to ``problems``."""

    __slots__ = ("area", "line", "parts", "problems", "subject", "values")

    def __init__(self, element: etree._Element, area: str, problems: list[Diagnostic], key: str = "UID"):
        """Sort the element's children: those with text into ``values``, those with children into ``parts``."""
        values: dict[str, str] = {}
        parts: dict[str, list[etree._Element]] = {}
        for c in element:
            text = c.text
            if text is not None and not text.isspace():
                values[_names.get(c.tag) or local_name(c.tag)] = text
            elif len(c):
                parts.setdefault(_names.get(c.tag) or local_name(c.tag), []).append(c)
        self.values = values
        self.parts = parts
        self.area = area
        self.problems = problems
        self.line = element.sourceline
        self.subject = f"{area} {values.get(key, '')}".strip()

    def text(self, name: str) -> str:
        """Return a text, empty if absent."""
        return self.values.get(name, "").strip()

    def verbatim(self, name: str) -> str:
        """Return a text that people wrote, its spaces kept."""
        return self.values.get(name, "")

    def instant(self, name: str) -> datetime | None:
        """Return a date and time."""
        text = self.values.get(name)
        if text is None:
            return None
        try:
            found = parse_instant(text)
        except ValueError:
            self._unreadable("mspdi-unreadable-date", name, text)
            return None
        if found is not None and not in_range(found):
            self._unreadable("date-out-of-range", name, text)
            return None
        return found

    def day(self, name: str) -> date | None:
        """Return a date; beyond the last year of plans, the last day of it ("until further notice")."""
        text = self.values.get(name, "").strip()
        if text[:4].isdecimal() and int(text[:4]) > LAST_YEAR:
            return date(LAST_YEAR, 12, 31)
        found = self.instant(name)
        return found.date() if found else None

    def minutes(self, name: str) -> float | None:
        """Return the minutes of a duration."""
        text = self.values.get(name)
        if text is None:
            return None
        try:
            return parse_minutes(text)
        except ValueError:
            self._unreadable("mspdi-unreadable-duration", name, text)
            return None

    def span(self, name: str) -> float | None:
        """Return the minutes of something that takes time: less than none is no duration."""
        found = self.minutes(name)
        if found is not None and found < 0:
            self._unreadable("mspdi-unreadable-duration", name, self.values[name])
            return None
        return found

    def number(self, name: str, scale: float = 1.0) -> float | None:
        """Return a number, divided by ``scale``."""
        text = self.values.get(name)
        if text is None:
            return None
        if text == "0":
            return 0.0
        try:
            return parse_number(text) / scale
        except ValueError:
            self._unreadable("mspdi-unreadable-number", name, text)
            return None

    def integer(self, name: str) -> int | None:
        """Return a whole number."""
        found = self.number(name)
        return None if found is None else int(found)

    def money(self, name: str) -> float | None:
        """Return money, which MSPDI keeps in hundredths."""
        return self.number(name, 100.0)

    def tenths(self, name: str) -> float | None:
        """Return minutes, which MSPDI keeps in tenths here (slack, lags, delays)."""
        found = self.number(name, 10.0)
        if found is not None and abs(found) > LONGEST:
            self._unreadable("mspdi-unreadable-number", name, self.values[name])
            return None
        return found

    def flag(self, name: str) -> bool | None:
        """Return a yes or no."""
        text = self.values.get(name)
        return None if text is None else text == "1" or text.strip().lower() in ("1", "true", "-1")

    def choice[T](self, name: str, choices: Mapping[int, T], otherwise: T) -> T:
        """Return the meaning of a numbered choice; an unknown number is a warning and ``otherwise``."""
        number = self.integer(name)
        if number is None:
            return otherwise
        if number not in choices:
            self.problems.append(
                warning("mspdi-unknown-choice", self.subject, field=name, value=number, expected=sorted(choices))
            )
            return otherwise
        return choices[number]

    def reference(self, name: str) -> str | None:
        """Return the UID of something else; negative numbers mean none."""
        text = self.text(name)
        return None if not text or text.startswith("-") else text

    def leave_out(self, known: Iterable[str], left_out: dict[str, int]) -> None:
        """Count the values that nobody keeps and that say anything."""
        for name in self.values.keys() - known:
            if self.values[name] not in _SILENT:
                key = f"{self.area}.{name}"
                left_out[key] = left_out.get(key, 0) + 1

    def _unreadable(self, code: str, name: str, value: str) -> None:
        """Tell of a value that is dropped: the rest of the file is worth more than a refusal."""
        self.problems.append(warning(code, self.subject, line=self.line, field=name, value=value[:80]))


def names_in(text: str, more: Iterable[str] = ()) -> frozenset[str]:
    """Return the element names in a text."""
    return frozenset((*text.split(), *more))


_SILENT = frozenset(("0", "", "-1", "PT0H0M0S", "0.00", "false"))
