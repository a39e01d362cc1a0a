"""Hostile texts in every field that people write: no page, chart or download gives them a meaning."""

import json
import re
from collections.abc import Iterator

import pytest
from addresses import Address, ours, path_of
from django.test import Client
from hostile_world import MARKUP, make_hostile, unsafe_cells
from permission_world import World, make_world

from kaname.domains.people.enums import Role

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
KINDS = {
    "text/csv": "csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
ENDINGS = ("xlsx", "pptx", "docx", "pdf")
SCRIPTS = re.compile(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
FILLED = 60
"""So many columns hold the text at the least: fewer, and the walk would prove nothing."""


@pytest.fixture
def world() -> World:
    made = make_world()
    assert make_hostile() >= FILLED
    return made


def paths(world: World) -> list[str]:
    """Every address that may be read, files in each of their formats."""
    found = []
    for address in ours():
        examples = [world.examples["theirs"]]
        if "ending" in address.parameters:
            examples = [examples[0] | {"ending": ending} for ending in ENDINGS]
        found += [path_of(address, example, of_project(address, world)) for example in examples]
    return found


def of_project(address: Address, world: World) -> object:
    return world.projects["theirs"] if "code" in address.parameters else None


@pytest.mark.parametrize(("role", "language"), [(Role.PMO_MANAGER, "ja"), (Role.PMO_CONTROLLER, "en")])
def test_hostile_texts_mean_nothing_anywhere(world, role, language):
    client, wrong, shown = Client(), [], 0
    client.force_login(world.user(role))
    for path in paths(world):
        answer = client.get(path, {"lang": language})
        body = b"".join(answer)
        wrong += [f"{path}: {said}" for said in faults(answer.headers.get("Content-Type", ""), body)]
        shown += b"onerror" in body
    assert not wrong, "\n".join(wrong)
    assert shown > 50  # the texts were there, written as texts


def faults(content_type: str, body: bytes) -> Iterator[str]:
    """Yield what a browser or a spreadsheet would read as more than text."""
    kind = content_type.partition(";")[0]
    if kind == "text/html":
        page = body.decode()
        if MARKUP in page:
            yield "lets markup through"
        yield from (f"no JSON: {text[:80]}" for text in SCRIPTS.findall(page) if not read(text))
    elif kind in KINDS:
        yield from unsafe_cells(KINDS[kind], body)


def read(text: str) -> bool:
    """Whether a block of data is whole."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
