"""Every address as every role, anonymous included, against the permission matrix; and no trace of what is hidden."""

import pytest
from addresses import Address, addresses, ours, path_of
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from permission_world import KINDS, TRACE, World, hidden, level, make_world

from factories.people import read_company
from kaname.domains.people.enums import COMPANY_ROLES, Level, Role, level_of
from kaname.domains.people.enums.roles import Subject
from kaname.web.accounts.doors import closed

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
SEEN = {200, 204, 302, 304}
NOT_FOUND, NOT_ALLOWED = 404, {403, 405}  # 405: the page takes no writes at all
ASKS_MORE = {
    "resources:list": Subject.RESOURCE, "resources:load": Subject.RESOURCE, "resources:calendars": Subject.CALENDAR,
    "audit:trail": Subject.AUDIT, "audit:csv": Subject.AUDIT,
}  # fmt: skip
"""Pages for whoever has something to read of a subject anywhere."""
LOOKING_ACROSS = {
    Role.PMO_ADMINISTRATOR, Role.PMO_ANALYST, Role.PMO_CONSULTANT, Role.PMO_CONTROLLER, Role.SPONSOR,
}  # fmt: skip
SIGN_IN = {
    "account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_change_password",
    "account_set_password", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done",
}  # fmt: skip


@pytest.fixture
def world() -> World:
    return make_world()


def expected_level(address: Address, role: Role, kind: str) -> Level:
    """Return by the matrix how far a role reaches at an address; a member's page is for everybody signed in."""
    access = address.access
    if access.scope == "project":
        return level(role, kind, access.subject)
    if access.scope == "portfolio" and role in LOOKING_ACROSS:
        return Level.READ
    if access.scope == "anywhere":
        return level_of(access.subject, role)
    return level_of(access.subject, role) if role in COMPANY_ROLES else Level.NONE


def kinds_of(address: Address, role: Role | None = None) -> tuple[str, ...]:
    """Which projects to try: theirs, and the nearest that is hidden from a role."""
    if "code" not in address.parameters:
        return ("theirs",)
    return ("theirs", "limited" if role in COMPANY_ROLES else "colleagues") if role else KINDS


def test_every_view_says_who_may_open_it():
    assert [a.name for a in ours() if a.access is None] == []


def test_no_view_outside_projects_takes_a_projects_code():
    wrong = [a.name for a in ours() if ("code" in a.parameters) != (a.access.scope == "project")]
    assert not wrong, "\n".join(map(str, wrong))


def test_the_matrix_knows_every_subject_and_the_walk_every_role():
    assert {level_of(s, r) for s in Subject for r in Role} == set(Level)
    assert len(Role) == 16


def test_a_stranger_is_sent_to_sign_in_wherever_they_knock(world):
    client, wrong = Client(), []
    for address in ours():
        for kind in kinds_of(address):
            if address.access.scope == "public":
                continue
            path = path_of(address, world.examples[kind], world.projects[kind])
            answers = client.get(path), client.post(path)
            wrong += [path for a in answers if not a.headers.get("Location", "").startswith("/accounts/login/?next=")]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", list(Role))
def test_a_role_reads_what_the_matrix_gives_it_and_the_rest_does_not_exist(world, role):
    client, wrong = Client(), []
    client.force_login(world.user(role))
    traces = hidden(role)
    for address in ours():
        for kind in kinds_of(address, role):
            path = path_of(address, world.examples[kind], world.projects[kind])
            answer = client.get(path)
            body = text(answer)
            if not right(address, role, kind, answer.status_code):
                wrong.append(f"{path} answered {answer.status_code}")
            wrong += [f"{path} told of {t}" for t in traces if t in body and t not in path]
    assert not wrong, "\n".join(map(str, wrong))


def text(answer: HttpResponseBase) -> str:
    return b"".join(answer).decode(errors="replace")


def right(address: Address, role: Role, kind: str, status: int) -> bool:
    """Whether the status of a GET is what the matrix asks for; a page that only takes writes answers 405."""
    if address.view is closed:
        return status == NOT_FOUND
    if address.access.scope in ("public", "member"):
        asked = ASKS_MORE.get(address.name)
        if asked is not None and level_of(asked, role) == Level.NONE:
            return status == NOT_FOUND
        return status in SEEN | {405, NOT_FOUND} if address.parameters else status in SEEN | {405}
    reached = expected_level(address, role, kind)
    if reached < address.access.read:
        return status in {NOT_FOUND, 405}  # 405: asked before anything else, and the same for everybody
    others = {NOT_FOUND} if reached == Level.PARTIAL and len(address.parameters) > 1 else set()
    return status in SEEN | others | {405}  # of what is read in part, another's row does not exist


@pytest.mark.parametrize("role", list(Role))
def test_a_role_writes_what_the_matrix_gives_it_and_is_refused_the_rest(world, role):
    client, wrong = Client(), []
    client.force_login(world.user(role))
    for address in ours():
        if address.access.scope in ("public", "member", "portfolio"):
            continue
        for kind in kinds_of(address, role):
            reached = expected_level(address, role, kind)
            if reached >= address.access.write:
                continue
            path = path_of(address, world.examples[kind], world.projects[kind])
            status = client.post(path).status_code
            allowed = {NOT_FOUND} if reached < address.access.read else NOT_ALLOWED
            if status not in allowed | {405}:
                wrong.append(f"{path} answered {status}, not {allowed}")
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", [Role.PMO_MANAGER, Role.PROJECT_MANAGER, Role.SYSTEM_ADMINISTRATOR])
def test_an_empty_form_is_refused_calmly(world, role):
    client = Client()
    client.force_login(world.user(role))
    wrong = []
    for address in ours():
        path = path_of(address, world.examples["theirs"], world.projects["theirs"])
        status = client.post(path).status_code
        if status >= 500:
            wrong.append(f"{path} answered {status}")
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CLIENT, Role.FREELANCER, Role.PMO_EXPERT, Role.FINANCE])
def test_looking_for_what_is_hidden_finds_nothing(world, role):
    """Names, codes and English names, in every list, search and autocomplete that takes a word."""
    client, wrong = Client(), []
    client.force_login(world.user(role))
    rest = [t[2:] for t in hidden(role)]  # the word asked for is shown again: only what was not asked is a leak
    for address in ours():
        if address.parameters or address.access.scope == "public":
            continue
        for trace in hidden(role):
            words = dict.fromkeys(("q", "query", "search", "name", "project", "pm"), trace[:2])
            body = text(client.get(f"/{address.route}", words))
            wrong += [f"{address.name} told of {r}" for r in rest if trace[:2] + r in body]
    assert not wrong, "\n".join(map(str, wrong))


def test_a_hidden_project_costs_as_much_as_none(world):
    """The same answer after the same number of queries: neither words nor time tell them apart."""
    client = Client()
    client.force_login(world.user(Role.MEMBER))
    wrong = []
    for address in (a for a in ours() if a.access.scope == "project"):
        answers = []
        for code in (f"{TRACE['limited']}-1", "NONE-1"):
            path = path_of(address, world.examples["limited"] | {"code": code})
            read_company()
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(path)
            answers.append((answer.status_code, len(asked), answer.content.replace(code.encode(), b"")))
        if answers[0][:2] != answers[1][:2] or len(answers[0][2]) != len(answers[1][2]):
            wrong.append((address.name, [a[:2] for a in answers]))
    assert not wrong, "\n".join(map(str, wrong))


def test_sign_in_pages_of_allauth_are_the_ones_we_chose():
    names = {a.name for a in addresses() if a.view.__module__.startswith("allauth.account")}
    assert names == SIGN_IN
