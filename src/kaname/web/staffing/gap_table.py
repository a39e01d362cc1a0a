"""The gap as rows and cells that a template only has to write down."""

from dataclasses import dataclass
from datetime import date

from kaname.domains.staffing.queries.cover import Cover
from kaname.domains.staffing.queries.gap import Gaps, RoleGap

LEAST = 0.05
"""Full-time people: less is not shown, since rows of a plan do not end on the hour."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A month of a role in full-time people; ``soft``: of the gap, what is booked tentatively."""

    needed: float
    hard: float
    soft: float
    unapproved: float
    gap: float

    @property
    def short(self) -> bool:
        """Return whether somebody is missing."""
        return self.gap > LEAST

    @property
    def softly(self) -> bool:
        """Return whether a soft booking stands in the gap."""
        return self.soft > LEAST


@dataclass(frozen=True, slots=True)
class Row:
    """A role over the months."""

    role: str
    key: str
    count: int
    cells: list[Cell]


def rows_of(found: Gaps) -> list[Row]:
    """Return one row a role."""
    return [Row(row.role, row.demands[0].role, len(row.demands), _cells(row)) for row in found.rows]


def worst_month(found: Gaps) -> tuple[date, float] | None:
    """Return the month with the largest gap over all roles and its people; None where nobody is missing."""
    sums = [(sum(float(row.gap[n]) for row in found.rows), month) for n, month in enumerate(found.months)]
    people, month = max(sums, key=lambda pair: pair[0], default=(0.0, None))
    return None if month is None or people <= LEAST else (month, people)


def months_of_demand(cover: Cover) -> list[tuple[date, Cell]]:
    """Return a demand's months in percent."""
    lines = zip(
        cover.months, cover.needed.tolist(), cover.hard.tolist(), cover.soft.tolist(), cover.gap.tolist(), strict=True
    )
    return [(month, Cell(needed, hard, soft, 0.0, gap)) for month, needed, hard, soft, gap in lines]


def _cells(row: RoleGap) -> list[Cell]:
    columns = (row.needed, row.hard, row.soft, row.unapproved, row.gap)
    return [Cell(*map(float, values)) for values in zip(*columns, strict=True)]
