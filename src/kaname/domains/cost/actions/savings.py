"""Writing the savings ledger: a claim, its approval by somebody else, and its withdrawal by an opposite record."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.core.actions.problems import Problems
from kaname.domains.cost.actions.accounts import told
from kaname.domains.cost.actions.actuals import queue_behind
from kaname.domains.cost.enums import SavingState
from kaname.domains.cost.models import ControlAccount, Saving
from kaname.domains.cost.queries.covering import covers_of, work_of
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write

OPEN = (SavingState.CLAIMED, SavingState.REFUSED)


@transaction.atomic
def claim(
    *, project: Project, by: Any, accounts: Sequence[int] = (), uids: Sequence[str] = (), **values: Any
) -> Saving:
    """Claim a saving in the name of the writer. Raises ValidationError naming every problem beside its field."""
    check_write(by, project, Subject.SAVING)
    queue_behind(project)
    row = Saving(project=project, claimant=_person(by), number=_next(project), **values)
    wrong = Problems()
    with wrong.gathered():
        _place(row, accounts, uids)
    with wrong.gathered():
        _check(row)
    return records.add(row, verb="saving.claim", by=by, wrong=wrong, **told(project))


@transaction.atomic
def update(
    *,
    saving: Saving,
    by: Any,
    version: int | None = None,
    accounts: Sequence[int] = (),
    uids: Sequence[str] = (),
    **values: Any,
) -> Saving:
    """Change a claim that is not approved; one that was refused waits for approval again. By its claimant only."""
    check_write(by, saving.project, Subject.SAVING)
    fresh = records.locked(saving)
    _demand(fresh, OPEN)
    if by is not None and fresh.claimant_id != _person(by).pk:
        raise ValidationError(_("Only its claimant changes a claim."))
    draft = Saving(project=fresh.project, **values)
    _place(draft, accounts, uids)
    _check(draft)
    placed = {name: getattr(draft, name) for name in ("accounts", "work", "covers")}
    values |= placed | {"state": SavingState.CLAIMED, "remark": "", "judged_at": None, "judged_by": None}
    return records.change(fresh, values, verb="saving.update", by=by, version=version, **told(fresh.project))


@transaction.atomic
def approve(*, saving: Saving, by: Any) -> Saving:
    """Approve a claim of somebody else: from now on it is never changed. Who decides about savings does."""
    fresh, judge = _judged(saving, by)
    covers = covers_of(fresh.project, fresh.accounts, fresh.work)
    values = {"state": SavingState.APPROVED, "judged_by": judge, "judged_at": timezone.now(), "covers": covers}
    return records.change(fresh, values, verb="saving.approve", by=by, version=None, **told(fresh.project))


@transaction.atomic
def refuse(*, saving: Saving, reason: str, by: Any) -> Saving:
    """Refuse a claim with the reason; its claimant may better it."""
    fresh, judge = _judged(saving, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the claim is refused.")})
    values = {
        "state": SavingState.REFUSED,
        "judged_by": judge,
        "judged_at": timezone.now(),
        "remark": reason.strip()[:300],
    }
    return records.change(
        fresh, values, verb="saving.refuse", by=by, version=None, reason=reason, **told(fresh.project)
    )


@transaction.atomic
def withdraw(*, saving: Saving, reason: str, by: Any) -> Saving:
    """Take an approved claim back by a record of the opposite amount: both stay, neither counts.

    Its claimant may, and who decides about savings.
    """
    check_write(by, saving.project, Subject.SAVING)
    fresh, person = records.locked(saving), _person(by)
    _demand(fresh, (SavingState.APPROVED,))
    if fresh.claimant_id != person.pk:
        check_write(by, saving.project, Subject.SAVING, Level.DECIDE)
    wrong = Problems()
    if Saving.objects.filter(withdraws=fresh).exists():
        wrong.note(_("This claim has been withdrawn already."))
    if not reason.strip():
        wrong.note(_("Say why the claim is withdrawn."), "reason")
    wrong.refuse()
    queue_behind(fresh.project)
    same = "name", "name_en", "method", "calculation", "evidence", "begins", "ends", "accounts", "work", "covers"
    row = Saving(
        project=fresh.project,
        number=_next(fresh.project),
        yen=-fresh.yen,
        claimant=person,
        state=SavingState.WITHDRAWAL,
        judged_by=person,
        judged_at=timezone.now(),
        remark=reason.strip()[:300],
        withdraws=fresh,
        **{name: getattr(fresh, name) for name in same},
    )
    row.stamp(by)
    row.save(force_insert=True)
    after = {"number": row.code, "withdraws": fresh.code, "yen": row.yen}
    audit.record(verb="saving.withdraw", subject=row, by=by, after=after, reason=row.remark, **told(fresh.project))
    return row


def _judged(saving: Saving, by: Any) -> tuple[Saving, Person]:
    """Return the claim, locked, and who judges it: never its claimant."""
    check_write(by, saving.project, Subject.SAVING, Level.DECIDE)
    fresh, judge = records.locked(saving), _person(by)
    _demand(fresh, (SavingState.CLAIMED,))
    if fresh.claimant_id == judge.pk:
        raise ValidationError(_("Nobody judges a claim of their own."))
    return fresh, judge


def _demand(saving: Saving, states: Sequence[SavingState]) -> None:
    if saving.state not in states:
        message = _("The claim's status is “%(state)s”: this cannot be done to it.")
        raise ValidationError(message, params={"state": SavingState(saving.state).label})


def _person(by: Any) -> Person:
    found = None if by is None else Person.objects.filter(user=by).first()
    if found is None:
        raise ValidationError(_("Only a person can claim and judge savings, and this account belongs to nobody."))
    return found


def _next(project: Project) -> int:
    return (Saving.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0) + 1


def _place(row: Saving, accounts: Sequence[int], uids: Sequence[str]) -> None:
    own = ControlAccount.objects.filter(project=row.project, pk__in=list(accounts))
    row.accounts = list(own.values_list("pk", flat=True))
    row.work = work_of(row.project, uids)
    row.covers = covers_of(row.project, row.accounts, row.work)


def _check(row: Saving) -> None:
    wrong: dict[str, Any] = {}
    if row.yen is None or row.yen <= 0:
        wrong["yen"] = _("Enter what was saved: 1 yen or more.")
    if row.begins is None or row.ends is None or row.ends < row.begins:
        wrong["ends"] = _("The period ends before it begins.")
    if not row.calculation.strip():
        wrong["calculation"] = _("Say how the amount was computed, so that another can compute it again.")
    if not row.evidence.strip():
        wrong["evidence"] = _("Name the evidence: a document, its number or its address.")
    if not row.accounts and not row.work:
        wrong["accounts"] = _("Choose the control accounts or work packages that the saving is about.")
    if wrong:
        raise ValidationError(wrong)
