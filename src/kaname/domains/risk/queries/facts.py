"""The figures of a register over thousands of risks: what they need of each as a tuple, not as a row of a model."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, cast

from django.db.models import QuerySet

from kaname.domains.core.queries import today
from kaname.domains.risk.models import Risk, RiskStep
from kaname.domains.risk.models.content import Content
from kaname.domains.risk.queries.standing import Standing, steps_on, visible_on


class Columns(NamedTuple):
    """What a standing is judged and counted by."""

    risk_id: int
    project_id: int
    code: str
    state: str
    direction: str
    probability: int | None
    chance: int | None
    impact_delay: int | None
    impact_cost: int | None
    impact_quality: int | None
    score: int | None
    exposure_yen: int | None
    reserve_yen: int | None
    response: str
    response_due: date | None
    response_done: date | None
    owner_id: int | None
    residual_probability: int | None
    residual_impact: int | None
    review_due: date | None


class Facts(Columns):
    """A row that answers as a risk, and as a step of it, does."""

    __slots__ = ()
    impact = Content.impact
    residual = Content.residual
    band = Content.band
    emv_yen = Content.emv_yen
    is_open = Content.is_open


class Before(NamedTuple):
    """What a movement is told against."""

    state: str
    score: int | None


class Was(Before):
    """A row that answers as a step does."""

    __slots__ = ()
    is_open = Content.is_open


OF_RISK = ("pk", "project_id", "code")
OF_STEP = ("risk_id", "risk__project_id", "risk__code")
SAID = Columns._fields[len(OF_RISK) :]


def facts(user: Any, risks: QuerySet[Risk], day: date, since: date) -> list[Standing]:
    """Return how risks that a user may read stood on a day, and on an earlier one, for counting: two queries. Names and
    texts are not there; a risk stands as its last step says, so today is read from the risks themselves.
    """
    before = steps_on(since, risks).values_list("risk_id", "state", "score")
    earlier = {pk: Was(state, score) for pk, state, score in before}
    return [_standing(found, earlier.get(found.risk_id), day) for found in _rows(user, risks, day)]


def _rows(user: Any, risks: QuerySet[Risk], day: date) -> Iterator[Facts]:
    if day >= today():
        yield from (Facts(*row) for row in risks.order_by().values_list(*OF_RISK, *SAID))
    else:
        steps = visible_on(user, day).filter(risk__in=risks)
        yield from (Facts(*row) for row in steps.order_by().values_list(*OF_STEP, *SAID))


def _standing(found: Facts, was: Was | None, day: date) -> Standing:
    step = cast("RiskStep", found)
    return Standing(cast("Risk", found), step, cast("RiskStep | None", was), day)
