"""Writing charters: draft, review, approval, and the next edition."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.enums import CharterStatus
from kaname.domains.project.models import Charter, Objective, Project
from kaname.domains.project.rules import check_write

TEXTS = ("background", "scope", "out_of_scope", "assumptions", "constraints", "budget_yen")


@transaction.atomic
def draft(*, project: Project, by: Any, **values: Any) -> Charter:
    """Begin the first edition, or the next one with the texts and objectives of the edition before."""
    check_write(by, project, Subject.CHARTER)
    records.locked(project)
    last = project.charters.order_by("-edition").first()
    if last is not None and last.status in (CharterStatus.DRAFT, CharterStatus.REVIEW):
        raise ValidationError(_("An edition is being written already. Finish that one first."))
    texts = {name: getattr(last, name) for name in TEXTS} if last else {}
    charter = Charter(project=project, edition=last.edition + 1 if last else 1, **texts | values)
    records.add(charter, verb="charter.draft", by=by, project_id=project.pk)
    for goal in last.objectives.all() if last else ():
        copy = Objective(charter=charter, text=goal.text, measure=goal.measure, target=goal.target, due=goal.due)
        records.add(copy, verb="objective.create", by=by, project_id=project.pk)
    return charter


def update(*, charter: Charter, by: Any, version: int | None = None, **values: Any) -> Charter:
    """Change the texts of an edition that is not approved yet."""
    check_write(by, charter.project, Subject.CHARTER)
    check_open(charter)
    return _change(charter, values, "charter.update", by, version)


@transaction.atomic
def submit(*, charter: Charter, by: Any, version: int | None = None) -> Charter:
    """Hand the edition to review; it needs at least one objective that can be measured."""
    check_write(by, charter.project, Subject.CHARTER)
    fresh = records.locked(charter)
    if fresh.status != CharterStatus.DRAFT:
        raise ValidationError(_("Only a draft can be submitted."))
    if not fresh.objectives.exists():
        raise ValidationError(_("A charter needs at least one objective with a measure and a target."))
    return _change(fresh, {"status": CharterStatus.REVIEW}, "charter.submit", by, version)


def send_back(*, charter: Charter, reason: str, by: Any, version: int | None = None) -> Charter:
    """Return a submitted edition to its writers, with the reason."""
    check_write(by, charter.project, Subject.CHARTER, Level.DECIDE)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what should change.")})
    _demand_review(charter)
    return _change(charter, {"status": CharterStatus.DRAFT}, "charter.send_back", by, version, reason)


@transaction.atomic
def approve(*, charter: Charter, by: Any, version: int | None = None, person: Person | None = None) -> Charter:
    """Approve a submitted edition: from now on it is never changed, and the one before it is superseded."""
    check_write(by, charter.project, Subject.CHARTER, Level.DECIDE)
    fresh = records.locked(charter)
    _demand_review(fresh)
    judge = person or Person.objects.filter(user=by).first() if by is not None else person
    if judge is None:
        raise ValidationError(_("Only a person can approve, and this account belongs to nobody."))
    for old in fresh.project.charters.filter(status=CharterStatus.APPROVED):
        _change(old, {"status": CharterStatus.SUPERSEDED}, "charter.supersede", by, None)
    values = {"status": CharterStatus.APPROVED, "approved_by": judge, "approved_at": timezone.now()}
    return _change(fresh, values, "charter.approve", by, version)


def check_open(charter: Charter) -> None:
    """Refuse to touch an edition that was approved, or that is being judged."""
    fresh = records.locked(charter) if charter.pk else charter
    if fresh.status == CharterStatus.REVIEW:
        raise ValidationError(_("The edition is in review. It can be changed once it was sent back."))
    if fresh.status != CharterStatus.DRAFT:
        raise ValidationError(_("An approved edition is never changed. Begin a new edition."))


def _demand_review(charter: Charter) -> None:
    if charter.status != CharterStatus.REVIEW:
        raise ValidationError(_("Only an edition in review can be decided."))


def _change(
    charter: Charter, values: dict[str, Any], verb: str, by: Any, version: int | None, reason: str = ""
) -> Charter:
    return records.change(
        charter, values, verb=verb, by=by, version=version, project_id=charter.project_id, reason=reason
    )
