"""Routes of strategy: objectives, key figures, portfolios; the same rights as their pages."""

from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from kaname.api.pages import Page, page_of
from kaname.api.v1.answers import REFUSED, plain
from kaname.domains.core.queries import today
from kaname.domains.portfolio.models import Kpi, KpiReading, Portfolio, StrategicObjective
from kaname.domains.portfolio.rules import sees_budget
from kaname.domains.reporting.queries.portfolio import has_portfolio
from kaname.domains.reporting.queries.portfolios import views
from kaname.domains.reporting.queries.strategy import trace

router = Router()
OWN = "code name name_en first_year last_year weight state approved_at"
FIGURE = "pk name name_en definition definition_en unit unit_en direction baseline target due"


class Objective(Schema):
    """A strategy (``parent`` null) or an objective; ``projects``: codes of those that serve it today."""

    code: str
    parent: str | None
    name: str
    name_en: str
    owner: str | None
    first_year: int
    last_year: int
    weight: float
    state: str
    approved_at: datetime | None
    projects: list[str]


class Reading(Schema):
    """A measured value of a KPI; of one day the last one counts."""

    measured_on: date
    value: float
    source: str


class Figure(Schema):
    """A KPI with its readings, oldest first."""

    objective: str
    name: str
    name_en: str
    definition: str
    definition_en: str
    unit: str
    unit_en: str
    direction: str
    baseline: float
    target: float
    due: date
    readings: list[Reading]


class PortfolioRow(Schema):
    """A portfolio; ``budget_yen`` null where it is not set or not for the user; ``projects``: those of today."""

    code: str
    name: str
    name_en: str
    state: str
    owner: str | None
    budget_yen: int | None
    bac: float | None
    eac: float | None
    objectives: list[str]
    projects: list[str]


class Objectives(Schema):
    """A page of objectives."""

    items: list[Objective]
    total: int
    next_offset: int | None


class Figures(Schema):
    """A page of KPIs."""

    items: list[Figure]
    total: int
    next_offset: int | None


class Portfolios(Schema):
    """A page of portfolios."""

    items: list[PortfolioRow]
    total: int
    next_offset: int | None


@router.get("/objectives", response={200: Objectives, **REFUSED}, tags=["strategy"])
def list_objectives(request: HttpRequest, page: Query[Page]) -> Any:
    """The strategies and objectives, with the projects that serve them as far as the user may see."""
    _demand(request)
    rows = StrategicObjective.objects.visible_to(request.user).order_by("code")
    answer = page_of(rows.values(*OWN.split(), parent_code=F("parent__code"), owner_name=F("owner__name")), page)
    serving = {a.objective.code: [m.part.project.code for m in a.members] for a in trace(request.user, today()).aims}
    for item in answer["items"]:
        item["parent"], item["owner"] = item.pop("parent_code"), item.pop("owner_name")
        item["weight"], item["projects"] = float(item["weight"]), serving.get(item["code"], [])
    return plain(request, answer)


@router.get("/kpis", response={200: Figures, **REFUSED}, tags=["strategy"])
def list_kpis(request: HttpRequest, page: Query[Page], objective: str | None = None) -> Any:
    """The KPIs with everything that was measured of them."""
    _demand(request)
    rows = Kpi.objects.filter(objective__in=StrategicObjective.objects.visible_to(request.user))
    rows = rows if objective is None else rows.filter(objective__code=objective)
    answer = page_of(
        rows.order_by("objective__code", "due", "pk").values(*FIGURE.split(), of=F("objective__code")), page
    )
    readings: dict[int, list[dict[str, Any]]] = {item["pk"]: [] for item in answer["items"]}
    found = KpiReading.objects.filter(kpi__in=readings).order_by("measured_on", "pk")
    for key, measured_on, value, source in found.values_list("kpi_id", "measured_on", "value", "source"):
        readings[key].append({"measured_on": measured_on, "value": float(value), "source": source})
    for item in answer["items"]:
        item["objective"], item["readings"] = item.pop("of"), readings[item.pop("pk")]
        item["baseline"], item["target"] = float(item["baseline"]), float(item["target"])
    return plain(request, answer)


@router.get("/portfolios", response={200: Portfolios, **REFUSED}, tags=["strategy"])
def list_portfolios(request: HttpRequest, page: Query[Page]) -> Any:
    """The portfolios with what belongs to them today and its money, as far as the user may see."""
    _demand(request)
    answer = page_of(Portfolio.objects.visible_to(request.user).select_related("owner").order_by("code"), page)
    answer["items"] = [_row(request.user, view) for view in views(request.user, answer["items"], today())]
    return plain(request, answer)


def _row(user: Any, view: Any) -> dict[str, Any]:
    row = view.portfolio
    return {
        "code": row.code,
        "name": row.name,
        "name_en": row.name_en,
        "state": row.state,
        "owner": None if row.owner is None else row.owner.name,
        "budget_yen": row.budget_yen if sees_budget(user, row) else None,
        "bac": view.bac,
        "eac": view.eac,
        "objectives": [objective.code for objective in view.objectives],
        "projects": [part.project.code for part in view.parts],
    }


def _demand(request: HttpRequest) -> None:
    if not has_portfolio(request.user):
        raise Http404
