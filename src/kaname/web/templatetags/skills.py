"""What an activity needs, on its page."""

from typing import Any

from django import template

from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Activity
from kaname.domains.schedule.queries.needs import needed_by

register = template.Library()


@register.simple_tag
def needed_skills(project: Project, activity: int) -> list[Any]:
    """Return the skills that an activity of a project needs."""
    row = Activity.objects.filter(plan__project=project, pk=activity).only("plan_id", "uid").first()
    return list(needed_by(row)) if row else []
