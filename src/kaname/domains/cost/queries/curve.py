"""The S-curve: planned value as approved, earned value and actual cost as reported, and where cost may end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kaname.domains.cost.enums import Unit
from kaname.domains.cost.models import CostBaseline, EvmSnapshot
from kaname.domains.cost.queries.earned import snapshot, trend
from kaname.domains.project.models import Project

Points = list[tuple[date, float]]
ALL = 10_000


@dataclass(slots=True)
class SCurve:
    """Points by day, cumulative, in the unit asked for. ``cone``: from actual cost today to the lowest and the highest
    estimate at completion on the forecast finish; ``middle`` to the default one. Empty where nothing can be said.
    """

    pv: Points = field(default_factory=list)
    ev: Points = field(default_factory=list)
    ac: Points = field(default_factory=list)
    low: Points = field(default_factory=list)
    middle: Points = field(default_factory=list)
    high: Points = field(default_factory=list)
    bac: float | None = None

    @property
    def dates(self) -> list[date]:
        """Return every day that has a point."""
        every = (self.pv, self.ev, self.ac, self.low, self.middle, self.high)
        return sorted({day for points in every for day, _ in points})


def approved(project: Project, as_of: date | None = None) -> CostBaseline | None:
    """Return the budget that holds on a day, or the newest."""
    rows = CostBaseline.objects.filter(project=project)
    return (rows if as_of is None else rows.filter(valid_from__lte=as_of)).order_by("-number").first()


def s_curve(project: Project, as_of: date | None = None, unit: str = Unit.YEN) -> SCurve:
    """Return a project's S-curve up to a report date. Three queries."""
    told = trend(project, as_of, ALL, unit)
    return drawn(approved(project, as_of), told, snapshot(project, as_of, unit), unit)


def drawn(
    baseline: CostBaseline | None, told: Sequence[EvmSnapshot], last: EvmSnapshot | None, unit: str = Unit.YEN
) -> SCurve:
    """Return the curve of an approved budget, what was told of it date by date, and the cone from the last date."""
    found = SCurve()
    if baseline is not None:
        days = [date.fromisoformat(day) for day in baseline.curve["dates"]]
        found.pv = list(zip(days, map(float, baseline.curve[unit]), strict=True))
        found.bac = float(baseline.yen if unit == Unit.YEN else baseline.minutes)
    found.ev = [(s.as_of, s.ev) for s in told]
    found.ac = [(s.as_of, s.ac) for s in told]
    if last is not None:
        _spread(found, last)
    return found


def _spread(found: SCurve, last: EvmSnapshot) -> None:
    """Draw the cone, where the work is not over and cost and finish can be foreseen."""
    estimates = [value for value in last.eac_all.values() if value is not None]
    end = last.finish_ieac
    if not estimates or last.eac is None or end is None or end <= last.as_of or last.ev >= last.bac:
        return
    begin = (last.as_of, last.ac)
    found.low, found.middle, found.high = (
        [begin, (end, value)] for value in (min(estimates), last.eac, max(estimates))
    )
