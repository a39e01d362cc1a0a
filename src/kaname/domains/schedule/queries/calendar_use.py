"""Which plans work by a calendar."""

from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.schedule.models import Plan


def plans_using(user: Any, calendar: WorkCalendar) -> QuerySet[Plan]:
    """Return the plans that a user may read and whose project or activities work by a calendar, or by one over it."""
    here = [calendar, *calendar.derived.all()]
    uses = Q(calendar__in=here) | Q(activities__calendar__in=here)
    plans = Plan.objects.filter(uses, project__in=Project.objects.visible_to(user, Subject.SCHEDULE))
    return plans.select_related("project").distinct()
