"""Writing who works in a project, in which role, from when to when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.people.enums import PROJECT_ROLES, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.validators import check_period
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.rules import check_write
from kaname.domains.project.validators import checked_record


@transaction.atomic
def assign(
    *,
    project: Project,
    person: Person,
    role: str,
    valid_from: date,
    by: Any,
    valid_to: date | None = None,
    team: str = "",
    subtree: str = "",
) -> ProjectMember:
    """Give a person a role in a project for a period, both days included."""
    check_write(by, project, Subject.PROJECT)
    if role not in PROJECT_ROLES:
        raise ValidationError({"role": _("This role is held for the whole company, not in a project.")})
    if role == Role.PROJECT_MANAGER:
        raise ValidationError({"role": _("A project has one project manager. Use the hand-over.")})
    check_period(valid_from, valid_to)
    member = ProjectMember(
        project=records.locked(project),
        person=person,
        role=role,
        valid_from=valid_from,
        valid_to=valid_to,
        team=team,
        subtree=subtree,
    )
    if _overlapping(member):
        raise ValidationError({"valid_from": _("The person already holds this role in that period.")})
    return records.add(member, verb="member.assign", by=by, project_id=project.pk)


def update(*, member: ProjectMember, by: Any, version: int | None = None, **values: Any) -> ProjectMember:
    """Change a member's ``team`` or ``subtree``; the role and its beginning are history."""
    check_write(by, member.project, Subject.PROJECT)
    return records.change(member, values, verb="member.update", by=by, version=version, project_id=member.project_id)


def end(*, member: ProjectMember, on: date, by: Any, version: int | None = None) -> ProjectMember:
    """Let a member go: ``on`` is the last day. A project manager goes by hand-over only."""
    check_write(by, member.project, Subject.PROJECT)
    if member.role == Role.PROJECT_MANAGER:
        raise ValidationError({"on": _("A project has one project manager. Use the hand-over.")})
    check_period(member.valid_from, on, "on")
    return records.change(
        member, {"valid_to": on}, verb="member.end", by=by, version=version, project_id=member.project_id
    )


@transaction.atomic
def hand_over(
    *, project: Project, to: Person, record: Mapping[str, Any], by: Any, on: date | None = None
) -> ProjectMember:
    """Make another person the one project manager from a day on; ``record`` tells what is open (validators.POINTS).

    The day before is the last of the one who goes, so that on every date there is exactly one.
    """
    check_write(by, project, Subject.PROJECT)
    told, day = checked_record(record), on or today()
    project = records.locked(project)
    now = project.members.select_for_update().filter(role=Role.PROJECT_MANAGER).order_by("-valid_from").first()
    if to.left_on is not None and to.left_on < day:
        raise ValidationError({"to": _("This person has left.")})
    if now is not None:
        _close(now, to, day, by)
        told["from"] = now.person.name
    new = ProjectMember(project=project, person=to, role=Role.PROJECT_MANAGER, valid_from=day, handover=told)
    return records.add(new, verb="member.hand_over", by=by, project_id=project.pk, reason=told.get("reason", ""))


def _close(now: ProjectMember, to: Person, day: date, by: Any) -> None:
    if now.person_id == to.pk:
        raise ValidationError({"to": _("This person is the project manager already.")})
    if day <= now.valid_from:
        raise ValidationError(
            {"on": _("The project manager began on %(day)s. Give a later day.") % {"day": now.valid_from}}
        )
    until = day - timedelta(days=1)
    records.change(now, {"valid_to": until}, verb="member.end", by=by, version=None, project_id=now.project_id)


def _overlapping(member: ProjectMember) -> bool:
    others = ProjectMember.objects.filter(project=member.project, person=member.person, role=member.role)
    others = others.filter(Q(valid_to=None) | Q(valid_to__gte=member.valid_from))
    return (others if member.valid_to is None else others.filter(valid_from__lte=member.valid_to)).exists()
