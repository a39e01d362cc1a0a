"""Substitutes and what-ifs: mission row S12. Live data stay as they are until a what-if is applied, whole or not."""

from datetime import date

import numpy as np
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_person, make_user, read_company
from factories.project import make_project, make_user_of
from factories.schedule import make_document, make_plan
from factories.skills import make_held, make_need, make_skill
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Level, Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.resource.actions import resources
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions import edits, what_if
from kaname.domains.schedule.models import Activity, Assignment, LoadScenario, Plan, ScenarioMove
from kaname.domains.schedule.queries.load import everybody, load
from kaname.domains.schedule.queries.substitutes import substitutes

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


def worker(name: str, **values) -> Resource:
    return resources.create(name=name, person=make_person(name=name, **values), by=None)


def planned(code: str, person: Resource, units: float = 0.6, days: int = 10) -> Assignment:
    """A project with ten days of work for somebody and a longer way beside it, so that the work has float."""
    document = make_document({"設計": days, "調達": days + 5, "完了": 0}, [("設計", "完了"), ("調達", "完了")])
    plan = make_plan(document, make_project(code=code, name=f"案件{code}"))
    activity = plan.activities.get(name="設計")
    edit = {"op": "set", "id": activity.pk, "field": "resources", "after": f"{person.name}[{units * 100:g}]"}
    edits.apply(plan=plan, edits=[edit], version=Plan.objects.get(pk=plan.pk).version, by=None)
    return Assignment.objects.select_related("activity", "plan__project").get(activity=activity)


@pytest.fixture
def world():
    make_company()
    busy = worker("作業 花子")
    return busy, planned("A", busy), planned("B", busy)


def booked(user, resource: Resource) -> list[float]:
    found = load(user, MONDAY, 2, [resource])
    return np.round(found.rows[0].share, 3).tolist()


def as_it_is() -> list[tuple]:
    """Everything that a what-if could touch."""
    rows = Assignment.objects.order_by("pk").values_list("pk", "resource_id", "units", "work")
    activities = Activity.objects.order_by("pk").values_list("pk", "start", "finish", "constraint", "constraint_date")
    return [*rows, *activities, *Plan.objects.order_by("pk").values_list("pk", "version", "finish")]


def test_two_projects_of_60_percent_make_120(world):
    busy, *_ = world
    assert booked(make_user(Role.PMO_MANAGER), busy) == [1.2, 1.2]


def test_only_people_with_every_required_skill_and_free_time_are_proposed(world):
    _busy, work, _other = world
    user, skill, other = make_user(Role.PMO_MANAGER), make_skill("TEC-TST"), make_skill("TEC-DES")
    make_need(work, skill, 3)
    make_need(work, other, 2, must=False, weight=2)
    reviewer = make_person()
    good, wide, low, full, gone, none = (worker(f"候補 {n}") for n in "良広低満去無")
    for row, level in ((good, 3), (wide, 4), (low, 2), (full, 4), (gone, 4)):
        make_held(row.person, skill, level, reviewer)
    make_held(wide.person, other, 1, reviewer)
    planned("C", full, 0.5)
    gone.person.left_on = date(2026, 11, 20)
    gone.person.save()
    found = substitutes(user, Level.DECIDE, work, MONDAY)
    assert [(c.resource, round(c.score.total, 2)) for c in found.candidates] == [(wide, 1.4), (good, 0.4)]
    assert [round(t.value, 2) for t in found.candidates[0].score.terms] == [1.0, 1.0]
    assert found.candidates[0].score.penalty == pytest.approx(0.6)
    assert (found.unskilled, found.busy) == (2, 1)  # low, none; full. The absent one is not asked
    assert none.pk not in [c.resource.pk for c in found.candidates]


def test_a_reviewers_level_counts_over_the_own(world):
    _busy, work, _other = world
    skill = make_skill()
    make_need(work, skill, 3)
    boasting = worker("候補 高")
    held = make_held(boasting.person, skill, 4)
    user = make_user(Role.PMO_MANAGER)
    assert len(substitutes(user, Level.DECIDE, work, MONDAY).candidates) == 1
    held.review_level, held.reviewed_on, held.reviewer = 2, MONDAY, make_person()
    held.save()
    assert substitutes(user, Level.DECIDE, work, MONDAY).candidates == []


def test_leave_and_the_skills_one_may_not_see_count(world):
    _busy, work, _other = world
    skill = make_skill()
    make_need(work, skill, 3)
    away, freelance = worker("候補 休"), worker("候補 個", employer="freelance")
    for row in (away, freelance):
        make_held(row.person, skill, 4)
    resources.add_leave(person=away.person, first=date(2026, 11, 16), last=date(2026, 11, 20), by=None)
    user = make_user(Role.PMO_MANAGER)
    assert [c.resource for c in substitutes(user, Level.EDIT, work, MONDAY).candidates] == [freelance]
    assert substitutes(user, Level.READ, work, MONDAY).candidates == []


def test_what_one_assignment_needs_is_asked_of_nobody_else(world):
    busy, work, _other = world
    second = worker("作業 次郎")
    edit = {"op": "set", "id": work.activity_id, "field": "resources", "after": "作業 花子[60];作業 次郎[20]"}
    edits.apply(plan=work.plan, edits=[edit], version=Plan.objects.get(pk=work.plan_id).version, by=None)
    rows = {a.resource_id: a for a in Assignment.objects.select_related("activity", "plan").filter(plan=work.plan)}
    make_need(rows[busy.pk], make_skill(), 4, assignment=rows[busy.pk].uid)
    free = worker("候補 空")
    user = make_user(Role.PMO_MANAGER)
    assert substitutes(user, Level.DECIDE, rows[busy.pk], MONDAY).candidates == []
    assert [c.resource for c in substitutes(user, Level.DECIDE, rows[second.pk], MONDAY).candidates] == [free]


def test_asking_for_substitutes_costs_the_same_for_one_and_many(world):
    _busy, work, _other = world
    skill, user = make_skill(), make_user(Role.PMO_MANAGER)
    make_need(work, skill, 3)
    counts = []
    make_held(worker("候補 初").person, skill, 3)
    substitutes(user, Level.DECIDE, work, MONDAY)  # what is kept for the request
    for number in (1, 4):
        for n in range(number):
            make_held(worker(f"候補 {number}{n}").person, skill, 3)
        read_company()
        with CaptureQueriesContext(connection) as asked:
            substitutes(user, Level.DECIDE, work, MONDAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14


def thought_out(user, busy, work) -> LoadScenario:
    scenario = what_if.begin(name="花子を助ける", by=user)
    what_if.add_swap(scenario=scenario, activity=work.activity, resource=busy, to=worker("代わり 空子"), by=user)
    return scenario


def test_a_what_if_leaves_everything_as_it_is_and_shows_what_would_be(world):
    busy, work, other = world
    user = make_user(Role.PMO_MANAGER)
    before = as_it_is()
    scenario = thought_out(user, busy, work)
    what_if.add_units(scenario=scenario, activity=other.activity, resource=busy, units=0.3, by=user)
    what_if.add_shift(scenario=scenario, activity=other.activity, days=5, by=user)
    found = what_if.compared(user, what_if.tried(scenario, user), MONDAY, 3, everybody(user))
    shares = {
        now.resource.name: (now.share.round(2).tolist(), then.share.round(2).tolist()) for now, then in found.rows
    }
    assert shares == {"作業 花子": ([1.2, 1.2, 0], [0, 0.3, 0.3]), "代わり 空子": ([0, 0, 0], [0.6, 0.6, 0])}
    assert as_it_is() == before
    assert booked(user, busy) == [1.2, 1.2]


def test_applying_writes_through_the_edits_people_make_and_only_once(world):
    busy, work, _other = world
    user = make_user_of(work.plan.project, Role.PROJECT_MANAGER)
    scenario = thought_out(user, busy, work)
    what_if.add_shift(scenario=scenario, activity=work.activity, days=3, by=user)
    shown = what_if.tried(scenario, user)[0].outcome
    promised = {p: shown.after.computed(p, "start") for p in shown.after.order}
    what_if.apply(scenario=scenario, by=user, reason="負荷を下げる")
    moved = Assignment.objects.get(pk=work.pk)
    assert (moved.resource.name, moved.uid, moved.units, moved.work) == ("代わり 空子", work.uid, 0.6, work.work)
    assert dict(work.plan.activities.values_list("pk", "start")) == promised
    verbs = list(AuditEvent.objects.order_by("-sequence").values_list("verb", "actor_id", "reason")[:2])
    assert verbs == [("scenario.apply", user.pk, "負荷を下げる"), ("plan.edit", user.pk, "負荷を下げる")]
    with pytest.raises(ValidationError):
        what_if.apply(scenario=scenario, by=user)
    edits.undo(plan=work.plan, by=user)
    assert Assignment.objects.get(pk=work.pk).resource_id == busy.pk


def test_a_plan_that_changed_meanwhile_refuses_the_whole(world):
    busy, work, other = world
    user = make_user(Role.PMO_ADMINISTRATOR)
    user = make_user_of(work.plan.project, Role.PROJECT_MANAGER)
    scenario = thought_out(user, busy, work)
    what_if.add_units(scenario=scenario, activity=other.activity, resource=busy, units=0.3, by=user)
    renamed = {"op": "set", "id": other.activity_id, "field": "name", "after": "別の設計"}
    edits.apply(plan=other.plan, edits=[renamed], version=Plan.objects.get(pk=other.plan_id).version, by=None)
    before = as_it_is()
    with pytest.raises(what_if.Stale) as stale:
        what_if.apply(scenario=scenario, by=user)
    assert [(c.plan.project.code, c.by) for c in stale.value.changed] == [("B", "system")]
    assert as_it_is() == before
    what_if.refresh(scenario=scenario, by=user)
    with pytest.raises(NotAllowed):  # project B is not theirs: nothing of A either
        what_if.apply(scenario=scenario, by=user)
    assert (as_it_is(), LoadScenario.objects.get().applied_at) == (before, None)


def test_a_shift_stays_within_the_float_also_after_other_moves(world):
    busy, work, _other = world
    user = make_user(Role.PMO_MANAGER)
    scenario = what_if.begin(name="後へ", by=user)
    with pytest.raises(ValidationError, match="5"):
        what_if.add_shift(scenario=scenario, activity=work.activity, days=6, by=user)
    what_if.add_shift(scenario=scenario, activity=work.activity, days=3, by=user)
    with pytest.raises(ValidationError, match="2"):
        what_if.add_shift(scenario=scenario, activity=work.activity, days=3, by=user)
    assert ScenarioMove.objects.count() == 1
    assert (
        what_if.tried(scenario, user)[0].outcome.consequence.finish_after
        == work.plan.activities.order_by("-finish").values_list("finish", flat=True)[0]
    )
    assert busy.pk in {
        now.resource.pk
        for now, _ in what_if.compared(user, what_if.tried(scenario, user), MONDAY, 3, everybody(user)).rows
    }


def test_what_is_begun_or_has_a_date_of_its_own_is_not_shifted(world):
    _busy, work, other = world
    user = make_user(Role.PMO_MANAGER)
    scenario = what_if.begin(name="後へ", by=user)
    version = Plan.objects.get(pk=work.plan_id).version
    edit = {"op": "set", "id": work.activity_id, "field": "percent", "after": 10}
    edits.apply(plan=work.plan, edits=[edit], version=version, by=None)
    edit = {"op": "set", "id": other.activity_id, "field": "constraint", "after": "MSO"}
    edits.apply(plan=other.plan, edits=[edit], version=Plan.objects.get(pk=other.plan_id).version, by=None)
    for row in (work, other):
        activity = Activity.objects.select_related("plan__project").get(pk=row.activity_id)
        with pytest.raises(ValidationError, match="設計"):
            what_if.add_shift(scenario=scenario, activity=activity, days=1, by=user)


def test_a_scenario_is_its_owners_alone(world):
    busy, work, _other = world
    user, other = make_user(Role.PMO_MANAGER), make_user(Role.PMO_MANAGER)
    scenario = thought_out(user, busy, work)
    assert list(LoadScenario.objects.visible_to(other)) == []
    for deed in (what_if.apply, what_if.refresh, what_if.remove):
        with pytest.raises(NotAllowed):
            deed(scenario=scenario, by=other)
    with pytest.raises(ValidationError):
        what_if.begin(name="花子を助ける", by=user)
    what_if.remove(scenario=scenario, by=user)
    assert LoadScenario.objects.count() == 0
