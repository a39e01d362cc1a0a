"""Pages from memory: the same as from the database, until anybody writes anything."""

from datetime import date

import pytest
from django.test import Client

from factories.people import make_company, make_person, make_user
from kaname.domains.core.models import Notification
from kaname.domains.people.enums import Role
from kaname.domains.resource.actions import resources

pytestmark = pytest.mark.django_db
URL = "/resources/"
HIT = 6  # session, user, organisation, last event, unread; the first request of a test also fills a cache


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
    assert second.headers["Content-Type"] == first.headers["Content-Type"]


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
