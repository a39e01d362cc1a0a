"""Search: however a word is typed, only what may be seen, exact codes first."""

from datetime import date

import pytest

from factories.board import make_activity, make_answer
from factories.people import make_company, make_person, make_user
from factories.project import make_deliverable, make_member, make_project
from kaname.domains.people.enums import Employer, Role
from kaname.domains.reporting.queries.search import search

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company() -> None:
    make_company()


@pytest.mark.parametrize("typed", ["データ", "ﾃﾞｰﾀ", "でーた", "データ 移行", "データ\u3000移行"])
def test_width_and_kana_do_not_matter(typed):
    make_answer(make_project(name="データ移行"), date(2027, 1, 29))
    assert [hit.name for hit in search(make_user(Role.PMO_MANAGER), typed)] == ["データ移行"]


@pytest.mark.parametrize("typed", ["erp", "ERP", "ＥＲＰ", "ｅｒｐ"])
@pytest.mark.parametrize("stands", ["ERP導入", "ＥＲＰ導入"])
def test_case_and_full_width_do_not_matter(typed, stands):
    make_project(name=stands)
    assert [hit.name for hit in search(make_user(Role.PMO_MANAGER), typed)] == [stands]


def test_an_exact_code_comes_first_then_what_begins_so():
    for code, name in (("PJ10", "十番"), ("PJ1", "一番"), ("A-PJ1", "別番")):
        make_project(code=code, name=name)
    assert [hit.code for hit in search(make_user(Role.PMO_MANAGER), "pj1")] == ["PJ1", "PJ10", "A-PJ1"]


def test_hidden_things_are_in_no_answer_and_no_count():
    mine, other = make_project(code="M1", name="標準化"), make_project(code="O1", name="標準化の秘密")
    for project in (mine, other):
        make_activity(make_answer(project, date(2027, 1, 29)), f"標準化 {project.code}", date(2026, 11, 16))
        make_deliverable(project, name=f"標準化の書類 {project.code}")
    outsider = make_person(name="社外 者", employer=Employer.FREELANCE)
    make_member(mine, outsider, Role.TEAM_LEADER)
    make_person(name="標準化 担当")
    found = {(hit.kind, hit.name) for hit in search(make_user(person=outsider), "標準化")}
    assert found == {("project", "標準化"), ("activity", "標準化 M1"), ("deliverable", "標準化の書類 M1")}


@pytest.mark.parametrize("typed", ["", "   ", "\u3000"])
def test_nothing_asked_nothing_found(typed):
    make_project()
    assert search(make_user(Role.PMO_MANAGER), typed) == []


def test_signs_of_the_database_are_only_signs():
    make_project(name="進捗100%_完了")
    user = make_user(Role.PMO_MANAGER)
    assert [len(search(user, typed)) for typed in ("%_完", "100_", "%'; DROP")] == [1, 0, 0]
