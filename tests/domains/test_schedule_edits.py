"""Edits of a plan: tried, kept, refused, meeting others', undone."""

from copy import deepcopy

import pytest

from factories.people import AS_OF, make_company
from factories.project import make_project, make_team, make_user_of
from factories.schedule import DAY, make_document, make_plan
from kaname.domains.core.instants import ticks_of
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import ProjectMember
from kaname.domains.schedule.actions import edits, plans, progress, settings
from kaname.domains.schedule.actions.importing import targets
from kaname.domains.schedule.bridge import document_of
from kaname.domains.schedule.bridge.state import forget_states, load_state
from kaname.domains.schedule.models import Activity, Plan

pytestmark = pytest.mark.django_db
TICKS = int(DAY * 10)


@pytest.fixture(autouse=True)
def fresh_states():
    forget_states()
    make_company()


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def pm(plan):
    return make_user_of(plan.project, Role.PROJECT_MANAGER)


def rows(plan):
    return {a.name: a for a in plan.activities.all()}


def table(plan):
    """Everything that is stored of a plan, but who wrote it when, and how often."""
    fields = [
        f.attname
        for f in Activity._meta.concrete_fields
        if f.attname not in ("created_at", "created_by_id", "updated_at", "updated_by_id", "version")
    ]
    links = list(plan.relations.order_by("id").values_list("predecessor_id", "successor_id", "kind", "lag", "lag_kind"))
    people = list(plan.assignments.order_by("id").values_list("activity_id", "resource_id", "units", "work"))
    return list(plan.activities.order_by("position").values_list(*fields)), links, people


def setting(row, field, after, before=None):
    return {"op": "set", "id": row.pk, "field": field, "before": before, "after": after}


def test_what_is_tried_is_not_written_and_says_what_would_happen(plan, pm):
    before = table(plan)
    outcome = edits.preview(plan=plan, edits=[setting(rows(plan)["製造"], "duration", 8 * TICKS)], version=1, by=pm)
    assert table(plan) == before
    assert AuditEvent.objects.filter(verb="plan.edit").count() == 0
    found = outcome.consequence
    assert (found.finish_after - found.finish_before) / 14400 == 5  # 3 working days over a weekend
    assert (found.moved, found.newly_critical, found.deadlines_missed) == (3, 0, [])
    assert found.sentence.startswith("完了が3日遅れます。")


def test_what_is_kept_equals_what_was_tried_and_what_a_fresh_reading_computes(plan, pm):
    change = [setting(rows(plan)["製造"], "duration", 8 * TICKS)]
    tried = edits.preview(plan=plan, edits=deepcopy(change), version=1, by=pm)
    kept = edits.apply(plan=plan, edits=change, version=1, by=pm)
    assert kept.consequence == tried.consequence
    assert kept.after.columns == tried.after.columns
    stored = Plan.objects.get(pk=plan.pk)
    assert (stored.version, stored.finish) == (2, kept.consequence.finish_after)
    fresh = load_state(stored)
    assert fresh.columns == kept.after.columns
    assert fresh.document == kept.after.document
    held = zip(*stored.activities.order_by("position").values_list("start", "finish", "total_float"), strict=True)
    assert [list(column) for column in held] == [fresh.columns[0], fresh.columns[1], fresh.columns[4]]


def test_one_audit_event_tells_what_was_before_and_is_after(plan, pm):
    edits.apply(plan=plan, edits=[setting(rows(plan)["設計"], "name", "基本設計")], version=1, by=pm)
    event = AuditEvent.objects.get(verb="plan.edit")
    assert (event.actor_id, event.subject_id, event.project_id) == (pm.pk, plan.pk, plan.project_id)
    assert [c["values"] for c in event.before["changes"]] == [{"name": "設計"}]
    assert [c["values"] for c in event.after["changes"]] == [{"name": "基本設計"}]


ALL_FIELDS = [
    ("name", "別名"),
    ("notes", "覚え書き"),
    ("duration", 4 * TICKS),
    ("duration", 0),
    ("start", 299_280_000),
    ("finish", 299_226_200),
    ("constraint", "ALAP"),
    ("constraint", "SNET"),
    ("constraint_date", 299_280_000),
    ("deadline", 299_100_000),
    ("percent", 50),
    ("percent", 100),
    ("actual_start", 299_140_000),
    ("actual_finish", 299_141_000),
    ("manual", 1),
    ("active", 0),
    ("kind", "milestone"),
    ("elapsed", 1),
    ("resources", "山田; 佐藤[50%]"),
]


@pytest.mark.parametrize(("field", "value"), ALL_FIELDS)
def test_undo_brings_back_every_stored_value(plan, pm, field, value):
    from kaname.domains.resource.models import Resource

    for name in ("山田", "佐藤"):
        Resource.objects.create(name=name)
    before = table(plan)
    edits.apply(plan=plan, edits=[setting(rows(plan)["設計"], field, value)], version=1, by=pm)
    assert table(plan) != before
    assert load_state(Plan.objects.get(pk=plan.pk)).answer.columns == edits.undo(plan=plan, by=pm).before.columns
    assert table(plan) == before


STRUCTURE = [
    lambda r: [{"op": "add", "temp": "t1", "after": r["設計"].pk, "level": 1, "name": "移行", "duration": TICKS}],
    lambda r: [
        {
            "op": "add",
            "temp": "t1",
            "after": r["設計"].pk,
            "level": 2,
            "name": "移行",
            "duration": TICKS,
            "kind": "task",
        }
    ],
    lambda r: [{"op": "delete", "id": r["製造"].pk}],
    lambda r: [{"op": "move", "id": r["試験"].pk, "after": None, "level": 1}],
    lambda r: [{"op": "move", "id": r["製造"].pk, "after": r["設計"].pk, "level": 2}],
    lambda r: [
        {
            "op": "link",
            "predecessor": r["設計"].pk,
            "successor": r["完了"].pk,
            "kind": "SS",
            "lag": TICKS,
            "lag_kind": "working",
        }
    ],
    lambda r: [
        {"op": "add", "temp": "t1", "after": None, "level": 1, "name": "準備", "duration": TICKS, "kind": "task"},
        {"op": "link", "predecessor": "t1", "successor": r["設計"].pk, "kind": "FS", "lag": 0, "lag_kind": "working"},
        {"op": "set", "id": "t1", "field": "duration", "before": None, "after": 2 * TICKS},
    ],
]


@pytest.mark.parametrize("made", STRUCTURE)
def test_rows_and_relations_come_and_go_and_come_back(plan, pm, made):
    before = table(plan)
    change = made(rows(plan))
    tried = edits.preview(plan=plan, edits=deepcopy(change), version=1, by=pm)
    assert table(plan) == before
    kept = edits.apply(plan=plan, edits=change, version=1, by=pm)
    assert kept.structural
    assert kept.after.columns == tried.after.columns
    fresh = load_state(Plan.objects.get(pk=plan.pk))
    assert (fresh.order, fresh.columns) == (kept.after.order, kept.after.columns)
    numbers = [a.number for a in fresh.document.activities]
    assert numbers == list(range(1, len(numbers) + 1))
    edits.undo(plan=plan, by=pm)
    assert table(plan) == before
    with pytest.raises(edits.NothingToUndo):
        edits.undo(plan=plan, by=pm)


def test_rows_under_a_row_make_it_a_summary_and_codes_follow(plan, pm):
    r = rows(plan)
    change = [{"op": "move", "id": r["製造"].pk, "after": r["設計"].pk, "level": 2}]
    edits.apply(plan=plan, edits=change, version=1, by=pm)
    found = list(plan.activities.order_by("position").values_list("wbs", "name", "kind", "outline_level", "parent_id"))
    assert found == [
        ("1", "設計", "summary", 1, None),
        ("1.1", "製造", "task", 2, r["設計"].pk),
        ("2", "試験", "task", 1, None),
        ("3", "完了", "milestone", 1, None),
    ]


def test_every_wrong_edit_is_told_and_nothing_is_written(plan, pm):
    before = table(plan)
    wrong = [
        setting(rows(plan)["設計"], "duration", -1),
        setting(rows(plan)["製造"], "name", ""),
        {"op": "delete", "id": 10**9},
        setting(rows(plan)["試験"], "colour", "red"),
        setting(rows(plan)["試験"], "percent", 120),
    ]
    with pytest.raises(edits.Refused) as refused:
        edits.apply(plan=plan, edits=[setting(rows(plan)["設計"], "name", "よい"), *wrong], version=1, by=pm)
    assert [(r.edit, r.field) for r in refused.value.refusals] == [
        (1, "duration"), (2, "name"), (3, ""), (4, "colour"), (5, "percent"),
    ]  # fmt: skip
    assert table(plan) == before


def test_a_circle_is_refused_with_the_names_of_its_activities(plan, pm):
    r = rows(plan)
    change = [
        {
            "op": "link",
            "predecessor": r["完了"].pk,
            "successor": r["設計"].pk,
            "kind": "FS",
            "lag": 0,
            "lag_kind": "working",
        }
    ]
    with pytest.raises(edits.Refused) as refused:
        edits.preview(plan=plan, edits=change, version=1, by=pm)
    [refusal] = refused.value.refusals
    assert all(name in refusal.sentence for name in ("設計", "製造", "試験", "完了"))


def test_two_people_at_different_fields_both_win(plan, pm):
    other = make_user_of(plan.project, Role.PMO_CONTROLLER)
    row = rows(plan)["設計"]
    edits.apply(plan=plan, edits=[setting(row, "name", "基本設計")], version=1, by=other)
    edits.apply(plan=plan, edits=[setting(row, "duration", TICKS)], version=1, by=pm)
    found = Activity.objects.get(pk=row.pk)
    assert (found.name, found.duration, Plan.objects.get(pk=plan.pk).version) == ("基本設計", TICKS, 3)


def test_two_people_at_one_field_meet_and_nothing_is_lost(plan, pm):
    other = make_user_of(plan.project, Role.PMO_CONTROLLER)
    row = rows(plan)["設計"]
    edits.apply(plan=plan, edits=[setting(row, "duration", 2 * TICKS)], version=1, by=other)
    with pytest.raises(edits.Conflicted) as met:
        edits.apply(plan=plan, edits=[setting(row, "duration", TICKS)], version=1, by=pm)
    [conflict] = met.value.conflicts
    assert (conflict.id, conflict.field, conflict.yours, conflict.theirs) == (row.pk, "duration", TICKS, 2 * TICKS)
    assert (conflict.by, met.value.version) == (str(other), 2)
    assert Activity.objects.get(pk=row.pk).duration == 2 * TICKS
    edits.apply(plan=plan, edits=[setting(row, "duration", TICKS)], version=2, by=pm)


def test_an_edit_of_a_row_that_was_deleted_names_who_did_it(plan, pm):
    other = make_user_of(plan.project, Role.PMO_CONTROLLER)
    row = rows(plan)["試験"]
    edits.apply(plan=plan, edits=[{"op": "delete", "id": row.pk}], version=1, by=other)
    with pytest.raises(edits.Conflicted) as met:
        edits.apply(plan=plan, edits=[setting(row, "name", "x")], version=1, by=pm)
    assert [(c.id, c.theirs, c.by) for c in met.value.conflicts] == [(row.pk, None, str(other))]


def test_undo_is_of_ones_own_edits_only_and_refuses_where_another_built_on_it(plan, pm):
    other = make_user_of(plan.project, Role.PMO_CONTROLLER)
    row = rows(plan)["設計"]
    edits.apply(plan=plan, edits=[setting(row, "duration", 2 * TICKS)], version=1, by=pm)
    with pytest.raises(edits.NothingToUndo):
        edits.undo(plan=plan, by=other)
    edits.apply(plan=plan, edits=[setting(row, "duration", 7 * TICKS)], version=2, by=other)
    with pytest.raises(edits.Conflicted):
        edits.undo(plan=plan, by=pm)
    assert Activity.objects.get(pk=row.pk).duration == 7 * TICKS


def test_a_team_leader_edits_only_inside_the_branch(plan):
    document = make_document({"A": 2, "B": 2, "C": 2})
    document.activities[1].outline_level, document.activities[1].parent_id = 2, "1"
    document.activities[0].kind = "summary"
    plan = make_plan(document, make_project())
    leader = make_user_of(plan.project, Role.TEAM_LEADER)
    ProjectMember.objects.filter(person__user=leader).update(team=make_team(plan.project, wbs="1"))
    r = rows(plan)
    edits.apply(plan=plan, edits=[setting(r["B"], "duration", TICKS)], version=1, by=leader)
    with pytest.raises(edits.Refused):
        edits.apply(plan=plan, edits=[setting(r["C"], "duration", TICKS)], version=2, by=leader)
    with pytest.raises(edits.Refused):
        new = {"op": "add", "temp": "t", "after": r["C"].pk, "level": 1, "name": "D", "duration": 0}
        edits.apply(plan=plan, edits=[new], version=2, by=leader)
    new = {"op": "add", "temp": "t", "after": r["B"].pk, "level": 2, "name": "D", "duration": 0}
    assert edits.apply(plan=plan, edits=[new], version=2, by=leader).temp["t"] > 0


def test_what_holds_for_the_whole_plan_is_not_for_who_leads_a_branch(plan, client):
    leader = make_user_of(plan.project, Role.TEAM_LEADER)
    held = ProjectMember.objects.filter(person__user=leader)
    held.update(team=make_team(plan.project, wbs="1"))
    whole = (
        lambda: plans.replace(plan=plan, document=make_document({"A": 1}), by=leader),
        lambda: settings.change(plan=plan, values={"start": plan.start + TICKS}, by=leader),
        lambda: progress.close_status_date(plan=plan, as_of=AS_OF, by=leader),
        lambda: plans.begin(project=make_project(), by=leader),
    )
    for write in whole:
        with pytest.raises(NotAllowed):
            write()
    client.force_login(leader)
    assert [client.get(f"/projects/{plan.project.code}/{page}").status_code for page in ("plan/", "gantt/")] == [
        404,
        200,
    ]
    assert targets.writable(leader) == []
    held.update(team=make_team(plan.project, wbs="*"))  # the whole plan is the branch
    fresh = type(leader).objects.get(pk=leader.pk)
    assert targets.writable(fresh) == [plan.project]
    assert client.get(f"/projects/{plan.project.code}/plan/").status_code == 200


def test_a_member_reports_progress_of_own_work_and_nothing_else(plan, pm):
    from kaname.domains.resource.models import Resource

    member = make_user_of(plan.project, Role.MEMBER)
    Resource.objects.create(name="山田", person=member.person)
    r = rows(plan)
    edits.apply(plan=plan, edits=[setting(r["設計"], "resources", "山田")], version=1, by=pm)
    edits.apply(plan=plan, edits=[setting(r["設計"], "percent", 40)], version=2, by=member)
    for row, field, value in ((r["製造"], "percent", 40), (r["設計"], "name", "x")):
        with pytest.raises(edits.Refused):
            edits.apply(plan=plan, edits=[setting(row, field, value)], version=3, by=member)
    assert Activity.objects.get(pk=r["設計"].pk).percent_complete == 40


def test_who_may_only_read_may_not_edit(plan):
    for role in (Role.SPONSOR, Role.PMO_ANALYST, Role.FREELANCER):
        with pytest.raises(NotAllowed):
            edits.preview(plan=plan, edits=[], version=1, by=make_user_of(plan.project, role))


def test_a_stranger_cannot_be_assigned(plan, pm):
    with pytest.raises(edits.Refused) as refused:
        edits.apply(plan=plan, edits=[setting(rows(plan)["設計"], "resources", "誰か")], version=1, by=pm)
    assert "誰か" in refused.value.refusals[0].sentence


def test_deadline_missed_is_named(plan, pm):
    r = rows(plan)
    edits.apply(plan=plan, edits=[setting(r["試験"], "deadline", r["試験"].finish)], version=1, by=pm)
    outcome = edits.preview(plan=plan, edits=[setting(r["設計"], "duration", 5 * TICKS)], version=2, by=pm)
    assert outcome.consequence.deadlines_missed == [r["試験"].pk]


def test_a_failure_while_writing_leaves_nothing_behind(plan, pm, monkeypatch):
    from kaname.domains.core.actions import audit

    before = table(plan)
    monkeypatch.setattr(audit, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        edits.apply(plan=plan, edits=[{"op": "delete", "id": rows(plan)["製造"].pk}], version=1, by=pm)
    assert table(plan) == before
    assert Plan.objects.get(pk=plan.pk).version == 1
    monkeypatch.undo()
    edits.apply(plan=plan, edits=[{"op": "delete", "id": rows(plan)["製造"].pk}], version=1, by=pm)
    assert "製造" not in rows(plan)


def test_a_plan_exports_what_was_edited(plan, pm):
    edits.apply(
        plan=plan,
        edits=[setting(rows(plan)["製造"], "start", ticks_of(document_of(plan).project.start) + 144_000)],
        version=1,
        by=pm,
    )
    document = document_of(Plan.objects.get(pk=plan.pk))
    assert str(document.activities[1].constraint) == "SNET"
    assert document.activities[1].constraint_date is not None


def test_who_would_be_overloaded_is_named_before_it_is_kept(pm):
    from kaname.domains.resource.models import Resource

    Resource.objects.create(name="山田")
    here, there = (make_plan(make_document({"設計": 5})) for _ in range(2))
    change = {"op": "set", "id": rows(there)["設計"].pk, "field": "resources", "before": "", "after": "山田[60%]"}
    edits.apply(plan=there, edits=[change], version=1, by=None)
    change = change | {"id": rows(here)["設計"].pk}
    tried = edits.preview(plan=here, edits=[change], version=1, by=None).consequence
    assert [(o.name, o.week, o.load) for o in tried.overloads] == [("山田", "2026-11-16", 120)]
    assert tried.sentence == "完了は変わりません。2026/11/16の週に山田さんの負荷が120%になります。"
    assert here.assignments.count() == 0
    calm = edits.preview(plan=here, edits=[change | {"after": "山田[20%]"}], version=1, by=None).consequence
    assert calm.overloads == []
