"""Which predecessors set each activity's start: relations without any float of their own."""

from kaname.engine.calendars import WorkCalendar
from kaname.engine.cpm import Schedule
from kaname.engine.network import Kind, LagCalendar
from kaname.exchange.compile import CompiledPlan


def drives(compiled: CompiledPlan, dates: Schedule) -> dict[str, list[str]]:
    """Return, by activity id, the ids of the predecessors whose relation leaves no working time between. O(M)."""
    network = compiled.network
    own = network.column("calendar")
    lag_rows = network.lag_calendar
    found: dict[str, list[str]] = {}
    for i in range(network.relations):
        a, b = int(network.pred[i]), int(network.succ[i])
        row = int(lag_rows[i]) if lag_rows is not None else int(LagCalendar.SUCCESSOR)
        if row < 0:
            row = int(own[b] if row == LagCalendar.SUCCESSOR else own[a])
        kind = int(network.kind[i])
        leaving = dates.start[a] if kind in (Kind.SS, Kind.SF) else dates.finish[a]
        reached = dates.start[b] if kind in (Kind.FS, Kind.SS) else dates.finish[b]
        bound = WorkCalendar(network.tables, row).add(int(leaving), int(network.lag[i]))
        if WorkCalendar(network.tables, int(own[b])).between(bound, int(reached)) <= 0:
            found.setdefault(network.id_of(b), []).append(network.id_of(a))
    return found
