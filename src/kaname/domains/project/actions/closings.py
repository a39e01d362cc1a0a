"""Closing a project: the manager's report, and the sponsor's answer, by which the project is completed (S07, S54)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.actions.problems import Problems
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.enums import ClosingState, Condition, ProjectStatus
from kaname.domains.project.models import Closing, Project
from kaname.domains.project.rules import check_write, roles_in

OVER = (ProjectStatus.COMPLETED, ProjectStatus.CANCELLED)


@transaction.atomic
def write(*, project: Project, by: Any, version: int | None = None, **values: Any) -> Closing:
    """Begin the closing report, or change it while it is a draft: the project manager does."""
    check_manager(by, project)
    records.locked(project)
    found = Closing.objects.filter(project=project).first()
    if project.status in OVER and found is None:
        raise ValidationError(_("The project is over already."))
    _check(values.get("finished_on"))
    if found is None:
        return records.add(Closing(project=project, **values), verb="closing.write", by=by, project_id=project.pk)
    _demand(found, ClosingState.DRAFT)
    return _change(found, values, "closing.write", by, version)


@transaction.atomic
def submit(*, closing: Closing, facts: Mapping[str, Any], by: Any) -> Closing:
    """Hand the report to the sponsor, with the facts as they are now; reporting gathers them."""
    check_manager(by, closing.project)
    fresh = records.locked(closing)
    _demand(fresh, ClosingState.DRAFT)
    values = {
        "state": ClosingState.SUBMITTED,
        "facts": dict(facts),
        "submitted_at": timezone.now(),
        "submitted_by": _person(by),
    }
    if fresh.project.status != ProjectStatus.CLOSING:
        status = {"status": ProjectStatus.CLOSING}
        records.change(fresh.project, status, verb="project.update", by=by, version=None, project_id=fresh.project_id)
    return _change(fresh, values, "closing.submit", by, None)


@transaction.atomic
def answer(*, closing: Closing, accepted: bool, by: Any, remark: str = "") -> Closing:
    """Accept the project, or close it without acceptance, which needs a reason. The project is completed by it."""
    check_write(by, closing.project, Subject.CHARTER, Level.DECIDE)
    fresh = records.locked(closing)
    _demand(fresh, ClosingState.SUBMITTED)
    wrong = Problems()
    if fresh.submitted_by == _person(by):
        wrong.note(_("Nobody accepts a project that they have handed in themselves."))
    if not accepted and not remark.strip():
        wrong.note(_("Say why the result is not accepted."), "remark")
    wrong.refuse()
    values = {
        "state": ClosingState.ACCEPTED if accepted else ClosingState.DECLINED,
        "answered_at": timezone.now(),
        "answered_by": _person(by),
        "remark": remark.strip(),
    }
    verb = "closing.accept" if accepted else "closing.decline"
    written = _change(fresh, values, verb, by, None, remark)
    over = {"status": ProjectStatus.COMPLETED, "condition": Condition.NORMAL}
    project = fresh.project
    records.change(project, over, verb="project.complete", by=by, version=None, project_id=project.pk)
    return written


@transaction.atomic
def send_back(*, closing: Closing, remark: str, by: Any) -> Closing:
    """Return the report to the project manager with what is missing."""
    check_write(by, closing.project, Subject.CHARTER, Level.DECIDE)
    fresh = records.locked(closing)
    _demand(fresh, ClosingState.SUBMITTED)
    if not remark.strip():
        raise ValidationError({"remark": _("Say what should change.")})
    values = {"state": ClosingState.DRAFT, "facts": {}, "remark": remark.strip()}
    return _change(fresh, values, "closing.send_back", by, None, remark)


def check_manager(by: Any, project: Project) -> None:
    """Raise NotAllowed unless the writer is the project's manager: the closing report is theirs (mission row S07)."""
    if by is not None and Role.PROJECT_MANAGER not in roles_in(by, project):
        raise NotAllowed(Subject.PROJECT, Level.EDIT)


def _check(finished_on: date | None) -> None:
    if finished_on is not None and finished_on > today():
        raise ValidationError({"finished_on": _("This day has not been yet.")})


def _demand(closing: Closing, state: ClosingState) -> None:
    if closing.state != state:
        message = _("The closing report's status is “%(state)s”: this cannot be done to it.")
        raise ValidationError(message, params={"state": ClosingState(closing.state).label})


def _person(by: Any) -> Person:
    found = None if by is None else Person.objects.filter(user=by).first()
    if found is None:
        raise ValidationError(_("Only a person can close a project, and this account belongs to nobody."))
    return found


def _change(
    closing: Closing, values: Mapping[str, Any], verb: str, by: Any, version: int | None, reason: str = ""
) -> Closing:
    return records.change(
        closing, values, verb=verb, by=by, version=version, project_id=closing.project_id, reason=reason
    )
