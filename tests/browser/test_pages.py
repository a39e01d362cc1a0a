"""Every page as people meet it: accessible, in one language, on a phone, in the dark, on paper, by keys."""

import gc
import re
import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from chromium import PHONE
from django.test import Client
from pages import SPILLS, TEXTS, WIDER, Visitor, styles_are_built, visit
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from factories.board import evening, make_activity, make_answer, make_milestone, make_progress_date
from factories.people import AS_OF, make_company, make_person, make_unit, make_user
from factories.project import make_member, make_project
from kaname.domains.core.actions import notices
from kaname.domains.people.enums import Role
from kaname.domains.people.models import User

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]),
    pytest.mark.skipif(not styles_are_built(), reason="the styles are not built (npm run build in frontend/)"),
    pytest.mark.thorough,
]
PAGES = (
    "/",
    "/portfolio/",
    "/portfolio/cards/",
    "/portfolio/map/",
    "/portfolio/timeline/",
    "/projects/PJ1/?open=finish",
    "/projects/PJ1/history/",
    "/audit/?verify=1",
    "/search/?q=PJ",
    "/notifications/",
    "/settings/",
    "/components/",
    "/keyboard/",
    "/undo/",
    "/no/such/page/",
)
SLIP = {"axis": "delivery", "health": "red", "sentence_key": "slip", "params": {"days": 8}, "rows": []}
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]+")
ENGLISH = re.compile(r"\b[a-z]{3,} [a-z]{3,}\b")
PAPER = {"width": 1031, "height": 700}  # A4 across, less its margins
EITHER = {"要 Kaname", "日本語", "English"}


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> User:
    """A PMO manager of a company with a red project, a green one, and something on every page."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the database
    make_company(as_of=AS_OF, is_demo=True)
    unit = make_unit(name="情報部", name_en="Systems")
    for number, health in ((1, "red"), (2, "green")):
        project = make_project(
            code=f"PJ{number}", name="基幹刷新", name_en="Renewal", unit=unit, declared_health="green"
        )
        answer = {"computed_health": health, "health_reasons": [SLIP] if health == "red" else [], "overdue_count": 1}
        plan = make_answer(project, date(2027, 2, 10), date(2027, 1, 29), status_date=evening(AS_OF), **answer)
        make_activity(plan, "T-1", date(2026, 11, 16), critical=True)
        make_activity(plan, "T-2", date(2026, 11, 2))
        make_milestone(plan, "M-1", date(2026, 12, 4))
        make_progress_date(plan, date(2026, 11, 13), computed_health="green", finish=evening(date(2027, 1, 29)))
    user = make_user(Role.PMO_MANAGER, name="PM", email="pm@example.com")
    make_member(project, make_person(name_en="Sample"), Role.MEMBER)
    notices.tell(user_id=user.pk, kind="project.handed_over", params={"project": "PJ1"})
    return user


@pytest.fixture(scope="session", autouse=True)
def databases_that_close() -> Iterator[None]:
    """Each context of Playwright's loop has its connection, and Django never closes one to a database in memory."""
    yield
    for found in gc.get_objects():
        if type(found) is sqlite3.Connection:  # isinstance() would wake lazy objects
            found.close()


@pytest.fixture
def visitor(chromium: Browser, live_server: LiveServer, manager: User) -> Iterator[Visitor]:
    client = Client()
    client.force_login(manager)
    found = visit(chromium, live_server.url, client)
    yield found
    found.context.close()


def test_every_page_is_for_everybody_fits_a_phone_and_paper_and_breaks_no_policy(visitor):
    """One visit a page asks everything, since loading costs most."""
    wrong = {}
    for path in PAGES:
        page = visitor.open(path)
        found = {"light": visitor.serious(page)}
        page.emulate_media(color_scheme="dark")
        found["dark"] = visitor.serious(page, "color-contrast")
        page.emulate_media(color_scheme="light", media="print")
        page.set_viewport_size(PAPER)
        found["paper"] = page.evaluate(WIDER) + ["frame"] * page.locator(".bar:visible").count()
        page.emulate_media(media="screen")
        page.set_viewport_size(PHONE)
        found["phone"] = page.evaluate(SPILLS)
        found["language"] = [t for t in page.evaluate(TEXTS) if ENGLISH.search(t) and t not in EITHER]
        wrong |= {f"{path} {what}": said for what, said in found.items() if said}
        page.close()
    complaints = [c for c in visitor.complaints if not c.startswith("/no/such/page/") or "404" not in c]
    assert (wrong, complaints) == ({}, [])


def test_in_english_every_page_is_english(visitor):
    wrong = {}
    for path in PAGES:
        page = visitor.open(f"{path}{'&' if '?' in path else '?'}lang=en")
        said = [t for t in page.evaluate(TEXTS) if JAPANESE.search(t) and t not in EITHER]
        wrong |= {path: said} if said else {}
        page.close()
    assert wrong == {}


def test_keys_reach_search_help_and_the_look_changes_at_once(visitor):
    page = visitor.open("/portfolio/")
    page.keyboard.press("/")
    page.keyboard.type("pj1", delay=60)
    page.locator("#seek-found a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projects/PJ1/")
    page.locator(".bar-tools summary").nth(1).click()
    page.locator("button[value=dark]").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.keyboard.press("Escape")
    assert page.locator("details.drop[open]").count() == 0
    page.locator("h1").click()
    page.keyboard.press("?")
    page.wait_for_url("**/keyboard/")
    assert visitor.complaints == []
