"""Working time of an activity between two instants."""

from kaname.domains.schedule.bridge.state import PlanState
from kaname.engine.calendar_kernels import start_of, work_at


def working_ticks(state: PlanState, pk: int, start: int, finish: int) -> int:
    """Return the ticks of work between two instants on the calendar that an activity is scheduled on."""
    compiled = state.answer.compiled
    if compiled is None:
        return max(finish - start, 0)
    network, row = compiled.network, state.position[pk]
    column = network.column("calendar")
    calendar = int(column[row])
    if not calendar and network.float_calendar is not None:
        calendar = int(network.float_calendar[row])
    first, last = (int(work_at(network.tables.tape, calendar, instant)) for instant in (start, finish))
    return max(last - first, 0)


def later(state: PlanState, pk: int, start: int, ticks: int) -> int:
    """Return the instant so many ticks of work behind another, on the calendar an activity is scheduled on."""
    compiled = state.answer.compiled
    if compiled is None:
        return start + ticks
    network, row = compiled.network, state.position[pk]
    calendar = int(network.column("calendar")[row])
    if not calendar and network.float_calendar is not None:
        calendar = int(network.float_calendar[row])
    tape = network.tables.tape
    return int(start_of(tape, calendar, int(work_at(tape, calendar, start)) + ticks))


def worked_ticks(state: PlanState, pk: int, start: int, finish: int) -> int:
    """Return the ticks of work between two instants on the calendar that an activity's float is counted on."""
    compiled = state.answer.compiled
    if compiled is None:
        return max(finish - start, 0)
    network = compiled.network
    column = network.column("calendar") if network.float_calendar is None else network.float_calendar
    calendar = int(column[state.position[pk]])
    first, last = (int(work_at(network.tables.tape, calendar, instant)) for instant in (start, finish))
    return max(last - first, 0)


def project_days(state: PlanState, first: int, last: int) -> float:
    """Return the working days of the plan between two instants."""
    compiled = state.answer.compiled
    if compiled is None or not state.order:
        return round((last - first) / 14400, 1)
    network = compiled.network
    ends = state.columns[1]
    row = max(range(len(ends)), key=lambda i: ends[i] or 0)
    column = network.column("calendar") if network.float_calendar is None else network.float_calendar
    work = [int(work_at(network.tables.tape, int(column[row]), instant)) for instant in (first, last)]
    day = state.frame.project.minutes_per_day * 10 or 4800
    return round((work[1] - work[0]) / day, 1)
