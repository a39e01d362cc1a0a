"""Risks for tests, written straight into the tables: by default a threat of 4 x 4 that nobody has answered yet."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from factories.control import at
from factories.people import AS_OF
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.risk.models import Risk, RiskStep
from kaname.domains.risk.models.content import CONTENT
from kaname.domains.risk.rules.judging import IMPACTS
from kaname.domains.risk.validators import score_of

_numbers = count(1)
SENTENCE = {
    "category": "technical",
    "cause": "接続先の仕様が決まっていない",
    "event": "結合試験で作り直しになる",
    "effect": "本番移行が遅れる",
}
SCORED = {"state": "analysed", "probability": 4, "impact_delay": 4, "impact_cost": 2, "impact_quality": 1}
ANSWERED = SCORED | {
    "state": "watched",
    "response": "mitigate",
    "prevention": "仕様の確認会を週次で開く",
    "response_due": date(2026, 12, 4),
    "review_due": date(2026, 12, 4),
    "residual_probability": 2,
    "residual_impact": 3,
}


def make_risk(
    project: Project,
    *way: tuple[date, Mapping[str, Any]],
    by: Person | None = None,
    **values: Any,
) -> Risk:
    """A risk with one step for each (day, what changed then) of ``way``; without, as ``values`` say since AS_OF."""
    n = next(_numbers)
    given: dict[str, Any] = {**SENTENCE, **(values or ({} if way else SCORED))}
    made = Risk(project=project, number=n, code=f"{project.code}-危-{n:04}")
    for day, changed in way or ((AS_OF, {}),):
        given |= changed
        for name, value in given.items():
            setattr(made, name, value)
        made.score = score_of(made.probability, *(getattr(made, name) for name in IMPACTS))
        made.save()
        kept = {name: getattr(made, name) for name in CONTENT}
        RiskStep.objects.create(risk=made, day=day, entered_at=at(day), entered_by=by, **kept)
    return made
