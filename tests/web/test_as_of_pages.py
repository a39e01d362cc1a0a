"""Pages as of a report date: what was frozen is shown, the day goes along, and a page that cannot says so."""

from datetime import UTC, date, datetime

import pytest
from django.urls import get_resolver
from django.utils import timezone

from factories.people import make_company
from factories.project import make_project, make_user_of
from factories.schedule import make_plan
from kaname.domains.core.actions import audit
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Visit
from kaname.domains.schedule.actions import baselines, recalculation
from kaname.domains.schedule.actions.progress import close_status_date
from kaname.domains.schedule.bridge.state import forget_states
from kaname.domains.schedule.models import Plan, ProgressDate
from kaname.web.shell.as_of import READ

pytestmark = pytest.mark.django_db
THEN = date(2026, 11, 18)
QUERY = "?as_of=2026-11-18"


@pytest.fixture(autouse=True)
def company() -> None:
    forget_states()
    make_company(as_of=date(2026, 11, 20))


@pytest.fixture
def plan(client) -> Plan:
    """A plan closed on the 18th; since then a row got another name and length, another is gone."""
    plan = make_plan(project=make_project(code="PJ01"))
    baselines.set_baseline(plan=plan, name="当初", by=None)
    close_status_date(plan=Plan.objects.get(pk=plan.pk), as_of=THEN, by=None)
    plan.activities.filter(name="設計").update(name="設計やり直し", duration=9 * 4800)
    plan.activities.get(name="試験").delete()
    recalculation.recalculate(Plan.objects.get(pk=plan.pk))
    client.force_login(make_user_of(plan.project, Role.PROJECT_MANAGER))
    return plan


def text(client, path: str) -> str:
    answer = client.get(f"/projects/PJ01/{path}")
    assert answer.status_code == 200, path
    return answer.text


@pytest.mark.parametrize("path", ["wbs/", "look-ahead/"])
def test_rows_are_those_of_then(client, plan, path):
    then, now = text(client, path + QUERY), text(client, path)
    assert ("設計やり直し" in then, ">設計<" in then or "<strong>設計" in then, "試験" in then) == (False, True, True)
    assert ("設計やり直し" in now, "試験" in now) == (True, False)
    assert "2026/11/18(水)" in then


def test_a_row_that_is_gone_is_no_link(client, plan):
    said = text(client, "wbs/" + QUERY)
    assert "現在の計画にはない" in said
    assert said.count("row-link") == 3
    assert "現在の計画にはない" not in text(client, "wbs/")


def test_milestones_stand_where_they_were_forecast(client, plan):
    then = client.get("/projects/PJ01/milestones/" + QUERY).context["rows"]
    now = client.get("/projects/PJ01/milestones/").context["rows"]
    assert [(r.name, r.finish, r.promised) for r in then] == [("完了", date(2026, 11, 27), date(2026, 11, 27))]
    assert now[0].finish == date(2026, 11, 16)  # nothing leads to it any more


def test_the_gantt_gives_rows_relations_and_baselines_of_then_and_takes_no_edit(client, plan):
    then = client.get("/projects/PJ01/gantt/data" + QUERY).json()
    assert then["columns"]["name"] == ["設計", "製造", "試験", "完了"]
    assert len(then["relations"]["id"]) == 3
    assert then["plan"]["can_edit"] is False
    page = text(client, "gantt/" + QUERY)
    assert "計画の完了は2026/11/27(金)です。" in page
    assert "計画の完了は2026/11/27(金)です。" not in text(client, "gantt/")


def test_the_overview_of_a_day_tells_what_had_happened_by_then(client, plan, monkeypatch):
    project = plan.project
    for day in (17, 19):
        with monkeypatch.context() as clock:
            clock.setattr(timezone, "now", lambda day=day: datetime(2026, 11, day, 3, tzinfo=UTC))
            told = {"subject": project, "by": None, "after": {"name": str(day)}, "project_id": project.pk}
            audit.record(verb="project.update", **told)
    then = {entry.at.day for entry in client.get(f"/projects/PJ01/{QUERY}").context["news"]}
    assert (17 in then, 19 in then) == (True, False)
    assert not Visit.objects.exists()  # looking back is no visit: what is new stays new
    now = {entry.at.day for entry in client.get("/projects/PJ01/").context["news"]}
    assert 19 in now
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("path", ["wbs/", "look-ahead/", "milestones/", "gantt/"])
def test_before_the_first_report_date_pages_say_that_nothing_was_frozen(client, plan, path):
    said = text(client, path + "?as_of=2026-11-17")
    assert "2026/11/17(火) までに締めた報告日がなく" in said
    assert "設計" not in said
    assert client.get("/projects/PJ01/gantt/data?as_of=2026-11-17").status_code == 404


def test_where_only_dates_were_kept_the_page_says_so(client, plan):
    old = ProgressDate.objects.get()
    ProgressDate.objects.create(plan=plan, as_of=date(2026, 11, 19), rows=old.rows, answer=old.answer)
    said = text(client, "wbs/?as_of=2026-11-19")
    assert "この報告日は日付と進捗だけが残っています" in said
    assert "設計やり直し" in said
    assert "2026/11/18" in said  # the finish of then


def test_the_day_goes_along_and_a_page_of_the_present_says_so(client, plan):
    said = text(client, "wbs/" + QUERY)
    assert f'href="/projects/PJ01/milestones/{QUERY}"' in said
    assert "過去の時点の記録がありません" not in said
    members = text(client, "members/" + QUERY)
    assert "過去の時点の記録がありません。2026/11/18(水) ではなく、現在の内容です。" in members
    assert "過去の時点の記録がありません" not in text(client, "members/")
    assert "過去の時点の記録がありません" not in text(client, "members/?as_of=nonsense")


def test_report_pages_offer_the_closed_dates(client, plan):
    for path in ("reports/", "reports/weekly/", "", "decisions/"):
        assert '<option value="2026-11-18"' in text(client, path), path
    assert f'href="/projects/PJ01/reports/weekly/{QUERY}"' in text(client, "reports/" + QUERY)


def test_every_route_that_is_said_to_read_the_day_exists():
    known = set()

    def walk(resolver, space: str) -> None:
        for each in resolver.url_patterns:
            if hasattr(each, "url_patterns"):
                walk(each, f"{each.namespace}:" if each.namespace else space)
            elif each.name:
                known.add(space + each.name)

    walk(get_resolver(), "")
    assert known >= READ
