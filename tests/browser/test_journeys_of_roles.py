"""A Monday morning of each role in the demo company: sign in, the first thing that waits, one click to it, own page.

In a browser, on the server that `kaname demo` starts; the browser may complain of nothing.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from kaname.demo.company import DOMAIN, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
KANAME = str(Path(sys.executable).with_name("kaname"))


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
    Morning("auditor", "aki.wakatsuki", "/audit/?verify=1", "改ざんはありません", "/projects/nowhere/"),
)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo company's address."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    folder = tmp_path_factory.mktemp("demo")
    command = [KANAME, "demo", "--port", str(port), "--data-dir", str(folder / "demo")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as demo:
        try:
            yield demo.stdout.readline().strip().rstrip("/")  # printed when it answers
        finally:
            demo.terminate()


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
    assert answer.endswith("。"), answer
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
