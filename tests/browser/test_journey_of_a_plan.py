"""A PMO manager's first morning: three plans come in, one is promised, mended by hand, compared, and goes out again.

Every step is done as a person does it, in a browser, on the real server and database.
"""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from island import Gantt, middle, missing
from playwright.sync_api import Browser, Page, expect

from factories.people import make_company, make_user
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Activity, Baseline
from kaname.exchange.compile import schedule_plan
from kaname.exchange.formats import read_plan

pytestmark = [pytest.mark.browser, pytest.mark.realdata, pytest.mark.django_db(transaction=True)]
PASSWORD = "kaname-no-asa-2026"
FILES = ("OzBuild 16 Orig", "CriticalEffortDrivenTasks", "SplitTaskFinishDate")
DAY = 26  # pixels


@pytest.fixture
def desk(chromium: Browser, live_server, realdata: Path):
    """A browser at the sign-in page of a company with one PMO manager."""
    reason = missing()
    if reason:
        pytest.skip(reason)
    make_company()
    make_user(Role.PMO_MANAGER, email="pmo@example.com", password=PASSWORD)
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="ja-JP", timezone_id="Asia/Tokyo", base_url=live_server.url
    )
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.complaints.append(str(e)))
    yield page
    context.close()


def sign_in(page: Page) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill("pmo@example.com")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)


def bring_in(page: Page, realdata: Path) -> None:
    folder = realdata / "msproject-templates" / "mspdi"
    page.goto("/import/")
    page.locator("input[type=file]").set_input_files([folder / f"{name}.mpp.mspdi.xml" for name in FILES])
    page.get_by_role("button", name="ファイルを読む").click()
    page.get_by_role("button", name="すべて取り込む").click()
    expect(page.locator("main tbody tr")).to_have_count(3)


def test_from_three_files_to_a_mended_plan_and_back_to_a_file(desk: Page, realdata: Path, tmp_path: Path):
    sign_in(desk)
    bring_in(desk, realdata)
    assert Project.objects.count() == 3

    # the board names them all, and opens the one that we want
    desk.goto("/portfolio/")
    expect(desk.locator("main tbody tr")).to_have_count(3)
    project = Project.objects.order_by("-plan__activity_count").first()
    desk.goto(f"/projects/{project.code}/baselines/new/")
    desk.locator("input[name=name]").fill("計画承認")
    desk.locator("main form button[type=submit]").last.click()
    desk.wait_for_url("**/baselines/")
    promised = Baseline.objects.filter(plan__project=project, imported=False).get()

    # a bar is dragged: first the consequence, then, once confirmed, the plan
    gantt = Gantt(desk, f"/projects/{project.code}/gantt/")
    desk.get_by_role("button", name="日", exact=True).click()
    gantt.rest()
    row = first_that_can_move(project)
    before = gantt.column("start", row)
    x, y = middle(shown_bar(gantt, row))
    gantt.drag(x, y, x + 14 * DAY, y)
    expect(desk.locator(".kg-sentence")).to_contain_text("完了が")
    assert Activity.objects.get(pk=gantt.column("id", row)).start == before
    desk.get_by_role("button", name="確定").click()
    gantt.rest()
    moved = Activity.objects.get(pk=gantt.column("id", row))
    assert moved.start > before
    assert moved.constraint == "SNET"

    # the board now says that it slips, and why
    desk.goto("/portfolio/")
    project.plan.refresh_from_db()
    assert project.plan.finish > promised.finish
    expect(desk.locator("main tbody tr", has_text=project.name)).to_contain_text("+")
    desk.goto(f"/projects/{project.code}/")
    expect(desk.locator("main")).to_contain_text(moved.name)

    # the comparison with what was promised
    desk.goto(f"/projects/{project.code}/baselines/")
    expect(desk.locator("main")).to_contain_text(moved.name)

    # people whom two plans want
    desk.goto("/resources/load/?from=2006-01-02&weeks=52")
    expect(desk.locator("main h1")).to_be_visible()

    # out again, and in: the same dates
    with desk.expect_download() as download:
        desk.evaluate(f"location.href = '/projects/{project.code}/export.xml'")
    out = tmp_path / "plan.xml"
    download.value.save_as(out)
    assert ET.parse(out).getroot().tag.endswith("Project")
    compiled, dates = schedule_plan(read_plan(out))
    stored = dict(Activity.objects.filter(plan__project=project).values_list("uid", "finish"))
    computed = {a.id: int(dates.early_finish[i]) for i, a in enumerate(compiled.activities)}
    assert {uid: computed[uid] for uid in stored} == stored
    assert desk.complaints == []


def shown_bar(gantt: Gantt, row: int) -> dict[str, float]:
    """The bar's rectangle, once the chart has scrolled there; the island knows bars by their activity's number."""
    gantt.ask(f"(g.commands.choose({row - 1}, 0), g.commands.showBar())")
    gantt.rest()
    return gantt.ask(f"g.barOf({gantt.column('id', row)}).toJSON()")


def first_that_can_move(project: Project) -> int:
    """The first row, from 1, that is no summary, has not begun, and drives the finish."""
    rows = Activity.objects.filter(plan__project=project).order_by("position")
    return next(
        n for n, a in enumerate(rows, 1) if a.kind == "task" and a.critical and a.actual_start is None and not a.manual
    )
