"""What a list of risks comes to: by band, overdue, expected value; and the 5x5 matrix with its movements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kaname.domains.risk.enums import Band, Direction
from kaname.domains.risk.queries.standing import Standing
from kaname.domains.risk.validators import band_of

GRADES = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Counts:
    """Of open risks: how many, by band of threats, opportunities, overdue, high ones without a plan, not scored yet."""

    open: int = 0
    by_band: dict[str, int] = field(default_factory=dict)
    opportunities: int = 0
    late: int = 0
    unplanned: int = 0
    unscored: int = 0

    @property
    def high(self) -> int:
        """High and extreme threats together."""
        return self.by_band.get(Band.HIGH, 0) + self.by_band.get(Band.EXTREME, 0)


@dataclass(frozen=True, slots=True)
class Money:
    """``emv``: the sum of the expected values in yen, the guide of the contingency reserve; ``reserve``: what is put
    aside; ``without``: open scored risks whose effect in yen nobody has given.
    """

    emv: int
    reserve: int
    without: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the matrix: its grades, how many open threats stand in it, and how they came there."""

    probability: int
    impact: int
    count: int
    up: int
    down: int
    new: int

    @property
    def score(self) -> int:
        """Probability times impact."""
        return self.probability * self.impact

    @property
    def band(self) -> Band:
        """How high that is."""
        found = band_of(self.score)
        assert found is not None  # a cell has a score
        return found


def counted(rows: Iterable[Standing]) -> Counts:
    """Return what the open ones of some risks come to."""
    found = [s for s in rows if s.open]
    threats = [s for s in found if s.step.direction == Direction.THREAT]
    bands = [s.step.band for s in threats]
    return Counts(
        open=len(found),
        by_band={str(band): bands.count(band) for band in Band},
        opportunities=len(found) - len(threats),
        late=sum(s.late for s in found),
        unplanned=sum(s.high and not s.planned for s in found),
        unscored=sum(s.step.score is None for s in found),
    )


def money(rows: Iterable[Standing]) -> Money:
    """Return what the open ones of some risks may cost."""
    found = [s.step for s in rows if s.open]
    return Money(
        emv=sum(s.emv_yen or 0 for s in found),
        reserve=sum(s.reserve_yen or 0 for s in found),
        without=sum(s.score is not None and s.exposure_yen is None for s in found),
    )


def matrix(rows: Iterable[Standing]) -> list[list[Cell]]:
    """Return the matrix: the most probable row first, impact rising to the right; of open, scored threats."""
    placed: dict[tuple[int, int], list[Standing]] = {}
    for s in rows:
        if s.open and s.step.direction == Direction.THREAT and s.step.probability and s.step.impact:
            placed.setdefault((s.step.probability, s.step.impact), []).append(s)
    return [[_cell(p, i, placed.get((p, i), ())) for i in GRADES] for p in reversed(GRADES)]


def moved(rows: Iterable[Standing]) -> list[Standing]:
    """Return what moved since the earlier day, the highest first: risen, fallen, new, ended."""
    found = [s for s in rows if s.trend in ("up", "down", "new", "over")]
    found = [s for s in found if s.open or s.trend == "over"]
    return sorted(
        found, key=lambda s: (("up", "new", "down", "over").index(s.trend), -(s.step.score or 0), s.risk.code)
    )


def _cell(probability: int, impact: int, found: Sequence[Standing]) -> Cell:
    trends = [s.trend for s in found]
    return Cell(probability, impact, len(found), *(trends.count(each) for each in ("up", "down", "new")))
