"""The engine's answer about a plan: its dates and floats by row, or the problems that make dates impossible."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from kaname.domains.schedule.models import Plan
from kaname.engine.cpm import Schedule
from kaname.engine.diagnostics import Diagnostic, ProblemsFound
from kaname.engine.network import NONE
from kaname.exchange.compile import CompiledPlan, policy_for, schedule_plan
from kaname.exchange.document import PlanDocument

COMPUTED = ("start", "finish", "late_start", "late_finish", "total_float", "free_float", "critical")


@dataclass(eq=False)
class Answer:
    """A document scheduled. ``columns``: lists of COMPUTED in the order of the document's rows, None for unknown."""

    document: PlanDocument
    compiled: CompiledPlan | None = None
    dates: Schedule | None = None
    problems: list[Diagnostic] = field(default_factory=list)
    outside: int = 0

    @property
    def own(self) -> int:
        """Return how many rows are the plan's own: those behind them stand for activities of other projects."""
        return len(self.document.activities) - self.outside

    @property
    def columns(self) -> list[list[Any]]:
        """Return the computed columns."""
        if self.dates is None:
            return [*[[None] * self.own] * 6, [False] * self.own]
        dates = self.dates
        instants = (dates.start, dates.finish, dates.late_start, dates.late_finish, dates.total_float, dates.free_float)
        return [*(_known(column[: self.own]) for column in instants), dates.critical[: self.own].tolist()]


def answer_of(document: PlanDocument, policy: str) -> Answer:
    """Return the schedule of a document under a policy by name; impossible plans have problems instead of dates."""
    try:
        compiled, dates = schedule_plan(document, policy_for(document, policy))
    except ProblemsFound as found:
        return Answer(document, problems=list(found.diagnostics))
    return Answer(document, compiled, dates, list(compiled.diagnostics))


def answer_for(plan: Plan, document: PlanDocument) -> Answer:
    """Return the schedule of a plan's document under the plan's rules."""
    return answer_of(document, plan.policy)


def _known(column: Any) -> list[int | None]:
    values = column.tolist()
    if (np.asarray(column) == NONE).any():
        return [None if v == NONE else v for v in values]
    found: list[int | None] = values
    return found
