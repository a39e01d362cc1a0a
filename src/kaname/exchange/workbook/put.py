"""Edited cells of a workbook of our own, put back into activities. Each returns False for a cell it cannot read."""

import copy
from collections.abc import Callable
from datetime import datetime, time, timedelta

from kaname.exchange.document import Activity, Baseline, StoredSchedule
from kaname.exchange.workbook.context import Context
from kaname.exchange.workbook.dates import read_date
from kaname.exchange.workbook.grid import Value, text_of
from kaname.exchange.workbook.kinds import read_constraint, read_kind
from kaname.exchange.workbook.progress import read_percent
from kaname.exchange.workbook.quantities import read_amount, read_number

type Put = Callable[[Activity, Value, Context], bool]


def text(name: str) -> Put:
    """Return what sets a text."""

    def put(activity: Activity, value: Value, _: Context) -> bool:
        setattr(activity, name, text_of(value))
        return True

    return put


def _moment(value: Value, finish: bool, context: Context) -> tuple[bool, datetime | None]:
    """Return whether the cell could be read, and the instant: a day alone begins or ends with the plan's day."""
    if value == "":
        return True, None
    read = read_date(value)
    if read is None or read.yearless or read.rough:
        return False, None
    if read.timed:
        return True, read.when
    minute = context.finish_minute if finish else context.start_minute
    return True, datetime.combine(read.when.date(), time()) + timedelta(minutes=minute)


def _with[T: (StoredSchedule, Baseline)](thing: T, name: str, moment: datetime | None) -> T:
    changed = copy.copy(thing)
    setattr(changed, name, moment)
    return changed


def date_of(name: str) -> Put:
    """Return what sets a date."""

    def put(activity: Activity, value: Value, context: Context) -> bool:
        good, moment = _moment(value, name in ("actual_finish", "deadline"), context)
        if good:
            setattr(activity, name, moment)
        return good

    return put


def stored_date(name: str) -> Put:
    """Return what sets a planned date."""

    def put(activity: Activity, value: Value, context: Context) -> bool:
        good, moment = _moment(value, name == "finish", context)
        if good:
            activity.stored = _with(activity.stored, name, moment)
        return good

    return put


def baseline_date(name: str) -> Put:
    """Return what sets a date of the current baseline."""

    def put(activity: Activity, value: Value, context: Context) -> bool:
        good, moment = _moment(value, name == "finish", context)
        if good:
            old = activity.baselines.get(0) or Baseline(0)
            activity.baselines = activity.baselines | {0: _with(old, name, moment)}
        return good

    return put


def days(name: str) -> Put:
    """Return what sets an amount of working time; bare numbers are days."""

    def put(activity: Activity, value: Value, context: Context) -> bool:
        amount = None if value == "" else read_amount(value, "day", context.worth)
        if value != "" and (amount is None or amount.minutes < 0):
            return False
        setattr(activity, name, amount.minutes if amount else None)
        return True

    return put


def percent(activity: Activity, value: Value, _: Context) -> bool:
    """Set the progress; numbers up to one are fractions, as the column's format shows them."""
    if value == "":
        activity.percent_complete = None
        return True
    read = read_percent(value, isinstance(value, float) and value <= 1)
    activity.percent_complete = activity.percent_complete if read is None else read
    return read is not None


def money(activity: Activity, value: Value, _: Context) -> bool:
    """Set the cost."""
    number = None if value == "" else read_number(value)
    if value != "" and number is None:
        return False
    activity.cost = number
    return True


def level(activity: Activity, value: Value, _: Context) -> bool:
    """Set the outline level; parents follow when all rows are read."""
    number = read_number(value)
    if number is None or number < 1:
        return False
    activity.outline_level = int(number)
    return True


def kind(activity: Activity, value: Value, _: Context) -> bool:
    """Set the kind of row."""
    read = read_kind(text_of(value))
    activity.kind = read or activity.kind
    return read is not None


def constraint(activity: Activity, value: Value, _: Context) -> bool:
    """Set the constraint."""
    read = read_constraint(text_of(value))
    activity.constraint = read or activity.constraint
    return read is not None
