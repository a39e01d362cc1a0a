"""Import and export as somebody does it with a browser: drop files, look, decide, import, take the plan out again."""

import gc
import os
import warnings
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from chromium import LAPTOP, PHONE
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from factories.people import make_company, make_user
from factories.schedule import make_document
from kaname.domains.people.enums import Role
from kaname.domains.schedule.models import Plan
from kaname.exchange.formats import read_plan
from kaname.exchange.kaname_json import write

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough,
    pytest.mark.django_db(transaction=True),
    pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]),
]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the tests
OZBUILD = "msproject-templates/mspdi/OzBuild 16 Orig.mpp.mspdi.xml"
DREAM = "dslib/p2x/C2012-17 Building a Dream.p2x"
CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session", autouse=True)
def threads_that_end() -> Iterator[None]:
    """Begins before the live server and ends after it: its threads end without closing SQLite."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    make_company()


@pytest.fixture
def context(chromium: Browser, live_server, request) -> Iterator[BrowserContext]:
    """A PMO manager's browser."""
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    made = chromium.new_context(**({"viewport": LAPTOP} | getattr(request, "param", {})), base_url=live_server.url)
    cookie = client.cookies["kaname_session"]
    made.add_cookies([{"name": "kaname_session", "value": cookie.value, "url": live_server.url}])
    yield made
    made.close()


def picture(page: Page, name: str) -> None:
    """Keep a picture where KANAME_PICTURES asks for it."""
    if folder := os.environ.get("KANAME_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    page, complaints = context.new_page(), []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    return page, complaints


def test_three_plans_are_dropped_and_imported(context, realdata, tmp_path):
    page, complaints = watched(context)
    page.goto("/import/")
    picture(page, "import-start-ja")
    page.set_input_files("input[type=file]", [realdata / OZBUILD, realdata / DREAM, CORPUS / "xml-not-well-formed.xml"])
    assert "OzBuild" in page.inner_text("#chosen-files")
    page.click("button:has-text('ファイルを読む')")
    page.wait_for_url("**/import/*/")
    picture(page, "import-preview-ja")
    assert page.inner_text(".answer").startswith("3 件のファイル： 新しいプロジェクト 2。")
    page.click("button:has-text('すべて取り込む')")
    page.wait_for_url("**/result/")
    picture(page, "import-result-ja")
    assert page.locator("tbody a").all_inner_texts() == ["PJ001 Wilson International Bid", "PJ002 Building a Dream"]
    page.goto("/projects/PJ001/export/?lang=en")
    picture(page, "export-en")
    with page.expect_download() as download:
        page.click("a[href$='export.xml']")
    download.value.save_as(tmp_path / "out.xml")
    returned, given = read_plan(tmp_path / "out.xml"), read_plan(realdata / OZBUILD)
    assert [(a.id, a.stored.finish) for a in returned.activities] == [(a.id, a.stored.finish) for a in given.activities]
    assert complaints == []


@pytest.mark.parametrize("context", [{"viewport": LAPTOP}, {"viewport": PHONE}], indirect=True, ids=["laptop", "phone"])
def test_a_conflict_is_decided_with_the_keyboard(context, tmp_path, request):
    base = make_document({"設計": 3, "製造": 5, "試験": 2}, [("設計", "製造"), ("製造", "試験")])
    theirs = deepcopy(base)
    theirs.activities[0].duration, theirs.activities[1].duration = 4 * 480.0, 8 * 480.0
    first, second = tmp_path / "plan.json", tmp_path / "newer" / "plan.json"
    second.parent.mkdir()
    first.write_bytes(write(base))
    second.write_bytes(write(theirs))
    page, complaints = watched(context)
    sent(page, first)
    page.click("button:has-text('Import all')")
    page.wait_for_url("**/result/")
    Plan.objects.get().activities.filter(name="製造").update(duration=6 * 4800)
    sent(page, second)
    assert "1 conflict waits for your decision." in page.inner_text(".answer")
    picture(page, f"import-conflict-{request.node.callspec.id}-en")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.focus("input[type=radio]")
    page.keyboard.press("Space")
    page.click("button:has-text('Import all')")
    page.wait_for_url("**/result/")
    assert Plan.objects.get().activities.get(name="製造").duration == 8 * 4800
    assert complaints == []


def sent(page: Page, path: Path) -> None:
    page.goto("/import/?lang=en")
    page.set_input_files("input[type=file]", path)
    page.click("button:has-text('Read the files')")
    page.wait_for_url("**/import/*/")


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_it_works_without_javascript(context, tmp_path):
    (tmp_path / "plan.json").write_bytes(write(make_document({"設計": 3})))
    page, _ = watched(context)
    sent(page, tmp_path / "plan.json")
    page.click("button:has-text('Import all')")
    page.wait_for_url("**/result/")
    assert page.locator("tbody a").all_inner_texts() == ["PJ001 見本"]
