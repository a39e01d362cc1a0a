"""Every page of the weekly control as people meet it, in the demo company: accessible, on a phone, in one language.

The demo is built once for all of it, since that takes half a minute; on the real server and database.
"""

import re
from collections.abc import Iterator

import pytest
from chromium import PHONE
from django.test import Client
from pages import SPILLS, TEXTS, Visitor, styles_are_built, visit
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from kaname.demo.company import DOMAIN
from kaname.domains.control.models import Decision
from kaname.domains.cost.models import ControlAccount, Reserve
from kaname.domains.people.models import User
from kaname.domains.reporting.models import Explanation, ReportSnapshot
from kaname.domains.schedule.actions.rounds import links
from kaname.domains.schedule.models import Activity, ExpectedReport
from kaname.domains.schedule.queries.rounds import current_round

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough,
    pytest.mark.django_db(transaction=True),
    pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]),
    pytest.mark.skipif(not styles_are_built(), reason="the styles are not built (npm run build in frontend/)"),
]
HOME = "/projects/S26-02"
MANAGER = (
    "/", "/rounds/", "/rounds/13/", "/rounds/cycle/", "/rounds/mine/", "{report}",
    "/projects/S26-03/measurement/", "{measured}", "/portfolio/watermelons/", "/portfolio/changes/",
    "/portfolio/promises/", "/settings/health/", "/settings/health/?type=system", "/decisions/",
    "/decisions/?state=decided", "/reports/", "/reports/templates/", "/reports/company/portfolio/",
    "/reports/company/pmo/", "/cost/", f"{HOME}/axes/", f"{HOME}/forecast/", f"{HOME}/changes/", f"{HOME}/decisions/",
    f"{HOME}/decisions/1/", f"{HOME}/reports/", f"{HOME}/reports/calendar/", f"{HOME}/reports/weekly/",
    f"{HOME}/reports/steering/", f"{HOME}/reports/evm/", f"{HOME}/reports/milestones/", f"{HOME}/reports/load/",
    f"{HOME}/reports/charter/", f"{HOME}/reports/weekly/freeze/", "{frozen}", "{frozen}send/", f"{HOME}/cost/",
    f"{HOME}/cost/accounts/", "{account}", f"{HOME}/cost/actuals/", f"{HOME}/cost/reserves/",
    "/issues/", "/issues/?as_of=2026-10-30", f"{HOME}/issues/", f"{HOME}/issues/3/?as_of=2026-09-18",
    "/risks/", "/risks/?as_of=2026-10-30", f"{HOME}/risks/", f"{HOME}/risks/1/", f"{HOME}/risks/1/?as_of=2026-09-11",
)  # fmt: skip
CONTROLLER = (
    f"{HOME}/cost/", f"{HOME}/cost/actuals/import/", f"{HOME}/cost/actuals/new/", f"{HOME}/cost/accounts/new/",
    "{account}edit/", "{account}lines/new/", "{account}estimate/", f"{HOME}/cost/reserves/new/", "{reserve}draw/",
    f"{HOME}/cost/orders/new/",
)  # fmt: skip
LEADER = ("/", f"{HOME}/decisions/new/", f"{HOME}/support/new/", f"{HOME}/forecast/own-date/", "{explanation}")
RISKS = tuple(f"{HOME}/risks/{page}" for page in ("new/", "1/", "1/edit/", "1/assess/", "1/plan/"))
ISSUES = tuple(f"{HOME}/issues/{page}" for page in ("new/", "3/", "3/edit/", "3/to/resolved/", "sorting/", "import/"))
PEOPLE = (("mayumi.sagara", MANAGER), ("kohei.toda", CONTROLLER), ("makoto.narumi", (*LEADER, *RISKS, *ISSUES)))
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]+")
ENGLISH = re.compile(r"\b[a-z]{3,} [a-z]{3,}\b")
EITHER = {"要 Kaname", "日本語", "English"}
NUMBER = re.compile(r"[A-Z]\d\d-\d\d-決-\d{4}")
"""A decision's number is the same in every language."""


@pytest.fixture
def places(demo_rows: None) -> dict[str, str]:
    """The demo company, and the addresses of its rows."""
    expected = ExpectedReport.objects.filter(round=current_round(), status="waiting").first()
    (token,) = links.issue(current_round(), [expected.person_id]).values()
    asked = Explanation.objects.filter(project__code="S26-02", answered_at=None).first()
    account = ControlAccount.objects.get(project__code="S26-02", code="CA-I5")
    stuck = Activity.objects.get(plan__project__code="S26-03", uid="I4.2")
    assert Decision.objects.filter(code="S26-02-決-0001").exists()
    return {
        "report": f"/rounds/reports/{expected.pk}/",
        "link": f"/rounds/form/{token}/",
        "measured": f"/projects/S26-03/measurement/{stuck.pk}/",
        "frozen": f"{HOME}/reports/frozen/{ReportSnapshot.objects.filter(report__project__code='S26-02').last().pk}/",
        "account": f"{HOME}/cost/accounts/{account.pk}/",
        "reserve": f"{HOME}/cost/reserves/{Reserve.objects.filter(project__code='S26-02').first().pk}/",
        "explanation": f"{HOME}/explanations/{asked.pk}/",
    }


@pytest.fixture
def visitors(chromium: Browser, live_server: LiveServer, places: dict[str, str]) -> Iterator[dict[str, Visitor]]:
    found = {}
    for name, _pages in PEOPLE:
        client = Client()
        client.force_login(User.objects.get(email=f"{name}@{DOMAIN}"))
        found[name] = visit(chromium, live_server.url, client)
    found["nobody"] = visit(chromium, live_server.url, Client())
    yield found
    for visitor in found.values():
        visitor.context.close()


def test_every_page_of_control_is_for_everybody_fits_a_phone_and_speaks_one_language(visitors, places):
    wrong = {}
    for name, pages in (*PEOPLE, ("nobody", ("{link}",))):
        for path in (address.format(**places) for address in pages):
            wrong |= {f"{name} {path} {what}": said for what, said in looked_at(visitors[name], path).items() if said}
    complaints = [said for visitor in visitors.values() for said in visitor.complaints]
    assert (wrong, complaints) == ({}, [])


def looked_at(visitor: Visitor, path: str) -> dict[str, list[str]]:
    """What is wrong with a page: in the light, in the dark, on a phone, in Japanese and in English."""
    page = visitor.open(f"{path}{'&' if '?' in path else '?'}lang=ja")
    found = {"light": visitor.serious(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = visitor.serious(page, "color-contrast")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    found["phone"] = page.evaluate(SPILLS)
    found["japanese"] = [t for t in page.evaluate(TEXTS) if ENGLISH.search(t) and t not in EITHER]
    page.close()
    page = visitor.open(f"{path}{'&' if '?' in path else '?'}lang=en")
    texts = (NUMBER.sub("", t) for t in page.evaluate(TEXTS) if t not in EITHER)
    found["english"] = [t for t in texts if JAPANESE.search(t)]
    page.close()
    return found
