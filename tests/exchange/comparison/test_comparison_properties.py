"""What must hold of every merge, whatever the plans."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaname.exchange import document as d
from kaname.exchange.comparison import Decision, Side, Standing, compare, merge

pytestmark = pytest.mark.thorough
MORNING = datetime(2026, 4, 1, 8)
SIDES = st.sampled_from([Side.THEIRS, Side.OURS])


@st.composite
def plans(draw) -> d.PlanDocument:
    """A plan in outline order with people, relations and assignments."""
    count = draw(st.integers(1, 8))
    rows: list[d.Activity] = []
    for number in range(1, count + 1):
        parents = [None, *open_rows(rows)]
        parent = draw(st.sampled_from(parents))
        level = 1 if parent is None else parent.outline_level + 1
        rows.append(
            d.Activity(
                str(number),
                f"row {number}",
                outline_level=level,
                parent_id=parent and parent.id,
                duration=float(draw(st.integers(0, 5)) * 480),
                fields={"Text1": draw(st.sampled_from(["a", "b"]))} if draw(st.booleans()) else {},
            )
        )
    ids = [row.id for row in rows]
    pairs = draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=6))
    kinds = st.sampled_from(list(d.RelationKind))
    people = [d.Resource(str(n), f"person {n}") for n in range(1, 4)]
    used = draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(["1", "2", "3"])), max_size=5))
    return d.PlanDocument(
        "mspdi",
        d.Project("p", "plan", MORNING, calendar_id="c"),
        calendars=[d.Calendar("c", "標準", (((480, 1020),),) * 5 + ((), ()))],
        activities=rows,
        relations=[d.Relation(a, b, draw(kinds)) for a, b in sorted(pairs) if a < b],
        resources=people,
        assignments=[d.Assignment(f"{a}-{r}", a, r) for a, r in sorted(used)],
    )


def open_rows(rows: list[d.Activity]) -> list[d.Activity]:
    """Rows that the next one may stand under, so that the outline stays in order."""
    chain: list[d.Activity] = []
    by_id = {row.id: row for row in rows}
    current = rows[-1] if rows else None
    while current is not None:
        chain.append(current)
        current = by_id.get(current.parent_id)
    return chain


@st.composite
def edited(draw, plan: d.PlanDocument, mark: str) -> d.PlanDocument:
    """The plan after somebody worked on it; new rows have ids that both sides may choose."""
    made = deepcopy(plan)
    for row in made.activities:
        if draw(st.booleans()):
            row.duration = float(draw(st.integers(0, 9)) * 480)
        if draw(st.integers(0, 4)) == 0:
            row.name += mark
        if draw(st.integers(0, 4)) == 0:
            row.fields = {**row.fields, "Text1": mark}
        if draw(st.integers(0, 4)) == 0:
            row.deadline = MORNING + timedelta(days=draw(st.integers(1, 5)))
    for _ in range(draw(st.integers(0, 2))):
        parent = draw(st.sampled_from([None, *open_rows(made.activities)]))
        level = 1 if parent is None else parent.outline_level + 1
        number = str(max((int(a.id) for a in made.activities), default=0) + 1)
        made.activities.append(
            d.Activity(number, f"new {mark} {number}", outline_level=level, parent_id=parent and parent.id)
        )
    if draw(st.booleans()):
        gone = draw(st.sampled_from(made.activities)).id
        made = without(made, gone)
    if made.relations and draw(st.booleans()):
        made.relations.pop()
    return made


def without(plan: d.PlanDocument, gone: str) -> d.PlanDocument:
    """The plan without a row and what stands under it."""
    ids = {gone}
    for row in plan.activities:
        if row.parent_id in ids:
            ids.add(row.id)
    plan.activities = [a for a in plan.activities if a.id not in ids]
    plan.relations = [r for r in plan.relations if not {r.predecessor_id, r.successor_id} & ids]
    plan.assignments = [a for a in plan.assignments if a.activity_id not in ids]
    return plan


@st.composite
def three(draw) -> tuple[d.PlanDocument, d.PlanDocument, d.PlanDocument]:
    base = draw(plans())
    return base, draw(edited(base, "T")), draw(edited(base, "O"))


@given(plans())
def test_the_same_plan_three_times_is_nothing(plan):
    merged = merge(plan, deepcopy(plan), deepcopy(plan))
    assert (merged.changes, merged.lost, merged.document) == ((), (), plan)


@given(three())
def test_their_old_file_again_leaves_ours(plans):
    base, _, ours = plans
    merged = merge(base, deepcopy(base), ours)
    assert merged.document == ours
    assert {c.standing for c in merged.changes} <= {Standing.OURS}


@given(three())
def test_without_edits_of_ours_theirs_comes_out(plans):
    base, theirs, _ = plans
    merged = merge(base, theirs, deepcopy(base))
    assert merged.document == theirs
    assert {c.standing for c in merged.changes} <= {Standing.THEIRS}


@given(three())
def test_both_the_same_has_no_conflict(plans):
    base, theirs, _ = plans
    merged = merge(base, theirs, deepcopy(theirs))
    assert merged.document == theirs
    assert {c.standing for c in merged.changes} <= {Standing.BOTH}


@settings(max_examples=200)
@given(three(), st.data())
def test_whatever_is_decided_every_reference_leads_somewhere(plans, data):
    base, theirs, ours = plans
    before = merge(base, theirs, ours)
    decisions = {field.conflict_id: Decision(data.draw(SIDES)) for _, field in before.conflicts}
    found = merge(base, theirs, ours, decisions).document
    ids = [a.id for a in found.activities]
    assert len(ids) == len(set(ids))
    assert [a.id for a in found.activities if a.parent_id is not None and a.parent_id not in ids] == []
    assert all(ids.index(a.parent_id) < ids.index(a.id) for a in found.activities if a.parent_id)
    assert all(r.predecessor_id in ids and r.successor_id in ids for r in found.relations)
    assert all(a.activity_id in ids for a in found.assignments)
    assert len({a.id for a in found.assignments}) == len(found.assignments)


@given(three())
def test_a_decision_takes_the_side_it_names(plans):
    base, theirs, ours = plans
    before = merge(base, theirs, ours)
    for change, field in before.conflicts:
        if change.table == "activities" and field.field == "duration":
            for side in (Side.THEIRS, Side.OURS):
                found = merge(base, theirs, ours, {field.conflict_id: Decision(side)}).document
                row = next((a for a in found.activities if a.id == change.key), None)
                assert row is not None
                assert row.duration == (field.theirs if side is Side.THEIRS else field.ours)


@given(plans())
def test_a_file_numbered_anew_changes_nothing(plan):
    moved = deepcopy(plan)
    new = {a.id: str(int(a.id) + 1) for a in plan.activities}
    for row in moved.activities:
        row.id, row.parent_id = new[row.id], row.parent_id and new[row.parent_id]
    for relation in moved.relations:
        relation.predecessor_id, relation.successor_id = new[relation.predecessor_id], new[relation.successor_id]
    for assignment in moved.assignments:
        assignment.activity_id = new[assignment.activity_id]
    assert compare(plan, moved).changes == ()
