"""Values as XER writes them: hours, dates to the minute, coded choices."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.date_range import in_range, is_no_date
from kaname.exchange.xer.tables import TableRow

LONGEST = 1e8
"""Minutes (190 years)."""


@lru_cache(maxsize=65536)
def parse_instant(text: str) -> datetime:
    """Return the instant of "2026-04-01 08:00". Raises ValueError."""
    return datetime.fromisoformat(text.strip()).replace(tzinfo=None, microsecond=0)


def parse_number(text: str) -> float:
    """Return a number; a comma may be the decimal sign (files of P6 clients with such a locale). Raises ValueError."""
    text = text.strip()
    if "," in text and "." not in text and text.count(",") == 1:
        text = text.replace(",", ".")
    number = float(text.replace(",", ""))
    if number != number or abs(number) > 1e15:
        raise ValueError(text)
    return number


class Row:
    """One row of a table, its values by column; what cannot be read is added to ``problems``."""

    __slots__ = ("problems", "subject", "values")

    def __init__(self, values: TableRow, subject: str, problems: list[Diagnostic]):
        self.values = values
        self.subject = subject
        self.problems = problems

    def text(self, column: str) -> str:
        """Return a text, line breaks restored; empty if absent."""
        return self.values.get(column, "").replace("\x7f\x7f", "\n").replace("\x7f", "\n").strip()

    def reference(self, column: str) -> str | None:
        """Return the id of something else."""
        return self.text(column) or None

    def flag(self, column: str) -> bool:
        """Return a Y or N."""
        return self.text(column).upper() == "Y"

    def instant(self, column: str) -> datetime | None:
        """Return a date and time."""
        text = self.values.get(column)
        if text is None:
            return None
        try:
            found = parse_instant(text)
        except ValueError:
            self._unreadable("xer-unreadable-date", column)
            return None
        if is_no_date(found):
            return None
        if not in_range(found):
            self._unreadable("date-out-of-range", column)
            return None
        return found

    def number(self, column: str) -> float | None:
        """Return a number."""
        text = self.values.get(column)
        if text is None:
            return None
        try:
            return parse_number(text)
        except ValueError:
            self._unreadable("xer-unreadable-number", column)
            return None

    def minutes(self, column: str) -> float | None:
        """Return minutes, which XER keeps as hours."""
        hours = self.number(column)
        if hours is None:
            return None
        minutes = round(hours * 60, 4)
        if abs(minutes) > LONGEST:
            self._unreadable("xer-unreadable-number", column)
            return None
        return minutes

    def span(self, column: str) -> float | None:
        """Return the minutes of something that takes time: less than none is no duration."""
        found = self.minutes(column)
        if found is not None and found < 0:
            self._unreadable("xer-unreadable-number", column)
            return None
        return found

    def choice[T](self, column: str, choices: Mapping[str, T], otherwise: T) -> T:
        """Return the meaning of a code; an unknown code is a warning and ``otherwise``."""
        code = self.text(column)
        if not code:
            return otherwise
        if code not in choices:
            self.problems.append(
                warning("xer-unknown-choice", self.subject, field=column, value=code[:80], expected=sorted(choices))
            )
            return otherwise
        return choices[code]

    def _unreadable(self, code: str, column: str) -> None:
        """Tell of a value that is dropped: the rest of the file is worth more than a refusal."""
        value = self.values[column][:80]
        self.problems.append(warning(code, self.subject, line=self.values.line, field=column, value=value))
