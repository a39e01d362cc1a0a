"""The substitution score: how well somebody could take over a piece of work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LOAD_WEIGHT = 1.0
"""What a week that is full to the last hour takes off the score."""


@dataclass(frozen=True, slots=True)
class Need:
    """A skill that work asks for. ``level`` 1..4; ``weight`` > 0; below a ``must`` nobody is proposed."""

    skill: int
    level: int
    weight: float = 1.0
    must: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """One need of the sum: ``value`` = weight x min(held/level, 1)."""

    need: Need
    held: int

    @property
    def value(self) -> float:
        """Points of this term."""
        return self.need.weight * min(self.held / self.need.level, 1.0)


@dataclass(frozen=True, slots=True)
class Score:
    """``terms`` in the order of the needs; ``load``: booked over available hours with the work taken over, 0..1."""

    terms: tuple[Term, ...]
    load: float

    @property
    def penalty(self) -> float:
        """Points taken off for load."""
        return LOAD_WEIGHT * self.load

    @property
    def total(self) -> float:
        """The score."""
        return sum(t.value for t in self.terms) - self.penalty


def lacks(needs: Sequence[Need], held: Mapping[int, int]) -> list[Need]:
    """Return the musts that somebody of these levels does not meet; empty: they can do it. O(needs)."""
    return [n for n in needs if n.must and held.get(n.skill, 0) < n.level]


def substitution_score(needs: Sequence[Need], held: Mapping[int, int], load: float) -> Score:
    """Return the score of specification 5.7: sum of weight x min(level/required, 1) less the penalty for load.

    ``held``: level by skill, 0 or absent: none. ``load``: booked over available hours in the weeks concerned, with the
    work taken over. The specification's penalty for travel is not taken: no place of work is known here. O(needs).
    """
    return Score(tuple(Term(n, held.get(n.skill, 0)) for n in needs), load)
