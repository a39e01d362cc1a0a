"""Actions that check several things name everything that is wrong at once, each beside its field."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from factories.people import make_company, make_person, make_user
from factories.project import make_project, make_user_of
from factories.schedule import make_plan
from kaname.domains.core.actions.problems import Problems
from kaname.domains.cost.actions import cost_baselines, savings
from kaname.domains.people.actions import accounts, roles
from kaname.domains.people.enums import Role
from kaname.domains.project.actions import projects
from kaname.domains.schedule.actions import proposals, relations
from kaname.domains.schedule.models import Activity, Plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company() -> None:
    make_company()


def named(action, **given) -> dict[str, int]:
    """Return how many sentences stand beside which field."""
    with pytest.raises(ValidationError) as refused:
        action(**given)
    return {field: len(said) for field, said in sorted(refused.value.message_dict.items())}


def test_what_several_checks_say_is_raised_once_and_nothing_twice():
    wrong = Problems()
    wrong.refuse()
    with wrong.gathered():
        raise ValidationError({"a": "one"})
    with wrong.gathered():
        raise ValidationError({"a": "one", "b": ["two", "three"]})
    wrong.note("four")
    with pytest.raises(ValidationError) as refused:
        wrong.refuse()
    assert refused.value.message_dict == {"a": ["one"], "b": ["two", "three"], NON_FIELD_ERRORS: ["four"]}


def test_a_role_tells_its_kind_and_its_period():
    given = {"person": make_person(), "role": "member", "valid_from": date(2026, 4, 1), "valid_to": date(2026, 3, 1)}
    assert named(roles.grant, by=None, **given) == {"role": 1, "valid_to": 1}


def test_an_account_tells_its_address_and_its_password():
    assert named(accounts.create, person=make_person(), email="none", password="short", by=None) == {
        "email": 1, "password": 1,
    }  # fmt: skip
    user = make_user()
    assert named(accounts.create, person=user.person, email="", password="short", by=None)["email"] >= 1


def test_a_project_tells_its_state_its_code_and_its_name():
    found = named(projects.create, code="", name="x" * 300, manager=make_person(), by=None, status="completed")
    assert found == {"code": 1, "name": 1, "status": 1}
    project = make_project()
    assert named(projects.update, project=project, by=None, status="completed", name="") == {"name": 1, "status": 1}


def test_a_budget_tells_its_name_and_that_there_is_no_plan():
    given = {"name": " ", "valid_from": date(2026, 4, 1), "by": None}
    assert named(cost_baselines.approve, project=make_project(), **given) == {NON_FIELD_ERRORS: 1, "name": 1}
    planned = make_plan()
    assert named(cost_baselines.approve, project=planned.project, schedule_baseline=9, **given) == {
        "name": 1, "schedule_baseline": 1,
    }  # fmt: skip


def test_a_proposed_baseline_tells_its_name_and_that_the_plan_has_no_dates():
    plan = make_plan()
    Plan.objects.update(finish=None)
    assert named(proposals.propose, plan=plan, name="", by=None) == {NON_FIELD_ERRORS: 1, "name": 1}


def test_a_relation_tells_its_type_and_that_both_are_of_one_project():
    one, other = Activity.objects.filter(plan=make_plan())[:2]
    assert named(relations.ask, predecessor=one, successor=other, kind="XX", by=None) == {NON_FIELD_ERRORS: 2}


def test_a_saving_tells_its_own_problems_and_those_of_its_row():
    given = {"name": "", "method": "none", "calculation": "", "evidence": "", "yen": -1}
    project = make_project()
    by = make_user_of(project, Role.PMO_CONTROLLER)
    found = named(savings.claim, project=project, by=by, begins=None, ends=None, **given)
    assert found.keys() >= {"name", "method", "calculation", "evidence", "yen", "accounts"}
