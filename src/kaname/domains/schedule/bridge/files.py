"""Plan files: read, written, and scheduled to see whether their dates can be believed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from kaname.engine.days import moment_of
from kaname.engine.diagnostics import Diagnostic
from kaname.exchange.compile import default_policy, schedule_plan
from kaname.exchange.document import ActivityKind, PlanDocument
from kaname.exchange.formats import read_bytes
from kaname.exchange.losses import losses
from kaname.exchange.writers import as_held, plan_bytes

_ROUNDING = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Finishes:
    """When a plan ends: as its file says, and as its own rules compute it.

    ``differing``: how many activities have other dates than their file says; ``first`` the earliest of them (name,
    finish in the file, finish computed): what comes later follows from it.
    """

    stated: datetime | None
    computed: datetime | None
    differing: int
    first: tuple[str, datetime, datetime] | None
    diagnostics: tuple[Diagnostic, ...]


def read(data: bytes, name: str) -> PlanDocument:
    """Return the plan in a file of any format, told by its content. Raises ProblemsFound."""
    return read_bytes(data, name)


def written(document: PlanDocument, name: str) -> tuple[bytes, dict[str, int]]:
    """Return the content of a file whose ending tells the format, and what it does not hold, with how often."""
    content = plan_bytes(document, name)
    return content, losses(as_held(document, name), read_bytes(content, name))


def finishes(document: PlanDocument) -> Finishes:
    """Schedule a document by its own tool's rules. Raises ProblemsFound where that is impossible."""
    compiled, dates = schedule_plan(document, default_policy(document))
    resolution = dates.network.resolution
    rows = []
    for row, activity in enumerate(compiled.activities):
        told = activity.stored.finish
        if told is not None and activity.active and activity.kind is not ActivityKind.SUMMARY:
            computed = moment_of(int(dates.finish[row]), resolution)
            if abs(computed - told) > _ROUNDING:
                rows.append((activity.name, told, computed))
    stated = [a.stored.finish for a in document.activities if a.stored.finish is not None]
    return Finishes(
        document.project.finish or max(stated, default=None),
        moment_of(int(dates.project_finish), resolution) if document.activities else None,
        len(rows),
        min(rows, key=lambda r: min(r[1], r[2]), default=None),
        tuple(compiled.diagnostics),
    )


def content(document: PlanDocument, name: str) -> bytes:
    """Return the content of a file whose ending tells the format."""
    return plan_bytes(document, name)


def without_money(document: PlanDocument) -> PlanDocument:
    """Return a document without rates, costs and values: for readers who may see the schedule only."""
    rates: dict[str, Any] = dict.fromkeys(("standard_rate", "overtime_rate", "cost_per_use"))
    costs: dict[str, Any] = dict.fromkeys(("cost", "actual_cost"))
    more: dict[str, Any] = dict.fromkeys(("remaining_cost", "fixed_cost", "planned_value", "earned_value"))
    return replace(
        document,
        activities=[
            replace(a, **costs, **more, baselines={n: replace(b, cost=None) for n, b in a.baselines.items()})
            for a in document.activities
        ],
        resources=[replace(r, **rates) for r in document.resources],
        assignments=[
            replace(a, **costs, timephased=[t for t in a.timephased if "cost" not in t.kind])
            for a in document.assignments
        ],
        tracking=[
            replace(
                t,
                rows=[
                    replace(r, actual_cost=None, remaining_cost=None, planned_value=None, earned_value=None)
                    for r in t.rows
                ],
            )
            for t in document.tracking
        ],
        risks=[replace(k, effects=[replace(e, cost=None) for e in k.effects]) for k in document.risks],
    )
