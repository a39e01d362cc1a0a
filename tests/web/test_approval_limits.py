"""Approval limits: who sets and reads them, what is wrong all at once, and that they say whose authority it takes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from factories.control import make_decision, option
from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from kaname.domains.control.actions import authority
from kaname.domains.control.actions.authority import Row
from kaname.domains.control.rules import Limits, authority_needed
from kaname.domains.core.models import AuditEvent, Organisation
from kaname.domains.core.queries import forget_organisation
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.staffing.rules import approver

pytestmark = pytest.mark.django_db
ADDRESS = "/settings/authority/"


@pytest.fixture(autouse=True)
def company() -> Organisation:
    return make_company()


def client_of(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def form(*rows: dict, initial: int = 0) -> dict[str, str]:
    sent = {"row-TOTAL_FORMS": str(len(rows)), "row-INITIAL_FORMS": str(initial)}
    return sent | {f"row-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


GOOD = {"power": "decision", "yen": "300000", "days": "3", "first": "2026-11-01", "last": "2026-12-31"}


def test_the_manager_sets_them_and_they_decide_whose_authority_it_takes():
    project = make_project()
    options = [option("A", "延期", days=2), option("B", "増員", cost_yen=1)]
    decision = make_decision(project, impact_yen=400_000, impact_days=None, options=options)
    assert authority_needed(decision) == Role.PROJECT_MANAGER
    client = client_of(make_user(Role.PMO_MANAGER))
    rows = GOOD, {"power": "demand", "yen": "100", "first": "2026-11-20"}
    assert client.post(f"{ADDRESS}change/", form(*rows)).status_code == 302
    forget_organisation()
    assert (authority_needed(decision), approver(101)) == (Role.SPONSOR, Role.SPONSOR)
    company = Organisation.objects.get()
    limits = [Limits.of(company, date(2026, month, day)) for month, day in ((10, 31), (11, 1), (12, 31))]
    assert [(each.manager_yen, each.manager_days) for each in limits] == [(5_000_000, 10), (300_000, 3), (300_000, 3)]
    event = AuditEvent.objects.get(verb="authority.set")
    assert (event.before, len(event.after["authority"])) == ({"authority": []}, 2)
    page = client.get(f"{ADDRESS}?lang=en").content.decode()
    assert "up to 300,000 yen and 3 working days" in page
    told = client.get("/audit/").context["entries"][0].changes
    assert [(c.label, c.before) for c in told] == [("Approval limits", "―")]
    assert told[0].after.startswith("decisions of a project: its project manager 300,000 (1 Nov 2026 – 31 Dec 2026)")


def test_everything_that_is_wrong_is_said_at_once():
    client = client_of(make_user(Role.PMO_MANAGER))
    rows = (
        GOOD, GOOD | {"first": "2026-12-31", "last": ""}, {"power": "decision", "yen": "-1", "days": "", "first": ""},
        {"power": "demand", "yen": "x", "days": "4", "first": "2027-02-01", "last": "2027-01-01"},
    )  # fmt: skip
    answer = client.post(f"{ADDRESS}change/", form(*rows))
    wrong = [sorted(each) for each in answer.context["table"].errors]
    assert (answer.status_code, wrong) == (422, [[], ["first"], ["days", "first", "yen"], ["days", "last", "yen"]])
    assert AuditEvent.objects.filter(verb="authority.set").count() == 0


def test_a_row_is_taken_out_and_empty_rows_are_none():
    client = client_of(make_user(Role.PMO_MANAGER))
    client.post(f"{ADDRESS}change/", form(GOOD, {"power": "decision"}))
    assert len(Organisation.objects.get().thresholds["authority"]) == 1
    answer = client.post(f"{ADDRESS}change/", form(GOOD | {"DELETE": "on"}, {"power": "decision"}, initial=1))
    assert (answer.status_code, Organisation.objects.get().thresholds["authority"]) == (302, [])


def test_others_read_them_and_who_reads_no_decision_finds_no_page():
    project = make_project()
    manager = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    auditor, stranger = client_of(make_user(Role.AUDITOR)), client_of(make_user())
    statuses = [[c.get(a).status_code for a in (ADDRESS, f"{ADDRESS}change/")] for c in (manager, auditor, stranger)]
    assert statuses == [[200, 404], [200, 404], [404, 404]]
    assert "authority/change/" not in manager.get(ADDRESS).content.decode()


def test_the_action_asks_for_the_right_and_names_every_problem():
    rows = [Row("decision", 1, 1, date(2026, 1, 1)), Row("decision", -1, None, date(2026, 2, 1))]
    with pytest.raises(NotAllowed):
        authority.set_table(rows=[], by=make_user(Role.PMO_EXPERT))
    with pytest.raises(ValidationError) as refused:
        authority.set_table(rows=rows, by=make_user(Role.PMO_MANAGER))
    assert len(refused.value.messages) == 3
