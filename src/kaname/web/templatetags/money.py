"""Filters of pages about money ({% load money %})."""

from typing import Any

from django import template

from kaname.web.templatetags.marks import DASH, number

register = template.Library()


@register.filter
def person_days(minutes: int | None, project: Any) -> str:
    """Return minutes of work as person-days of the project, to a tenth."""
    return DASH if minutes is None else number(minutes / (project.minutes_per_day or 480), 1)
