"""The savings ledger: what is not approved counts nothing, what overlaps counts once, what is approved stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from factories.cost import make_account, make_line
from factories.people import make_company, make_user
from factories.project import make_user_of
from factories.schedule import make_plan
from kaname.domains.core.models import AuditEvent
from kaname.domains.cost.actions import accounts, savings
from kaname.domains.cost.models import Saving
from kaname.domains.cost.queries.savings import ledger_of
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "受入テストの一部取りやめ",
    "method": "dropped",
    "calculation": "3人日×60,000円",
    "evidence": "議事録 10-3",
    "yen": 180_000,
    "begins": date(2026, 10, 1),
    "ends": date(2026, 10, 31),
}


@pytest.fixture
def project():
    make_company()
    return make_plan().project


def people(project, *roles):
    return [make_user_of(project, role) for role in roles]


def claimed(project, by, uids=("1",), **values) -> Saving:
    return savings.claim(project=project, by=by, uids=uids, **GIVEN | values)


def told(project) -> list[tuple[str, int]]:
    return [(e.why, e.counts) for e in ledger_of(Saving.objects.filter(project=project)).entries]


def test_a_claim_counts_nothing_until_somebody_else_approves_it(project):
    controller, sponsor = people(project, Role.PMO_CONTROLLER, Role.SPONSOR)
    row = claimed(project, controller)
    assert told(project) == [("open", 0)]
    with pytest.raises(NotAllowed):
        savings.approve(saving=row, by=controller)
    savings.approve(saving=row, by=sponsor)
    assert told(project) == [("counted", 180_000)]
    own = claimed(project, sponsor, uids=("2",))
    with pytest.raises(ValidationError):
        savings.approve(saving=own, by=sponsor)
    assert ledger_of(Saving.objects.all()).total == 180_000
    verbs = list(AuditEvent.objects.filter(subject_type="cost.saving").values_list("verb", flat=True))
    assert sorted(verbs) == ["saving.approve", "saving.claim", "saving.claim"]


def test_the_database_lets_nobody_approve_their_own_claim(project):
    row = claimed(project, *people(project, Role.PMO_CONTROLLER))
    own = {"state": "approved", "judged_by": row.claimant_id, "judged_at": "2026-11-01T00:00Z"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Saving.objects.filter(pk=row.pk).update(**own)


def test_who_may_claim_is_as_the_matrix_says(project):
    for role in (Role.PMO_MANAGER, Role.PMO_EXPERT, Role.PROJECT_MANAGER, Role.SPONSOR):
        claimed(project, make_user_of(project, role))
    for role in (Role.PMO_ADMINISTRATOR, Role.TEAM_LEADER, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            claimed(project, make_user_of(project, role))
    with pytest.raises(NotAllowed):
        claimed(project, make_user())


def test_every_problem_is_named_at_once(project):
    (by,) = people(project, Role.PMO_CONTROLLER)
    wrong = {"yen": 0, "calculation": " ", "evidence": "", "ends": date(2026, 9, 1)}
    with pytest.raises(ValidationError) as refused:
        claimed(project, by, uids=("nowhere",), **wrong)
    assert set(refused.value.error_dict) == {"yen", "calculation", "evidence", "ends", "accounts"}
    assert Saving.objects.count() == 0


def test_of_claims_on_the_same_work_and_days_the_first_approved_counts(project):
    controller, sponsor = people(project, Role.PMO_CONTROLLER, Role.SPONSOR)
    account = make_account(project, code="CA-1")
    make_line(account, "1")
    first = claimed(project, controller, uids=("1",), yen=100)
    by_account = claimed(project, controller, uids=(), accounts=(account.pk,), yen=400)
    elsewhere = claimed(project, controller, uids=("2",), yen=20)
    later = claimed(project, controller, begins=date(2026, 11, 1), ends=date(2026, 11, 30), yen=3)
    for row in (by_account, first, elsewhere, later):
        savings.approve(saving=row, by=sponsor)
    ledger = ledger_of(Saving.objects.filter(project=project))
    assert told(project) == [("overlaps", 0), ("counted", 400), ("counted", 20), ("counted", 3)]
    assert (ledger.total, ledger.overlapping) == (423, 100)
    over = ledger.entries[0]
    assert (over.over, over.shared) == (by_account, ("1",))
    savings.withdraw(saving=by_account, reason="二重の見積り", by=sponsor)
    assert told(project) == [("counted", 100), ("taken-back", 0), ("counted", 20), ("counted", 3), ("opposite", 0)]


def test_an_approved_claim_is_taken_back_by_an_opposite_record_and_never_changed(project):
    controller, sponsor, other = people(project, Role.PMO_CONTROLLER, Role.SPONSOR, Role.PROJECT_MANAGER)
    row = savings.approve(saving=claimed(project, controller), by=sponsor)
    for alter in (
        lambda: Saving.objects.filter(pk=row.pk).update(yen=1),
        lambda: Saving.objects.filter(pk=row.pk).delete(),
        row.delete,
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            alter()
    with pytest.raises(ValidationError):
        savings.update(saving=row, by=controller, uids=("1",), **GIVEN)
    with pytest.raises(NotAllowed):
        savings.withdraw(saving=row, reason="理由", by=other)
    with pytest.raises(ValidationError):
        savings.withdraw(saving=row, reason=" ", by=controller)
    back = savings.withdraw(saving=row, reason="削減できませんでした", by=controller)
    assert (back.yen, back.withdraws, back.state) == (-180_000, row, "withdrawal")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        back.delete()
    with pytest.raises(ValidationError):
        savings.withdraw(saving=row, reason="もう一度", by=controller)
    assert ledger_of(Saving.objects.all()).total == 0


def test_a_refused_claim_is_bettered_by_its_claimant_only(project):
    controller, sponsor, other = people(project, Role.PMO_CONTROLLER, Role.SPONSOR, Role.PROJECT_MANAGER)
    row = savings.refuse(saving=claimed(project, controller), reason="根拠が足りません", by=sponsor)
    assert told(project) == [("refused", 0)]
    with pytest.raises(ValidationError):
        savings.update(saving=row, by=other, uids=("1",), **GIVEN)
    savings.update(saving=row, by=controller, uids=("1",), **GIVEN | {"evidence": "契約書 C-7"})
    assert told(project) == [("open", 0)]


def test_a_phase_stands_for_what_lies_below_it_and_an_account_with_claims_stays(project):
    (controller,) = people(project, Role.PMO_CONTROLLER)
    account = make_account(project, code="CA-1", branch="1")
    row = claimed(project, controller, uids=(), accounts=(account.pk,))
    assert row.covers == {f"a:{account.pk}": "CA-1", "w:1": "1"}
    with pytest.raises(ValidationError):
        accounts.remove(account=account, by=None)
