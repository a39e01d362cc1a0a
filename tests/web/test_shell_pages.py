"""The frame: the bar by role, theme and language in cookies, errors that say what to do, settings and their log."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from factories.people import make_company, make_person, make_user
from factories.project import make_member, make_project
from kaname.domains.core.models import AuditEvent, Organisation
from kaname.domains.people.enums import Role
from kaname.web.shell import navigation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company() -> None:
    make_company(is_demo=True)


def signed_in(role: Role, **options) -> Client:
    client = Client(**options)
    client.force_login(make_user(role))
    return client


def entries(client: Client) -> list[str]:
    body = client.get("/keyboard/").content.decode()
    bar = body.split('<nav class="nav"')[1].split("</nav>")[0]
    return [part.split('"')[0] for part in bar.split('href="')[1:]]


def test_the_bar_holds_what_a_role_may_open_and_every_entry_opens():
    client = signed_in(Role.SYSTEM_ADMINISTRATOR)
    assert ("/settings/" in entries(client), "/portfolio/" in entries(client)) == (True, False)
    person = make_person()
    make_member(make_project(), person, Role.PMO_CONTROLLER)
    across = Client()
    across.force_login(make_user(person=person))
    for reader in (client, signed_in(Role.PMO_MANAGER), signed_in(Role.AUDITOR), across):
        assert [path for path in entries(reader) if reader.get(path).status_code != 200] == []


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("", ""), ("<b>", "")])
def test_the_look_is_kept_in_a_cookie_and_in_the_first_paint(chosen, kept):
    client = signed_in(Role.AUDITOR)
    answer = client.post("/appearance/", {"theme": chosen, "next": "/keyboard/?x=1"})
    assert answer.headers["Location"] == "/keyboard/?x=1"
    assert (f'data-theme="{kept}"' in client.get("/").content.decode()) is bool(kept)


def test_the_look_leads_to_no_other_site():
    answer = Client().post("/appearance/", {"theme": "dark", "next": "https://example.com/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(("language", "words"), [("ja", "次にすること"), ("en", "What to do next")])
def test_a_page_that_is_not_there_says_what_to_do_next(language, words):
    answer = signed_in(Role.AUDITOR).get(f"/no/such/page/?lang={language}")
    assert (answer.status_code, words in answer.content.decode()) == (404, True)


def test_a_form_without_its_token_says_what_to_do_next():
    answer = signed_in(Role.AUDITOR, enforce_csrf_checks=True).post("/notifications/")
    assert (answer.status_code, "フォームの有効期限" in answer.content.decode()) == (403, True)


def settings(**values) -> dict:
    given = {
        "name": "要物産",
        "name_en": "",
        "fiscal_year_start_month": 4,
        "minutes_per_day": 450,
        "days_per_month": 20,
        "manager_yen": 3_000_000,
        "manager_days": 5,
    }
    return given | {"as_of": "2026-11-20", "slip_amber": 2, "slip_red": 6, "spi_amber": 0.95, "spi_red": 0.9} | values


def test_settings_are_written_with_their_event():
    assert signed_in(Role.SYSTEM_ADMINISTRATOR).post("/settings/", settings()).status_code == 302
    kept, event = Organisation.objects.get(), AuditEvent.objects.get(verb="organisation.update")
    assert (kept.name, kept.minutes_per_day, kept.thresholds["schedule"]["slip_red"]) == ("要物産", 450, 6.0)
    assert kept.thresholds["decisions"] == {"manager_yen": 3_000_000, "manager_days": 5}
    assert (event.before["name"], event.after["name"]) == ("要商事", "要物産")


def test_every_wrong_setting_is_told_beside_its_field_and_nothing_is_written():
    wrong = settings(name="", minutes_per_day=5, slip_red=1)
    answer = signed_in(Role.SYSTEM_ADMINISTRATOR).post("/settings/", wrong)
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["minutes_per_day", "name", "slip_red"])
    assert AuditEvent.objects.count() == 0


def test_who_only_reads_the_settings_cannot_write_them():
    client = signed_in(Role.PMO_MANAGER)
    assert (client.get("/settings/").status_code, client.post("/settings/", settings()).status_code) == (200, 403)
    assert signed_in(Role.AUDITOR).get("/settings/").status_code == 404


def test_every_entry_of_a_row_of_links_has_its_page():
    assert "/account/tokens/" in [item.href for item in navigation.account_items()]
    routes = [(entry.route, ()) for entry in (*navigation.MAIN, *navigation.ACCOUNT)]
    routes += [(entry.route, ("PJ1",)) for entry in navigation.IN_PROJECT]
    assert [route for route, args in routes if not reverse(route, args=args)] == []


def test_an_entry_whose_page_does_not_exist_is_no_silence(monkeypatch):
    monkeypatch.setattr(navigation, "ACCOUNT", (navigation.Entry("Nowhere", "no:such-page"),))
    with pytest.raises(NoReverseMatch):
        navigation.account_items()
