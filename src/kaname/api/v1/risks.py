"""Routes of the risk register: each risk as it stood on a day; the same rights as its pages, and no money."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from kaname.api.pages import Page, page_of
from kaname.api.v1.answers import REFUSED, kept, plain
from kaname.domains.core.queries import today
from kaname.domains.risk.enums import RiskState
from kaname.domains.risk.queries.standing import Standing, standings, visible_on

router = Router()
OWN = (
    "state", "direction", "category", "cause", "cause_en", "event", "event_en", "effect", "effect_en", "probability",
    "impact_delay", "impact_cost", "impact_quality", "score", "proximity", "response", "prevention", "response_due",
    "response_done", "contingency", "trigger", "residual_probability", "residual_impact", "review_due",
)  # fmt: skip


class RiskOut(Schema):
    """A risk. Probability and impacts are 1 to 5, ``score`` probability times the highest impact, null until scored;
    ``band``: low, medium, high, extreme; ``trend``: against four weeks before: new, up, down, same, over; ``owner``: a
    person's code; ``late``: response or review overdue. Money stands on the pages only.
    """

    code: str
    project: str
    state: str
    direction: str
    category: str
    cause: str
    cause_en: str
    event: str
    event_en: str
    effect: str
    effect_en: str
    probability: int | None
    impact_delay: int | None
    impact_cost: int | None
    impact_quality: int | None
    score: int | None
    band: str
    trend: str
    proximity: str
    response: str
    prevention: str
    response_due: date | None
    response_done: date | None
    contingency: str
    trigger: str
    owner: str
    residual_probability: int | None
    residual_impact: int | None
    review_due: date | None
    late: bool


class Risks(Schema):
    """A page of risks."""

    items: list[RiskOut]
    total: int
    next_offset: int | None


@router.get("/risks", response={200: Risks, **REFUSED}, tags=["risks"])
@kept
def list_risks(
    request: HttpRequest, page: Query[Page], state: RiskState | None = None, project: str | None = None,
    as_of: date | None = None,
) -> Any:  # fmt: skip
    """The risks that the user may read, by project and number, as they stand or stood at the end of ``as_of``."""
    day = min(as_of or today(), today())
    found = visible_on(request.user, day).order_by("risk__project__code", "risk__number")
    found = found if state is None else found.filter(state=state)
    answer = page_of(found if project is None else found.filter(risk__project__code=project), page)
    answer["items"] = [_told(s) for s in standings(answer["items"], day)]
    return plain(request, answer)


def _told(s: Standing) -> dict[str, Any]:
    return {
        "code": s.risk.code,
        "project": s.risk.project.code,
        **{name: getattr(s.step, name) for name in OWN},
        "band": str(s.step.band or ""),
        "trend": s.trend,
        "owner": s.step.owner.code if s.step.owner is not None else "",
        "late": s.late,
    }
