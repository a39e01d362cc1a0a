"""What the risk axis is judged by: the risks of projects as they stood at the end of a day."""

from collections.abc import Collection, Mapping
from datetime import date

from kaname.domains.reporting.rules.risk_axis import HighRisk, Risks
from kaname.domains.risk.enums import Direction
from kaname.domains.risk.models import Risk
from kaname.domains.risk.queries.standing import Standing, steps_on


def risks_of(projects: Collection[int], as_of: date) -> Mapping[int, Risks]:
    """Return, by project that had a risk by then, how its risks stood; one query."""
    steps = steps_on(as_of, Risk.objects.filter(project__in=projects)).select_related("risk")
    found: dict[int, list[Standing]] = {}
    for step in steps.order_by("risk__number"):
        found.setdefault(step.risk.project_id, []).append(Standing(step.risk, step, None, as_of))
    return {project: _risks(rows) for project, rows in found.items()}


def _risks(rows: list[Standing]) -> Risks:
    threats = [s for s in rows if s.open and s.step.direction == Direction.THREAT]
    scores = [s.step.score for s in threats if s.step.score is not None]
    return Risks(True, len(threats), max(scores, default=None), tuple(_high(s) for s in threats if s.high))


def _high(s: Standing) -> HighRisk:
    return HighRisk(
        s.risk.code,
        s.step.event,
        s.step.score or 0,
        s.planned,
        s.eased,
        s.step.response_due if s.response_late else None,
        s.step.review_due if s.review_late else None,
        s.step.event_en,
    )
