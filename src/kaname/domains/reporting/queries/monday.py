"""What a Monday begins with, across the projects a user may see: each read is one or two queries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from kaname.domains.core.enums import JobStatus
from kaname.domains.core.instants import finish_date_of, ticks_of_date
from kaname.domains.core.models import Job
from kaname.domains.core.names import chosen, spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role, Subject
from kaname.domains.people.models import RoleHolding
from kaname.domains.people.rules import held_on
from kaname.domains.project.enums import CharterStatus, DeliverableStatus
from kaname.domains.project.models import Charter, Deliverable, Project, ProjectMember
from kaname.domains.project.rules.teams import everything_led
from kaname.domains.reporting.queries.board import MILESTONES
from kaname.domains.resource.models import Leave
from kaname.domains.schedule.enums import SignOff
from kaname.domains.schedule.models import Activity, Assignment, Plan, Relation
from kaname.domains.schedule.queries.names import name_in
from kaname.domains.schedule.rules import in_branches

OPEN = Q(percent_complete=None) | Q(percent_complete__lt=100)
FINISHED = (DeliverableStatus.ACCEPTED, DeliverableStatus.APPROVED, DeliverableStatus.SUBMITTED)
NAMES = "plan__project__code", "plan__project__name", "plan__project__name_en"


@dataclass(frozen=True, slots=True)
class Due:
    """An activity that somebody waits for."""

    code: str
    project: str
    uid: str
    name: str
    day: date
    critical: bool = False


def projects_as(user: Any, *roles: Role) -> list[int]:
    """Return the projects in which a user holds one of some roles today."""
    held = ProjectMember.objects.filter(held_on(today()), person__user=user, role__in=roles)
    return list(held.values_list("project_id", flat=True).distinct().order_by())


def milestones_due(projects: Iterable[int], first: date, last: date) -> list[Due]:
    """Return the unfinished milestones of some projects in a stretch of time, also those that are late."""
    rows = Activity.objects.filter(OPEN, plan__project__in=list(projects), kind__in=MILESTONES, active=True)
    return _due(rows.filter(actual_finish=None, finish__range=_span(first, last)))


def critical_due(projects: Iterable[int], first: date, last: date) -> list[Due]:
    """Return the critical work of some projects that ends in a stretch of time."""
    rows = Activity.objects.filter(OPEN, plan__project__in=list(projects), critical=True, active=True)
    return _due(rows.filter(actual_finish=None, finish__range=_span(first, last)).exclude(kind="summary"))


def branch_due(user: Any, last: date) -> list[Due]:
    """Return the unfinished work of the teams that a user leads and of those below, late or due up to a day. A constant
    number of queries.
    """
    led = everything_led(user)
    rows = Activity.objects.filter(OPEN, plan__project__in=led, active=True, actual_finish=None)
    rows = rows.exclude(kind="summary").filter(finish__lte=_span(last, last)[1])
    if not led or not (due := list(rows.values_list("plan__project", "pk", "parent_id", "wbs"))):
        return []
    above = Activity.objects.filter(plan__project__in=led, kind="summary")
    outline: dict[int, list[tuple[int, int | None, str]]] = {}
    for project, pk, parent, wbs in [*above.values_list("plan__project", "pk", "parent_id", "wbs"), *due]:
        outline.setdefault(project, []).append((pk, parent, wbs))
    mine = {pk for key, held in outline.items() for pk in in_branches(held, dict.fromkeys(led[key].branches, True))}
    return _due(rows.filter(pk__in=[pk for _project, pk, *_rest in due if pk in mine]))


def first_team_led(user: Any) -> tuple[str, int] | None:
    """Return the project's code and the number of the team that a user has led longest; None who leads none."""
    held = ProjectMember.objects.filter(held_on(today()), person__user=user, role=Role.TEAM_LEADER)
    held = held.filter(held_on(today(), "team__")).order_by("valid_from", "pk")
    return held.values_list("project__code", "team").first()


def my_work(user: Any, last: date) -> list[Due]:
    """Return the unfinished work that a user is assigned to, that has begun or begins up to a day."""
    seen = Project.objects.visible_to(user, Subject.PROGRESS)
    mine = Assignment.objects.filter(resource__person__user=user, plan__project__in=seen).values("activity")
    rows = Activity.objects.filter(OPEN, pk__in=mine, active=True, actual_finish=None)
    return _due(rows.filter(start__lte=_span(last, last)[1]))


def _due(rows: Any) -> list[Due]:
    values = rows.values_list(*NAMES, "uid", name_in(), "finish", "critical")
    found = values.order_by("finish", "plan", "position")[:50]
    return [
        Due(code, chosen(project, english), uid, name, finish_date_of(finish), critical)
        for code, project, english, uid, name, finish, critical in found
        if finish
    ]


def _span(first: date, last: date) -> tuple[int, int]:
    return ticks_of_date(first), ticks_of_date(last + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Asked:
    """A relation between projects that waits for one side's word."""

    code: str
    giving: str
    receiving: str
    activity: str
    accept: bool


def sign_offs(projects: Sequence[int]) -> list[Asked]:
    """Return what the projects are asked to promise, and what has been promised to them and waits to be accepted."""
    asked = Q(sign_off=SignOff.ASKED, predecessor__plan__project__in=projects)
    given = Q(sign_off=SignOff.GIVEN, plan__project__in=projects)
    rows = Relation.objects.filter(asked | given, crosses=True).select_related("predecessor__plan__project")
    return [
        Asked(
            (r.plan.project if r.sign_off == SignOff.GIVEN else r.predecessor.plan.project).code,
            spoken(r.predecessor.plan.project),
            spoken(r.plan.project),
            spoken(r.predecessor),
            r.sign_off == SignOff.GIVEN,
        )
        for r in rows.select_related("plan__project", "predecessor__plan__project")[:50]
    ]


def unsettled(projects: Iterable[int]) -> list[Asked]:
    """Return the relations between projects that either side has not settled."""
    rows = Relation.objects.filter(crosses=True, sign_off__in=(SignOff.ASKED, SignOff.GIVEN, SignOff.REFUSED))
    rows = rows.filter(plan__project__in=list(projects)).select_related("plan__project", "predecessor__plan__project")
    return [
        Asked(
            r.plan.project.code,
            spoken(r.predecessor.plan.project),
            spoken(r.plan.project),
            spoken(r.predecessor),
            False,
        )
        for r in rows[:50]
    ]


def charters_waiting(projects: Iterable[int]) -> list[Charter]:
    """Return the charters that wait for approval."""
    rows = Charter.objects.filter(status=CharterStatus.REVIEW, project__in=list(projects))
    return list(rows.select_related("project").order_by("updated_at"))


def deliverables_due(projects: Iterable[int], last: date) -> list[Deliverable]:
    """Return the deliverables that are late or due up to a day."""
    rows = Deliverable.objects.filter(project__in=list(projects), due__lte=last).exclude(status__in=FINISHED)
    return list(rows.select_related("project").order_by("due", "code")[:50])


def deliverables_with(projects: Iterable[int], *states: DeliverableStatus) -> list[Deliverable]:
    """Return the deliverables in some states: what a client accepts, what a leader reviews."""
    rows = Deliverable.objects.filter(project__in=list(projects), status__in=states)
    return list(rows.select_related("project").order_by("due", "code")[:50])


def absent(projects: Iterable[int], first: date, last: date) -> list[Leave]:
    """Return who of some projects is away in a stretch of time; why is nobody's business."""
    members = ProjectMember.objects.filter(held_on(today()), project__in=list(projects)).values("person")
    rows = Leave.objects.filter(person__in=members, first__lte=last, last__gte=first)
    return list(rows.select_related("person").order_by("first")[:50])


def own_jobs(user: Any) -> list[Job]:
    """Return a user's jobs that run or wait, or that failed in the last week."""
    since = today() - timedelta(days=7)
    running = Q(status__in=(JobStatus.WAITING, JobStatus.RUNNING))
    failed = Q(status=JobStatus.FAILED, created_at__date__gte=since)
    return list(Job.objects.filter(running | failed, owner_id=user.pk)[:20])


def roles_ending(days: int = 30) -> list[RoleHolding]:
    """Return the roles of the company that end soon."""
    until = today() + timedelta(days=days)
    rows = RoleHolding.objects.filter(valid_to__range=(today(), until)).select_related("person")
    return list(rows.order_by("valid_to")[:50])


def broken_rules(projects: Iterable[int]) -> list[tuple[int, int]]:
    """Return the checks of schedule quality (by number) that plans fail, the most frequent first."""
    plans = Plan.objects.filter(project__in=list(projects)).values_list("dcma", flat=True)
    failed = Counter(int(c["check"]) for checks in plans for c in checks or () if c.get("passed") is False)
    return failed.most_common()
