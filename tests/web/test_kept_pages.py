"""Pages from memory: the same as from the database, until anybody writes anything."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factories.people import make_company, make_person, make_user
from kaname.domains.core.actions import audit
from kaname.domains.core.models import Notification, Organisation
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.actions import roles
from kaname.domains.people.enums import Role
from kaname.domains.people.models import User
from kaname.domains.resource.actions import resources
from kaname.settings import memory
from kaname.web.shell import navigation
from kaname.web.templatetags import bar

pytestmark = pytest.mark.django_db
URL = "/resources/"
HIT = 1  # whether anything was written, the reader may still sign in, and the session stands


def reader(role: Role = Role.PMO_MANAGER) -> Client:
    client = Client()
    client.force_login(make_user(role))
    client.get("/people/")  # the token against forged forms becomes a cookie
    return client


@pytest.fixture(autouse=True)
def pool():
    make_company()
    return resources.create(name="作業 花子", person=make_person(name="作業 花子"), by=None)


def test_a_second_reading_asks_only_whether_anything_was_written(django_assert_max_num_queries):
    client = reader()
    first = client.get(URL)
    with django_assert_max_num_queries(HIT):
        second = client.get(URL)
    assert second.content == first.content
    own = {"X-Request-ID"}
    assert {k: v for k, v in second.headers.items() if k not in own} == {
        k: v for k, v in first.headers.items() if k not in own
    }
    assert first.headers["Content-Security-Policy"]
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


def test_a_write_by_anybody_is_seen_at_once(pool):
    client = reader()
    client.get(URL)
    resources.update(resource=pool, by=None, name="作業 桃子")
    page = client.get(URL).content.decode()
    assert ("作業 桃子" in page, "作業 花子" in page) == (True, False)


def test_readers_and_addresses_do_not_share():
    client, other = reader(), reader(Role.CLIENT)
    assert client.get(URL).status_code == 200
    assert other.get(URL).status_code == 404
    assert "作業 花子" not in client.get(f"{URL}?q=誰か").content.decode()
    assert client.get(f"{URL}?lang=en").content != client.get(f"{URL}?lang=ja").content


def test_a_role_that_ends_today_ends_tomorrow():
    client = reader()
    assert client.get(URL).status_code == 200
    make_company(as_of=date(2026, 11, 21))
    from kaname.domains.people.models import RoleHolding

    RoleHolding.objects.update(valid_to=date(2026, 11, 20))
    assert client.get(URL).status_code == 404


def test_a_new_notice_is_seen():
    client = reader()
    before = client.get(URL).content
    user = client.session["_auth_user_id"]
    Notification.objects.create(user_id=int(user), kind="test")
    assert client.get(URL).content != before


def test_a_message_is_shown_once():
    client = reader()
    form = {"name": "工場", "day0": "9:00-17:00", **{f"day{n}": "" for n in range(1, 7)}}
    made = client.post("/resources/calendars/new/", form)
    client.post(made.url, {**form, "name": "工場2"})
    first, second = client.get("/resources/calendars/"), client.get("/resources/calendars/")
    shown = "カレンダーを保存しました。"
    assert (shown in first.content.decode(), shown in second.content.decode()) == (True, False)


def test_a_session_that_was_ended_opens_nothing():
    client = reader()
    assert client.get(URL).status_code == 200
    Session.objects.all().delete()
    assert client.get(URL).status_code == 302


def test_a_session_that_ran_out_opens_nothing():
    client = reader()
    assert client.get(URL).status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "argon2$other"}])
def test_a_user_who_may_not_sign_in_any_more_opens_nothing(change):
    client = reader()
    assert client.get(URL).status_code == 200
    User.objects.update(**change)
    assert client.get(URL).status_code == 302


def test_language_theme_part_and_host_are_pages_of_their_own(settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    client = reader()
    plain = client.get(URL).content
    assert client.get(URL, headers={"host": "bad.example"}).status_code == 400
    client.cookies["kaname_theme"] = "dark"
    assert b'data-theme="dark"' in client.get(URL).content
    client.cookies["kaname_language"] = "en"
    assert b'lang="en"' in client.get(URL).content
    del client.cookies["kaname_theme"], client.cookies["kaname_language"]
    assert client.get(URL).content == plain


def test_the_form_of_a_page_from_memory_is_accepted():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(Role.PMO_MANAGER))
    client.get("/people/")
    client.get(URL)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(URL).content.decode()).group(1)
    posted = client.post("/appearance/", {"theme": "dark", "next": URL, "csrfmiddlewaretoken": token})
    assert (posted.status_code, posted.url) == (302, URL)


def test_a_company_renamed_by_another_process_is_seen_at_once():
    client = reader()
    client.get(URL)
    organisation()  # as this process knows it
    Organisation.objects.update(name="改名 株式会社")
    audit.record(verb="organisation.updated", subject=Organisation.objects.get(), by=None)
    assert "改名 株式会社" in client.get(URL).content.decode()


def test_the_api_answers_a_session_from_memory_and_a_token_never(django_assert_max_num_queries):
    client = reader()
    first = client.get("/api/v1/people?limit=10")
    with django_assert_max_num_queries(HIT):
        assert client.get("/api/v1/people?limit=10").content == first.content
    person = make_person(name="途中 参加")
    audit.record(verb="person.created", subject=person, by=None)
    assert "途中 参加" in client.get("/api/v1/people?limit=10").content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get("/api/v1/people?limit=10", headers={"Authorization": "Bearer kaname_no"})
    assert len(asked) > HIT


def test_pages_are_kept_up_to_so_many_bytes_and_the_newest_stay(monkeypatch):
    monkeypatch.setattr(memory, "MOST", 2500)
    pages = caches["pages"]
    for name in "abc":
        pages.set(name, name.encode() * 1000)
    assert [pages.get(name) is not None for name in "abc"] == [False, True, True]
    pages.get("b")
    pages.set("d", b"d" * 1000)
    assert [pages.get(name) is not None for name in "bcd"] == [True, False, True]


def test_the_bar_is_written_once_a_place_and_anew_where_rights_change(monkeypatch):
    user = make_user(Role.PMO_MANAGER)
    client = Client()
    client.force_login(user)
    client.get("/people/")
    written = []
    items_for = navigation.items_for
    monkeypatch.setattr(navigation, "items_for", lambda *words: written.append(words[1]) or items_for(*words))
    asked = ("/projects/?a=1", "/projects/?a=2", "/activities/?a=1", "/projects/?a=3")
    pages = [client.get(path).content.decode() for path in asked]
    assert written == ["/projects/", "/activities/"]
    assert ['href="/projects/" aria-current="page"' in page for page in pages] == [True, True, False, True]
    assert 'href="/audit/"' in pages[0]
    roles.end(holding=user.person.roles.get(), on=today() - timedelta(days=1), by=None)
    assert 'href="/audit/"' not in client.get("/projects/?a=4").content.decode()


def test_no_entry_of_the_bar_has_more_parts_than_its_place_is_told_by():
    assert max(reverse(entry.route).count("/") for entry in navigation.MAIN) <= bar.PLACE
