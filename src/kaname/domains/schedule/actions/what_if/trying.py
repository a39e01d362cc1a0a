"""Moves of a what-if as edits of plans, tried on copies: what the plans would be."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.people.rules import NotAllowed
from kaname.domains.schedule.actions.edits import Outcome, Refused, trial
from kaname.domains.schedule.actions.edits.rights import rights_of
from kaname.domains.schedule.bridge.state import PlanState, state_of
from kaname.domains.schedule.bridge.time_of import later
from kaname.domains.schedule.enums import ConstraintKind, MoveKind
from kaname.domains.schedule.models import LoadScenario, Plan, ScenarioMove
from kaname.domains.schedule.queries.names import spoken_row

_FREE = (ConstraintKind.ASAP, ConstraintKind.SNET)


class CannotMove(Exception):
    """A move that cannot be; the text says why, in the reader's language."""


@dataclass(slots=True)
class Tried:
    """What the moves of one plan make of it. ``outcome`` None: ``refusals`` say why they cannot be.

    ``stale``: the plan was changed since one of the moves was thought out. ``allowed``: the reader may change it.
    """

    plan: Plan
    moves: list[ScenarioMove]
    stale: bool
    allowed: bool
    outcome: Outcome | None = None
    edits: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def tried(scenario: LoadScenario, by: Any) -> list[Tried]:
    """Return what the scenario makes of each plan that it touches, by project. Nothing is written."""
    rows = scenario.moves.select_related("plan__project", "resource", "to").order_by("id")
    by_plan: dict[int, list[ScenarioMove]] = {}
    for move in rows:
        by_plan.setdefault(move.plan_id, []).append(move)
    found = [_tried(moves, by) for moves in by_plan.values()]
    return sorted(found, key=lambda t: t.plan.project.code)


def _tried(moves: list[ScenarioMove], by: Any) -> Tried:
    plan = moves[0].plan
    here = Tried(plan, moves, any(m.plan_version != plan.version for m in moves), _may(by, plan))
    try:
        here.edits, here.outcome = outcome_of(plan, moves, by)
    except CannotMove as reason:
        here.refusals = [str(reason)]
    except Refused as refused:
        here.refusals = [r.sentence for r in refused.refusals]
    return here


def _may(by: Any, plan: Plan) -> bool:
    try:
        rights = rights_of(by, plan.project)
    except NotAllowed:
        return False
    return rights.whole or bool(rights.branches)


def outcome_of(plan: Plan, moves: Sequence[ScenarioMove], by: Any) -> tuple[list[dict[str, Any]], Outcome]:
    """Return the edits that moves mean, each on what the ones before it leave, and what comes of all of them.

    Raises CannotMove, Refused.
    """
    state, edits = state_of(plan), list[dict[str, Any]]()
    outcome: Outcome | None = None
    for move in moves:
        if edits:
            outcome = trial(plan=plan, edits=edits, by=by)
        edits.append(edit_of(move, outcome.after if outcome else state))
    return edits, trial(plan=plan, edits=edits, by=by)


def edit_of(move: ScenarioMove, state: PlanState) -> dict[str, Any]:
    """Return the edit of a plan that a move means. Raises CannotMove."""
    pk = next((pk for pk, row in state.activities.items() if row["uid"] == move.uid), None)
    if pk is None:
        raise CannotMove(_("An activity of this what-if is not in the plan any more."))
    if move.kind == MoveKind.SWAP:
        return {"op": "swap", "id": pk, "from": move.resource_id, "to": move.to_id}
    if move.kind == MoveKind.UNITS:
        return {"op": "units", "id": pk, "resource": move.resource_id, "units": move.units}
    return {"op": "set", "id": pk, "field": "start", "after": _later(move.days or 0, state, pk)}


def _later(days: int, state: PlanState, pk: int) -> int:
    """Return where an activity begins so many working days later. Raises CannotMove beyond its float."""
    row, start = state.activities[pk], state.computed(pk, "start")
    if row["actual_start"] is not None or row["actual_finish"] is not None:
        raise CannotMove(_("“%(name)s” has begun already: it cannot begin later.") % {"name": spoken_row(row)})
    if start is None or row["manual"] or row["constraint"] not in _FREE:
        raise CannotMove(
            _("“%(name)s” has a date of its own, which a what-if does not change.") % {"name": spoken_row(row)}
        )
    ticks = days * state.plan.project.minutes_per_day * 10
    room = state.computed(pk, "total_float") or 0
    if ticks > room:
        values = {
            "name": spoken_row(row),
            "days": days,
            "float": f"{room / (state.plan.project.minutes_per_day * 10):g}",
        }
        raise CannotMove(_("“%(name)s” can begin at most %(float)s working days later, not %(days)s.") % values)
    return later(state, pk, start, ticks)
