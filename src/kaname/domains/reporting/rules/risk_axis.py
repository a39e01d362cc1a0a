"""The health of the risk axis (specification 5.4): high threats, whether they are answered, and what is overdue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kaname.domains.project.enums import Health
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.rules import axes
from kaname.domains.reporting.rules.axes import Judged, Reason, reason

NAMED = 5
"""Of so many high threats each has a sentence of its own; the others are counted."""
ROW = "risk:"
"""What a row of a reason is, before its number: what a page links to."""


@dataclass(frozen=True, slots=True)
class HighRisk:
    """An open threat of a score from 10 up. ``planned``: it has a response and an owner; ``eased``: the response is
    done, and what it leaves is not high; ``response_late``, ``review_late``: since when that is overdue, None in time.
    """

    code: str
    event: str
    score: int
    planned: bool
    eased: bool = False
    response_late: date | None = None
    review_late: date | None = None
    event_en: str = ""


@dataclass(frozen=True, slots=True)
class Risks:
    """What the axis is judged by. ``recorded``: there was ever a risk; ``highest``: score of the open threats."""

    recorded: bool = False
    open: int = 0
    highest: int | None = None
    high: Sequence[HighRisk] = ()


def risk(found: Risks | None) -> Judged:
    """Judge a project's risks; the value is the highest score of its open threats.

    Red: a high threat without a response and an owner, or with its response or its review overdue. Amber: a high threat
    with a plan. Green: none is high, or what is high is answered, and what the answer left is not. Nothing ever
    recorded: unknown.
    """
    if found is None or not found.recorded:
        return axes.unrecorded(Axis.RISK)
    told = sorted(_reasons(found), key=lambda r: r["health"] != Health.RED)
    told = told or [reason(Axis.RISK, Health.GREEN, "risks-kept", {"open": found.open})]
    return Judged(str(told[0]["health"]), told, None if found.highest is None else float(found.highest))


def _reasons(found: Risks) -> Iterable[Reason]:
    judged = [(each, *_of(each)) for each in sorted(found.high, key=lambda r: (-r.score, r.code))]
    judged.sort(key=lambda item: item[1] != Health.RED)
    told = [item for item in judged if item[1] != Health.GREEN]
    for each, health, key, day in told[:NAMED]:
        params = {"event": each.event, "event_en": each.event_en, "score": each.score}
        if day is not None:
            params["day"] = day.isoformat()
        yield reason(Axis.RISK, health, key, params, [f"{ROW}{each.code}"])
    rest = told[NAMED:]
    if rest:
        rows = [f"{ROW}{each.code}" for each, *_ in rest]
        yield reason(Axis.RISK, rest[0][1], "risks-more", {"count": len(rest)}, rows)


def _of(each: HighRisk) -> tuple[Health, str, date | None]:
    """Return what one high threat makes of the axis, why, and the day that the sentence names."""
    if not each.planned:
        return Health.RED, "risk-unplanned", None
    if each.response_late is not None:
        return Health.RED, "risk-response-late", each.response_late
    if each.review_late is not None:
        return Health.RED, "risk-review-late", each.review_late
    return (Health.GREEN if each.eased else Health.AMBER), "risk-planned", None
