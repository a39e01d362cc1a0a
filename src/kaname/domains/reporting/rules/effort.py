"""What management costs in hours: the target for compiling and reporting (mission rows S143 and S149)."""

from dataclasses import dataclass, fields

from kaname.domains.core.models import Organisation

PLACE = "effort"
"""Where the target stands in ``Organisation.thresholds``."""


@dataclass(frozen=True, slots=True)
class EffortTarget:
    """``reporting``: percent of working hours that compiling and reporting may take, at most."""

    reporting: float = 10.0

    @classmethod
    def of(cls, organisation: Organisation) -> "EffortTarget":
        """Return the company's target."""
        given = organisation.thresholds.get(PLACE, {})
        return cls(**{f.name: float(given[f.name]) for f in fields(cls) if f.name in given})


def share(part: float, whole: float) -> float | None:
    """Return 100 × part / whole; None over nothing."""
    return 100 * part / whole if whole else None
