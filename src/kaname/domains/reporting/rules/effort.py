"""What management costs in hours: the target for compiling and reporting (mission rows S143 and S149)."""

from dataclasses import dataclass

from kaname.domains.core.models import Organisation

PLACE = "effort"
"""Where the target stands in ``Organisation.thresholds``."""


@dataclass(frozen=True, slots=True)
class EffortTarget:
    """``reporting``: percent of working hours that compiling and reporting may take, at most; ``booked``: project
    managers and the PMO book their hours as actual cost like everybody, so that what they tell is a part of it.
    """

    reporting: float = 10.0
    booked: bool = True

    @classmethod
    def of(cls, organisation: Organisation) -> "EffortTarget":
        """Return the company's target."""
        given = organisation.thresholds.get(PLACE, {})
        usual = cls()
        return cls(float(given.get("reporting", usual.reporting)), bool(given.get("booked", usual.booked)))


def all_hours(work: float, told: float, *, booked: bool) -> float:
    """Return the total of a project's week without counting an hour twice (S143: hours of management ÷ total).

    ``work`` was booked as actual cost, ``told`` was answered as management. Where management is ``booked`` too, the
    booked hours are the total; where more was told than booked, the rest cannot have been booked and the told are.
    Where it is not, the total is both.
    """
    return max(work, told) if booked else work + told


def share(part: float, whole: float) -> float | None:
    """Return 100 × part / whole; None over nothing."""
    return 100 * part / whole if whole else None
