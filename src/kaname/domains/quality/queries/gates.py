"""Gates as lists and pages read them, now or as they stood at the end of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from kaname.domains.core.queries import today
from kaname.domains.quality.enums import GateState
from kaname.domains.quality.models import Gate, GateCondition, GateStep
from kaname.domains.quality.queries.days import end_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A gate as it stood, with its conditions: ``open`` of them, of those ``late``."""

    gate: Gate
    state: str
    ruling: str
    conditions: list[GateCondition]
    open: int
    late: int

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(GateState(self.state).label)

    @property
    def ruled(self) -> bool:
        """Whether it was ruled on by then."""
        return bool(self.ruling)


def gates_seen(user: Any, day: date | None = None) -> QuerySet[Any]:
    """Return the gates that a user reads, each with ``then_state`` and ``then_ruling``: of a day, or of now."""
    rows: QuerySet[Any] = Gate.objects.visible_to(user).select_related("project", "phase", "ruled_by")
    steps = GateStep.objects.filter(gate=OuterRef("pk")).order_by("-made_at", "-id")
    if day is not None:
        steps = steps.filter(made_at__lt=end_of(day))
    then = {f"then_{name}": Subquery(steps.values(name)[:1]) for name in ("state", "ruling")}
    found: QuerySet[Any] = rows.annotate(**then).exclude(then_state=None)
    return found


def seen(rows: Iterable[Any], day: date | None = None) -> list[Seen]:
    """Return gates as they stood; two queries."""
    found, then = list(rows), day or today()
    kept: dict[int, list[GateCondition]] = {g.pk: [] for g in found}
    asked = GateCondition.objects.filter(gate__in=kept, asked_on__lte=then).select_related("owner", "closed_by")
    for row in asked.order_by("due", "id"):
        kept[row.gate_id].append(row)
    return [_seen(gate, kept[gate.pk], then) for gate in found]


def _seen(gate: Gate, conditions: list[GateCondition], day: date) -> Seen:
    opened = [c for c in conditions if c.closed_on is None or c.closed_on > day]
    state, ruling = gate.then_state, gate.then_ruling  # type: ignore[attr-defined] # annotated
    return Seen(gate, state, ruling, conditions, len(opened), sum(c.due < day for c in opened))


def conditions_of(user: Any) -> QuerySet[GateCondition]:
    """Return the open conditions that this user sees to, the most urgent first."""
    rows = GateCondition.objects.filter(owner__user_id=user.pk, closed_on=None, gate__in=Gate.objects.visible_to(user))
    return rows.select_related("gate__project", "gate__phase").order_by("due", "pk")


def gates_to_rule(user: Any) -> QuerySet[Gate]:
    """Return the gates that are handed in, where a user reads them; who rules, ``rules.may_rule`` says of each."""
    rows = Gate.objects.visible_to(user).filter(state=GateState.APPLIED).select_related("project__unit", "phase")
    return rows.prefetch_related("steps").order_by("planned_on", "pk")
