"""The health of the quality axis (specification 5.4): metrics in their bands, S1 defects, gates."""

from collections.abc import Iterable

from kaname.domains.project.enums import Health
from kaname.domains.quality.models.defect import ASCII, MARK
from kaname.domains.quality.rules import Standing
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.rules import axes
from kaname.domains.reporting.rules.axes import Judged, Reason, reason
from kaname.domains.reporting.rules.limits import Limits

NAMED = 5
"""Of so many metrics and defects each has a sentence of its own; the others are counted."""
METRIC, DEFECT, GATE = "metric:", "defect:", "gate:"
"""What a row of a reason is, before its number: what a page links to."""


def quality(found: Standing, limits: Limits) -> Judged:
    """Judge a project's quality; the value is how many metrics are out of their band.

    Red: a gate was not passed, an S1 defect has been open for ``s1_red_days`` business days, or ``metrics_red`` metrics
    are out: the specification names one as amber and is silent of more, and two at once are no accident. Amber: one
    metric out, or an S1 open for less. Nothing recorded: unknown.
    """
    if not found.recorded:
        return axes.unrecorded(Axis.QUALITY)
    reasons = [*_gates(found), *_defects(found, limits), *_metrics(found, limits)]
    told = sorted(reasons, key=lambda r: r["health"] != Health.RED)
    kept = {"metrics": found.read, "open": found.open}
    told = told or [reason(Axis.QUALITY, Health.GREEN, "quality-kept", kept)]
    return Judged(str(told[0]["health"]), told, float(len(found.out)))


def _gates(found: Standing) -> Iterable[Reason]:
    for gate in found.failed:
        params = {"code": gate.code, "phase": gate.phase, "phase_en": gate.phase_en}
        yield reason(Axis.QUALITY, Health.RED, "gate-failed", params, [f"{GATE}{gate.code}"])


def _defects(found: Standing, limits: Limits) -> Iterable[Reason]:
    for each in found.s1[:NAMED]:
        health = Health.RED if each.days >= limits.s1_red_days else Health.AMBER
        key = "s1-open" if each.days else "s1-new"
        params = {"code": each.code, "code_en": each.code.replace(MARK, ASCII), "days": each.days}
        params |= {"title": each.title, "title_en": each.title_en}
        yield reason(Axis.QUALITY, health, key, params, [f"{DEFECT}{each.code}"])
    rest = found.s1[NAMED:]
    if rest:
        health = Health.RED if any(each.days >= limits.s1_red_days for each in rest) else Health.AMBER
        rows = [f"{DEFECT}{each.code}" for each in rest]
        yield reason(Axis.QUALITY, health, "s1-more", {"count": len(rest)}, rows)


def _metrics(found: Standing, limits: Limits) -> Iterable[Reason]:
    health = Health.RED if len(found.out) >= limits.metrics_red else Health.AMBER
    for each in found.out[:NAMED]:
        low = each.lower is not None and each.value < each.lower
        params = {
            "metric": each.name, "metric_en": each.name_en, "value": _short(each.value),
            "limit": _short(each.lower if low else each.upper),
        }  # fmt: skip
        key = "metric-low" if low else "metric-high"
        yield reason(Axis.QUALITY, health, key, params, [f"{METRIC}{each.key}"])
    rest = found.out[NAMED:]
    if rest:
        rows = [f"{METRIC}{each.key}" for each in rest]
        yield reason(Axis.QUALITY, health, "metrics-more", {"count": len(rest)}, rows)


def _short(value: float | None) -> float:
    """Return a value with three significant digits, as a sentence says it."""
    return float(f"{value or 0.0:.3g}")
