"""``{{ decision|told:"question" }}``: one of its texts in the reader's language, of a row or of an option.

``{% waits_for_decisions as held %}`` asks once which activities wait; ``held|of_row:row.pk`` are the decisions of one.
"""

from typing import Any

from django import template

from kaname.domains.control.models import Decision
from kaname.domains.control.names import in_reading
from kaname.domains.control.queries.decisions import Standing, blocked_activities, of_project
from kaname.domains.control.queries.standstill import stood_still
from kaname.domains.core.names import chosen

register = template.Library()


@register.filter
def told(thing: Any, name: str) -> str:
    """Return a text: the English one where there is one and English is read."""
    if isinstance(thing, dict):
        return chosen(str(thing.get(name) or ""), str(thing.get(f"{name}_en") or ""))
    return chosen(getattr(thing, name), getattr(thing, f"{name}_en"))


@register.filter
def numbered(text: str) -> str:
    """Return a text with the numbers of decisions as the reader's language has them."""
    return in_reading(text)


@register.simple_tag(takes_context=True)
def waits_for_decisions(context: template.Context) -> dict[int, list[Decision]]:
    """Return by activity's key what it waits for, in the page's project or in all, as far as the reader may see."""
    return blocked_activities(context["request"].user, context.get("project"))


@register.filter
def of_row(waits: dict[int, list[Decision]], key: int | str) -> list[Decision]:
    """Return the decisions that an activity waits for."""
    return waits.get(int(key), [])


@register.inclusion_tag("decisions/_waiting.html", takes_context=True)
def decisions_waiting(context: template.Context) -> dict[str, object]:
    """Show what waits for a decision in the page's project, and what that costs in days; nothing where nothing does."""
    project = context["project"]
    rows: list[Standing] = of_project(context["request"].user, project)
    stopped = stood_still(Decision.objects.filter(pk__in=[s.decision.pk for s in rows])).get(project.pk, 0)
    return {"project": project, "waiting": [s for s in rows if s.waits], "stopped": stopped}
