"""Red opens help: the project says what would help, somebody offers it, and both say when it is over."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import notices, records
from kaname.domains.core.names import with_twin
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role, Subject
from kaname.domains.people.models import Person, RoleHolding, User
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.rules import check_write
from kaname.domains.reporting.actions.asking import address_of
from kaname.domains.reporting.enums import HelpState
from kaname.domains.reporting.models import Help


@transaction.atomic
def ask(*, project: Project, need: str, by: Any) -> Help:
    """Say what would help; the PMO manager and the sponsor hear of it."""
    check_write(by, project, Subject.PROJECT)
    if not need.strip():
        raise ValidationError({"need": _("Say in a sentence what would help.")})
    row = records.add(Help(project=project, need=need.strip()), verb="help.ask", by=by, project_id=project.pk)
    for user in _listeners(project) - {getattr(by, "pk", None)}:
        notices.tell(user_id=user, kind="help.asked", params=with_twin("project", project), url=address_of(project))
    return row


def _listeners(project: Project) -> set[int]:
    managers = RoleHolding.objects.filter(held_on(today()), role=Role.PMO_MANAGER, unit=None)
    sponsors = ProjectMember.objects.filter(held_on(today()), project=project, role=Role.SPONSOR)
    found = {*managers.values_list("person__user", flat=True), *sponsors.values_list("person__user", flat=True)}
    return {user for user in found if user is not None}


@transaction.atomic
def offer(
    *, help_: Help, helper: Person, offer: str, by: Any, until: date | None = None, version: int | None = None
) -> Help:
    """Say who helps, with what, until when; who asked hears of it."""
    check_write(by, help_.project, Subject.REPORT)
    problems = {}
    if not offer.strip():
        problems["offer"] = _("Say what is offered.")
    if until is not None and until < today():
        problems["until"] = _("This day is over. Choose a later one.")
    if problems:
        raise ValidationError(problems)
    values = {
        "state": HelpState.OFFERED,
        "helper": helper,
        "offer": offer.strip(),
        "until": until,
        "offered_at": timezone.now(),
        "offered_by": by,
    }
    project = help_.project
    row = records.change(help_, values, verb="help.offer", by=by, version=version, project_id=project.pk)
    asked_by = User.objects.filter(pk=row.created_by_id or 0).first()
    if asked_by is not None and asked_by != by:
        params = with_twin("helper", helper) | with_twin("project", project)
        notices.tell(user_id=asked_by.pk, kind="help.offered", params=params, url=address_of(project))
    return row


def close(*, help_: Help, by: Any, outcome: str = "", version: int | None = None) -> Help:
    """Say that it is over, and what came of it."""
    check_write(by, help_.project, Subject.PROJECT)
    values = {"state": HelpState.DONE, "outcome": outcome.strip(), "closed_at": timezone.now(), "closed_by": by}
    return records.change(help_, values, verb="help.close", by=by, version=version, project_id=help_.project_id)
