"""Budget lines with the dates that the plan gives them now: what is approved, and what moves with the schedule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from kaname.domains.cost.bridge.axis import Axes, CostAxis
from kaname.domains.cost.bridge.laying import Lines
from kaname.domains.cost.models import BudgetLine
from kaname.domains.schedule.models import Activity, BaselineActivity, Plan

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dates:
    """When the activities of a plan run: by uid, and by WBS code for the lines of a whole branch."""

    by_uid: Mapping[str, Span]
    by_wbs: Mapping[str, Span]
    whole: Span | None

    def of(self, line: BudgetLine, branch: str) -> Span | None:
        """Return the dates of a line: its activity's, its branch's, or the plan's."""
        if line.activity_uid:
            return self.by_uid.get(line.activity_uid)
        if not branch:
            return self.whole
        return _joined(s for wbs, s in self.by_wbs.items() if wbs == branch or wbs.startswith(f"{branch}."))


def dates_of(plan: Plan, baseline_number: int | None = None) -> Dates:
    """Return the dates of a plan as it stands, or of one of its baselines."""
    rows = list(Activity.objects.filter(plan=plan, active=True).values_list("uid", "wbs", "kind", "start", "finish"))
    if baseline_number is not None:
        wbs = {uid: code for uid, code, *_ in rows}
        held = BaselineActivity.objects.filter(baseline__plan=plan, baseline__number=baseline_number)
        names = ("uid", "kind", "start", "finish")
        rows = [(uid, wbs.get(uid, ""), *rest) for uid, *rest in held.values_list(*names)]
    dated = [(uid, code, kind, (s, f)) for uid, code, kind, s, f in rows if s is not None and f is not None]
    work = [row for row in dated if row[2] != "summary"]
    return Dates(
        {uid: span for uid, _code, _kind, span in dated},
        {code: span for _uid, code, _kind, span in work if code},
        _joined([span for *_rest, span in work]),
    )


def _joined(spans: Iterable[Span]) -> Span | None:
    held = list(spans)
    return (min(s for s, _ in held), max(f for _, f in held)) if held else None


def placed(lines: list[BudgetLine], dates: Dates, branches: Mapping[int, str]) -> list[tuple[BudgetLine, Span | None]]:
    """Return each line with its dates."""
    return [(line, dates.of(line, branches[line.account_id])) for line in lines]


def columns_of(pairs: list[tuple[BudgetLine, Span]]) -> Lines:
    """Return lines with dates as columns."""
    return Lines(
        [line.phasing for line, _ in pairs],
        [line.months for line, _ in pairs],
        np.array([s for _, (s, _f) in pairs], np.int64),
        np.array([max(s, f) for _, (s, f) in pairs], np.int64),
    )


def axis_of_plan(plan: Plan, lines: Lines) -> CostAxis:
    """Return the axis of a plan's calendar around its lines."""
    return Axes([plan.calendar_id]).around(plan.calendar_id, int(lines.start.min()), int(lines.finish.max()))
