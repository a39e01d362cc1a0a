"""Routes of quality, as of any day: metrics with their newest reading, defects, gates, the trend; the pages' rights."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from kaname.api.pages import Page, page_of
from kaname.api.v1.answers import REFUSED, kept, plain
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.quality.enums import DefectState, Severity
from kaname.domains.quality.models import Measure
from kaname.domains.quality.queries.defects import defects_seen, endings, with_owners
from kaname.domains.quality.queries.gates import gates_seen, seen
from kaname.domains.quality.queries.measures import Followed, with_readings
from kaname.domains.quality.queries.trend import Quarter, trend
from kaname.domains.reporting.queries.portfolio import reach

router = Router()


class QualityMetric(Schema):
    """A metric that a project follows: the newest reading is judged by the band in force when it was written."""

    project: str
    number: int
    code: str
    name: str
    name_en: str
    stage: str
    unit: str
    lower: float | None
    target: float | None
    upper: float | None
    value: float | None
    count: float | None
    size: float | None
    n: int | None
    measured: date | None
    verdict: str


class QualityMetrics(Schema):
    """A page of metrics."""

    items: list[QualityMetric]
    total: int
    next_offset: int | None


class Defect(Schema):
    """A defect as it stood; ``phase``: code of the project's phase in which it was found; ``ended``: its last day."""

    code: str
    project: str
    title: str
    title_en: str
    module: str
    severity: str
    state: str
    found: date
    stage: str
    phase: str
    injected: str
    cause: str
    owner: str
    due: date | None
    ended: date | None


class Defects(Schema):
    """A page of defects."""

    items: list[Defect]
    total: int
    next_offset: int | None


class QualityGate(Schema):
    """A review of a phase's gate; ``score`` in percent, ``size`` in ``unit``."""

    code: str
    project: str
    phase: str
    attempt: int
    state: str
    ruling: str
    ruled: date | None
    score: float | None
    size: float | None
    unit: str
    conditions_open: int
    conditions_late: int


class QualityGates(Schema):
    """A page of gates."""

    items: list[QualityGate]
    total: int
    next_offset: int | None


class QualityDensity(Schema):
    """Defects of phases whose gate was passed in the quarter ÷ the size that passed, in one unit."""

    unit: str
    defects: int
    size: float
    value: float


class QualityQuarter(Schema):
    """Quality in a quarter; percents of nothing are null."""

    begins: date
    densities: list[QualityDensity]
    found: int
    escaped: int
    removal: float | None
    first_reviews: int
    passed_at_once: int
    first_pass: float | None


class QualityQuarters(Schema):
    """The last quarters, newest first."""

    items: list[QualityQuarter]


@router.get("/quality-metrics", response={200: QualityMetrics, **REFUSED}, tags=["quality"])
@kept
def list_quality_metrics(
    request: HttpRequest, page: Query[Page], project: str | None = None, as_of: date | None = None
) -> Any:
    """The metrics that are followed where the user reads quality, by project and number."""
    day = as_of or today()
    rows = Measure.objects.visible_to(request.user).filter(begun_on__lte=day).exclude(stopped_on__lte=day)
    rows = rows.select_related("metric", "project").order_by("project__code", "number")
    answer = page_of(rows if project is None else rows.filter(project__code=project), page)
    answer["items"] = [_metric(f) for f in with_readings(list(answer["items"]), day)]
    return plain(request, answer)


@router.get("/defects", response={200: Defects, **REFUSED}, tags=["quality"])
@kept
def list_defects(
    request: HttpRequest, page: Query[Page], state: DefectState | None = None, severity: Severity | None = None,
    project: str | None = None, as_of: date | None = None,
) -> Any:  # fmt: skip
    """The defects that the user may read, by project and number."""
    rows = defects_seen(request.user, as_of).order_by("project__code", "number")
    asked = {"then_state": state, "then_severity": severity, "project__code": project}
    answer = page_of(rows.filter(**{name: value for name, value in asked.items() if value is not None}), page)
    found: list[Any] = with_owners(list(answer["items"]))
    ended, _deciders = endings(found, as_of)
    answer["items"] = [
        {name: getattr(d, name) for name in ("code", "title", "title_en", "module", "stage", "injected", "cause")}
        | {"project": d.project.code, "severity": d.then_severity, "state": d.then_state, "found": d.found_on}
        | {"phase": d.phase.code if d.phase else "", "owner": d.then_owner.code if d.then_owner else ""}
        | {"due": d.then_due, "ended": ended.get(d.pk)}
        for d in found
    ]
    return plain(request, answer)


@router.get("/quality-gates", response={200: QualityGates, **REFUSED}, tags=["quality"])
@kept
def list_quality_gates(
    request: HttpRequest, page: Query[Page], project: str | None = None, as_of: date | None = None
) -> Any:
    """The reviews of gates that the user may read, by project and number."""
    rows = gates_seen(request.user, as_of).order_by("project__code", "number")
    answer = page_of(rows if project is None else rows.filter(project__code=project), page)
    answer["items"] = [
        {name: getattr(s.gate, name) for name in ("code", "attempt", "size", "unit")}
        | {"project": s.gate.project.code, "phase": s.gate.phase.code, "state": s.state, "ruling": s.ruling}
        | {"ruled": s.gate.ruled_on if s.ruled else None, "score": s.gate.score if s.ruled else None}
        | {"conditions_open": s.open, "conditions_late": s.late}
        for s in seen(answer["items"], as_of)
    ]
    return plain(request, answer)


@router.get("/quality-trend", response={200: QualityQuarters, **REFUSED}, tags=["quality"])
@kept
def list_quality_trend(request: HttpRequest, project: str | None = None, as_of: date | None = None) -> Any:
    """Defect density, escaped defects and gates passed at once, by quarter, of what the user may read."""
    if reach(request.user, Subject.QUALITY) < Level.READ:
        raise Http404
    return plain(request, {"items": [_quarter(q) for q in trend(request.user, (project or "")[:20], as_of)]})


def _metric(f: Followed) -> dict[str, Any]:
    metric, last = f.measure.metric, f.last
    return {
        "project": f.measure.project.code, "number": f.measure.number, "code": metric.code, "name": metric.name,
        "name_en": metric.name_en, "stage": metric.stage, "unit": metric.unit, "lower": f.lower, "upper": f.upper,
        "target": f.measure.target, "value": f.value, "verdict": f.verdict,
        "measured": last.as_of if last else None, **{k: getattr(last, k, None) for k in ("count", "size", "n")},
    }  # fmt: skip


def _quarter(q: Quarter) -> dict[str, Any]:
    return {
        "begins": q.begins, "found": q.found, "escaped": q.escaped, "removal": q.removal, "first_reviews": q.first,
        "passed_at_once": q.passed, "first_pass": q.first_pass,
        "densities": [
            {"unit": d.unit, "defects": d.defects, "size": d.size, "value": d.value} for d in q.densities
        ],
    }  # fmt: skip
