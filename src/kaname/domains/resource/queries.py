"""Reads of resource."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.people.enums import Level, Role, Subject, level_of
from kaname.domains.people.rules import company_roles
from kaname.domains.project.models import Project
from kaname.domains.resource.enums import CalendarScope, RateSide
from kaname.domains.resource.models import Leave, Resource, ResourceRate, WorkCalendar


def company_calendar() -> WorkCalendar | None:
    """Return the calendar that everything without one of its own works by."""
    return WorkCalendar.objects.filter(scope=CalendarScope.COMPANY, project=None).order_by("pk").first()


def company_calendars() -> QuerySet[WorkCalendar]:
    """Return the calendars of no project, with what they stand on; the company's own is the first of its scope."""
    rows = WorkCalendar.objects.filter(project=None).order_by("pk")
    return rows.select_related("base").prefetch_related("exceptions")


def calendars_visible_to(user: Any) -> QuerySet[WorkCalendar]:
    """Return the company's calendars, and those of projects whose schedule the user may read."""
    readable = Project.objects.visible_to(user, Subject.CALENDAR)
    company = Q(project=None) if getattr(user, "is_authenticated", False) else Q(pk__in=[])
    rows = WorkCalendar.objects.filter(company | Q(project__in=readable))
    return rows.select_related("project", "base").prefetch_related("exceptions")


def calendars_of(project: Project) -> QuerySet[WorkCalendar]:
    """Return every calendar that a project's plan may use: its own and the company's, bases included."""
    rows = WorkCalendar.objects.filter(Q(project=None) | Q(project=project)).order_by("pk")
    return rows.select_related("base").prefetch_related("exceptions")


def pool() -> QuerySet[Resource]:
    """Return the company's pool: what all projects share."""
    return Resource.objects.filter(project=None).select_related("person", "person__unit", "person__company", "calendar")


def rates_visible_to(user: Any, resource: Resource) -> QuerySet[ResourceRate]:
    """Return the rates of a resource that a user may see: cost rates are C3, contract rates C6 (their own side's).

    Freelancers see their own contract rate; nobody but the PMO manager and finance sees another's.
    """
    roles = company_roles(user)
    sides = set()
    if any(level_of(Subject.RATE, role) >= Level.READ for role in roles):
        sides.add(RateSide.COST)
    own = resource.person is not None and resource.person.user_id == getattr(user, "pk", None)
    if own or roles & {Role.PMO_MANAGER, Role.FINANCE}:
        sides.add(RateSide.CONTRACT)
    return resource.rates.filter(side__in=sides)


def leaves_between(first: date, last: date) -> dict[int, list[tuple[date, date]]]:
    """Return each person's days away that touch a period, by the person's key; one query."""
    found: dict[int, list[tuple[date, date]]] = {}
    for person, start, end in Leave.objects.filter(first__lte=last, last__gte=first).values_list(
        "person_id", "first", "last"
    ):
        found.setdefault(person, []).append((start, end))
    return found
