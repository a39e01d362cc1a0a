"""Pages of skills: who sees whose, own level beside the reviewer's, evidence, the taxonomy."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_person, make_user, read_company
from factories.project import make_member, make_project, make_user_of
from factories.skills import make_held, make_skill
from kaname.domains.capability.actions import skills as taxonomy
from kaname.domains.capability.models import PersonSkill, Skill
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company():
    make_company()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_starter_list_describes_every_level_in_both_languages_and_comes_once():
    manager = signed_in(make_user(Role.PMO_MANAGER))
    manager.post("/people/skills/start/")
    added = taxonomy.start(by=None)
    rubric = list(Skill.objects.values_list("name_en", "rubric__level", "rubric__text", "rubric__text_en"))
    assert added == 0
    assert len(rubric) == 4 * Skill.objects.count() >= 60
    assert [r for r in rubric if not all(r)] == []


def test_own_level_and_reviewed_level_are_two_and_the_reviewers_counts():
    skill, person = make_skill(), make_person(name="見本 花子")
    own, manager = signed_in(make_user(person=person)), signed_in(make_user(Role.PMO_MANAGER))
    make_role_of_member(person)
    address = f"/people/{person.pk}/skills/"
    told = {"skill": skill.pk, "level": 4, "evidence": "設計書の審査"}
    assert own.post(address, told).status_code == 302
    assert manager.post(address, told | {"level": 2}).status_code == 302
    row = PersonSkill.objects.get()
    assert (row.self_level, row.review_level, row.level, row.reviewer.user_id) == (4, 2, 2, row.updated_by_id)
    assert "4 教えられる" in own.get(address).content.decode()
    verbs = AuditEvent.objects.filter(verb__startswith="skill.").order_by("sequence")
    assert list(verbs.values_list("verb", "confidentiality")) == [("skill.assess", 3), ("skill.review", 3)]


def make_role_of_member(person) -> None:
    make_member(make_project(), person, Role.MEMBER)


def test_a_high_level_needs_evidence():
    skill, person = make_skill(), make_person()
    manager = signed_in(make_user(Role.PMO_MANAGER))
    answer = manager.post(f"/people/{person.pk}/skills/", {"skill": skill.pk, "level": 3, "evidence": " "})
    assert (answer.status_code, PersonSkill.objects.count()) == (422, 0)
    assert "レベル3には根拠が必要です" in answer.content.decode()
    assert manager.post(f"/people/{person.pk}/skills/", {"skill": skill.pk, "level": 2}).status_code == 302


def test_nobody_reviews_themselves():
    skill, person = make_skill(), make_person(Role.PMO_MANAGER)
    client = signed_in(make_user(person=person))
    client.post(f"/people/{person.pk}/skills/", {"skill": skill.pk, "level": 2})
    row = PersonSkill.objects.get()
    assert (row.self_level, row.review_level) == (2, None)


@pytest.mark.parametrize(
    ("role", "own", "vendor", "freelance"),
    [
        (Role.PMO_MANAGER, 200, 200, 200),
        (Role.PROJECT_MANAGER, 200, 200, 404),
        (Role.AUDITOR, 200, 200, 404),
        (Role.PMO_ADMINISTRATOR, 404, 404, 404),
        (Role.MEMBER, 404, 404, 404),
        (Role.CLIENT, 404, 404, 404),
        (Role.SYSTEM_ADMINISTRATOR, 404, 404, 404),
    ],
)
def test_whose_skills_a_role_sees(role, own, vendor, freelance):
    project, skill = make_project(), make_skill()
    client = signed_in(make_user_of(project, role))
    found = []
    for employer in ("own", "vendor", "freelance"):
        person = make_person(employer=employer, name=f"見本 {employer}")
        make_held(person, skill, 3)
        make_member(project, person, Role.MEMBER)
        found.append(client.get(f"/people/{person.pk}/skills/").status_code)
    assert found == [own, vendor, freelance]
    listed = client.get(f"/people/skills/{skill.pk}/").content.decode()
    assert [f"見本 {e}" in listed for e in ("own", "vendor", "freelance")] == [s == 200 for s in found]


def test_a_member_sees_their_own_skills_and_only_them():
    person, skill = make_person(name="見本 本人"), make_skill()
    make_role_of_member(person)
    make_held(person, skill, 2)
    make_held(make_person(name="見本 他人"), skill, 4)
    client = signed_in(make_user(person=person))
    listed = client.get(f"/people/skills/{skill.pk}/").content.decode()
    assert ("見本 本人" in listed, "見本 他人" in listed) == (True, False)
    row = client.get("/people/skills/").context["rows"][0]
    assert row[1] == [0, 1, 0, 0]


def test_lists_cost_the_same_for_one_and_three():
    client = signed_in(make_user(Role.PMO_MANAGER))
    skill = make_skill()
    make_held(make_person(), skill, 3)
    counts = []
    client.get("/people/skills/")
    for more in (0, 3):
        for n in range(more):
            make_held(make_person(), make_skill(f"X-{n}"), 3)
            make_held(make_person(), skill, 3)
        for address in ("/people/skills/", f"/people/skills/{skill.pk}/"):
            read_company()
            with CaptureQueriesContext(connection) as asked:
                client.get(f"{address}?again={more}")  # a kept page would cost nothing
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_the_taxonomy_is_kept_by_the_pmo_manager_alone():
    texts = {f"level_{n}": f"目安{n}" for n in (1, 2, 3, 4)}
    new = {"code": "X-1", "name": "新しい技能", "field": "pmo", **texts}
    assert signed_in(make_user(Role.AUDITOR)).post("/people/skills/new/", new).status_code == 404
    manager = signed_in(make_user(Role.PMO_MANAGER))
    assert manager.post("/people/skills/new/", new).status_code == 302
    skill = Skill.objects.get()
    page = manager.get(f"/people/skills/{skill.pk}/").content.decode()
    assert [t in page for t in texts.values()] == [True] * 4
    changed = new | {"name": "改めた技能", "version": skill.version, "level_2": "改めた目安"}
    assert manager.post(f"/people/skills/{skill.pk}/edit/", changed).status_code == 302
    skill.refresh_from_db()
    event = AuditEvent.objects.filter(verb="skill.update").get()
    assert (skill.name, event.before["level_2"], event.after["level_2"]) == (
        "改めた技能", ["目安2", ""], ["改めた目安", ""],
    )  # fmt: skip
