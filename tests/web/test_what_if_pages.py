"""From a red cell to a substitute, a what-if, and the plans: mission row S12 through the pages."""

import pytest
from django.test import Client

from factories.people import make_company, make_person, make_user
from factories.project import make_project, make_user_of
from factories.schedule import make_document, make_plan
from factories.skills import make_held, make_need, make_skill
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role
from kaname.domains.resource.actions import resources
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions import edits
from kaname.domains.schedule.models import Assignment, LoadScenario, Plan, RequiredSkill, ScenarioMove

pytestmark = pytest.mark.django_db
WEEK = "from=2026-11-16"


def worker(name: str) -> Resource:
    return resources.create(name=name, person=make_person(name=name), by=None)


def planned(code: str, person: Resource) -> Assignment:
    document = make_document({"設計": 10, "調達": 15, "完了": 0}, [("設計", "完了"), ("調達", "完了")])
    plan = make_plan(document, make_project(code=code, name=f"案件{code}"))
    activity = plan.activities.get(name="設計")
    edit = {"op": "set", "id": activity.pk, "field": "resources", "after": f"{person.name}[60]"}
    edits.apply(plan=plan, edits=[edit], version=Plan.objects.get(pk=plan.pk).version, by=None)
    return Assignment.objects.select_related("activity", "plan__project").get(activity=activity)


@pytest.fixture
def world():
    make_company()
    busy = worker("作業 花子")
    return busy, planned("A", busy), planned("B", busy)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_red_cell_leads_to_who_can_take_the_work_over(world):
    busy, work, _other = world
    skill = make_skill()
    make_need(work, skill, 3)
    make_held(worker("代わり 空子").person, skill, 3)
    worker("足りない 人")
    client = signed_in(make_user(Role.PMO_MANAGER))
    way = f"/resources/load/{busy.pk}/substitutes/?{WEEK}&amp;at=1"
    assert way in client.get(f"/resources/load/?{WEEK}&weeks=2").content.decode()
    page = client.get(f"{way.replace('&amp;', '&')}&work={work.activity_id}").content.decode()
    assert ("代わり 空子" in page, "足りない 人" in page) == (True, False)
    assert "1 × min(3 ÷ 3, 1) = 1.00" in page
    assert "0.40" in page  # 1.00 less 60 % of load


@pytest.mark.parametrize(
    ("role", "status"), [(Role.PMO_MANAGER, 200), (Role.PROJECT_MANAGER, 200), (Role.MEMBER, 404), (Role.SPONSOR, 404)]
)
def test_who_may_ask(world, role, status):
    busy, work, _other = world
    client = signed_in(make_user_of(work.plan.project, role))
    assert client.get(f"/resources/load/{busy.pk}/substitutes/?{WEEK}").status_code == status


def test_work_of_projects_that_one_may_not_see_is_not_handed_over(world):
    busy, work, other = world
    client = signed_in(make_user_of(work.plan.project, Role.PROJECT_MANAGER))
    page = client.get(f"/resources/load/{busy.pk}/substitutes/?{WEEK}&work={other.activity_id}")
    assert [b.project for b in page.context["bookings"]] == ["A"]
    assert client.get(f"/resources/load/{busy.pk}/what-if/{other.activity_id}/").status_code == 404


def step(client, busy, work, **values):
    return client.post(f"/resources/load/{busy.pk}/what-if/{work.activity_id}/", values)


def test_a_what_if_is_shown_beside_and_changes_nothing_until_applied(world):
    busy, work, _other = world
    free = worker("代わり 空子")
    client = signed_in(make_user_of(work.plan.project, Role.PROJECT_MANAGER))
    assert step(client, busy, work, to=free.pk, days=2, name="試し").status_code == 302
    scenario = LoadScenario.objects.get()
    page = client.get(f"/resources/what-if/{scenario.pk}/?{WEEK}&weeks=3")
    shown = {p.name: ([c.percent for c in p.now], [c.percent for c in p.then]) for p in page.context["pairs"]}
    assert shown == {"作業 花子": ([120, 120, 0], [60, 60, 0]), "代わり 空子": ([0, 0, 0], [36, 60, 24])}
    assert "全余裕" in client.get(f"/resources/load/{busy.pk}/what-if/{work.activity_id}/").content.decode()
    assert Assignment.objects.get(pk=work.pk).resource_id == busy.pk
    assert client.post(f"/resources/what-if/{scenario.pk}/apply/", {"reason": "軽減"}).status_code == 302
    assert Assignment.objects.get(pk=work.pk).resource_id == free.pk
    assert AuditEvent.objects.filter(verb="plan.edit").order_by("-sequence")[0].reason == "軽減"
    assert "反映しました" in client.get(f"/resources/what-if/{scenario.pk}/").content.decode()


def test_a_plan_that_changed_is_told_and_nothing_is_applied(world):
    busy, work, _other = world
    free = worker("代わり 空子")
    client = signed_in(make_user(Role.PMO_MANAGER))
    step(client, busy, work, to=free.pk, name="試し")
    scenario = LoadScenario.objects.get()
    edit = {"op": "set", "id": work.activity_id, "field": "name", "after": "詳細設計"}
    edits.apply(plan=work.plan, edits=[edit], version=Plan.objects.get(pk=work.plan_id).version, by=None)
    answer = client.post(f"/resources/what-if/{scenario.pk}/apply/")
    assert (answer.status_code, "その間に" in answer.content.decode()) == (409, True)
    assert Assignment.objects.get(pk=work.pk).resource_id == busy.pk
    assert client.post(f"/resources/what-if/{scenario.pk}/refresh/").status_code == 302
    assert ScenarioMove.objects.get().plan_version == Plan.objects.get(pk=work.plan_id).version


def test_who_may_not_change_the_plan_sees_it_but_cannot_apply_it(world):
    busy, work, _other = world
    free = worker("代わり 空子")
    user = make_user_of(work.plan.project, Role.PMO_ANALYST)
    client = signed_in(user)
    step(client, busy, work, to=free.pk, name="試し")
    scenario = LoadScenario.objects.get()
    assert client.get(f"/resources/what-if/{scenario.pk}/?{WEEK}").context["may_apply"] is False
    assert client.post(f"/resources/what-if/{scenario.pk}/apply/").status_code == 403
    assert Assignment.objects.get(pk=work.pk).resource_id == busy.pk


def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(world):
    busy, work, _other = world
    client = signed_in(make_user(Role.PMO_MANAGER))
    answers = [
        step(client, busy, work, name="試し"),
        step(client, busy, work, days=99, name="試し"),
        step(client, busy, work, days=1),
    ]
    said = [a.content.decode() for a in answers]
    assert [a.status_code for a in answers] == [422] * 3
    assert ("一つは入れてください" in said[0], "余裕の5日まで" in said[1], "名前を付けてください" in said[2]) == (
        True,
    ) * 3
    assert (LoadScenario.objects.count(), ScenarioMove.objects.count()) == (0, 0)


def test_anothers_what_if_does_not_exist(world):
    busy, work, _other = world
    owner, other = signed_in(make_user(Role.PMO_MANAGER)), signed_in(make_user(Role.PMO_MANAGER))
    step(owner, busy, work, days=1, name="秘めた考え")
    scenario = LoadScenario.objects.get()
    assert "秘めた考え" not in other.get("/resources/what-if/").content.decode()
    assert other.get(f"/resources/what-if/{scenario.pk}/").status_code == 404
    for verb in ("apply", "refresh", "remove", f"steps/{ScenarioMove.objects.get().pk}/remove"):
        assert other.post(f"/resources/what-if/{scenario.pk}/{verb}/").status_code == 404
    assert owner.post(f"/resources/what-if/{scenario.pk}/remove/").status_code == 302
    assert LoadScenario.objects.count() == 0


def test_the_activitys_page_says_what_it_needs_and_who_edits_it_may_change_that(world):
    _busy, work, _other = world
    skill = make_skill(name="試験の計画")
    address = f"/projects/A/activities/{work.activity_id}/skills/"
    values = {"skill": skill.pk, "level": 3, "must": "1", "weight": 2, "assignment": work.uid}
    assert signed_in(make_user_of(work.plan.project, Role.PMO_ANALYST)).post(address, values).status_code == 403
    manager = signed_in(make_user_of(work.plan.project, Role.PROJECT_MANAGER))
    assert manager.post(address, values).status_code == 302
    row = RequiredSkill.objects.get()
    assert (row.uid, row.assignment, row.level, row.must, row.weight) == (work.activity.uid, work.uid, 3, True, 2)
    assert "試験の計画" in manager.get(f"/projects/A/activities/{work.activity_id}/").content.decode()
    assert "作業 花子" in manager.get(address).content.decode()
    assert manager.post(f"{address}{row.pk}/remove/").status_code == 302
    assert list(AuditEvent.objects.order_by("-sequence").values_list("verb", "project_id")[:2]) == [
        ("skill.unrequire", work.plan.project_id),
        ("skill.require", work.plan.project_id),
    ]
