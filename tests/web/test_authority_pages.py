"""The page of the PMO's authority in a project: what holds today, handing over, taking back."""

import pytest
from django.test import Client

from factories.people import AS_OF, make_company, make_user
from factories.project import make_project, make_user_of
from kaname.domains.people.enums import Role
from kaname.domains.project.enums import AuthorityLevel
from kaname.domains.project.models import Delegation

pytestmark = pytest.mark.django_db
PAGE = "/projects/R1/authority/"


@pytest.fixture(autouse=True)
def company():
    return make_company()


@pytest.fixture
def project():
    return make_project(code="R1", authority_level=AuthorityLevel.DIRECTIVE)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_sponsor_hands_powers_over_and_takes_them_back(project):
    sponsor = signed_in(make_user_of(project, Role.SPONSOR))
    assert "限度額まではプロジェクトマネージャー" in sponsor.get(PAGE).content.decode()
    form = {"powers": ["schedule", "decision"], "reason": "再建", "valid_from": AS_OF, "valid_to": "2027-03-31"}
    assert sponsor.post(f"{PAGE}new/", form).status_code == 302
    shown = sponsor.get(PAGE).content.decode()
    assert all(word in shown for word in ("代わってPMOマネジャー", "日程の変更と確定", "再建", "今すぐ委任を終える"))
    held = Delegation.objects.get()
    assert sponsor.post(f"{PAGE}{held.pk}/end/").status_code == 302
    assert "代わってPMOマネジャー" not in sponsor.get(PAGE).content.decode()


def test_wrong_entries_are_told_together_and_nothing_is_kept(project):
    sponsor = signed_in(make_user_of(project, Role.SPONSOR))
    page = sponsor.post(f"{PAGE}new/", {"valid_from": AS_OF, "valid_to": "2026-01-01"}).content.decode()
    assert "権限を1つ以上" in page
    assert Delegation.objects.count() == 0
    form = {"powers": ["decision"], "reason": "再建", "valid_from": AS_OF, "valid_to": "2026-01-01"}
    assert "最終日が初日より前" in sponsor.post(f"{PAGE}new/", form).content.decode()


def test_others_read_and_do_not_hand_over(project):
    for user in (make_user_of(project, Role.PROJECT_MANAGER), make_user(Role.PMO_MANAGER)):
        client = signed_in(user)
        assert "PMOに権限を委任" not in client.get(PAGE).content.decode()
        assert client.get(f"{PAGE}new/").status_code in (403, 404)


def test_a_projects_head_says_how_far_the_pmo_decides(project):
    assert "指揮型" in signed_in(make_user(Role.PMO_MANAGER)).get("/projects/R1/").content.decode()
