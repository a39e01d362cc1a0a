"""Template filters and marks that every page may use (a builtin: no {% load %})."""

from typing import Any

from django import template

from kaname.domains.core.instants import finish_date_of, moment_of

register = template.Library()


@register.filter
def plan_start(ticks: int | None) -> Any:
    """Return the moment of a start in ticks."""
    return None if ticks is None else moment_of(ticks)


@register.filter
def plan_finish(ticks: int | None) -> Any:
    """Return the day that a finish in ticks falls on; midnight belongs to the day before."""
    return None if ticks is None else finish_date_of(ticks)
