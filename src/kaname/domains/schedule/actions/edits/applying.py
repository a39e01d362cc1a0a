"""Trying edits out, and keeping them: one computation, written or not."""

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from typing import Any

from django.db import transaction

from kaname.domains.core.actions import audit
from kaname.domains.core.instants import moment_of
from kaname.domains.schedule.actions import crossing
from kaname.domains.schedule.actions.edits.conflicts import check_conflicts, gone
from kaname.domains.schedule.actions.edits.consequence import consequence_of, differing, with_overloads
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.drafting import drafted
from kaname.domains.schedule.actions.edits.outcome import Outcome, Refusal, Refused
from kaname.domains.schedule.actions.edits.overloads import overloads_of
from kaname.domains.schedule.actions.edits.rights import Rights, rights_of
from kaname.domains.schedule.actions.edits.writing import numbering, provisional, write_changes, write_dates
from kaname.domains.schedule.actions.recalculation import summary_values
from kaname.domains.schedule.bridge.state import PlanState, activity_of, add_up, keep_state, state_of
from kaname.domains.schedule.models import Plan
from kaname.domains.schedule.phrases import problem_sentence

type Edits = list[dict[str, Any]]


def preview(*, plan: Plan, edits: Edits, version: int, by: Any) -> Outcome:
    """Return what edits would do. Nothing is written. Raises Refused, Conflicted or NotAllowed."""
    state = state_of(Plan.objects.select_related("project").get(pk=plan.pk))
    draft = _drafted(state, edits, version, by, provisional())
    after = after_of(draft)
    return _outcome(state, after, draft, differing(state, after), kept=False, by=by)


def trial(*, plan: Plan, edits: Edits, by: Any) -> Outcome:
    """Return what edits would do, whether or not the reader may make them: a what-if. Nothing is written. Raises
    Refused.
    """
    state = state_of(Plan.objects.select_related("project").get(pk=plan.pk))
    draft = drafted(state, edits, Rights(whole=True), provisional()).draft
    after = after_of(draft)
    return _outcome(state, after, draft, differing(state, after), kept=False, by=by)


@transaction.atomic
def apply(*, plan: Plan, edits: Edits, version: int, by: Any, reason: str = "") -> Outcome:
    """Write edits with everything that follows from them; all or nothing. Raises Refused, Conflicted or NotAllowed."""
    state = state_of(locked(plan))
    draft = _drafted(state, edits, version, by, numbering())
    return keep(draft, by, verb="plan.edit", reason=reason)


def locked(plan: Plan) -> Plan:
    """Return the plan as the database has it, nobody else writing to it until the transaction ends."""
    rows = Plan.objects.select_for_update(of=("self",)).select_related("project")
    return rows.get(pk=plan.pk)


def _drafted(state: PlanState, edits: Edits, version: int, by: Any, number: Callable[[str], int]) -> Draft:
    rights = rights_of(by, state.plan.project)
    gone(state, edits, version)
    made = drafted(state, edits, rights, number)
    check_conflicts(state, made, edits, version)
    return made.draft


def keep(draft: Draft, by: Any, *, verb: str, reason: str = "", undoes: int | None = None) -> Outcome:
    """Write a draft: its rows, the dates that moved, the plan's head, the audit event, and plans that wait for it."""
    before, after = draft.state, after_of(draft)
    moved = differing(before, after)
    outcome = _outcome(before, after, draft, moved, kept=True, by=by)
    plan = after.plan
    plan.version, plan.updated_by = before.plan.version + 1, by
    write_changes(before, after, draft.changes, by)
    write_dates(before, after, moved)
    for name, value in summary_values(plan, after.answer).items():
        setattr(plan, name, value)
    plan.save()
    audit.record(
        verb=verb,
        subject=plan,
        by=by,
        before={"finish": before.plan.finish, "changes": [c.as_json("before") for c in draft.changes]},
        after={"version": plan.version, "finish": plan.finish, "changes": [c.as_json("after") for c in draft.changes]},
        project_id=plan.project_id,
        reason=reason,
        undoes=undoes,
    )
    outcome.consequence.other_projects = crossing.recalculate_followers(after, by)
    transaction.on_commit(lambda: keep_state(after))
    return outcome


def after_of(draft: Draft) -> PlanState:
    """Return the state that a draft makes, scheduled. Raises Refused where no dates are possible any more."""
    before = draft.state
    plan = copy(before.plan)
    plan.extras = {k: v for k, v in plan.extras.items() if k != "assumed_start"}
    after = replace(
        before,
        plan=plan,
        frame=replace(before.frame, project=replace(before.frame.project, start=_start_of(before))),
        order=draft.order,
        activities=draft.rows["activity"],
        relations=draft.rows["relation"],
        assignments=draft.rows["assignment"],
        objects=dict(before.objects),
    )
    touched = {c.id for c in draft.changes if c.table == "activity"}
    for pk in touched:
        if pk in after.activities:
            after.objects[pk] = activity_of(after, after.activities[pk], before.objects.get(pk))
        else:
            after.objects.pop(pk, None)
    _carry_over(before, after, draft, touched)
    after.versions = {**before.versions, **{pk: before.versions.get(pk, 0) + 1 for pk in touched}}
    if after.answer.dates is None and before.answer.dates is not None:
        raise Refused([Refusal(0, None, "", problem_sentence(after.document, d)) for d in after.answer.problems[:10]])
    return after


def _carry_over(before: PlanState, after: PlanState, draft: Draft, touched: set[int]) -> None:
    """Take from the state before what the edits did not touch: a plan of ten thousand rows is not built anew."""
    tables = {c.table for c in draft.changes}
    same_rows = before.order == after.order
    after.joined = before.joined if same_rows and "relation" not in tables else None
    after.staffed = before.staffed if same_rows and "assignment" not in tables else None
    if same_rows:
        after.__dict__["position"] = before.position
        sums = dict(before.sums)
        for pk in touched:
            add_up(before.activities, sums, pk, -1.0)
            add_up(after.activities, sums, pk, 1.0)
        after.__dict__["sums"] = sums
    if "relation" not in tables:
        after.__dict__["relations_from"] = before.relations_from
    if "assignment" not in tables:
        after.__dict__["assigned"] = before.assigned


def _start_of(state: PlanState) -> Any:
    """Return the plan's start: one that its file did not say becomes a fact with the first edit."""
    return state.frame.project.start or moment_of(state.plan.start)


def _outcome(before: PlanState, after: PlanState, draft: Draft, moved: set[int], *, kept: bool, by: Any) -> Outcome:
    touched = {c.id for c in draft.changes if c.table == "activity"}
    people = {(c.before or c.after or {}).get("activity_id") for c in draft.changes if c.table == "assignment"}
    people |= {after.assignments[c.id]["activity_id"] for c in draft.changes if c.id in after.assignments}
    gone = before.activities.keys() - after.activities.keys()
    changed = [pk for pk in after.order if pk in moved or pk in touched or pk in people]
    consequence = consequence_of(before, after, moved)
    consequence.overloads = overloads_of(before, after, {pk for pk in changed if pk in after.position} | gone, by)
    consequence.sentence = with_overloads(consequence)
    if not kept:
        consequence.other_projects = crossing.followers_if(after, by)
    return Outcome(before, after, kept, changed, draft.structural, draft.temp, consequence)
