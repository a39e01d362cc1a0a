"""Lists of activities, and one activity's page, as of a closed report date: what was frozen, and nothing since."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_user, read_company
from factories.project import make_project, make_user_of
from factories.schedule import make_plan
from kaname.domains.people.enums import Role
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions import recalculation
from kaname.domains.schedule.actions.progress import close_status_date
from kaname.domains.schedule.models import Assignment, Plan, Relation

pytestmark = pytest.mark.django_db
THEN = date(2026, 11, 18)
NOON = datetime(2026, 11, 18, 3, tzinfo=UTC)
QUERY = "?as_of=2026-11-18"


@pytest.fixture(autouse=True)
def company() -> None:
    make_company(as_of=date(2026, 11, 20))


def closed(code: str) -> Plan:
    """A plan closed on the 18th; since then a row got another name and length, another is gone."""
    plan = make_plan(project=make_project(code=code))
    close_status_date(plan=Plan.objects.get(pk=plan.pk), as_of=THEN, by=None)
    plan.activities.filter(name="設計").update(name="設計やり直し", duration=9 * 4800)
    plan.activities.get(name="試験").delete()
    recalculation.recalculate(Plan.objects.get(pk=plan.pk))
    return plan


@pytest.fixture
def plan(client) -> Plan:
    plan = closed("PJ01")
    client.force_login(make_user_of(plan.project, Role.PROJECT_MANAGER))
    return plan


def names(client, path: str) -> list[str]:
    return [row.name for row in client.get(path).context["page"].object_list]


@pytest.mark.parametrize("path", ["/projects/PJ01/activities/", "/activities/"])
def test_the_list_is_of_then_narrowed_and_in_order_as_asked(client, plan, path):
    assert names(client, path + QUERY) == ["設計", "製造", "試験", "完了"]
    assert sorted(names(client, path)) == ["完了", "製造", "設計やり直し"]
    assert names(client, f"{path}{QUERY}&q=試") == ["試験"]
    assert names(client, f"{path}{QUERY}&sort=-finish")[-1] == "設計"
    assert names(client, f"{path}{QUERY}&state=done") == []
    assert names(client, f"{path}{QUERY}&state=critical&sort=name") == sorted(["設計", "製造", "試験", "完了"])
    said = client.get(path + QUERY).text
    assert ("2026/11/18(水)" in said, "過去の時点の記録がありません" in said) == (True, False)
    assert f"/projects/PJ01/activities/{plan.activities.get(name='設計やり直し').pk}/{QUERY}" in said


def test_rows_then_are_the_rows_that_the_database_had(client, plan):
    """The same cells as the present list showed when the date was closed."""
    other = make_plan(project=make_project(code="PJ02"))
    client.force_login(make_user(Role.PMO_MANAGER))
    now = client.get("/projects/PJ02/activities/?sort=wbs").context["page"].object_list
    close_status_date(plan=Plan.objects.get(pk=other.pk), as_of=THEN, by=None)
    then = client.get(f"/projects/PJ02/activities/{QUERY}&sort=wbs").context["page"].object_list
    assert then == now


def test_before_any_date_was_closed_nothing_is_listed_and_it_is_said(client, plan):
    early = "?as_of=2026-11-17"
    assert "までに締めた報告日がなく" in client.get(f"/projects/PJ01/activities/{early}").text
    page = client.get(f"/activities/{early}")
    assert list(page.context["page"].object_list) == []
    assert "2026/11/17(火) までに締めた報告日がない計画が1件あり、一覧に含みません。" in page.text


def test_a_date_of_which_only_dates_were_kept_shows_the_rows_of_now_with_them(client, plan):
    old = plan.progress_dates.get()
    plan.progress_dates.create(as_of=date(2026, 11, 19), rows=old.rows, answer=old.answer)
    rows = client.get("/activities/?as_of=2026-11-19&sort=wbs").context["page"].object_list
    then = client.get(f"/activities/{QUERY}&sort=wbs").context["page"].object_list
    assert (rows[0].name, rows[0].finish) == ("設計やり直し", then[0].finish)


def test_an_activitys_page_is_of_then_and_takes_no_edit(client, plan):
    row = plan.activities.get(name="設計やり直し")
    path = f"/projects/PJ01/activities/{row.pk}/"
    then, now = client.get(path + QUERY), client.get(path)
    assert ("やり直し" in then.text, "やり直し" in now.text) == (False, True)
    assert (then.context["may_edit"], now.context["may_edit"]) == (False, True)
    assert "2026/11/18" in then.text
    assert [end.name for end in then.context["successors"]] == ["製造"]
    before = client.get(f"{path}?as_of=2026-11-17")
    assert ("までに締めた報告日がなく" in before.text, "設計" in before.text) == (True, False)


def test_a_row_that_is_gone_is_read_by_who_reads_the_whole_plan(client, plan):
    (gone,) = [row.key for row in client.get(f"/activities/{QUERY}&q=試験").context["page"].object_list]
    path = f"/projects/PJ01/activities/{gone}/"
    page = client.get(path + QUERY)
    assert ("試験" in page.text, "現在の計画にはない" in page.text) == (True, True)
    assert client.get(path).status_code == 404
    client.force_login(make_user_of(plan.project, Role.FREELANCER))
    assert client.get(path + QUERY).status_code == 404


def test_a_row_that_came_later_says_so(client, plan):
    made = plan.activities.create(uid="later", name="追加", position=99, kind="task", start=0, finish=4800)
    recalculation.recalculate(Plan.objects.get(pk=plan.pk))
    page = client.get(f"/projects/PJ01/activities/{made.pk}/{QUERY}")
    assert ("2026/11/18(水) の計画にはまだありません" in page.text, "追加" in page.text) == (True, False)


def test_who_reads_in_part_sees_of_then_what_they_work_on(client, plan):
    freelancer = make_user_of(plan.project, Role.FREELANCER)
    mine = plan.activities.get(name="製造")
    resource = Resource.objects.create(name="業務委託", person=freelancer.person)
    Assignment.objects.create(plan=plan, activity=mine, resource=resource, units=1)
    client.force_login(freelancer)
    for path in ("/activities/", "/projects/PJ01/activities/"):
        assert names(client, path + QUERY) == ["製造"], path


@pytest.mark.parametrize("count", [1, 3])
def test_all_lists_of_then_take_a_constant_number_of_queries(client, count):
    for n in range(count):
        closed(f"PJ{n}")
    client.force_login(make_user(Role.PMO_MANAGER))
    read_company()
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/activities/{QUERY}")
    assert page.context["page"].paginator.count == 4 * count
    assert len([q for q in asked if "core_organisation" not in q["sql"]]) == 10  # that one is kept for some seconds


def test_who_waited_for_it_in_other_projects_is_told_as_of_then(client, plan):
    """The other plan as frozen, the agreement of then; a stranger's project has no name; nothing later."""
    other = make_plan(project=make_project(code="PJ03", name="待つ側"))
    ends = {"predecessor": plan.activities.get(name="設計やり直し"), "successor": other.activities.get(name="製造")}
    by = make_user(Role.PMO_EXPERT)
    agreed = {"sign_off": "agreed", "agreed_at": NOON + timedelta(days=2), "agreed_by": by}
    relation = Relation.objects.create(plan=other, crosses=True, **agreed, **ends)
    Relation.objects.filter(pk=relation.pk).update(created_at=NOON, given_at=NOON, given_by=by)
    close_status_date(plan=Plan.objects.get(pk=other.pk), as_of=THEN, by=None)
    other.activities.filter(name="製造").update(start=1)
    path = f"/projects/PJ01/activities/{ends['predecessor'].pk}/"
    assert client.get(path + QUERY).context["successors"][-1].code == ""
    client.force_login(make_user(Role.PMO_MANAGER))
    [*_own, end] = client.get(path + QUERY).context["successors"]
    assert (end.code, end.name, end.start > 1, end.sign_off) == ("PJ03", "製造", True, "提供側が約束済み")
    page = client.get(f"{path}{QUERY}&lang=en").text
    assert "what was taken back since is not kept" in page
    assert "what was taken back since is not kept" not in client.get(f"{path}?lang=en").text
    Relation.objects.filter(pk=relation.pk).update(created_at=NOON + timedelta(days=1))
    assert [e.code for e in client.get(path + QUERY).context["successors"] if e.name == "製造" and e.code] == []
