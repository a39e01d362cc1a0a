"""Limits of cost, and what may be posted where."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Organisation
from kaname.domains.cost.models import ClosedMonth, EvmSnapshot
from kaname.domains.project.models import Project

WEEK_DAYS = 5
COST, BY_TYPE = "cost", "cost_by_type"
"""Where the limits stand in ``Organisation.thresholds``."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From ``Organisation.thresholds["cost"]``, and over it what a type of project has of its own
    (``["cost_by_type"]``); what nobody has set is as the specification says (5.4, 6.5).

    ``variance``: percent of SV or CV beyond which an explanation is asked for; ``tcpi``: the performance still needed
    beyond which an over-run is foreseen; ``period_days``: working days of a period of earned schedule, 5 is a week.
    """

    variance: float = 10.0
    tcpi: float = 1.10
    period_days: float = float(WEEK_DAYS)

    @classmethod
    def of(cls, organisation: Organisation, kind: str = "") -> "Limits":
        """Return the limits of a type of project; without one the organisation's."""
        given = {**organisation.thresholds.get(COST, {}), **organisation.thresholds.get(BY_TYPE, {}).get(kind, {})}
        return cls(**{f.name: float(given[f.name]) for f in fields(cls) if f.name in given})


def variances(found: EvmSnapshot) -> tuple[float | None, float | None]:
    """Return SV% = SV / PV and CV% = CV / EV in percent; None over nothing."""
    return (100 * found.sv / found.pv if found.pv else None), (100 * found.cv / found.ev if found.ev else None)


def asks_explanation(found: EvmSnapshot, limits: Limits) -> bool:
    """Return whether a variance is beyond the limit: money spent for nothing earned is too."""
    schedule, cost = variances(found)
    return (
        (schedule is not None and abs(schedule) > limits.variance)
        or (cost is not None and abs(cost) > limits.variance)
        or (found.ev == 0 and found.ac > 0)
    )


def foresees_overrun(found: EvmSnapshot, limits: Limits) -> bool:
    """Return whether the budget can be kept only by working better than ``limits.tcpi``, or not at all."""
    return found.unattainable or (found.tcpi_bac is not None and found.tcpi_bac > limits.tcpi)


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def closed_months(project: Project) -> frozenset[date]:
    """Return the months into which nothing is posted any more."""
    return frozenset(ClosedMonth.objects.filter(project=project).values_list("month", flat=True))


def closed_problem(month: date) -> Any:
    """Return the sentence about a closed month."""
    message = _("%(month)s is closed. Choose a day of an open month, or have the month opened again.")
    return ValidationError(message, code="closed", params={"month": f"{month:%Y-%m}"})
