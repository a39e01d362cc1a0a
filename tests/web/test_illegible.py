"""NUL and halves of characters in addresses, JSON and cookies: refused, never a mistake of ours."""

import json

import pytest
from addresses import Address, interface, ours, path_of
from django.test import Client
from permission_world import World, make_world

from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db
ASKED = (
    "q", "page", "from", "to", "project", "verb", "actor", "as_of", "baseline", "type", "unit", "state", "person",
    "kind", "month", "week", "since", "sort", "of", "by", "day", "show", "view", "lang", "next", "health", "role",
)  # fmt: skip
HALF = "%ED%A0%80"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def client(world: World) -> Client:
    found = Client(raise_request_exception=False)
    found.force_login(world.user(Role.PMO_MANAGER))
    return found


def known(world: World) -> list[tuple[Address, str]]:
    example, theirs = world.examples["theirs"], world.projects["theirs"]
    return [(a, path_of(a, example, theirs if "code" in a.parameters else None)) for a in [*ours(), *interface()]]


@pytest.mark.thorough
def test_no_address_fails_over_nul_or_half_a_character(world, client):
    failed = []
    for _, path in known(world):
        for query, wanted in ((f"q=%00&{'&'.join(f'{name}=a%00' for name in ASKED)}", {400, 404, 405}), (
            "&".join(f"{name}={HALF}" for name in ASKED), set(range(200, 500))
        )):  # fmt: skip
            answer = client.get(f"{path}?{query}")
            if answer.status_code not in wanted and not path.startswith(("/healthz", "/api/v1/openapi")):
                failed.append(f"{answer.status_code} {path}?{query[:20]}")
    assert not failed, "\n".join(failed)


@pytest.mark.thorough
def test_no_path_fails_over_nul(world, client):
    example = {name: "%00" for a in [*ours(), *interface()] for name in a.parameters}
    failed = []
    for address in [a for a in [*ours(), *interface()] if a.parameters]:
        path = path_of(address, example)
        status = client.get(path).status_code
        if status not in (400, 404, 405):
            failed.append(f"{status} {path}")
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("name", ["a\\u0000b", "a\\ud800b"])
def test_an_edit_that_is_no_text_is_refused(world, client, name):
    code = world.projects["theirs"].code
    body = f'{{"version": 1, "keep": true, "edits": [{{"op": "set", "id": 1, "name": "{name}"}}]}}'
    answer = client.post(f"/projects/{code}/gantt/edits", body, content_type="application/json")
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 1)


@pytest.mark.parametrize("cookie", ["kaname_session", "csrftoken", "kaname_language", "kaname_theme"])
def test_a_cookie_that_is_no_text_is_none(world, cookie):
    client = Client(raise_request_exception=False)
    answer = client.get("/", headers={"cookie": f'{cookie}="\\000x"'})
    assert answer.status_code == 302


def test_the_interface_says_so_as_json(world, client):
    answer = client.get("/api/v1/projects?q=%00")
    assert (answer.status_code, list(json.loads(answer.content))) == (400, ["detail"])
