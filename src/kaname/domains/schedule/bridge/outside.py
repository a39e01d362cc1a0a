"""Activities of other projects that a plan waits for, as rows of its document: fixed points in time.

Only a relation agreed by both sides moves a plan. The row that stands for the other end has no length: it lies where
the relation begins, at the other activity's start or finish, and is done when that has happened.
"""

from dataclasses import dataclass, field
from typing import Any

from kaname.domains.core.instants import moment_of
from kaname.domains.schedule.bridge.assignments import relation_fields
from kaname.domains.schedule.enums import RelationKind, SignOff
from kaname.domains.schedule.models import Plan, Relation
from kaname.exchange import document as exchange

_FROM_START = (RelationKind.SS, RelationKind.SF)
_COLUMNS = (
    "id",
    "successor_id",
    "kind",
    "lag",
    "lag_kind",
    "extras",
    "predecessor_id",
    "predecessor__name",
    "predecessor__start",
    "predecessor__finish",
    "predecessor__actual_start",
    "predecessor__actual_finish",
    "predecessor__plan__project__code",
)


@dataclass(slots=True)
class Outside:
    """Rows for other projects' activities, and the relations from them by the plan's own activity."""

    activities: list[exchange.Activity] = field(default_factory=list)
    links: list[tuple[int, exchange.Relation]] = field(default_factory=list)

    def relations_to(self, id_of: dict[int, str]) -> list[exchange.Relation]:
        """Return the relations to activities that are still in the plan."""
        return [
            exchange.Relation(r.predecessor_id, id_of[pk], r.kind, r.lag, r.lag_kind)
            for pk, r in self.links
            if pk in id_of
        ]


def outside_of(plan: Plan, moved: dict[int, tuple[int | None, int | None]] | None = None) -> Outside:
    """Return what a plan waits for in other plans; ``moved``: start and finish that an activity there would get."""
    found = Outside()
    rows = Relation.objects.filter(plan=plan, crosses=True, sign_off=SignOff.AGREED).order_by("id")
    for row in rows.values_list(*_COLUMNS):
        values = dict(zip(_COLUMNS, row, strict=True))
        start, finish = (moved or {}).get(
            values["predecessor_id"], (values["predecessor__start"], values["predecessor__finish"])
        )
        activity = _point(values, start, finish)
        if activity is not None:
            found.activities.append(activity)
            fields = relation_fields(values["kind"], values["lag"], values["lag_kind"], values["extras"])
            fields["external"] = False
            link = exchange.Relation(activity.id, "", **fields)
            found.links.append((values["successor_id"], link))
    return found


def _point(values: dict[str, Any], start: int | None, finish: int | None) -> exchange.Activity | None:
    from_start = values["kind"] in _FROM_START
    done = values["predecessor__actual_start" if from_start else "predecessor__actual_finish"]
    at = done if done is not None else start if from_start else finish
    if at is None:
        return None
    moment = moment_of(at)
    kind = exchange.ActivityKind.MILESTONE if from_start else exchange.ActivityKind.FINISH_MILESTONE
    made = exchange.Activity(
        f"kaname-outside-{values['id']}", values["predecessor__name"], kind=kind, duration=0.0, elapsed=True
    )
    if done is not None:
        made.actual_start = made.actual_finish = moment
        made.percent_complete = 100.0
    else:
        made.constraint, made.constraint_date = exchange.Constraint.SNET, moment
    return made
