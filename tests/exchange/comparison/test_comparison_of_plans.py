"""Comparison by example, and of real plans."""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kaname.exchange import document as d
from kaname.exchange.comparison import Decision, FieldChange, Kind, Side, Standing, compare, merge, outline_numbers
from kaname.exchange.formats import read_plan

MORNING = datetime(2026, 4, 1, 8)


def plan() -> d.PlanDocument:
    rows = [
        d.Activity("1", "Design", kind=d.ActivityKind.SUMMARY),
        d.Activity("2", "Screens", outline_level=2, parent_id="1", duration=480.0),
        d.Activity("3", "Tables", outline_level=2, parent_id="1", duration=960.0),
        d.Activity("4", "Build", duration=2400.0),
    ]
    links = [d.Relation("2", "4"), d.Relation("3", "4")]
    return d.PlanDocument(
        "mspdi",
        d.Project("p", "plan", MORNING),
        activities=rows,
        relations=links,
        resources=[d.Resource("1", "佐藤"), d.Resource("2", "鈴木")],
        assignments=[d.Assignment("1", "2", "1"), d.Assignment("2", "4", "2")],
    )


def row(document: d.PlanDocument, identifier: str) -> d.Activity:
    return next(a for a in document.activities if a.id == identifier)


def test_each_difference_is_named():
    after = deepcopy(plan())
    row(after, "2").duration = 960.0
    after.activities.append(d.Activity("5", "Test"))
    after.relations[1].kind = d.RelationKind.SS
    after.assignments.pop()
    found = [
        (c.table, c.name, c.kind, [(f.field, f.base, f.theirs) for f in c.fields])
        for c in compare(plan(), after).changes
    ]
    assert found == [
        ("activities", "Screens", Kind.CHANGED, [("duration", 480.0, 960.0)]),
        ("activities", "Test", Kind.ADDED, []),
        ("relations", "Tables → Build", Kind.CHANGED, [("kind", d.RelationKind.FS, d.RelationKind.SS)]),
        ("assignments", "Build: 鈴木", Kind.REMOVED, []),
    ]


def test_a_conflict_is_decided_by_theirs_ours_or_another_value():
    theirs, ours = plan(), plan()
    row(theirs, "4").duration, row(ours, "4").duration = 4800.0, 960.0
    row(theirs, "4").name = "Build it"
    conflict = merge(plan(), theirs, ours).conflicts
    assert [(c.name, f) for c, f in conflict] == [
        ("Build", FieldChange("duration", 2400.0, 4800.0, 960.0, Standing.CONFLICT, "activities:4:duration"))
    ]
    ends = {
        side: row(merge(plan(), theirs, ours, {"activities:4:duration": Decision(side, 480.0)}).document, "4")
        for side in Side
    }
    assert {s: (r.duration, r.name) for s, r in ends.items()} == {
        Side.THEIRS: (4800.0, "Build it"),
        Side.OURS: (960.0, "Build it"),
        Side.OTHER: (480.0, "Build it"),
    }


@pytest.mark.parametrize(("side", "left"), [(Side.THEIRS, ["1", "3", "4"]), (Side.OURS, ["1", "2", "3", "4"])])
def test_a_row_they_removed_and_we_changed_is_a_conflict(side, left):
    theirs, ours = plan(), plan()
    theirs.activities = [a for a in theirs.activities if a.id != "2"]
    theirs.relations, theirs.assignments = theirs.relations[1:], theirs.assignments[1:]
    row(ours, "2").duration = 960.0
    merged = merge(plan(), theirs, ours, {"activities:2:": Decision(side)})
    assert [f.conflict_id for _, f in merged.conflicts] == ["activities:2:"]
    edited = merged.conflicts[0][0].fields[1:]
    assert [(f.field, f.base, f.ours, f.standing) for f in edited] == [("duration", 480.0, 960.0, Standing.OURS)]
    assert [a.id for a in merged.document.activities] == left


@pytest.mark.parametrize("remover", [Side.THEIRS, Side.OURS])
@pytest.mark.parametrize("kept", [True, False])
def test_what_hangs_on_a_removed_row_follows_what_is_decided_about_it(remover, kept):
    """Nobody is asked about it, and a row that stays has its relations and people again."""
    removed, changed = plan(), plan()
    removed.activities = [a for a in removed.activities if a.id != "2"]
    removed.relations, removed.assignments = removed.relations[1:], removed.assignments[1:]
    row(changed, "2").duration = changed.assignments[0].work = 960.0
    changed.relations[0].lag = 480.0
    theirs, ours = (removed, changed) if remover is Side.THEIRS else (changed, removed)
    other = Side.OURS if remover is Side.THEIRS else Side.THEIRS
    merged = merge(plan(), theirs, ours, {"activities:2:": Decision(other if kept else remover)})
    assert [f.conflict_id for _, f in merged.conflicts] == ["activities:2:"]
    left = changed if kept else removed
    assert merged.document.activities == left.activities
    assert sorted(merged.document.relations, key=str) == sorted(left.relations, key=str)
    assert sorted(merged.document.assignments, key=str) == sorted(left.assignments, key=str)
    told = () if kept or remover is Side.OURS else (("relations", "Screens → Build"), ("assignments", "Screens"))
    assert merged.lost == told


def numbered(document: d.PlanDocument) -> d.PlanDocument:
    codes = outline_numbers(a.outline_level for a in document.activities)
    return replace(document, activities=[replace(a, wbs=c) for a, c in zip(document.activities, codes, strict=True)])


def test_outline_numbers_are_counted_anew_and_are_nobodys_edit():
    """A row more on each side moves the numbers of all that follow."""
    base = numbered(plan())
    theirs, ours = deepcopy(base), deepcopy(base)
    theirs.activities.insert(0, d.Activity("8", "Kick-off"))
    ours.activities[1:1] = [d.Activity(n, n, outline_level=2, parent_id="1") for n in ("6", "7")]
    merged = merge(base, numbered(theirs), numbered(ours))
    assert [(c.name, c.kind) for c in merged.changes] == [
        ("Kick-off", Kind.ADDED),
        ("6", Kind.ADDED),
        ("7", Kind.ADDED),
    ]
    assert [(a.wbs, a.name) for a in merged.document.activities] == [
        ("1", "Kick-off"),
        ("2", "Design"),
        ("2.1", "6"),
        ("2.2", "7"),
        ("2.3", "Screens"),
        ("2.4", "Tables"),
        ("3", "Build"),
    ]
    assert merged.theirs.activities[1].wbs == "2"


def test_codes_that_are_no_outline_numbers_are_merged_like_any_value():
    base, theirs, ours = plan(), plan(), plan()
    row(theirs, "4").wbs, row(ours, "4").wbs = "B-1", "X"
    assert [f.field for _, f in merge(base, theirs, ours).conflicts] == ["wbs"]


def test_what_we_hung_on_a_row_they_removed_is_told():
    theirs, ours = plan(), plan()
    theirs.activities = theirs.activities[:3]
    theirs.relations, theirs.assignments = [], theirs.assignments[:1]
    ours.activities.append(d.Activity("5", "Test"))
    ours.relations.append(d.Relation("4", "5"))
    merged = merge(plan(), theirs, ours)
    assert [a.name for a in merged.document.activities] == ["Design", "Screens", "Tables", "Test"]
    assert (merged.document.relations, merged.lost) == ([], (("relations", "Build → Test"),))


def test_a_row_of_ours_under_a_summary_they_removed_moves_up():
    theirs, ours = plan(), plan()
    theirs.activities = [replace(a, outline_level=1, parent_id=None) for a in theirs.activities[1:]]
    ours.activities.insert(3, d.Activity("9", "Review", outline_level=2, parent_id="1"))
    found = merge(plan(), theirs, ours).document.activities
    assert [(a.name, a.parent_id, a.outline_level) for a in found] == [
        ("Screens", None, 1),
        ("Tables", None, 1),
        ("Review", None, 1),
        ("Build", None, 1),
    ]


def test_new_rows_of_both_sides_with_one_number_are_two_rows():
    theirs, ours = plan(), plan()
    theirs.activities.append(d.Activity("5", "Test"))
    ours.activities.append(d.Activity("5", "Train"))
    found = merge(plan(), theirs, ours).document.activities[4:]
    assert sorted((a.name) for a in found) == ["Test", "Train"]
    assert len({a.id for a in found}) == 2


def test_the_same_new_row_on_both_sides_is_one_row():
    theirs, ours = plan(), plan()
    theirs.activities.append(d.Activity("5", "Test"))
    ours.activities.append(d.Activity("7", "Test"))
    assert [a.name for a in merge(plan(), theirs, ours).document.activities[4:]] == ["Test"]


def test_circles_of_parents_made_by_both_sides_are_opened():
    base = plan()
    theirs, ours = plan(), plan()
    row(base, "4").kind = row(theirs, "4").kind = row(ours, "4").kind = d.ActivityKind.SUMMARY
    theirs.activities = [replace(row(theirs, "4")), replace(row(theirs, "1"), parent_id="4", outline_level=2)] + [
        replace(a, outline_level=3) for a in theirs.activities[1:3]
    ]
    ours.activities[3] = replace(ours.activities[3], parent_id="1", outline_level=2)
    found = merge(base, theirs, ours).document.activities
    assert sorted(a.id for a in found) == ["1", "2", "3", "4"]
    ids = [a.id for a in found]
    assert all(ids.index(a.parent_id) < ids.index(a.id) for a in found if a.parent_id)


def test_rounding_to_tenths_of_a_minute_is_no_change():
    after = plan()
    row(after, "2").duration = 480.04
    row(after, "2").constraint_date = None
    after.project.start = MORNING + timedelta(seconds=2)
    assert compare(plan(), after).changes == ()
    row(after, "2").duration = 480.2
    assert len(compare(plan(), after).changes) == 1


REAL = [
    "msproject-templates/mspdi/OzBuild 16 Orig.mpp.mspdi.xml",
    "msproject/other_formats/generated/task-percentcomplete/percent-complete-8.4.xer",
    "dslib/p2x/C2012-17 Building a Dream.p2x",
]


@pytest.mark.realdata
@pytest.mark.parametrize("name", REAL)
def test_a_real_plan_edited_on_both_sides(realdata, name):
    base = read_plan(realdata / name)
    theirs, ours = deepcopy(base), deepcopy(base)
    leaves = [a for a in base.activities if a.duration]
    first, second, last = leaves[0].id, leaves[1].id, leaves[-1].id
    row(theirs, first).duration += 480.0
    row(ours, second).name = "renamed here"
    row(theirs, last).duration += 480.0
    row(ours, last).duration += 960.0
    merged = merge(base, theirs, ours)
    assert [(c.key, c.standing, [f.field for f in c.fields]) for c in merged.changes] == [
        (first, Standing.THEIRS, ["duration"]),
        (second, Standing.OURS, ["name"]),
        (last, Standing.CONFLICT, ["duration"]),
    ]
    expected = deepcopy(ours)
    row(expected, first).duration += 480.0
    assert merged.document.activities == expected.activities
