"""What an activity needs, on its page."""

from typing import Any

from django import template

from kaname.domains.schedule.queries.needs import needed_by

register = template.Library()


@register.simple_tag
def needed_skills(plan: int, uid: str) -> list[Any]:
    """Return the skills that an activity of a plan needs."""
    return list(needed_by(plan, uid))
