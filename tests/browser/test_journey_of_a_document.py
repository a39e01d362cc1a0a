"""A document's life as people do it with a browser: entered, put up again, approved by another, and visibly old."""

import gc
import os
import warnings
from collections.abc import Iterator

import pytest
from chromium import LAPTOP, PHONE
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from factories.documents import make_kind
from factories.people import make_company
from factories.project import make_project, make_user_of
from kaname.domains.document.models import Document, DocumentReading
from kaname.domains.people.enums import Role

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough,
    pytest.mark.django_db(transaction=True),
    pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]),
]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the tests


@pytest.fixture(scope="session", autouse=True)
def threads_that_end() -> Iterator[None]:
    """Begins before the live server and ends after it: its threads end without closing SQLite."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def browser_of(chromium: Browser, url: str, user, viewport) -> tuple[BrowserContext, Page]:
    client = Client()
    client.force_login(user)
    made = chromium.new_context(viewport=viewport, base_url=url)
    cookie = client.cookies["kaname_session"].value
    made.add_cookies([{"name": "kaname_session", "value": cookie, "url": url}])
    return made, made.new_page()


def test_a_document_is_entered_approved_and_superseded(chromium, live_server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    make_company()
    make_kind("PLN", name="計画書")
    project = make_project(code="PJ024")
    clerk, pm = make_user_of(project, Role.PMO_ADMINISTRATOR), make_user_of(project, Role.PROJECT_MANAGER)
    desk, page = browser_of(chromium, live_server.url, clerk, LAPTOP)
    phone, other = browser_of(chromium, live_server.url, pm, PHONE)

    page.goto("/documents/new/?project=PJ024&lang=ja")
    first = tmp_path / "移行計画.txt"
    first.write_text("一", "utf-8")
    page.set_input_files("input[type=file]", [first])
    assert "移行計画" in page.inner_text("#chosen-files")
    page.select_option("#id_kind", label="PLN 計画書")
    page.select_option("#id_approver", value=str(pm.person.pk))
    page.select_option("#id_confidentiality", value="1")
    page.click("form button:has-text('登録')")
    page.wait_for_url("**/documents/PJ024-PLN-2026-0001/")
    path = "/documents/PJ024-PLN-2026-0001/"
    for text in ("一版", "二版"):
        page.goto(f"{path}versions/new/")
        page.set_input_files("input[type=file]", [first])
        page.fill("#id_note", text)
        page.check("#id_final")
        page.click("form button:has-text('登録する')")
        page.wait_for_url(f"**{path}")
        page.click("button:has-text('承認を申請')")
        page.wait_for_load_state()
        other.goto(f"{path}?lang=ja")
        other.click("button:has-text('承認')")
        other.wait_for_load_state()
    page.goto(path)
    assert page.locator(".doc-old").count() == 2
    page.goto(f"{path}versions/1.0/")
    assert "旧版" in page.inner_text(".doc-banner")
    with page.expect_download() as download:
        page.click("a:has-text('旧版をダウンロード')")
    assert download.value.suggested_filename == "【旧版】PJ024-PLN-2026-0001_v1.0_移行計画.txt"
    assert (Document.objects.get().in_force.label, DocumentReading.objects.count()) == ("2.0", 0)
    widths = other.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] == widths[1]
    desk.close()
    phone.close()
