"""Filters of the pages of calendars and resources."""

from collections.abc import Iterable, Sequence

from django import template

from kaname.domains.resource.validators import written

register = template.Library()


@register.filter
def shifts(day: Iterable[Sequence[int]]) -> str:
    """Return a stored day's working times as people write them."""
    return ", ".join(map(written, day))


@register.filter
def share(units: float) -> str:
    """Return units of a person as percent: 0.6 is 60%."""
    return f"{units * 100:.0f}%"
