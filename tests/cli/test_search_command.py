"""`kaname search`: names and codes, through one account's eyes."""

import json

import pytest

from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from kaname.cli import main
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company():
    make_company()


def kaname(capsys, *words: str) -> tuple[int, str, str]:
    status = main(["--lang", "ja", "search", *words])
    return (status, *capsys.readouterr())


def test_the_first_pmo_manager_finds_every_project(capsys):
    make_user(Role.PMO_MANAGER)
    make_project(code="PJ1", name="基幹刷新")
    assert kaname(capsys, "刷新") == (0, "プロジェクト\tPJ1\tPJ1\t基幹刷新\n", "")
    status, said, _ = kaname(capsys, "PJ1", "--json")
    assert (status, [hit["code"] for hit in json.loads(said)["found"]]) == (0, ["PJ1"])
    assert kaname(capsys, "無い") == (1, "", "")


def test_what_is_hidden_from_an_account_is_not_found(capsys):
    mine, other = make_project(code="PJ1", name="基幹刷新"), make_project(code="PJ2", name="倉庫刷新")
    member = make_user_of(mine, Role.MEMBER)
    status, said, _ = kaname(capsys, "刷新", "--as", member.email.upper())
    assert (status, said) == (0, f"プロジェクト\tPJ1\tPJ1\t{mine.name}\n")
    assert other.name not in said


def test_accounts_that_are_not_there_are_named(capsys):
    assert kaname(capsys, "x")[::2] == (
        2,
        "PMOマネジャーのアカウントがまだありません。--as EMAIL でアカウントを指定してください。\n",
    )
    assert kaname(capsys, "x", "--as", "nobody@example.com")[::2] == (
        2,
        "アカウント nobody@example.com はありません。\n",
    )
