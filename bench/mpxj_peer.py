"""MPXJ's MicrosoftScheduler on plain networks, in a process of its own: `python -m bench.mpxj_peer IN.npz OUT.npz`.

IN holds for the i-th network `dur_i`, `src_i`, `dst_i`, `typ_i`, `lag_i` (hours; types 0 FS, 1 SS, 2 FF, 3 SF) and
`repeat`. OUT holds `dates_i` (4, n): early start, early finish, late start, late finish in hours from the project's
start, and `seconds_i` (repeat,) of the calls of schedule() alone. Calendars work 24 hours a day, and every activity has
"start no earlier than" the project's start, since MPXJ lets leads pull activities before it and we do not.
"""

import sys
import time

import numpy as np

START = (2026, 1, 5, 0, 0)


def build(data, i):
    """Return a ProjectFile and its tasks."""
    from java.lang import Integer
    from java.time import LocalDateTime
    from org.mpxj import ConstraintType, Duration, ProjectFile, Relation, RelationType, TimeUnit

    start = LocalDateTime.of(*START)
    file = ProjectFile()
    calendar = file.addCalendar()
    calendar.setName("24 Hours")
    every_hour(calendar)
    file.setDefaultCalendar(calendar)
    properties = file.getProjectProperties()
    properties.setStartDate(start)
    properties.setMinutesPerDay(Integer.valueOf(1440))
    properties.setMinutesPerWeek(Integer.valueOf(10080))
    kinds = [RelationType.FINISH_START, RelationType.START_START, RelationType.FINISH_FINISH, RelationType.START_FINISH]
    none = Duration.getInstance(0, TimeUnit.HOURS)
    tasks = []
    for hours in data[f"dur_{i}"]:
        task = file.addTask()
        duration = Duration.getInstance(int(hours), TimeUnit.HOURS)
        task.setDuration(duration)
        task.setRemainingDuration(duration)
        task.setActualDuration(none)
        task.setConstraintType(ConstraintType.START_NO_EARLIER_THAN)
        task.setConstraintDate(start)
        tasks.append(task)
    for p, s, kind, lag in zip(*(data[f"{name}_{i}"] for name in ("src", "dst", "typ", "lag")), strict=True):
        link = Relation.Builder().predecessorTask(tasks[p]).type(kinds[kind])
        tasks[s].addPredecessor(link.lag(Duration.getInstance(int(lag), TimeUnit.HOURS)))
    return file, tasks


def every_hour(calendar):
    """Make a calendar work all day, every day."""
    from java.time import DayOfWeek, LocalTime
    from org.mpxj import LocalTimeRange

    for day in DayOfWeek.values():
        calendar.setWorkingDay(day, True)
        calendar.addCalendarHours(day).add(LocalTimeRange(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))


def dates_of(tasks):
    """Return the four rows of hours from the start."""
    from java.time import LocalDateTime
    from java.time.temporal import ChronoUnit

    start = LocalDateTime.of(*START)
    names = ("getEarlyStart", "getEarlyFinish", "getLateStart", "getLateFinish")
    return np.array(
        [[int(ChronoUnit.HOURS.between(start, getattr(task, name)())) for task in tasks] for name in names], np.int64
    )


def main(source, target):
    """Schedule every network of a file."""
    import mpxj

    mpxj.startJVM()
    from java.time import LocalDateTime
    from org.mpxj.cpm import MicrosoftScheduler

    data, answers = np.load(source), {}
    repeat = int(data["repeat"])
    for i in range(sum(name.startswith("dur_") for name in data.files)):
        file, tasks = build(data, i)
        taken = []
        for _ in range(repeat):
            begin = time.perf_counter()
            MicrosoftScheduler().schedule(file, LocalDateTime.of(*START))
            taken.append(time.perf_counter() - begin)
        answers[f"dates_{i}"], answers[f"seconds_{i}"] = dates_of(tasks), np.array(taken)
    np.savez(target, **answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
