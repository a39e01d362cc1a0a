"""A PMO manager's first morning: three plans come in, one is promised, slips, is mended, compared, and goes out again.

Every step is done as a person does it, in a browser, on the real server and database, with real plans of other tools.
"""

import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from island import Gantt, middle, missing
from playwright.sync_api import Browser, Page, expect

from factories.people import make_company, make_person, make_role, make_user
from factories.project import make_member
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.models import Activity, Baseline, Plan
from kaname.exchange.compile import schedule_plan
from kaname.exchange.formats import read_plan

pytestmark = [
    pytest.mark.browser, pytest.mark.thorough, pytest.mark.realdata, pytest.mark.django_db(transaction=True),
]  # fmt: skip
PASSWORD = "kaname-no-asa-2026"
BID = "Wilson International Bid"
FILES = (
    "msproject-templates/mspdi/OzBuild 16 Orig.mpp.mspdi.xml",
    "msproject-templates/mspdi/ActualTaskProperties.mpp.mspdi.xml",
    "dslib/p2x/C2012-17 Building a Dream.p2x",
)
TEAM = ("Sales Engineer", "Systems Engineer", "Bid Manager")
MORNING = date(2008, 11, 28)  # the last working day before the bid begins
LONG_BEFORE = date(2000, 4, 1)
DAY = 26  # pixels


@pytest.fixture
def desk(chromium: Browser, live_server, realdata: Path):
    """A browser at the sign-in page of a company with one PMO manager, and the bid's people in its pool."""
    reason = missing()
    if reason:
        pytest.skip(reason)
    make_company(as_of=MORNING)
    manager = make_person()
    make_role(manager, Role.PMO_MANAGER, valid_from=LONG_BEFORE)
    make_user(person=manager, email="pmo@example.com", password=PASSWORD)
    make_user(person=make_person(name="後援 者"), email="sponsor@example.com", password=PASSWORD)
    for name in TEAM:
        Resource.objects.create(name=name, person=make_person(name=name))
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="ja-JP", timezone_id="Asia/Tokyo", base_url=live_server.url
    )
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.complaints.append(str(e)))
    yield page
    context.close()


def sign_in(page: Page, who: str = "pmo@example.com") -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)


def bring_in(page: Page, realdata: Path) -> None:
    """Drop the three files, look at what they will do, name who answers for them, import."""
    page.goto("/import/")
    page.locator("input[type=file]").set_input_files([realdata / name for name in FILES])
    page.get_by_role("button", name="ファイルを読む").click()
    expect(page.locator(".answer")).to_contain_text("3 件のファイル")
    page.get_by_role("button", name="すべて取り込む").click()
    expect(page.locator("main tbody tr")).to_have_count(3)


def promise(page: Page, project: Project, name: str) -> Baseline:
    """Propose a baseline; the sponsor, at a desk of their own, approves it."""
    page.goto(f"/projects/{project.code}/baselines/new/")
    page.locator("input[name=name]").fill(name)
    page.locator("textarea[name=reason]").fill("立上げの合意")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/baselines/")
    context = page.context.browser.new_context(locale="ja-JP", base_url=page.url.split("/projects/")[0])
    theirs = context.new_page()
    sign_in(theirs, "sponsor@example.com")
    theirs.goto(f"/projects/{project.code}/baselines/")
    theirs.get_by_role("button", name="承認", exact=True).click()
    theirs.wait_for_load_state("networkidle")
    context.close()
    return Baseline.objects.get(plan__project=project, name=name)


def drag(page: Page, project: Project, name: str, days: int) -> Activity:
    """Drag a bar by calendar days: first the consequence, then, once confirmed, the plan."""
    gantt = Gantt(page, f"/projects/{project.code}/gantt/")
    page.get_by_role("button", name="日", exact=True).click()
    gantt.rest()
    row = Activity.objects.get(plan__project=project, name=name)
    gantt.ask(f"(g.commands.choose(g.board.visible.position[g.board.plan.rowOf({row.pk})], 0), g.commands.showBar())")
    gantt.rest()
    x, y = middle(gantt.ask(f"g.barOf({row.pk}).toJSON()"))
    gantt.drag(x, y, x + days * DAY, y)
    expect(page.locator(".kg-sentence")).to_contain_text("完了が")
    assert Activity.objects.get(pk=row.pk).start == row.start  # nothing is written before it is confirmed
    page.get_by_role("button", name="確定").click()
    gantt.rest()
    moved = Activity.objects.get(pk=row.pk)
    assert moved.start != row.start
    return moved


def slips(page: Page) -> dict[str, str]:
    """The board's projects with their slips, the largest first."""
    page.goto("/portfolio/?sort=-slip")
    rows = page.locator("table.board tbody tr")
    expect(rows).to_have_count(3)
    found = {}
    for row in rows.all():
        found[row.locator("th").inner_text()] = row.locator("a[href$='#finish']").inner_text()
    return found


def test_from_three_files_to_a_mended_plan_and_back_to_a_file(desk: Page, realdata: Path, tmp_path: Path):
    sign_in(desk)
    bring_in(desk, realdata)
    bid = Project.objects.get(name=BID)
    sponsor = Person.objects.get(user__email="sponsor@example.com")
    make_member(bid, sponsor, Role.SPONSOR, valid_from=LONG_BEFORE)
    first = promise(desk, bid, "計画承認")

    # the study begins four weeks later than promised
    slipped = drag(desk, bid, "Technical Feasibility Study", 28)
    late = Plan.objects.get(project=bid).finish
    assert late > first.finish

    # the board says which project slips, and one click later why
    told = slips(desk)
    assert (next(iter(told)), re.sub(r"\D", "", told[BID]) != "") == (BID, True)
    assert told[BID].startswith("+")
    desk.locator("table.board tbody tr").first.locator("a[href$='#finish']").click()
    desk.wait_for_url(f"**/projects/{bid.code}/**")
    expect(desk.locator("#finish details")).to_have_attribute("open", "")
    expect(desk.locator("#finish")).to_contain_text(slipped.name)  # what drives the finish
    desk.locator("#finish a", has_text="行").click()
    desk.wait_for_url("**/gantt/?activity=*")

    # it is planned anew by dragging: the study begins a week earlier than feared
    drag(desk, bid, slipped.name, -7)
    mended = Plan.objects.get(project=bid).finish
    assert first.finish < mended < late

    # promised anew, and compared with what was promised first
    second = promise(desk, bid, "再計画")
    desk.goto(f"/projects/{bid.code}/baselines/?from={first.number}&to={second.number}")
    table = desk.locator("main table").last
    expect(table.locator("tr", has_text=slipped.name)).to_contain_text("移動")
    expect(table.locator("thead")).to_contain_text("計画承認")
    expect(table.locator("thead")).to_contain_text("再計画")
    assert slips(desk)[BID].startswith(("0", "±0", "―"))

    # who is wanted twice in the same weeks, and by which work
    desk.goto("/resources/load/?from=2008-12-01&weeks=13")
    expect(desk.locator(".answer")).to_contain_text("100")
    worst = desk.locator("#load tbody tr", has=desk.locator(".load-red")).first
    name = worst.locator("th").inner_text()
    assert name in TEAM
    worst.locator("th a").click()
    expect(desk.locator("h1, .answer").first).to_contain_text(name)
    expect(desk.locator("main")).to_contain_text(bid.code)

    # out as MSPDI, read again: the same dates, as stored and as computed from nothing but the file
    desk.goto(f"/projects/{bid.code}/export/")
    with desk.expect_download() as download:
        desk.locator("a[href$='export.xml']").click()
    out = tmp_path / "plan.xml"
    download.value.save_as(out)
    assert ET.parse(out).getroot().tag.endswith("Project")
    document = read_plan(out)
    stored = dict(Activity.objects.filter(plan__project=bid).values_list("uid", "finish"))
    compiled, dates = schedule_plan(document)
    computed = {a.id: int(dates.early_finish[i]) for i, a in enumerate(compiled.activities)}
    assert {uid: computed[uid] for uid in stored} == stored
    assert len(stored) == len(document.activities)
    assert desk.complaints == []
