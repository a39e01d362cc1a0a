"""What MPXJ reads in an MSPDI file, as JSON: ``python mpxj_values.py FILE``. Runs Java, so in a process of its own."""

import json
import sys

import jpype
import mpxj  # noqa: F401 (puts its jars on the class path)


def minutes(duration) -> float | None:
    """A duration in minutes of the file's day; elapsed units by the clock."""
    if duration is None:
        return None
    factors = {"m": 1, "h": 60, "d": 480, "w": 2400, "mo": 9600, "em": 1, "eh": 60, "ed": 1440, "ew": 10080}
    return round(float(duration.getDuration()) * factors.get(str(duration.getUnits()), 0), 1)


def hourly(rate) -> float | None:
    """A rate for an hour; none and nothing are the same."""
    if rate is None or not float(rate.getAmount()):
        return None
    hours = {"m": 1 / 60, "h": 1, "d": 8, "w": 40, "mo": 160}
    return round(float(rate.getAmount()) / hours[str(rate.getUnits())], 2)


def text(value) -> str | None:
    return None if value is None else str(value)[:16]


def main(path: str) -> None:
    jpype.startJVM("-Djava.awt.headless=true")
    project = jpype.JClass("org.mpxj.mspdi.MSPDIReader")().read(path)
    answer = {
        str(task.getUniqueID()): [
            text(task.getName()) if task.getName() is None else str(task.getName()),
            minutes(task.getDuration()),
            text(task.getActualStart()),
            text(task.getActualFinish()),
            str(task.getConstraintType()) if task.getConstraintType() is not None else None,
            text(task.getConstraintDate()),
            text(task.getDeadline()),
            float(task.getPercentageComplete() or 0),
            float(task.getCost() or 0),
            text(task.getBaselineStart()),
            bool(task.getSummary()),
            bool(task.getMilestone()),
            sorted(
                [str(r.getPredecessorTask().getUniqueID()), str(r.getType()), minutes(r.getLag())]
                for r in task.getPredecessors()
            ),
        ]
        for task in project.getTasks()
        if not task.getNull()
    }
    calendars = {
        str(calendar.getUniqueID()): [
            str(calendar.getName()),
            sorted(
                [text(e.getFromDate()), text(e.getToDate()), e.getWorking()]
                for e in calendar.getExpandedCalendarExceptions()
            ),
        ]
        for calendar in project.getCalendars()
        if str(calendar.getName()) != "Unnamed Resource"  # of the placeholder for unassigned work
    }
    resources = {
        str(r.getUniqueID()): [
            str(r.getName()),
            float(r.getMaxUnits() if r.getMaxUnits() is not None else 100),
            hourly(r.getStandardRate()),
        ]
        for r in project.getResources()
        if r.getName() is not None
    }
    print("\n" + json.dumps({"tasks": answer, "calendars": calendars, "resources": resources}, ensure_ascii=False))


main(sys.argv[1])
