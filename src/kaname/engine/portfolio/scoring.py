"""Scores of candidates: weighted criteria, fixed before any project's name is seen (spec 5.7)."""

from collections.abc import Mapping

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error

STARTER_WEIGHTS: Mapping[str, float] = {
    "strategy": 30,
    "benefit": 25,
    "urgency": 15,
    "low-risk": 10,
    "resource-fit": 10,
    "stakeholders": 10,
}
"""Weights to begin with, in percent: strategic fit, value, urgency, (inverse) risk, resource fit, stakeholders."""

LOWEST, HIGHEST = 1, 5


def weight_problems(weights: Mapping[str, float]) -> list[Diagnostic]:
    """Return what is wrong with the weights: none may be negative and they add up to 100."""
    found = [
        error("selection-negative-weight", subject=key, value=value) for key, value in weights.items() if not value >= 0
    ]
    total = sum(weights.values())
    if not abs(total - 100) < 1e-9:
        found.append(error("selection-weights-not-100", total=total))
    return found


def score_problems(weights: Mapping[str, float], scores: Mapping[str, float], subject: str) -> list[Diagnostic]:
    """Return what is wrong with one candidate's scores: each criterion has one, from 1 to 5, and there is no other."""
    found = [error("selection-missing-score", subject=subject, criterion=key) for key in weights if key not in scores]
    found += [error("selection-unknown-criterion", subject=subject, criterion=k) for k in scores if k not in weights]
    found += [
        error("selection-score-outside", subject=subject, criterion=key, value=value, lowest=LOWEST, highest=HIGHEST)
        for key, value in scores.items()
        if not LOWEST <= value <= HIGHEST
    ]
    return found


def weighted_score(weights: Mapping[str, float], scores: Mapping[str, float]) -> float:
    """Return sum(weight x score) / 5: from 20 (all ones) to 100 (all fives).

    Raises ProblemsFound with everything that is wrong with the weights and the scores.
    """
    problems = weight_problems(weights) + score_problems(weights, scores, "")
    if problems:
        raise ProblemsFound(problems)
    return sum(weight * scores[key] for key, weight in weights.items()) / HIGHEST
