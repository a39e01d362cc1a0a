"""Passkeys with Chromium's own authenticator, and the pages of people and projects for everybody's eyes and hands."""

import pytest
from chromium import PHONE
from django.test import Client
from pages import SPILLS, Visitor, styles_are_built, visit

from factories.people import make_company, make_person, make_role, make_unit, make_user
from factories.project import make_charter, make_deliverable, make_phase, make_project, make_stakeholder
from kaname.domains.people.enums import Role
from kaname.domains.people.models import User

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]),
    pytest.mark.skipif(not styles_are_built(), reason="the styles are not built (npm run build in frontend/)"),
    pytest.mark.thorough,
]
PASSWORD = "ながいあいことば2026"
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
PAGES = (
    "/people/", "/people/units/", "/people/new/", "/projects/", "/projects/new/", "/projects/A1/members/",
    "/projects/A1/hand-over/", "/projects/A1/charter/", "/projects/A1/stakeholders/", "/projects/A1/phases/",
    "/projects/A1/deliverables/", "/account/", "/accounts/2fa/", "/accounts/sessions/",
)  # fmt: skip


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the database
    make_company()
    person = make_person(Role.SYSTEM_ADMINISTRATOR)
    user = make_user(person=person, email="a@example.com", password=PASSWORD)
    make_unit("U1", name="情報システム本部")
    return user


def test_a_passkey_is_registered_and_signs_in_without_a_word(chromium, live_server, user):
    site = live_server.url.replace("127.0.0.1", "localhost")  # an address in numbers has no passkeys
    visitor = Visitor(chromium.new_context(), site)
    page = visitor.open("/accounts/login/?next=/account/")
    devices = visitor.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.fill("input[name=login]", "a@example.com")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button.button-primary")
    page.wait_for_url(f"{site}/account/")
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    page.fill("input[name=password]", PASSWORD)  # once more, before what protects the account is changed
    page.click("main button.button-primary")
    page.fill("input[name=name]", "手元の端末")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(f"{site}/accounts/2fa/recovery-codes/")
    assert user.authenticator_set.filter(type="webauthn").count() == 1
    visitor.context.clear_cookies()
    page.goto(f"{site}/accounts/login/?next=/account/")
    page.click("#passkey_login")
    page.wait_for_url(f"{site}/account/")
    assert ("a@example.com" in page.inner_text("main"), visitor.complaints) == (True, [])
    visitor.context.close()


def test_pages_are_for_everybody_and_fit_a_phone(chromium, live_server, user):
    project = make_project(code="A1")
    make_charter(project)
    make_stakeholder(project, influence=5)
    make_deliverable(project, phase=make_phase(project))
    make_role(user.person, Role.PMO_MANAGER)
    client = Client()
    client.force_login(user)
    visitor = visit(chromium, live_server.url, client)
    wrong = {path: said for path in (*PAGES, f"/people/{user.person.pk}/") if (said := told(visitor, path))}
    visitor.context.clear_cookies()
    wrong |= {path: said for path in ("/accounts/login/", "/accounts/password/reset/") if (said := told(visitor, path))}
    assert (wrong, visitor.complaints) == ({}, [])
    visitor.context.close()


def told(visitor: Visitor, path: str) -> list[str]:
    """What is wrong with a page: what axe finds serious in the light and in the dark, and what does not fit."""
    page = visitor.open(path)
    found = visitor.serious(page)
    page.emulate_media(color_scheme="dark")
    found += visitor.serious(page, "color-contrast")
    page.set_viewport_size(PHONE)
    found += page.evaluate(SPILLS)
    page.close()
    return found
