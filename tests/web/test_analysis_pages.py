"""The pages of the workbench: numbers that open to their rows, keeping, pinning, the workbook, and their rights."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from factories.analysis import make_day, make_evm
from factories.people import make_company, make_unit, make_user
from factories.project import make_project, make_user_of
from kaname.domains.core.enums import Confidentiality
from kaname.domains.people.enums import Role
from kaname.domains.project.actions import projects
from kaname.domains.reporting.models import Analysis, AnalysisRun
from kaname.domains.reporting.queries.analysis.asked import asked

pytestmark = pytest.mark.django_db
LAST = date(2026, 11, 20)


@pytest.fixture
def company():
    make_company()
    sales, systems = make_unit(name="営業部"), make_unit(name="情報部")
    made = []
    for unit, health in ((sales, "red"), (sales, "green"), (systems, "amber")):
        project = make_project(unit=unit)
        make_day(project, LAST, health)
        make_evm(project, LAST)
        made.append(project)
    return made


@pytest.fixture
def manager(company):
    client = Client()
    client.user = make_user(Role.PMO_MANAGER)
    client.force_login(client.user)
    return client


def text(answer):
    return answer.content.decode()


def cells(answer):
    """The numbers of the table by row, as they are shown."""
    body = text(answer).split("<tbody>")[1].split("</tbody>")[0]
    rows = (re.sub(r"<[^>]+>", "\t", row) for row in body.split("</tr>"))
    found = [[part.strip() for part in row.split("\t") if part.strip()] for row in rows]
    return {row[0]: row[1:] for row in found if row}


def test_the_answer_stands_in_a_sentence_and_in_a_table(manager):
    answer = manager.get("/analysis/", {"subject": "health", "rows": "unit", "columns": "state"})
    assert answer.status_code == 200
    assert cells(answer) == {
        "営業部": ["1", "―", "1", "2"],
        "情報部": ["―", "1", "―", "1"],
        "全体": ["1", "1", "1", "3"],
    }
    assert "案件数は3、2026/11/20時点です。" in text(answer)


def test_every_number_of_the_page_opens_to_rows_that_make_it(manager):
    answer = manager.get("/analysis/", {"subject": "evm", "rows": "unit", "columns": "day", "measure": "cpi"})
    found = re.findall(r'href="(/analysis/rows/[^"]+)">([\d.]+)<', text(answer))
    links = [(unescape(link), value) for link, value in found]
    assert [value for _link, value in links] == ["0.75", "0.75", "0.75"]
    opened = manager.get(links[0][0])
    assert "<b>0.75</b>" in text(opened)
    assert "180" in text(opened) and "240" in text(opened)  # of two projects: EV 90 each over AC 120 each
    assert len(re.findall(r'class="row-link"', text(opened))) == 2


def test_what_is_wrong_with_a_question_is_told_all_at_once(manager):
    answer = manager.get("/analysis/", {"subject": "health", "rows": "x", "measure": "y", "periods": "0"})
    assert answer.status_code == 422
    problems = text(answer).split('class="form-errors"')[1].split("</div>")[0]
    assert len(re.findall("<li>", problems)) == 3


def test_a_question_is_kept_shared_and_changed_only_by_its_owner(manager, company):
    address = reverse("analysis:save") + "?subject=health&rows=unit&columns=state&measure=red"
    assert manager.get(address).status_code == 200
    manager.post(address, {"name": "赤の割合", "shared": "on"})
    kept = Analysis.objects.get()
    assert (kept.owner, kept.asked["measure"], kept.shared, kept.version) == (manager.user, "red", True, 1)
    twice = manager.post(address, {"name": "赤の割合"})
    assert (twice.status_code, Analysis.objects.count()) == (422, 1)
    other = Client()
    other.force_login(make_user_of(company[0], Role.PMO_ANALYST))
    assert other.get(reverse("analysis:saved", args=[kept.pk])).status_code == 200
    assert other.get(reverse("analysis:change", args=[kept.pk])).status_code == 404
    assert other.post(reverse("analysis:question", args=[kept.pk]) + "?subject=plan").status_code == 404
    assert other.post(reverse("analysis:remove", args=[kept.pk])).status_code == 404
    manager.post(reverse("analysis:question", args=[kept.pk]) + "?subject=plan")
    kept.refresh_from_db()
    assert (kept.asked["subject"], kept.version) == ("plan", 2)
    manager.post(reverse("analysis:change", args=[kept.pk]), {"name": "遅れ", "version": 2})
    assert other.get(reverse("analysis:saved", args=[kept.pk])).status_code == 404, "shared no longer"


def test_a_pinned_answer_is_the_same_after_a_reorganisation_on_the_page_too(manager, company):
    manager.post(reverse("analysis:save") + "?subject=health&rows=unit&columns=state", {"name": "健全性"})
    kept = Analysis.objects.get()
    told = manager.post(reverse("analysis:pin", args=[kept.pk]), follow=True)
    before = cells(told)
    projects.update(project=company[0], unit=company[2].unit, by=manager.user)
    make_day(company[0], LAST, "green", revision=2)
    run = AnalysisRun.objects.get()
    again = manager.get(reverse("analysis:run", args=[run.pk]))
    assert (cells(again), "固定したときと同じ数値です。" in text(again)) == (before, True)
    assert cells(manager.get(reverse("analysis:saved", args=[kept.pk]))) != before
    opened = manager.get(f"/analysis/rows/?run={run.pk}&row={company[0].unit_id}&column=red")
    assert company[0].code in text(opened), "where it belonged, as it was judged"
    refused = manager.post(reverse("analysis:remove", args=[kept.pk]), follow=True)
    assert "削除できません" in text(refused) and Analysis.objects.exists()


def test_the_workbook_has_real_numbers_and_the_facts_behind_them(manager, company):
    answer = manager.get("/analysis/analysis.xlsx?subject=health&rows=unit&columns=state&measure=red")
    book = load_workbook(BytesIO(answer.content))
    table, facts, _question = book.worksheets
    rows = list(table.iter_rows(min_row=6, values_only=True))
    assert rows[-1][1:] == (1, 0, 0, pytest.approx(1 / 3))
    assert table.cell(6, 2).number_format == "0.0%"
    assert [row[0] for row in facts.iter_rows(min_row=2, values_only=True)] == sorted(p.code for p in company)
    assert not table.merged_cells.ranges


def test_nobody_learns_of_a_hidden_project_or_of_money_they_may_not_read(company):
    hidden = make_project(name="極秘案件", unit=company[0].unit, confidentiality=Confidentiality.MANAGEMENT)
    make_day(hidden, LAST, "red")
    expert = Client()
    expert.force_login(make_user_of(company[0], Role.PMO_EXPERT))
    answer = expert.get("/analysis/", {"subject": "health", "rows": "project", "columns": "state"})
    assert hidden.code not in text(answer) and "極秘案件" not in text(answer)
    assert cells(answer)["全体"][-1] == "3"
    rows = text(expert.get(f"/analysis/rows/?subject=health&rows=project&columns=state&row={hidden.pk}&column=red"))
    nothing = text(expert.get("/analysis/rows/?subject=health&rows=project&columns=state&row=99999999&column=red"))
    assert (hidden.code in rows, "極秘案件" in rows) == (False, False)
    assert "見られる明細はありません。" in rows and "見られる明細はありません。" in nothing
    assert "subject=evm" not in text(answer)
    assert expert.get("/analysis/?subject=evm").status_code == 404
    member = Client()
    member.force_login(make_user_of(company[0], Role.MEMBER))
    assert member.get("/analysis/").status_code == 404


def test_quality_says_where_the_trend_of_defects_and_gates_stands(manager):
    answer = manager.get("/analysis/quality/")
    assert "「品質」のページにあります" in text(answer)


def test_the_same_number_of_queries_for_more_projects(manager):
    address = "/analysis/?subject=plan&rows=unit&columns=month&measure=late"
    manager.get(address)
    counts = []
    for _ in range(2):
        project = make_project(unit=make_unit())
        make_day(project, LAST)
        Analysis.objects.create(name="共有", owner=make_user(Role.PMO_MANAGER), shared=True, asked=asked({}).kept())
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            manager.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_owner_puts_an_analysis_on_the_calendar_and_others_find_no_such_page(manager):
    analysis = Analysis.objects.create(name="部門別", owner=manager.user, shared=True, asked=asked({}).kept())
    page = reverse("analysis:calendar", args=[analysis.pk])
    assert page in text(manager.get(reverse("analysis:saved", args=[analysis.pk])))
    form = {"channel": "mail", "to": "nobody", "language": "ja", "rule": "weekly", "nth": 1, "weekday": 0, "hour": 99}
    refused = manager.post(page, form)
    assert refused.status_code == 422
    assert {"to", "hour"} >= set(refused.context["form"].errors) > set()
    made = manager.post(page, form | {"to": manager.user.email, "hour": 8})
    assert (made.status_code, made.url) == (302, page)
    entry = analysis.schedules.get()
    assert manager.user.email in text(manager.get(page))
    assert manager.post(reverse("analysis:pause", args=[analysis.pk, entry.pk])).status_code == 302
    entry.refresh_from_db()
    assert entry.paused
    other = Client()
    other.force_login(make_user(Role.PMO_MANAGER))
    assert other.get(reverse("analysis:saved", args=[analysis.pk])).status_code == 200
    assert other.get(page).status_code == 404
    assert other.post(reverse("analysis:pause", args=[analysis.pk, entry.pk])).status_code == 404
