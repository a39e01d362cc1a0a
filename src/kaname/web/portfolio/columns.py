"""The board's columns: label, what sorting by them compares, and the cell as a download holds it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.project.enums import ProjectStatus
from kaname.domains.reporting.queries.board import WORST_FIRST, Row
from kaname.web.templatetags.marks import health_sign, health_word

FAR = date.max
STATUSES = dict(ProjectStatus.choices)


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``order`` is compared when the board is sorted by it, ``cell`` is written to a download."""

    key: str
    label: Promise
    order: Callable[[Row], Any]
    cell: Callable[[Row], Any]
    numeric: bool = False


def _health(value: str) -> str:
    return f"{health_sign(value)} {health_word(value)}"


COLUMNS = (
    Column("health", _("Health"), lambda r: WORST_FIRST.get(r.health, 3), lambda r: _health(r.health)),
    Column("declared", _("declared"), lambda r: WORST_FIRST.get(r.declared, 3), lambda r: _health(r.declared)),
    Column("code", _("Code"), lambda r: r.code, lambda r: r.code),
    Column("name", _("Name"), lambda r: r.name, lambda r: r.name),
    Column("unit", _("Department"), lambda r: r.unit, lambda r: r.unit),
    Column("manager", _("PM"), lambda r: r.manager, lambda r: r.manager),
    Column("phase", _("Phase"), lambda r: r.phase, lambda r: r.phase),
    Column("status", _("Status"), lambda r: list(STATUSES).index(r.status), lambda r: str(STATUSES[r.status])),
    Column("percent", _("Progress"), lambda r: r.percent or 0.0, lambda r: r.percent, numeric=True),
    Column("finish", _("Finish"), lambda r: r.finish or FAR, lambda r: r.finish, numeric=True),
    Column("baseline", _("Baseline"), lambda r: r.baseline or FAR, lambda r: r.baseline, numeric=True),
    Column("slip", _("Slip"), lambda r: -9999 if r.slip is None else r.slip, lambda r: r.slip, numeric=True),
    Column("float", _("Float"), lambda r: 9999 if r.float_days is None else r.float_days, lambda r: r.float_days, True),
    Column("overdue", _("Overdue"), lambda r: r.overdue, lambda r: r.overdue, numeric=True),
    Column("milestone", _("Next milestone"), lambda r: r.milestone_day or FAR, lambda r: r.milestone_day),
    Column("age", _("Updated"), lambda r: 9999 if r.age is None else r.age, lambda r: r.age, numeric=True),
)
BY_KEY = {column.key: column for column in COLUMNS}
"""``milestone`` is read for the shown rows only, and so is not a column to sort the whole board by."""
SORTABLE = frozenset(BY_KEY) - {"milestone"}
