"""The sheets beside the plan: working hours, resources, estimates, tracking."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kaname.exchange.document import PlanDocument, Resource
from kaname.exchange.workbook.agenda import read_agenda
from kaname.exchange.workbook.estimate_sheet import read_estimates
from kaname.exchange.workbook.grid import Grid
from kaname.exchange.workbook.quantities import Worth
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.resource_sheet import read_resources
from kaname.exchange.workbook.tracking_sheet import read_tracking
from kaname.exchange.workbook.working_calendar import Working


@dataclass(slots=True)
class Companions:
    """What other sheets say of the plan."""

    others: list[Grid]
    agenda: Working | None = None
    resources: list[Resource] = field(default_factory=list)

    def apply(self, document: PlanDocument, report: Report) -> None:
        """Add estimates and tracking to the document."""
        per_day = document.project.minutes_per_day
        worth = Worth(per_day, document.project.minutes_per_week, per_day * document.project.days_per_month)
        read_estimates(self.others, document.activities, report)
        document.tracking = read_tracking(self.others, document.activities, worth, document.project.start)


def read_companions(grids: Sequence[Grid], chosen: Sequence[Grid], span: tuple[date, date]) -> Companions:
    """Read the sheets that are not the plan; ``span`` holds the plan's first and last day."""
    others = [grid for grid in grids if grid not in chosen]
    return Companions(others, read_agenda(others, *span), read_resources(others))
