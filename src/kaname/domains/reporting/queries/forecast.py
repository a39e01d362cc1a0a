"""By when a project will be done, by every method side by side, and what each said on the report date before."""

from dataclasses import dataclass
from datetime import date

from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Method
from kaname.domains.reporting.models import ForecastSnapshot, Promise
from kaname.domains.resource.bridge.distance import working_days

FINISHES = (Method.BASELINE, Method.PM, Method.CPM, Method.IEAC_T, Method.P50, Method.P80)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a method says: the day, on which report date; ``before`` what it said on an earlier one, ``moved`` the
    working days between (later is positive), ``late`` those after the baseline.
    """

    method: Method
    day: date
    as_of: date
    before: date | None = None
    before_as_of: date | None = None
    moved: int | None = None
    late: int | None = None


def forecasts_of(project: Project, as_of: date | None = None) -> list[Forecast]:
    """Return what each method says up to a day, in the order of FINISHES; one query."""
    rows = Promise.objects.filter(project=project, uid="", method__in=FINISHES, as_of__lte=as_of or today())
    said: dict[str, list[Promise]] = {}
    for row in rows.order_by("as_of", "revision"):
        kept = said.setdefault(row.method, [])
        if kept and kept[-1].as_of == row.as_of:
            kept.pop()
        kept.append(row)
    promised = said.get(Method.BASELINE, [None])[-1]
    target = promised.day if promised is not None else None
    return [_forecast(Method(m), said[m], target) for m in FINISHES if m in said]


def _forecast(method: Method, said: list[Promise], target: date | None) -> Forecast:
    now = said[-1]
    was = said[-2] if len(said) > 1 else None
    day = now.day or now.as_of
    return Forecast(
        method,
        day,
        now.as_of,
        was.day if was else None,
        was.as_of if was else None,
        _days(was.day if was else None, day),
        None if method == Method.BASELINE else _days(target, day),
    )


def _days(first: date | None, last: date) -> int | None:
    return None if first is None else working_days([first], [last])[0]


def simulation_of(project: Project, as_of: date | None = None) -> ForecastSnapshot | None:
    """Return a project's newest simulation, up to a day where one is given."""
    rows = project.forecast_snapshots.filter(as_of__lte=as_of or today())
    return rows.order_by("-as_of", "-revision").first()


def history_of(project: Project, until: date | None = None, count: int = 26) -> dict[str, dict[date, date]]:
    """Return, by method, what was said on each of the last report dates about the finish; one query."""
    rows = Promise.objects.filter(project=project, uid="", day__isnull=False, as_of__lte=until or today())
    found: dict[str, dict[date, date]] = {}
    for method, as_of, day in rows.order_by("as_of", "revision").values_list("method", "as_of", "day"):
        if day is not None:
            found.setdefault(method, {})[as_of] = day
    last = sorted({day for said in found.values() for day in said})[-count:]
    return {method: {day: said[day] for day in last if day in said} for method, said in found.items()}
