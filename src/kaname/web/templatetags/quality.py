"""``{{ value|measured }}``: a value with as many digits as it deserves; ``{% band_bar f %}``: it in its band."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kaname.domains.core.names import chosen
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.rules import level_in
from kaname.domains.quality.enums import DefectState, Severity, Stage, Unit
from kaname.domains.quality.models import Measure, Metric, Reading
from kaname.domains.quality.queries.measures import Followed
from kaname.domains.quality.queries.standing import standings
from kaname.domains.quality.queries.trend import Density, Quarter
from kaname.domains.reporting.phrases.health import sentence
from kaname.domains.reporting.rules.limits import Limits
from kaname.domains.reporting.rules.quality_axis import quality
from kaname.web.health.registered import registered
from kaname.web.templatetags.marks import DASH, number

register = template.Library()
WIDTH, HEIGHT, EDGE = 160, 20, 4


@register.filter
def measured(value: float | None) -> str:
    """Return a value with three significant digits, never more than three places, or a dash for nothing."""
    if value is None:
        return DASH
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return number(value, places)


@register.filter
def per(unit: str) -> str:
    """Return what a value is counted per: 件/KSLOC; % for shares."""
    return "%" if unit == Unit.PERCENT else _("per %(unit)s") % {"unit": Unit(unit).label} if unit else ""


@register.filter
def stage_name(stage: str) -> str:
    """Return a stage in words."""
    return str(Stage(stage).label) if stage in Stage.values else DASH


@register.filter
def band(found: Followed) -> str:
    """Return a band: 1.23–5.72, ≥ 0.5, ≤ 3."""
    return limits(found.lower, found.upper)


def limits(lower: float | None, upper: float | None) -> str:
    """Return two limits as a band; a dash where there are none."""
    if lower is None and upper is None:
        return DASH
    if lower is None:
        return f"≤ {measured(upper)}"
    return f"≥ {measured(lower)}" if upper is None else f"{measured(lower)}–{measured(upper)}"


@register.filter
def source_of(metric: Metric) -> str:
    """Return where a metric's values come from, in the reader's language."""
    return chosen(metric.source, metric.source_en)


@register.simple_tag
def band_bar(found: Followed) -> SafeString:
    """Return a small picture: the band as a stripe, the value before it as a ring, the newest as a dot (a square when
    it is out, so that it is seen without colours). The numbers stand beside it in the table.
    """
    last = found.last
    if last is None:
        return SafeString(DASH)
    highest = max(v for v in (last.value, found.upper, found.lower, found.value_before) if v is not None)
    scale = (WIDTH - 2 * EDGE) / (1.1 * highest or 1.0)
    left = EDGE + scale * (found.lower or 0.0)
    right = EDGE + scale * found.upper if found.upper is not None else WIDTH - EDGE
    x, middle = EDGE + scale * last.value, HEIGHT / 2
    before = "" if found.before is None else format_html(
        '<circle class="band-before" cx="{}" cy="{}" r="3.5"/>', f"{EDGE + scale * found.before.value:.1f}", middle
    )  # fmt: skip
    inside = format_html('<circle class="band-in" cx="{}" cy="{}" r="4.5"/>', f"{x:.1f}", middle)
    outside = format_html('<rect class="band-out" x="{}" y="{}" width="9" height="9"/>', f"{x - 4.5:.1f}", middle - 4.5)
    return format_html(
        '<svg class="band-bar" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">'
        '<rect class="band-track" x="{}" y="8" width="{}" height="4"/>'
        '<rect class="band-stripe" x="{}" y="4" width="{}" height="12"/>{}{}</svg>',
        WIDTH, HEIGHT, WIDTH, HEIGHT, EDGE, WIDTH - 2 * EDGE, f"{left:.1f}", f"{max(right - left, 1):.1f}",
        before, inside if last.inside else outside,
    )  # fmt: skip


@register.filter
def reading_band(reading: Reading) -> str:
    """Return the band that a reading was judged by."""
    return limits(reading.lower, reading.upper)


@register.filter
def measure_band(measure: Measure) -> str:
    """Return the band that the next reading is judged by."""
    return limits(measure.lower, measure.upper)


@register.filter
def unit_name(unit: str) -> str:
    """Return a unit of size in words."""
    return str(Unit(unit).label) if unit in Unit.values else DASH


@register.filter
def severity_name(severity: str) -> str:
    """Return a severity in words."""
    return str(Severity(severity).label) if severity in Severity.values else DASH


@register.filter
def defect_state(state: str) -> str:
    """Return a defect's state in words."""
    return str(DefectState(state).label) if state in DefectState.values else DASH


@register.simple_tag
def density_of(quarter: Quarter, unit: str) -> Density | None:
    """Return a quarter's defect density in a unit."""
    return quarter.density(unit)


@register.inclusion_tag("quality/_tile.html", takes_context=True)
def quality_tile(context: template.Context) -> dict[str, Any]:
    """Show how the page's project stands in quality, by which reasons, each with its rows (mission row S10)."""
    project, as_of = context["project"], context.get("as_of")
    if level_in(context["request"].user, project, Subject.QUALITY) < Level.READ:
        return {"hidden": True}
    found = standings([project.pk], as_of or today())[project.pk]
    judged = quality(found, Limits.of(organisation(), project.project_type))
    kept = registered({project.pk: {row for reason in judged.reasons for row in reason["rows"]}})[project.pk]
    told = [(r["health"], sentence(r), [kept[row] for row in r["rows"] if row in kept]) for r in judged.reasons]
    query = "" if as_of is None else f"?as_of={as_of.isoformat()}"
    return {"project": project, "s": found, "health": judged.health, "reasons": told, "query": query, "as_of": as_of}
