"""Everything that is wrong with a form is said in one answer, each beside its field: what cannot be read, what is
missing, and what the domain refuses.
"""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories.control import make_decision
from factories.cost import make_account, make_actual
from factories.people import make_company, make_user
from factories.project import make_person, make_project, make_user_of
from kaname.domains.cost.actions import reserves
from kaname.domains.cost.models import Actual, ClosedMonth, Drawdown
from kaname.domains.people.enums import Role
from kaname.domains.reporting.models import ReportTemplate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company():
    make_company()


@pytest.fixture
def account():
    return make_account(make_project(code="PJ1"), code="CA-1")


def sent(user, path: str, values: dict) -> dict[str, list[str]]:
    client = Client()
    client.force_login(user)
    page = client.post(path, values)
    assert page.status_code == 422
    return dict(page.context["form"].errors)


def test_drawing_a_reserve(account):
    project = account.project
    user = make_user_of(project, Role.PMO_CONTROLLER)
    reserve = reserves.create(project=project, kind="management", name="予備", yen=1000, by=None)
    path = f"/projects/PJ1/cost/reserves/{reserve.pk}/draw/"
    wrong = sent(user, path, {"yen": "2000", "drawn_on": "2026-13-40", "category": "outside", "reason": " "})
    assert set(wrong) == {"account", "yen", "decision", "reason", "drawn_on"}
    assert "1,000" in wrong["yen"][0]
    assert Drawdown.objects.count() == 0


def test_one_actual_cost(account):
    project = account.project
    user = make_user_of(project, Role.PMO_CONTROLLER)
    ClosedMonth.objects.create(project=project, month=date(2026, 10, 1))
    posted = make_actual(account, date(2026, 11, 2), 100)
    path = "/projects/PJ1/cost/actuals/new/"
    given = {"account": account.pk, "incurred_on": "2026-10-05", "document": posted.document, "yen": "0", "minutes": "",
             "category": "nothing"}  # fmt: skip
    wrong = sent(user, path, given)
    assert set(wrong) == {"category", "incurred_on", "document", "yen"}
    assert "2026-10" in wrong["incurred_on"][0]
    wrong = sent(user, path, given | {"yen": "x", "incurred_on": "2027-01-01", "document": ""})
    assert set(wrong) == {"category", "incurred_on", "document", "yen"}
    path = f"/projects/PJ1/cost/actuals/{posted.pk}/reverse/"
    assert set(sent(user, path, {"incurred_on": "2026-10-05", "reason": ""})) == {"incurred_on", "reason"}
    assert Actual.objects.count() == 1


def test_a_base_file_for_reports():
    user = make_user(Role.PMO_MANAGER)
    file = SimpleUploadedFile("base.pdf", b"%PDF")
    wrong = sent(user, "/reports/templates/", {"file": file, "effective_from": "soon"})
    assert set(wrong) == {"file", "owner", "effective_from"}
    file = SimpleUploadedFile("base.xlsx", b"no workbook")
    assert set(sent(user, "/reports/templates/", {"file": file, "effective_from": "soon"})) == set(wrong)
    assert ReportTemplate.objects.count() == 0


def test_another_decider_and_another_day():
    project = make_project(code="PJ1")
    decision = make_decision(project)
    user = make_user_of(project, Role.PMO_CONTROLLER)
    path = f"/projects/PJ1/decisions/{decision.number}/entrust/"
    wrong = sent(user, path, {"decider": make_person().pk, "decide_by": "2026-11-02"})
    assert set(wrong) == {"decider", "decide_by"}
    assert set(sent(user, path, {"decider": "", "decide_by": "2026-11-02"})) == {"decider", "decide_by"}
