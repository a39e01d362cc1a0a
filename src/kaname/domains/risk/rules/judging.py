"""What cannot be said of a risk: every problem of what was given, by field. Forms and actions share it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kaname.domains.risk.enums import RESPONSES, Response
from kaname.domains.risk.validators import grade_of, score_of

IMPACTS = ("impact_delay", "impact_cost", "impact_quality")


def wrong_scores(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is wrong with a scoring; ``values``: the whole risk as it would stand."""
    found: dict[str, Any] = {}
    probability, chance = values.get("probability"), values.get("chance")
    if probability is None:
        found["probability"] = _("Give the probability.")
    if all(values.get(name) is None for name in IMPACTS):
        found[IMPACTS[0]] = _("Give at least one impact: on dates, cost or quality.")
    if chance is not None and probability is not None and 1 <= chance <= 99 and grade_of(chance) != probability:
        said = _("%(chance)s %% is probability %(grade)s, not %(probability)s.")
        found["chance"] = said % {"chance": chance, "grade": grade_of(chance), "probability": probability}
    found |= _wrong_amount(values, "exposure_yen")
    residual, score = _residual(values), _score(values)
    if residual is not None and score is not None and residual > score:
        said = _("The plan says %(residual)s after the response, above this score of %(score)s. Change the plan first.")
        found.setdefault("probability", said % {"residual": residual, "score": score})
    return found


def wrong_response(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a plan of a response lacks; ``values``: the whole risk as it would stand."""
    found: dict[str, Any] = {}
    response, prevention = values.get("response"), str(values.get("prevention") or "").strip()
    if not response:
        found["response"] = _("Choose a response.")
    elif response not in RESPONSES.get(values.get("direction", ""), ()):
        found["response"] = _("This response is for the other direction: threat or opportunity.")
    if values.get("owner") is None:
        found["owner"] = _("Name who answers for the risk.")
    if response and response != Response.ACCEPT and not prevention:
        found["prevention"] = _("Say what is done. Only an accepted risk needs no action.")
    if prevention and values.get("response_due") is None:
        found["response_due"] = _("Say by when it is done.")
    if values.get("review_due") is None:
        found["review_due"] = _("Give the day of the next review.")
    return found | _wrong_amount(values, "reserve_yen") | _wrong_residual(values)


def _wrong_amount(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    below = values.get(name) is not None and values[name] < 0
    return {name: _("Give an amount from 0 up; threat or opportunity says its direction.")} if below else {}


def _wrong_residual(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return that a residual is half given, or higher than the score."""
    if (values.get("residual_probability") is None) != (values.get("residual_impact") is None):
        return {"residual_probability": _("Give both, probability and impact after the response.")}
    residual, score = _residual(values), _score(values)
    if residual is None or score is None or residual <= score:
        return {}
    said = _("After the response the score would be %(residual)s, above the present %(score)s.")
    return {"residual_probability": said % {"residual": residual, "score": score}}


def _score(values: Mapping[str, Any]) -> int | None:
    return score_of(values.get("probability"), *(values.get(name) for name in IMPACTS))


def _residual(values: Mapping[str, Any]) -> int | None:
    return score_of(values.get("residual_probability"), values.get("residual_impact"))
