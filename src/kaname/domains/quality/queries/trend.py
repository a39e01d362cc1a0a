"""The organisation's quality by quarter (mission row S21): defect density, escaped defects, gates passed at once.

Each value is made of rows of gates and defects, and names them: the same question asked of the rows gives it again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaname.domains.core.queries import today
from kaname.domains.quality.enums import ESCAPED, Ruling
from kaname.domains.quality.models import Defect, Gate
from kaname.domains.quality.queries.days import MONTHS, back, end_of, quarter_of

LAST = 8
THROUGH = (Ruling.PASSED, Ruling.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Density:
    """Defects of phases that passed their gate ÷ the size that passed, in one unit. ``gates``: whose rows these are."""

    unit: str
    defects: int
    size: float
    gates: tuple[int, ...]

    @property
    def value(self) -> float:
        """Defects per unit of size."""
        return self.defects / self.size


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the fiscal year; ratios of nothing are None. ``first``: phases reviewed for the first time."""

    begins: date
    ends: date
    densities: tuple[Density, ...]
    found: int
    escaped: int
    first: int
    passed: int

    @property
    def removal(self) -> float | None:
        """Defects found before release ÷ all that were found, in percent (DRE, specification 5.6)."""
        return 100 * (self.found - self.escaped) / self.found if self.found else None

    @property
    def first_pass(self) -> float | None:
        """Gates passed without conditions at the first review ÷ first reviews, in percent."""
        return 100 * self.passed / self.first if self.first else None

    def density(self, unit: str) -> Density | None:
        """Return the density in a unit."""
        return next((d for d in self.densities if d.unit == unit), None)

    @property
    def told(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.found or self.first or self.densities)


@dataclass(frozen=True, slots=True)
class Found:
    """What is counted of a defect."""

    phase: int | None
    found_on: date
    stage: str


def trend(user: Any, project: str = "", day: date | None = None, count: int = LAST) -> list[Quarter]:
    """Return the last quarters, the newest first, of what a user may read; quarters of which nothing is known are left
    out, save this one. Two queries.
    """
    now = day or today()
    gates = Gate.objects.visible_to(user).filter(ruled_on__lte=now)
    defects = Defect.objects.visible_to(user).filter(found_on__lte=now, created_at__lt=end_of(now))
    if project:
        gates, defects = gates.filter(project__code=project), defects.filter(project__code=project)
    rows = [Found(*values) for values in defects.order_by().values_list("phase_id", "found_on", "stage")]
    return quarters(list(gates.order_by("ruled_on", "pk")), rows, now, count)


def quarters(gates: Sequence[Gate], defects: Sequence[Found], day: date, count: int = LAST) -> list[Quarter]:
    """Return what gates and defects say by quarter, the newest first."""
    by_phase: dict[int, list[date]] = {}
    for each in defects:
        if each.phase is not None and each.stage not in ESCAPED:
            by_phase.setdefault(each.phase, []).append(each.found_on)
    found, begin = [], quarter_of(day)
    for n in range(count):
        begins = back(begin, n * MONTHS)
        quarter = _quarter(begins, back(begins, -MONTHS), gates, defects, by_phase)
        if n == 0 or quarter.told:
            found.append(quarter)
    return found


def counted(gate: Gate, days: Iterable[date]) -> int:
    """Return how many of a phase's defects its gate counts: those that were found up to its ruling."""
    return sum(gate.ruled_on is not None and found <= gate.ruled_on for found in days)


def counts_by_gate(gates: Sequence[Gate]) -> dict[int, int]:
    """Return by gate how many defects it counts; one query."""
    rows = Defect.objects.filter(phase__in={g.phase_id for g in gates}).exclude(stage__in=ESCAPED).order_by()
    by_phase: dict[int | None, list[date]] = {}
    for phase, found_on in rows.values_list("phase_id", "found_on"):
        by_phase.setdefault(phase, []).append(found_on)
    return {g.pk: counted(g, by_phase.get(g.phase_id, ())) for g in gates}


def _quarter(
    begins: date, after: date, gates: Sequence[Gate], defects: Sequence[Found], by_phase: dict[int, list[date]]
) -> Quarter:
    ruled = [g for g in gates if g.ruled_on is not None and begins <= g.ruled_on < after]
    inside = [d for d in defects if begins <= d.found_on < after]
    measured = [g for g in ruled if g.ruling in THROUGH and g.size]
    densities = []
    for unit in sorted({g.unit for g in measured}):
        rows = [g for g in measured if g.unit == unit]
        number = sum(counted(g, by_phase.get(g.phase_id, ())) for g in rows)
        densities.append(Density(unit, number, sum(g.size or 0.0 for g in rows), tuple(g.pk for g in rows)))
    first = [g for g in ruled if g.attempt == 1]
    escaped = sum(d.stage in ESCAPED for d in inside)
    passed = sum(g.ruling == Ruling.PASSED for g in first)
    return Quarter(begins, after, tuple(densities), len(inside), escaped, len(first), passed)
