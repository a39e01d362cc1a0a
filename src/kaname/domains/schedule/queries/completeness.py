"""Data completeness (mission S50): each package has dates, an owner, a method and actuals; the missing cells."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
from kaname.domains.core.names import chosen, reads_english
from kaname.domains.core.queries import today
from kaname.domains.schedule.enums import ActivityKind, MeasurementMethod
from kaname.domains.schedule.models import Activity, Assignment, Inspection, Measurement, Plan

CELLS = ("plan", "owner", "method", "actuals")


@dataclass(slots=True)
class Package:
    """One activity that is measured: who owns it, how it is measured, what was seen last, and its missing cells."""

    activity: Activity
    owner: str
    measurement: Measurement | None
    inspection: Inspection | None
    missing: list[str] = field(default_factory=list)

    @property
    def flagged(self) -> bool:
        """Whether its percent is an opinion."""
        return self.measurement is None or self.measurement.method == MeasurementMethod.MANUAL


@dataclass(frozen=True, slots=True)
class Completeness:
    """A project's packages; ``percent``: filled of all cells, None without any package."""

    packages: list[Package]
    percent: float | None
    by_cell: dict[str, int]


def completeness(plan: Plan) -> Completeness:
    """Return how complete a plan's data are; milestones need no method. Four queries."""
    rows = plan.activities.filter(active=True).exclude(kind=ActivityKind.SUMMARY).order_by("position")
    methods = {m.uid: m for m in plan.measurements.all()}
    seen = {i.uid: i for i in plan.inspections.select_related("by").order_by("inspected_on", "id")}
    owners: dict[int, list[str]] = {}
    assigned = Assignment.objects.filter(plan=plan, resource__isnull=False).order_by("id")
    for activity, *names in assigned.values_list("activity_id", "resource__name", "resource__name_en"):
        owners.setdefault(activity, []).append(chosen(*names))
    now = plan.status_date or ticks_of_date(today()) + TICKS_A_DAY
    packages = []
    for row in rows:
        owned = (", " if reads_english() else "、").join(owners.get(row.pk, ())[:3])
        package = Package(row, owned, methods.get(row.uid), seen.get(row.uid))
        package.missing = [cell for cell in _needed(row) if not _filled(cell, package, now)]
        packages.append(package)
    return Completeness(packages, _percent(packages), _counted(packages))


def _needed(row: Activity) -> Iterable[str]:
    """Return the cells that an activity needs: a milestone is reached or not, whoever owns it."""
    milestone = row.kind in (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)
    return ("plan", "actuals") if milestone else CELLS


def _filled(cell: str, package: Package, now: int) -> bool:
    row = package.activity
    if cell == "plan":
        return row.start is not None and row.finish is not None and row.duration is not None
    if cell == "owner":
        return bool(package.owner)
    if cell == "method":
        return package.measurement is not None
    due = row.start is not None and row.start < now and row.finish is not None and row.finish <= now
    return not due or row.actual_start is not None


def _percent(packages: list[Package]) -> float | None:
    needed = sum(len(list(_needed(p.activity))) for p in packages)
    missing = sum(len(p.missing) for p in packages)
    return None if not needed else 100.0 * (needed - missing) / needed


def _counted(packages: list[Package]) -> dict[str, int]:
    return {cell: sum(cell in p.missing for p in packages) for cell in CELLS}
