"""The health of a whole project from its axes, beside what is declared (specification 5.4)."""

from collections.abc import Mapping

from kaname.domains.project.enums import Health
from kaname.domains.reporting.enums import DECIDING, Axis, Verdict

SEVERITY = {"red": 0, "stale": 0, "amber": 1, "unknown": 2, "green": 3}
"""Worst first; what is not known is neither good nor bad, and stands before green."""
LETTERS = {"red": "r", "amber": "a", "green": "g", "unknown": "-"}
_WORDS = {letter: word for word, letter in LETTERS.items()}


def overall(healths: Mapping[str, str]) -> str:
    """Return the project's health: stale where it has not reported, else the worst of delivery, cost and quality.

    The other axes cap it at amber, unless two of them are red. Green needs a known delivery.
    """
    if healths.get(Axis.FRESHNESS) == Health.RED:
        return str(Verdict.STALE)
    known = [h for axis in DECIDING if (h := healths.get(axis, "unknown")) != "unknown"]
    verdict = min(known, key=SEVERITY.__getitem__, default="unknown")
    if verdict == "green" and healths.get(Axis.DELIVERY, "unknown") == "unknown":
        verdict = "unknown"
    others = [health for axis, health in healths.items() if axis not in DECIDING]
    if others.count("red") > 1:
        return str(Verdict.RED)
    if "red" in others or "amber" in others:
        return min(verdict, "amber", key=SEVERITY.__getitem__)
    return verdict


def marks_of(healths: Mapping[str, str]) -> str:
    """Return the axes' healths as one letter each, in the order of Axis."""
    return "".join(LETTERS[healths.get(axis, "unknown")] for axis in Axis)


def healths_of(marks: str) -> dict[str, str]:
    """Return the axes' healths from their letters."""
    return {str(axis): _WORDS.get(letter, "unknown") for axis, letter in zip(Axis, marks, strict=False)}


def is_better(declared: str, computed: str) -> bool:
    """Return whether a project is declared better than computed; only what is known on both sides is compared."""
    known = ("red", "amber", "green")
    return declared in known and computed in known and SEVERITY[declared] > SEVERITY[computed]


def is_watermelon(declared: str, computed: str) -> bool:
    """Return whether it is green outside and red inside: then an explanation is asked for."""
    return declared == "green" and computed == "red"
