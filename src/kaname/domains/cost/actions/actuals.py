"""Posting actual cost, and taking it back by an entry that reverses it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.queries import today
from kaname.domains.cost.actions.accounts import told
from kaname.domains.cost.models import Actual, ControlAccount
from kaname.domains.cost.rules import closed_months, closed_problem, month_of
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write


@transaction.atomic
def post(*, account: ControlAccount, incurred_on: date, document: str, by: Any, **values: Any) -> Actual:
    """Post one entry. Raises ValidationError naming every problem beside its field."""
    project = account.project
    check_write(by, project, Subject.COST)
    queue_behind(project)
    row = Actual(project=project, account=account, incurred_on=incurred_on, document=document.strip(), **values)
    row.posted_by = by
    given = {name: getattr(row, name) for name in ("account", "incurred_on", "yen", "minutes", "document")}
    if wrong := problems(project, given):
        raise ValidationError(wrong)
    row.full_clean()
    row.save(force_insert=True)
    after = audit.values_of(row)
    audit.record(verb="actual.post", subject=row, by=by, after=after, **told(project))
    return row


def problems(project: Project, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is wrong with an entry, beside its field; what is not in ``given`` is not judged."""
    wrong: dict[str, Any] = {}
    amounts = [given[name] for name in ("yen", "minutes") if name in given]
    if any(amount < 0 for amount in amounts):
        wrong["yen"] = _("An amount below nothing is not posted. Reverse the entry that is wrong.")
    elif len(amounts) == 2 and not any(amounts):
        wrong["yen"] = _("Enter an amount, or an effort.")
    day = given.get("incurred_on")
    if day is not None and day > today():
        wrong["incurred_on"] = _("This day has not been yet.")
    elif day is not None and month_of(day) in closed_months(project):
        wrong["incurred_on"] = closed_problem(month_of(day))
    document = given.get("document")
    if document is not None and not document:
        wrong["document"] = _("Every entry needs its evidence: the number of its document.")
    elif document and "account" in given and is_posted(given["account"], document):
        wrong["document"] = _("This document has been posted to this account already.")
    return wrong


def is_posted(account: ControlAccount, document: str) -> bool:
    """Return whether a document was posted to an account and not taken back."""
    return Actual.objects.filter(account=account, document=document, reverses=None, reversed_by=None).exists()


@transaction.atomic
def reverse(*, actual: Actual, incurred_on: date, reason: str, by: Any) -> Actual:
    """Take an entry back by one of the opposite amounts, in an open month: the first one stays."""
    project = actual.project
    check_write(by, project, Subject.COST)
    if actual.reverses_id is not None:
        raise ValidationError(_("This entry takes another back. Post the right amount as a new entry."))
    if Actual.objects.filter(reverses=actual).exists():
        raise ValidationError(_("This entry has been taken back already."))
    queue_behind(project)
    if wrong := reversal_problems(project, {"incurred_on": incurred_on, "reason": reason}):
        raise ValidationError(wrong)
    row = Actual(
        project=project,
        account=actual.account,
        incurred_on=incurred_on,
        category=actual.category,
        yen=-actual.yen,
        minutes=-actual.minutes,
        document=actual.document,
        description=actual.description,
        activity_uid=actual.activity_uid,
        commitment=actual.commitment,
        reverses=actual,
        reason=reason.strip(),
        posted_by=by,
    )
    row.save(force_insert=True)
    after = {"document": row.document, "yen": row.yen, "minutes": row.minutes}
    audit.record(verb="actual.reverse", subject=actual, by=by, after=after, reason=row.reason, **told(project))
    return row


def reversal_problems(project: Project, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is wrong with taking an entry back, beside its field; what is not in ``given`` is not judged."""
    wrong: dict[str, Any] = {}
    if "reason" in given and not given["reason"].strip():
        wrong["reason"] = _("Say why the entry is taken back.")
    day = given.get("incurred_on")
    if day is not None and month_of(day) in closed_months(project):
        wrong["incurred_on"] = closed_problem(month_of(day))
    return wrong


def queue_behind(project: Project) -> None:
    """Wait for whoever posts to the project at this moment: what was checked stays true until it is written."""
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)


def insert(rows: Sequence[Actual], by: Any) -> None:
    """Insert checked entries; who calls tells the log, in the same transaction."""
    for row in rows:
        row.posted_by = by
    Actual.objects.bulk_create(rows, batch_size=500)
