"""A risk is identified, told, scored, answered by a plan, reviewed; the response is done; it ends."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.risk.actions import telling
from kaname.domains.risk.actions.entering import CLASS, change, enter, standing_values
from kaname.domains.risk.enums import OPEN, RiskState
from kaname.domains.risk.models import Risk
from kaname.domains.risk.rules.judging import wrong_response, wrong_scores
from kaname.domains.risk.rules.rights import check_may_move, check_may_write, check_money

TOLD = (
    "direction", "category", "cause", "cause_en", "event", "event_en", "effect", "effect_en", "proximity", "owner",
    "review_due", "open_to_client",
)  # fmt: skip
SCORED = (
    "probability", "chance", "impact_delay", "impact_cost", "impact_quality", "exposure_yen", "proximity", "review_due",
)  # fmt: skip
PLANNED = (
    "response", "prevention", "prevention_en", "response_due", "contingency", "contingency_en", "trigger", "trigger_en",
    "owner", "residual_probability", "residual_impact", "reserve_yen", "review_due",
)  # fmt: skip
CODE = "{project}-危-{number:04}"
VERBS: dict[str, str] = {
    RiskState.WATCHED: "risk.watch",
    RiskState.HAPPENED: "risk.happen",
    RiskState.CLOSED: "risk.close",
    RiskState.ANALYSED: "risk.reopen",
}


@transaction.atomic
def identify(*, project: Project, by: Any, remark: str = "", remark_en: str = "", **values: Any) -> Risk:
    """Put a risk into the project's register."""
    check_write(by, project, Subject.RISK)
    locked = records.locked(project)
    number = (locked.risks.aggregate(last=Max("number"))["last"] or 0) + 1
    given = _given(values, TOLD)
    made = Risk(project=locked, number=number, code=CODE.format(project=project.code, number=number), **given)
    records.add(made, verb="risk.identify", by=by, project_id=project.pk, confidentiality=CLASS)
    enter(made, by, remark, remark_en)
    telling.named(made, by)
    return made


@transaction.atomic
def describe(*, risk: Risk, by: Any, version: int | None = None, **values: Any) -> Risk:
    """Change what a risk tells: cause, event, effect, kind, owner. Its direction stays once it is answered."""
    fresh = _open(risk, by)
    given = _given(values, TOLD)
    wrong: dict[str, Any] = {}
    if fresh.response and given.get("direction", fresh.direction) != fresh.direction:
        wrong["direction"] = _("A response is planned already: it is for a %(direction)s.") % {
            "direction": fresh.get_direction_display()
        }
    if fresh.response and "owner" in given and given["owner"] is None:
        wrong["owner"] = _("Name who answers for the risk.")
    written = change(fresh, given, "risk.update", by, version, wrong=wrong)
    return _told(written, fresh, by)


@transaction.atomic
def assess(
    *, risk: Risk, by: Any, version: int | None = None, remark: str = "", remark_en: str = "", **values: Any
) -> Risk:
    """Score a risk for the first time, or at a review; what was identified is analysed with it."""
    fresh = _open(risk, by)
    given = _given(values, SCORED)
    check_money(by, fresh.project, given)
    if fresh.state == RiskState.IDENTIFIED:
        given["state"] = RiskState.ANALYSED
    wrong = wrong_scores(standing_values(fresh, given))
    return change(fresh, given, "risk.assess", by, version, remark=remark, remark_en=remark_en, wrong=wrong)


@transaction.atomic
def plan(
    *, risk: Risk, by: Any, version: int | None = None, remark: str = "", remark_en: str = "", **values: Any
) -> Risk:
    """Plan the response: what is done about it, by when, who answers for it, what is left, when it is looked at again.

    A plan that is changed after it was done, is to be done again where its action is another.
    """
    fresh = _open(risk, by)
    if fresh.state == RiskState.IDENTIFIED:
        raise ValidationError(_("Score the risk first: the response goes by how high it is."))
    given = _given(values, PLANNED)
    check_money(by, fresh.project, given)
    if fresh.state == RiskState.ANALYSED:
        given["state"] = RiskState.PLANNED
    if given.get("prevention", fresh.prevention) != fresh.prevention:
        given["response_done"] = None
    wrong = wrong_response(standing_values(fresh, given))
    written = change(fresh, given, "risk.plan", by, version, remark=remark, remark_en=remark_en, wrong=wrong)
    return _told(written, fresh, by)


@transaction.atomic
def done(*, risk: Risk, by: Any, version: int | None = None, remark: str = "", remark_en: str = "") -> Risk:
    """Note that the preventive action is done, today."""
    fresh = _open(risk, by)
    if not fresh.prevention or fresh.response_done is not None:
        raise ValidationError(_("There is no preventive action left to do."))
    given = {"response_done": today()}
    return change(fresh, given, "risk.respond", by, version, remark=remark, remark_en=remark_en)


@transaction.atomic
def move(*, risk: Risk, to: str, by: Any, version: int | None = None, remark: str = "", remark_en: str = "") -> Risk:
    """Watch a risk, say that it happened, close it, or open a closed one again; all but the first need a reason."""
    fresh = records.locked(risk)
    check_may_move(by, fresh, to)
    if to != RiskState.WATCHED and not remark.strip():
        raise ValidationError({"remark": _("Say why.")})
    given: dict[str, Any] = {"state": RiskState(to)}
    if to == RiskState.ANALYSED:
        given["state"] = _reopened(fresh)
    written = change(fresh, given, VERBS[to], by, version, remark=remark, remark_en=remark_en)
    telling.moved(written, by)
    return written


def _given(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return those of the values that are named, texts without blanks around them."""
    found = {name: values[name] for name in names if name in values}
    return {name: value.strip() if isinstance(value, str) else value for name, value in found.items()}


def _reopened(risk: Risk) -> RiskState:
    """Return the state of a risk that is opened again: as far as it had been thought through."""
    if risk.score is None:
        return RiskState.IDENTIFIED
    return RiskState.PLANNED if risk.response else RiskState.ANALYSED


def _open(risk: Risk, by: Any) -> Risk:
    """Return the risk, locked; refused to who may not write about it, and where it has ended."""
    fresh = records.locked(risk)
    check_may_write(by, fresh)
    if fresh.state not in OPEN:
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": fresh.get_state_display()})
    return fresh


def _told(written: Risk, before: Risk, by: Any) -> Risk:
    """Tell somebody who answers for it only now."""
    if written.owner_id != before.owner_id:
        telling.named(written, by)
    return written
