"""A Monday morning of each role in the demo company: sign in, the first thing that waits, one click to it, own page.

In a browser, on the server that `kaname demo` starts; the browser may complain of nothing.
"""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from kaname.demo.company import DOMAIN, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


CALM = "今日、対応が必要なものはありません"


class Morning(NamedTuple):
    """A role, who has it, the page that they work on, what stands there, and one that does not exist for them."""

    role: str
    who: str
    page: str
    holds: str
    hidden: str


MORNINGS = (
    Morning("sponsor", "kenichi.fujishiro", "/portfolio/", "倉庫管理システムの導入", "/settings/"),
    Morning("PMO administrator", "aya.onodera", "/projects/S26-02/", "完了見込", "/settings/"),
    Morning("controller", "kohei.toda", "/projects/S26-02/baselines/", "当初計画", "/settings/"),
    Morning("project manager", "makoto.narumi", "/projects/S26-02/gantt/", "結合テスト", "/settings/"),
    Morning("team leader", "harumi.tsuyuki", "/projects/S26-02/wbs/", "結合テスト", "/portfolio/"),
    Morning("member", "yu.kiritani", "/projects/S26-02/wbs/", "結合テスト", "/portfolio/"),
    Morning("PMO manager", "mayumi.sagara", "/portfolio/watermelons/", "13回連続", "/projects/nowhere/"),
    Morning("PMO expert", "naoki.takase", "/portfolio/success/", "成功率", "/projects/S26-02/cost/"),
    Morning("analyst", "takuya.enomoto", "/analysis/", "案件数", "/projects/S26-02/"),
    Morning(
        "consultant", "sayaka.miyazono", "/projects/R26-01/forecast/", "完了見込", "/projects/R26-01/cost/actuals/new/"
    ),
    Morning("client", "mitsuko.umehara", "/projects/N26-01/decisions/1/", "月額利用料", "/projects/N26-01/wbs/"),
    Morning(
        "freelancer", "azusa.tsukioka", "/projects/N26-04/activities/", "利用者への聞き取り", "/projects/N26-04/wbs/"
    ),
    Morning("coordinator", "reiko.mikumo", "/people/", "人です", "/projects/S26-02/"),
    Morning("finance", "masaki.serizawa", "/projects/S26-01/wbs/", "総合テスト", "/projects/S26-02/"),
    Morning("system administrator", "masayuki.inui", "/settings/", "会社", "/projects/S26-02/"),
    Morning("auditor", "aki.wakatsuki", "/audit/?verify=1", "改ざんはありません", "/projects/nowhere/"),
)


@pytest.fixture
def page(chromium: Browser, company: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1366, "height": 820}, locale="ja-JP", base_url=company)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("morning", MORNINGS, ids=lambda m: m.role)
def test_a_morning(page: Page, morning: Morning):
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{morning.who}@{DOMAIN}")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)

    # home says what waits; the first of it is one click away
    answer = page.locator("main h1").inner_text()
    assert answer.endswith("。") or answer == CALM, answer
    first = page.locator(".home-cards .rows a").first
    if first.count():
        first.click()
        page.wait_for_load_state("networkidle")
        expect(page.locator("main h1, main .page-title").first).to_be_visible()
        assert page.locator("main").inner_text().strip()
    else:  # nothing to do: a calm page that says so
        expect(page.locator("main .empty, main .card-box").first).to_be_visible()

    page.goto(morning.page)
    page.wait_for_load_state("networkidle")
    expect(page.locator("main")).to_contain_text(morning.holds)
    assert complaints == []
    hidden = page.request.get(morning.hidden)
    assert hidden.status == 404
