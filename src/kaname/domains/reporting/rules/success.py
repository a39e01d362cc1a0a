"""When a closed project was a success: tolerances of quality, cost and delivery, and acceptance (mission row S54)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from kaname.domains.core.models import Organisation

PLACE = "success"
"""Where the tolerances stand in ``Organisation.thresholds``."""


@dataclass(frozen=True, slots=True)
class Tolerances:
    """What is agreed unless the company sets other values.

    ``days``: working days later than the agreed finish; ``cost``: percent over the agreed budget; ``quality``: percent
    of the mandatory deliverables that must be accepted, at least.
    """

    days: float = 10.0
    cost: float = 10.0
    quality: float = 100.0

    @classmethod
    def of(cls, organisation: Organisation) -> "Tolerances":
        """Return the company's tolerances."""
        return cls.read(organisation.thresholds.get(PLACE, {}))

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Tolerances":
        """Return the tolerances of a mapping; what it does not hold is the default."""
        return cls(**{f.name: float(given[f.name]) for f in fields(cls) if f.name in given})

    def kept(self) -> dict[str, float]:
        """Return them as they are kept with a closing report."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Each condition: met, not met, or None where nothing was agreed or measured, which is not met either."""

    quality: bool | None
    cost: bool | None
    delivery: bool | None
    accepted: bool

    @property
    def success(self) -> bool:
        """Return whether all four are met."""
        return bool(self.quality and self.cost and self.delivery and self.accepted)


def judged(facts: Mapping[str, Any], accepted: bool) -> Verdict:
    """Return the verdict of frozen facts, by the tolerances that are kept with them."""
    limits = Tolerances.read(facts.get("tolerances", {}))
    late, over, done = late_days(facts), overrun(facts), share_accepted(facts)
    return Verdict(
        None if done is None else done >= limits.quality,
        None if over is None else over <= limits.cost,
        None if late is None else late <= limits.days,
        accepted,
    )


def late_days(facts: Mapping[str, Any]) -> int | None:
    """Return the working days from the agreed finish to the real one; below nothing is early."""
    found = facts.get("late_days")
    return None if found is None else int(found)


def overrun(facts: Mapping[str, Any]) -> float | None:
    """Return 100 × (spent − budget) / budget; None without a budget or without actual cost."""
    budget, spent = facts.get("budget"), facts.get("spent")
    return None if not budget or spent is None else 100 * (spent - budget) / budget


def share_accepted(facts: Mapping[str, Any]) -> float | None:
    """Return 100 × accepted / mandatory deliverables; None without mandatory deliverables."""
    whole = facts.get("deliverables")
    return 100 * facts.get("accepted", 0) / whole if whole else None
