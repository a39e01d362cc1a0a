"""Limits of health: the organisation's, with those of a type of project over them; defaults of specification 5.4."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from kaname.domains.core.models import Organisation
from kaname.domains.schedule.rules import Thresholds

HEALTH, BY_TYPE, SCHEDULE = "health", "by_type", "schedule"
"""Where they stand in ``Organisation.thresholds``: those of delivery with the schedule's own, the rest beside them,
and under ``by_type`` whatever a type of project has of its own, by the same names."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Slips and ages are days (slips working days), VAC and loads percents, the rest indices."""

    slip_amber: float = 1.0
    slip_red: float = 5.0
    spi_amber: float = 0.95
    spi_red: float = 0.90
    cpi_amber: float = 0.95
    cpi_red: float = 0.90
    vac_amber: float = 3.0
    vac_red: float = 10.0
    tcpi_red: float = 1.10
    s1_red_days: float = 3.0
    metrics_red: float = 2.0
    overdue_red: float = 10.0
    critical_days: float = 5.0
    load_amber: float = 100.0
    load_red: float = 120.0
    load_red_weeks: float = 2.0
    unfilled_days: float = 5.0
    age_amber: float = 7.0
    age_red: float = 10.0

    @classmethod
    def of(cls, organisation: Organisation, kind: str = "") -> "Limits":
        """Return what applies to a type of project."""
        return cls(**given(organisation.thresholds, kind))

    @property
    def delivery(self) -> Thresholds:
        """The limits of the delivery axis, as the schedule knows them."""
        return Thresholds(self.slip_amber, self.slip_red, self.spi_amber, self.spi_red)


NAMES = tuple(field.name for field in fields(Limits))
DEFAULTS = {name: float(getattr(Limits(), name)) for name in NAMES}
OF_SCHEDULE = ("slip_amber", "slip_red", "spi_amber", "spi_red")
RISING = (("slip_amber", "slip_red"), ("vac_amber", "vac_red"), ("load_amber", "load_red"), ("age_amber", "age_red"))
FALLING = (("spi_amber", "spi_red"), ("cpi_amber", "cpi_red"))
"""Pairs of amber and red: where more is worse, and where less is worse."""


def given(thresholds: Mapping[str, Any], kind: str = "") -> dict[str, float]:
    """Return the limits that somebody has set, those of a type of project before the organisation's."""
    own = thresholds.get(BY_TYPE, {}).get(kind, {}) if kind else {}
    found = {**thresholds.get(SCHEDULE, {}), **thresholds.get(HEALTH, {}), **own}
    return {name: float(found[name]) for name in NAMES if name in found}


def in_order(limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """Return the pairs (amber, red) in which red would begin before amber."""
    wrong = [(a, r) for a, r in RISING if limits[r] < limits[a]]
    return wrong + [(a, r) for a, r in FALLING if limits[r] > limits[a]]
