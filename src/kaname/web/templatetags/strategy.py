"""Of objectives and their figures: ``{{ kpi|figure:value }}``, marks of states, what a project serves."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kaname.domains.core.names import chosen, reads_english
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.models import Kpi, StrategicObjective
from kaname.domains.portfolio.queries.objectives import served_by
from kaname.domains.portfolio.rules import can_edit, can_link
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.rules import can
from kaname.domains.reporting.queries.portfolio import has_portfolio
from kaname.web.templatetags.marks import DASH, number

register = template.Library()
MILLION = 1_000_000
STATES = {"reached": ("green", "○"), "late": ("red", "●"), "behind": ("amber", "▲"), "on_course": ("green", "○")}


@register.filter("figure")
def figure_value(kpi: Kpi, value: Any) -> str:
    """Return a value of a key figure as short as it is exact, with its unit."""
    if value is None:
        return DASH
    places = max(-value.normalize().as_tuple().exponent, 0)
    unit = chosen(kpi.unit, kpi.unit_en)
    return f"{number(value, places)}{' ' if reads_english() and unit != '%' else ''}{unit}"


@register.filter("millions")
def in_millions(yen: float | str | None) -> str:
    """Return yen in millions, to a tenth below ten millions; a dash for none ("": of a project without money)."""
    return DASH if yen is None or isinstance(yen, str) else number(yen / MILLION, 1 if abs(yen) < 10 * MILLION else 0)


@register.filter
def figure_plain(value: Any) -> str:
    """Return a decimal number as short as it is exact: 40, 12.5."""
    return DASH if value is None else f"{value.normalize():f}"


@register.filter
def absolute(value: float | None) -> float | None:
    """Return a number without its sign."""
    return None if value is None else abs(value)


@register.filter
def figure_mark(state: str) -> SafeString:
    """Return how a key figure stands: mark, word and colour."""
    words = {
        "reached": _("at its target"),
        "late": _("past its day"),
        "behind": _("behind its way"),
        "on_course": _("on course"),
    }
    tone, sign = STATES.get(state, ("unknown", DASH))
    word = words.get(state, _("not measured yet"))
    return mark_safe(f'<span class="health health-{tone}"><i aria-hidden="true">{sign}</i>{word}</span>')  # noqa: S308 - of constants only


@register.filter
def years(objective: StrategicObjective) -> str:
    """Return an objective's fiscal years: 2026年度–2028年度, FY2026–2028 in English."""
    one, other = objective.first_year, objective.last_year
    if reads_english():
        return f"FY{one}" if one == other else f"FY{one}–{other}"
    return f"{one}年度" if one == other else f"{one}–{other}年度"


@register.inclusion_tag("strategy/_of_project.html", takes_context=True)
def serves(context: template.Context, edit: bool = False) -> dict[str, object]:
    """Show which strategic objectives the page's project serves; ``edit``: with the ways to change that. Nothing to
    readers without its charter. A running project without one is told so (rule PF-01).
    """
    user, project = context["request"].user, context["project"]
    if not can(user, project, Subject.CHARTER, Level.READ):
        return {"hidden": True}
    found = served_by(project, today())
    return {
        "project": project,
        "served": found,
        "gap": not any(o.state in ("approved", "running") for o, _link in found) and project.status in RUNNING,
        "edit": edit and can_link(user, project) and can(user, project, Subject.CHARTER, Level.EDIT),
        "may_edit": can(user, project, Subject.CHARTER, Level.EDIT),
        "covers": can_edit(user),
        "portfolio": has_portfolio(user),
        "csrf_token": context.get("csrf_token"),
    }
