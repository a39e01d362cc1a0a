"""Powers handed to the PMO manager: in a directive project, for a period, and nowhere else (S08, S09, spec 2.13)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from factories.control import make_decision, option
from factories.people import AS_OF, make_company, make_user
from factories.project import make_project, make_user_of
from kaname.domains.control.actions import deciding, decisions
from kaname.domains.control.models import Decision
from kaname.domains.control.rules import deciders
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.models import User
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.actions import delegations
from kaname.domains.project.enums import AuthorityLevel
from kaname.domains.project.rules import level_in

pytestmark = pytest.mark.django_db
SMALL = [option("A", "順に統合", days=2), option("B", "一度に統合", days=1)]
TOMORROW = AS_OF + timedelta(days=1)


@pytest.fixture(autouse=True)
def company():
    return make_company()


@pytest.fixture
def project():
    return make_project(code="R1", authority_level=AuthorityLevel.DIRECTIVE)


@pytest.fixture
def people(project):
    """Sponsor, project manager, PMO manager."""
    return make_user_of(project, Role.SPONSOR), make_user_of(project, Role.PROJECT_MANAGER), make_user(Role.PMO_MANAGER)


def grant(project, by, **values):
    given = {"powers": ["decision"], "reason": "権限集約", "valid_from": AS_OF, "valid_to": date(2027, 3, 31)}
    return delegations.grant(project=project, by=by, **given | values)


def level(user, project, subject) -> Level:
    """Asked as the next request would ask."""
    return level_in(User.objects.get(pk=user.pk), project, subject)


def test_the_named_powers_swap_and_no_others(project, people):
    sponsor, manager, pmo = people
    before = {s: (level(manager, project, s), level(pmo, project, s)) for s in Subject}
    grant(project, sponsor)
    after = {s: (level(manager, project, s), level(pmo, project, s)) for s in Subject}
    assert before[Subject.DECISION] == (Level.DECIDE, Level.READ)
    assert after[Subject.DECISION] == (Level.READ, Level.DECIDE)
    assert {s: x for s, x in after.items() if s != Subject.DECISION} == {
        s: x for s, x in before.items() if s != Subject.DECISION
    }
    assert level(sponsor, project, Subject.DECISION) == Level.DECIDE


def test_they_hold_from_the_first_to_the_last_day_only(project, people):
    sponsor, _manager, pmo = people
    grant(project, sponsor, valid_from=TOMORROW)
    assert level(pmo, project, Subject.DECISION) == Level.READ
    make_company(as_of=TOMORROW)
    assert level(pmo, project, Subject.DECISION) == Level.DECIDE
    make_company(as_of=date(2027, 4, 1))
    assert level(pmo, project, Subject.DECISION) == Level.READ


def test_in_another_kind_of_project_nothing_swaps(project, people):
    sponsor, manager, pmo = people
    grant(project, sponsor)
    project.authority_level = AuthorityLevel.SUPPORTIVE
    project.save()
    assert (level(manager, project, Subject.DECISION), level(pmo, project, Subject.DECISION)) == (
        Level.DECIDE,
        Level.READ,
    )
    with pytest.raises(ValidationError) as refused:
        grant(project, sponsor, powers=["audit"], reason=" ", valid_to=AS_OF - timedelta(days=1))
    assert set(refused.value.message_dict) == {"__all__", "powers", "reason", "valid_to"}


def test_only_the_sponsor_hands_over_and_takes_back_at_once(project, people):
    sponsor, manager, pmo = people
    for other in (manager, pmo):
        with pytest.raises(NotAllowed):
            grant(project, other)
    held = grant(project, sponsor)
    with pytest.raises(NotAllowed):
        delegations.end(delegation=held, by=pmo)
    delegations.end(delegation=held, by=sponsor)
    assert level(pmo, project, Subject.DECISION) == Level.READ
    with pytest.raises(ValidationError):
        delegations.end(delegation=held, by=sponsor)
    verbs = AuditEvent.objects.filter(project_id=project.pk).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["delegation.grant", "delegation.end"]


def test_decisions_are_put_before_the_pmo_and_taken_by_it(project, people):
    sponsor, manager, pmo = people
    grant(project, sponsor)
    asked = deciders(project, Role.PROJECT_MANAGER)
    assert set(asked) == {sponsor.person, pmo.person}
    assert set(deciders(project, Role.SPONSOR)) == {sponsor.person}  # beyond the limit as ever
    mine = make_decision(project, pmo.person, options=SMALL)
    taken = deciding.decide(decision=mine, option="A", by=pmo)
    assert taken.decided_by == pmo.person
    with pytest.raises((NotAllowed, ValidationError)):
        deciding.decide(decision=make_decision(project, manager.person, options=SMALL), option="A", by=manager)


def test_the_pmo_sees_its_own_drafts(project, people):
    sponsor, _manager, pmo = people
    grant(project, sponsor)
    draft = decisions.draft(project=project, by=User.objects.get(pk=pmo.pk), question="統合の順序")
    assert draft in Decision.objects.visible_to(User.objects.get(pk=pmo.pk))
    assert draft not in Decision.objects.visible_to(make_user(Role.AUDITOR))
