"""Bands of the probability to finish as promised, and how well promises were kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from kaname.domains.reporting.enums import Band

HIGH, MID = 0.80, 0.50


def band_of(probability: float | None) -> str:
    """Return the band of a probability (mission row S152); "" where there is none to judge."""
    if probability is None:
        return ""
    return str(Band.HIGH if probability >= HIGH else Band.MID if probability >= MID else Band.LOW)


@dataclass(frozen=True, slots=True)
class Score:
    """How a method's promises turned out. ``bias``: mean of actual minus promised, late is positive; ``error``: mean
    distance from what happened; ``kept``: the share that was kept; all None where nothing is known yet (``n`` 0).
    """

    n: int
    bias: float | None = None
    error: float | None = None
    kept: float | None = None


def score(differences: Iterable[float]) -> Score:
    """Return the score of actual minus promised, in any unit."""
    found = list(differences)
    if not found:
        return Score(0)
    kept = sum(d <= 0 for d in found) / len(found)
    return Score(len(found), fmean(found), fmean(abs(d) for d in found), kept)
