"""Signing in: password and its limits, second step, recovery, sessions, invitation, reset; nobody learns who exists."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import hashers
from django.core import mail
from django.test import Client
from django.utils import timezone

from factories.people import make_company, make_person, make_user
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.actions import accounts, invitations
from kaname.domains.people.enums import Role
from kaname.domains.people.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "ながいあいことば2026"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def company():
    return make_company()


def try_password(client: Client, email: str, password: str):
    return client.post(LOGIN, {"login": email, "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def link_in_mail() -> str:
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]


def test_the_right_password_opens_and_the_language_of_the_account_is_spoken():
    make_user(email="a@example.com", password=PASSWORD, language="en")
    client = Client()
    answer = try_password(client, "A@Example.com", PASSWORD)
    assert (answer.status_code, answer.headers["Location"], is_in(client)) == (302, "/", True)
    assert client.get("/account/").headers["Content-Language"] == "en"


@pytest.mark.parametrize(("email", "active"), [("a@example.com", True), ("closed@example.com", False)])
def test_a_wrong_password_says_the_same_of_every_address(email, active):
    make_user(email=email, password=PASSWORD, is_active=active)
    known, unknown = try_password(Client(), email, "x" * 12), try_password(Client(), "nobody@example.com", "x" * 12)
    words = [re.findall(r"form-errors.*?</div>", a.content.decode(), re.DOTALL) for a in (known, unknown)]
    assert words[0] == words[1] != []


def test_an_unknown_address_costs_a_hash_too(monkeypatch):
    make_user(email="a@example.com", password=PASSWORD)
    counted = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher, "encode", lambda self, *a, **k: counted.append(1) or encode(self, *a, **k)
    )
    counts = []
    for email in ("a@example.com", "nobody@example.com"):
        counted.clear()
        try_password(Client(), email, "x" * 12)
        counts.append(len(counted))
    assert counts[0] == counts[1] > 0


def test_after_five_wrong_passwords_even_the_right_one_waits():
    make_user(email="a@example.com", password=PASSWORD)
    for _ in range(5):
        try_password(Client(), "a@example.com", "x" * 12)
    client = Client()
    answer = try_password(client, "a@example.com", PASSWORD)
    assert is_in(client) is False
    assert "失敗" in answer.content.decode()


def test_nobody_signs_up():
    assert Client().get("/accounts/signup/").status_code == 404
    assert Client().post("/accounts/signup/", {"email": "x@example.com", "password1": PASSWORD}).status_code == 404
    assert User.objects.count() == 0


def test_a_closed_account_ends_at_the_next_click():
    user = make_user(email="a@example.com", password=PASSWORD)
    client = Client()
    try_password(client, "a@example.com", PASSWORD)
    assert client.get("/account/").status_code == 200
    accounts.deactivate(user=user, by=make_user(Role.SYSTEM_ADMINISTRATOR))
    assert client.get("/account/").status_code == 302


def test_an_invitation_is_mailed_sets_a_password_and_works_once():
    person = make_person(name="見本花子")
    user = invitations.invite(person=person, email="h@example.com", by=None, base_url="http://testserver/")
    assert (mail.outbox[0].to, user.has_usable_password()) == (["h@example.com"], False)
    link, client = link_in_mail(), Client()
    assert client.get(link).status_code == 200
    weak = client.post(link, {"password": "short", "again": "short"})
    differing = client.post(link, {"password": PASSWORD, "again": PASSWORD + "x"})
    assert (weak.status_code, differing.status_code) == (422, 422)
    assert client.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert client.get(link).status_code == 404
    assert client.post(link, {"password": "another long one", "again": "another long one"}).status_code == 404
    try_password(client, "h@example.com", PASSWORD)
    assert is_in(client)
    verbs = list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["account.create", "person.update", "account.invite", "account.set_password"]


def test_an_invitation_is_neither_forged_nor_kept_for_ever(monkeypatch):
    person = make_person()
    user = invitations.invite(person=person, email="h@example.com", by=None)
    token = invitations.token_of(user)
    assert invitations.invited(token) == user
    assert invitations.invited(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    later = (timezone.now() + timedelta(days=8)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert invitations.invited(token) is None


def test_a_forgotten_password_is_set_anew_by_mail_once():
    make_user(email="a@example.com", password=PASSWORD)
    client = Client()
    assert client.post("/accounts/password/reset/", {"email": "a@example.com"}).status_code == 302
    link = link_in_mail()
    form = client.get(link, follow=True).redirect_chain[-1][0]
    new = {"password1": "another long one 7", "password2": "another long one 7"}
    assert client.post(form, new).headers["Location"] == "/accounts/password/reset/key/done/"
    try_password(client, "a@example.com", "another long one 7")
    assert is_in(client)
    ended = Client().get(link, follow=True).content.decode()
    assert "このアドレスは使えなくなりました" in ended


def test_asking_for_a_reset_tells_nobody_who_exists():
    make_user(email="a@example.com", password=PASSWORD)
    answers = [
        Client().post("/accounts/password/reset/", {"email": email}, follow=True)
        for email in ("a@example.com", "nobody@example.com")
    ]
    words = [re.sub(r'value="[^"]*"|content="[^"]*"', "", a.content.decode()) for a in answers]
    assert (words[0], answers[0].redirect_chain) == (words[1], answers[1].redirect_chain)


def test_a_reset_ends_the_other_sessions():
    make_user(email="a@example.com", password=PASSWORD)
    other = Client()
    try_password(other, "a@example.com", PASSWORD)
    user = User.objects.get(email="a@example.com")
    accounts.set_password(user=user, password="another long one 7", by=user)
    assert other.get("/account/").status_code == 302


def test_sessions_are_listed_and_the_others_signed_out():
    make_user(email="a@example.com", password=PASSWORD)
    here, there = Client(HTTP_USER_AGENT="Here/1"), Client(HTTP_USER_AGENT="There/1")
    for client in (here, there):
        try_password(client, "a@example.com", PASSWORD)
    page = here.get("/accounts/sessions/").content.decode()
    assert [name in page for name in ("Here/1", "There/1")] == [True, True]
    here.post("/accounts/sessions/")
    assert (here.get("/account/").status_code, there.get("/account/").status_code) == (200, 302)


def test_the_second_step_is_asked_for_and_a_code_works_once():
    user = make_user(email="a@example.com", password=PASSWORD)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    client = Client()
    assert try_password(client, "a@example.com", PASSWORD).headers["Location"] == "/accounts/2fa/authenticate/"
    assert (is_in(client), client.get("/account/").status_code) == (False, 302)
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert (is_in(client), b"form-errors" in wrong.content) == (False, True)
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert is_in(client)
    again = Client()
    try_password(again, "a@example.com", PASSWORD)
    again.post("/accounts/2fa/authenticate/", {"code": code})
    assert not is_in(again)


def test_a_recovery_code_opens_once():
    user = make_user(email="a@example.com", password=PASSWORD)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    first, second = Client(), Client()
    for client in (first, second):
        try_password(client, "a@example.com", PASSWORD)
        client.post("/accounts/2fa/authenticate/", {"code": code})
    assert (is_in(first), is_in(second)) == (True, False)


@pytest.mark.parametrize("path", ["", "totp/activate/", "webauthn/", "webauthn/add/", "recovery-codes/generate/"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_of_the_second_step_are_ours_in_both_languages(path, language):
    user = make_user(email="a@example.com", password=PASSWORD)
    if "recovery" in path:
        totp.TOTP.activate(user, totp.generate_totp_secret())
    client = Client()
    client.force_login(user)
    client.session.save()
    page = client.get(f"/accounts/2fa/{path}?lang={language}", follow=True)
    assert (page.status_code, page.headers["Content-Language"], b"build/app.css" in page.content) == (
        200,
        language,
        True,
    )


def test_the_own_account_changes_name_and_language_and_nothing_else():
    user = make_user(email="a@example.com", password=PASSWORD)
    client = Client()
    client.force_login(user)
    client.post("/account/", {"name": "新しい名前", "language": "en", "email": "evil@example.com", "is_active": ""})
    fresh = User.objects.get(pk=user.pk)
    assert (fresh.name, fresh.language, fresh.email, fresh.is_active) == ("新しい名前", "en", "a@example.com", True)
    assert client.get("/account/").headers["Content-Language"] == "en"
    assert client.post("/account/", {"name": "", "language": "xx"}).status_code == 422
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["account.update_own"]


def test_an_administrator_invites_from_a_persons_page():
    admin, person = make_user(Role.SYSTEM_ADMINISTRATOR), make_person()
    client = Client()
    client.force_login(admin)
    wrong = client.post(f"/people/{person.pk}/invite/", {"email": "not-an-address", "language": "ja"})
    assert (wrong.status_code, len(mail.outbox)) == (422, 0)
    client.post(f"/people/{person.pk}/invite/", {"email": "h@example.com", "language": "en"})
    assert (mail.outbox[0].to, "choose a password" in mail.outbox[0].body) == (["h@example.com"], True)
    assert Client().get(link_in_mail()).status_code == 200


def test_a_page_outside_is_never_gone_to_after_signing_in():
    make_user(email="a@example.com", password=PASSWORD)
    client = Client()
    answer = client.post(f"{LOGIN}?next=//evil.example.com/", {"login": "a@example.com", "password": PASSWORD})
    assert answer.headers["Location"] == "/"


def test_the_keyboard_begins_in_the_field_to_fill():
    def fields_that_take_it(page: str) -> list[str]:
        return re.findall(r'<input[^>]*name="(\w+)"[^>]* autofocus', page)

    client = Client()
    assert fields_that_take_it(client.get("/accounts/login/").content.decode()) == ["login"]
    wrong = client.post("/accounts/login/", {"login": "nobody@kanamegawa.example", "password": "not this one"})
    assert fields_that_take_it(wrong.content.decode()) == ["password"]
