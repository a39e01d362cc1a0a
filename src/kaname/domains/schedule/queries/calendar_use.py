"""Which plans work by a calendar."""

from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.resource.queries import company_calendar
from kaname.domains.schedule.models import Plan


def uses(calendar: WorkCalendar) -> Q:
    """Return the condition of plans that work by a calendar or by one that stands on it, or by none of their own."""
    here = [calendar, *calendar.derived.all()]
    found = Q(calendar__in=here) | Q(activities__calendar__in=here)
    company = company_calendar()
    return found | Q(calendar=None) if company is not None and company.pk == calendar.pk else found


def plans_using(user: Any, calendar: WorkCalendar) -> QuerySet[Plan]:
    """Return the plans that a user may read and whose project or activities work by a calendar, or by one over it."""
    plans = Plan.objects.filter(uses(calendar), project__in=Project.objects.visible_to(user, Subject.SCHEDULE))
    return plans.select_related("project").distinct()
