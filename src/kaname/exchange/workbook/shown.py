"""What the columns of a written WBS show of an activity, and how an edited cell goes back into it.

Writer and reader share these: a cell that still shows what the stored activity would show was not edited.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kaname.exchange.document import Activity, ActivityKind, Baseline
from kaname.exchange.workbook import put
from kaname.exchange.workbook.context import Context
from kaname.exchange.workbook.grid import Value
from kaname.exchange.workbook.kinds import CONSTRAINT_NAMES, KIND_NAMES

type Cell = str | float | datetime | None

LONGEST = 32_000
"""Characters that a cell is given; Excel holds 32,767."""

type Put = Callable[[Activity, Value, Context], bool]
"""Sets what an edited cell says; False where the cell says nothing that can be understood."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One column: its titles, what it shows, how an edited cell is taken over, its Excel format and width."""

    titles: tuple[str, str]  # Japanese, English
    cell: Callable[[Activity, Context], Cell]
    put: Put
    form: str = ""
    width: float = 12.0


def _days(minutes: float | None, context: Context) -> float | None:
    return None if minutes is None else round(minutes / context.minutes_per_day, 6)


def _baseline(activity: Activity) -> Baseline:
    return activity.baselines.get(0) or Baseline(0)


def _percent(activity: Activity, _: Context) -> float | None:
    return None if activity.percent_complete is None else round(activity.percent_complete / 100, 6)


def _ignore(_: Activity, __: Value, ___: Context) -> bool:
    return True


_DATE = "yyyy/mm/dd"
_DAYS = "0.##"

COLUMNS = (
    Shown(("ID", "ID"), lambda a, _: a.id, _ignore, width=8),
    Shown(("WBS番号", "WBS"), lambda a, _: a.wbs, put.text("wbs"), width=10),
    Shown(("タスク名", "Task Name"), lambda a, _: a.name.strip() or "?", put.text("name"), width=40),
    Shown(("階層", "Outline Level"), lambda a, _: float(a.outline_level), put.level, width=6),
    Shown(("タスク種別", "Task Type"), lambda a, c: KIND_NAMES[a.kind][c.english], put.kind, width=12),
    Shown(("担当者", "Resource Names"), lambda a, c: c.people.get(a.id, ""), _ignore, width=18),
    Shown(("開始予定", "Planned Start"), lambda a, _: a.stored.start, put.stored_date("start"), _DATE),
    Shown(("終了予定", "Planned Finish"), lambda a, _: a.stored.finish, put.stored_date("finish"), _DATE),
    Shown(("期間(日)", "Duration (days)"), lambda a, c: _days(a.duration, c), put.days("duration"), _DAYS, 8),
    Shown(("工数(人日)", "Work (person-days)"), lambda a, c: _days(a.work, c), put.days("work"), _DAYS, 8),
    Shown(("進捗率", "% Complete"), _percent, put.percent, "0%", 8),
    Shown(("実績開始", "Actual Start"), lambda a, _: a.actual_start, put.date_of("actual_start"), _DATE),
    Shown(("実績終了", "Actual Finish"), lambda a, _: a.actual_finish, put.date_of("actual_finish"), _DATE),
    Shown(("先行タスク", "Predecessors"), lambda a, c: c.predecessors.get(a.id, ""), _ignore, width=14),
    Shown(("制約", "Constraint Type"), lambda a, c: CONSTRAINT_NAMES[a.constraint][c.english], put.constraint),
    Shown(("制約日", "Constraint Date"), lambda a, _: a.constraint_date, put.date_of("constraint_date"), _DATE),
    Shown(("期限", "Deadline"), lambda a, _: a.deadline, put.date_of("deadline"), _DATE),
    Shown(("当初開始", "Baseline Start"), lambda a, _: _baseline(a).start, put.baseline_date("start"), _DATE),
    Shown(("当初終了", "Baseline Finish"), lambda a, _: _baseline(a).finish, put.baseline_date("finish"), _DATE),
    Shown(("コスト", "Cost"), lambda a, _: a.cost, put.money, "#,##0", 12),
    Shown(("備考", "Notes"), lambda a, _: a.notes[:LONGEST], put.text("notes"), width=30),
)
ID_COLUMN, PEOPLE_COLUMN, PREDECESSOR_COLUMN = 0, 5, 13
NAME_COLUMN = 2


def is_summary(activity: Activity) -> bool:
    """Say whether a row stands for the rows below it."""
    return activity.kind == ActivityKind.SUMMARY
