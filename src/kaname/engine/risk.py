"""Qualitative risk: score, band, levels from percentages, and expected monetary value (spec 05, section 5.5)."""

from collections.abc import Iterable
from enum import StrEnum

PROBABILITY_ANCHORS = (0.10, 0.30, 0.50, 0.70, 0.90)
"""What the probability levels 1 to 5 stand for."""
IMPACT_LIMITS = (0.01, 0.03, 0.05, 0.10)
"""Shares of the remaining duration or of BAC: below the first is level 1; above the last is level 5."""


class Band(StrEnum):
    """How serious a score is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    EXTREME = "extreme"


_HIGHEST = ((4, Band.LOW), (9, Band.MEDIUM), (16, Band.HIGH), (25, Band.EXTREME))


def score(probability: int, impact: int) -> int:
    """Return probability x impact, both levels 1 to 5. Raises ValueError outside."""
    for level in (probability, impact):
        if not 1 <= level <= 5:
            raise ValueError(f"a level lies between 1 and 5, not {level}")
    return probability * impact


def band(value: int) -> Band:
    """Return the band of a score: 1-4 low, 5-9 medium, 10-16 high, 17-25 extreme. Raises ValueError outside."""
    if not 1 <= value <= 25:
        raise ValueError(f"a score lies between 1 and 25, not {value}")
    return next(name for highest, name in _HIGHEST if value <= highest)


def probability_level(probability: float) -> int:
    """Return the level whose anchor is nearest, the worse of two equally near. Raises ValueError outside 0..1."""
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability lies between 0 and 1, not {probability}")
    distances = [round(abs(probability - anchor), 9) for anchor in PROBABILITY_ANCHORS]
    return max(level for level, far in enumerate(distances, start=1) if far == min(distances))


def impact_level(delay_share: float = 0.0, cost_share: float = 0.0) -> int:
    """Return the level of the worse axis: delay as a share of the remaining duration, cost as a share of BAC.

    Below 1 % is 1, below 3 % 2, below 5 % 3, up to 10 % 4, more 5.
    """
    worst = max(delay_share, cost_share)
    if worst == IMPACT_LIMITS[-1]:
        return len(IMPACT_LIMITS)
    return 1 + sum(worst >= limit for limit in IMPACT_LIMITS)


def expected_monetary_value(risks: Iterable[tuple[float, float]]) -> float:
    """Return the sum of probability x impact in money, opportunities being negative: a guide for contingency."""
    return sum(probability * impact for probability, impact in risks)


def is_residual_valid(original: int, residual: int) -> bool:
    """Tell whether the score after the response is at most the original."""
    return residual <= original
