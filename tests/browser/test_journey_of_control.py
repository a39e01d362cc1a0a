"""A newcomer in the PMO manager's role, in the demo company: from the home page to the steering pack, by clicking.

The watermelon, the package stuck at 90 %, the milestone that slips with its cause, the decision that it waits for, and
the pack on PowerPoint; then the sponsor decides with three taps on a phone. On the real server and database.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from chromium import LAPTOP, PHONE
from pages import styles_are_built
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kaname.demo.company import DOMAIN, PASSWORD
from kaname.domains.control.models import Decision

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough,
    pytest.mark.django_db(transaction=True),
    pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]),
    pytest.mark.skipif(not styles_are_built(), reason="the styles are not built (npm run build in frontend/)"),
]
MOST_SLIDES = 10


@pytest.fixture
def laptop(chromium: Browser, live_server, demo_rows: None) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=LAPTOP, locale="ja-JP", timezone_id="Asia/Tokyo", base_url=live_server.url)
    yield context
    context.close()


@pytest.fixture
def phone(chromium: Browser, live_server, demo_rows: None) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=PHONE, locale="ja-JP", has_touch=True, base_url=live_server.url)
    yield context
    context.close()


def signed_in(context: BrowserContext, name: str) -> Page:
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(f"{name}@{DOMAIN}")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return page


def test_from_the_home_page_to_the_pack_and_the_decision(laptop, phone, tmp_path):
    manager = signed_in(laptop, "mayumi.sagara")
    find_the_watermelon(manager)
    find_what_is_stuck(manager)
    find_the_slip_and_its_cause(manager)
    produce_the_pack(manager, tmp_path)
    decide_with_three_taps(signed_in(phone, "kenichi.fujishiro"))
    assert Decision.objects.get(code="S26-02-決-0001").chosen == "A"


def find_the_watermelon(page: Page) -> None:
    page.goto("/")
    page.locator("main a[href='/portfolio/watermelons/']").first.click()
    first = page.locator("main section.card-box").filter(has_text="S26-02").first
    expect(first).to_contain_text("13回連続")
    first.get_by_role("link", name="S26-02 倉庫管理システムの導入").click()
    expect(page.locator("main")).to_contain_text("鳴海 誠")


def find_what_is_stuck(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="S26-03 人事給与のクラウド移行").first.click()
    page.get_by_role("link", name="計測", exact=True).click()
    expect(page.locator(".answer")).to_contain_text("90%で停滞1件")
    expect(page.locator("main")).to_contain_text("申告 90% / 実測 70%")


def find_the_slip_and_its_cause(page: Page) -> None:
    page.goto("/projects/S26-02/milestones/")
    expect(page.get_by_role("row").filter(has_text="稼働開始")).to_contain_text("+18日")
    page.get_by_role("link", name="概要", exact=True).click()
    expect(page.locator(".answer")).to_contain_text("結合テスト")
    page.get_by_role("link", name="WBS", exact=True).click()
    waiting = page.get_by_role("row").filter(has_text="決定待ち").filter(has_text="結合テスト")
    waiting.get_by_role("link", name="S26-02-決-0001").click()
    expect(page.locator(".answer")).to_contain_text("期限を2営業日過ぎています")


def produce_the_pack(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="報告書", exact=True).last.click()
    page.get_by_role("link", name="ステアリングコミッティ資料", exact=True).click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="PowerPoint").click()
    file = folder / "pack.pptx"
    coming.value.save_as(file)
    names = zipfile.ZipFile(BytesIO(file.read_bytes())).namelist()
    assert 1 <= sum(name.startswith("ppt/slides/slide") for name in names) <= MOST_SLIDES


def decide_with_three_taps(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="連携の窓口が届くまで、結合テストを模擬の窓口で先に始めるか").first.tap()
    page.locator(".option-card").first.tap()
    page.get_by_role("button", name="この案に決定").tap()
    expect(page.locator(".answer")).to_contain_text("A案に決定")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
