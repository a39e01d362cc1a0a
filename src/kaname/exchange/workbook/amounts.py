"""Durations, effort, money, progress and estimates of a row, with the units that header, format or cell give."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kaname.exchange.document import Distribution
from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.date_ranges import is_range
from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.grid import Value, text_of
from kaname.exchange.workbook.headings import unit_in
from kaname.exchange.workbook.progress import State, are_fractions, read_percent, read_state
from kaname.exchange.workbook.quantities import Amount, Worth, read_amount, read_number
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.table import DITTO, Table, clean

_ESTIMATES = (Role.OPTIMISTIC, Role.MOST_LIKELY, Role.PESSIMISTIC)
_MONEY = {"thousand-yen": 1_000.0, "ten-thousand-yen": 10_000.0}
_TIME_UNITS = frozenset(
    ["minute", "hour", "day", "week", "month", "person-hour", "person-day", "person-month", "calendar-day"]
)


@dataclass(slots=True)
class Amounts:
    """What one entry's cells say, by role and aspect; minutes and money."""

    times: dict[tuple[Role, Aspect], Amount] = field(default_factory=dict)
    money: dict[tuple[Role, Aspect], float] = field(default_factory=dict)
    percent: float | None = None
    state: State | None = None
    distribution: Distribution | None = None
    raw: dict[str, str] = field(default_factory=dict)  # what could not be read, by column title

    def minutes(self, role: Role, aspect: Aspect = Aspect.PLAN) -> float | None:
        """Return the minutes of a duration or effort."""
        amount = self.times.get((role, aspect))
        return amount.minutes if amount else None


class AmountReader:
    """Reads the amounts of a table's entries; units are settled once a column."""

    def __init__(self, table: Table, entries: Sequence[Entry], worth: Worth, report: Report) -> None:
        """Settle the units of every column of time, and the scale of the progress column."""
        self.table, self.worth, self.report = table, worth, report
        roles = (Role.DURATION, Role.WORK, *_ESTIMATES)
        self.time_columns = [c for c in table.header.columns if c.role in roles]
        self.money_columns = [c for c in table.header.columns if c.role in (Role.COST, Role.FIXED_COST)]
        rows = [entry.row for entry in entries if not entry.group]
        self.units = {column.index: self._unit(column, rows) for column in self.time_columns}
        self.fractions = self._fractions(rows)

    def read(self, entry: Entry) -> Amounts:
        """Return the amounts of one entry."""
        amounts = Amounts()
        if entry.group:
            return amounts
        for column in self.time_columns:
            self._time(entry, column, amounts)
        for column in self.money_columns:
            self._money(entry, column, amounts)
        self._progress(entry, amounts)
        amounts.distribution = self._distribution(entry, amounts)
        return amounts

    def _unit(self, column: Column, rows: Sequence[int]) -> str:
        unit = column.unit or self._unit_of_format(column, rows)
        if unit in _TIME_UNITS:
            return unit
        numbers = [row for row in rows if isinstance(self.table.grid.value(row, column.index), float)]
        assumed = "hour" if column.role == Role.WORK and column.title.isascii() else "day"
        if numbers and column.role == Role.WORK:
            where = self.table.grid.where(self.table.header.bottom, column.index)
            code = "workbook-effort-in-hours" if assumed == "hour" else "workbook-effort-in-days"
            self.report.tell(code, where, title=column.title)
        return assumed

    def _unit_of_format(self, column: Column, rows: Sequence[int]) -> str:
        for row in rows[:50]:
            code = self.table.layout.style(row, column.index).number_format
            quoted = "".join(re.findall(r'"([^"]*)"', code))
            if quoted:
                return unit_in(f"({quoted})")
        return ""

    def _time(self, entry: Entry, column: Column, amounts: Amounts) -> None:
        row = entry.second_row if entry.second_row is not None and column.aspect == Aspect.ACTUAL else entry.row
        value = clean(self.table.grid.value(row, column.index))
        if value == "" or column.role is None:
            return
        amount = read_amount(value, self.units[column.index], self.worth)
        if amount is not None and amount.minutes >= 0:
            amounts.times[column.role, column.aspect] = amount
        elif not (isinstance(value, str) and is_range(value)):
            self._refuse(entry, column, value, amounts, _UNREADABLE.get(column.role, "workbook-unreadable-duration"))

    def _money(self, entry: Entry, column: Column, amounts: Amounts) -> None:
        value = clean(self.table.grid.value(entry.row, column.index))
        if value == "" or column.role is None:
            return
        number = read_number(value)
        if number is None:
            self._refuse(entry, column, value, amounts, "workbook-unreadable-number")
        else:
            amounts.money[column.role, column.aspect] = number * _MONEY.get(column.unit, 1.0)

    def _refuse(self, entry: Entry, column: Column, value: Value, amounts: Amounts, code: str) -> None:
        text = text_of(value)
        if text.lower() in ("未定", "tbd", "未", "?") or text in DITTO:
            self.report.gather("workbook-undecided", self.table.grid.where(entry.row, column.index))
        else:
            self.report.warn(code, self.table.grid.where(entry.row, column.index), value=text, title=column.title)
        amounts.raw[column.title] = text

    def _fractions(self, rows: Sequence[int]) -> bool:
        column = self.table.column(Role.PROGRESS)
        if column is None:
            return False
        values = [self.table.grid.value(row, column.index) for row in rows]
        formats = {self.table.layout.style(row, column.index).number_format for row in rows[:200]}
        return are_fractions(values, any("%" in code for code in formats), column.unit)

    def _progress(self, entry: Entry, amounts: Amounts) -> None:
        amounts.state = self._state(entry, amounts)
        column = self.table.column(Role.PROGRESS)
        value = "" if column is None else clean(self.table.grid.value(entry.row, column.index))
        if column is None or value == "":
            return
        amounts.percent = read_percent(value, self.fractions)
        state = read_state(value)
        amounts.state = amounts.state or state
        if amounts.percent is None and state is None:
            self._refuse(entry, column, value, amounts, "workbook-unreadable-progress")

    def _state(self, entry: Entry, amounts: Amounts) -> State | None:
        column = self.table.column(Role.STATUS)
        value = "" if column is None else clean(self.table.grid.value(entry.row, column.index))
        if column is None or value == "":
            return None
        amounts.raw[column.title] = text_of(value)
        return read_state(value)

    def _distribution(self, entry: Entry, amounts: Amounts) -> Distribution | None:
        low, mode, high = (amounts.minutes(role, Aspect.NONE) for role in _ESTIMATES)
        if low is None or high is None:
            return None
        mode = mode if mode is not None else amounts.minutes(Role.DURATION)
        if mode is None or not low <= mode <= high:
            where = self.table.where(entry.row, Role.OPTIMISTIC)
            self.report.warn("workbook-estimates-disordered", where, name=entry.name)
            return None
        return Distribution("pert", (low, mode, high))


_UNREADABLE = {Role.DURATION: "workbook-unreadable-duration", Role.WORK: "workbook-unreadable-effort"}
