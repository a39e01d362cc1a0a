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
from kaname.domains.people.enums import PROJECT_ROLES, Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import held_on
from kaname.domains.people.validators import check_period
from kaname.domains.project.models import Project, ProjectMember, Team
from kaname.domains.project.queries import people_visible_to
from kaname.domains.project.rules import can, check_write
from kaname.domains.project.rules.teams import DELEGATED, check_staff
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
    team: Team | None = None,
) -> ProjectMember:
    """Give a person a role in a project for a period, both days included; a team's leader does so in the own teams."""
    check_staff(by, project, team, role)
    member = ProjectMember(
        project=records.locked(project), person=person, role=role, valid_from=valid_from, valid_to=valid_to, team=team
    )
    wrong: dict[str, Any] = {}
    if role not in PROJECT_ROLES:
        wrong["role"] = _("This role is held for the whole company, not in a project.")
    elif role == Role.PROJECT_MANAGER:
        wrong["role"] = _("A project has one project manager. Use the hand-over.")
    if valid_to is not None and valid_to < valid_from:
        wrong["valid_to"] = _("The end comes before the beginning. Give the same day or a later one.")
    elif _overlapping(member):
        wrong["valid_from"] = _("The person already holds this role in that period.")
    if by is not None and not people_visible_to(by).filter(pk=person.pk).exists() and _only_leads(by, project):
        wrong["person"] = _("Choose somebody of your projects.")
    if refused := _wrong_team(member):
        wrong["team"] = refused
    if wrong:
        raise ValidationError(wrong)
    return records.add(member, verb="member.assign", by=by, project_id=project.pk)


@transaction.atomic
def update(*, member: ProjectMember, by: Any, version: int | None = None, team: Team | None = None) -> ProjectMember:
    """Put a member into another ``team`` or none; the role and its beginning are history.

    A team's leader moves people between the own teams: both must be theirs.
    """
    for one in (member.team, team):
        check_staff(by, member.project, one, member.role)
    moved = ProjectMember.objects.get(pk=member.pk)
    moved.team = team
    wrong: dict[str, Any] = {}
    if moved.team_id != member.team_id and _overlapping(moved):
        wrong["team"] = _("The person is in that team already.")
    elif refused := _wrong_team(moved):
        wrong["team"] = refused
    if wrong:
        raise ValidationError(wrong)
    return records.change(
        member, {"team": team}, verb="member.update", by=by, version=version, project_id=member.project_id
    )


def end(*, member: ProjectMember, on: date, by: Any, version: int | None = None) -> ProjectMember:
    """Let a member go: ``on`` is the last day. A project manager goes by hand-over only."""
    check_staff(by, member.project, member.team, member.role)
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
    """Return whether the person holds the role already; as member or leader one may be in several teams."""
    others = ProjectMember.objects.filter(project=member.project, person=member.person, role=member.role)
    if member.role in DELEGATED:
        others = others.filter(team=member.team)
    others = others.exclude(pk=member.pk).filter(Q(valid_to=None) | Q(valid_to__gte=member.valid_from))
    return (others if member.valid_to is None else others.filter(valid_from__lte=member.valid_to)).exists()


def _wrong_team(member: ProjectMember) -> Any:
    """Return what is wrong with a member's team, None where nothing is."""
    team = member.team
    if team is None:
        if member.role == Role.TEAM_LEADER and member.project.teams.filter(held_on(today())).exists():
            return _("Choose the team that is led: without one a leader would edit the whole plan.")
        return None
    if team.project_id != member.project_id:
        return _("Choose a team of this project.")
    if team.valid_to is not None and (member.valid_to is None or member.valid_to > team.valid_to):
        return _("This team ends on %(day)s.") % {"day": team.valid_to}
    return None


def _only_leads(by: Any, project: Project) -> bool:
    return not can(by, project, Subject.PROJECT, Level.EDIT)
