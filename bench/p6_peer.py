"""MPXJ's PrimaveraScheduler on .xer files, in a process of its own: `python -m bench.p6_peer OUT.json FILE...`.

OUT holds for each file its activities by id: early start and finish, late start and finish as ISO text, total float in
hours; or the error that the scheduler raised.
"""

import json
import sys
from pathlib import Path

DATES = ("getEarlyStart", "getEarlyFinish", "getLateStart", "getLateFinish")


def scheduled(path):
    """Return the answers for one file."""
    from org.mpxj.cpm import CpmException, PrimaveraScheduler
    from org.mpxj.reader import UniversalProjectReader

    file = UniversalProjectReader().read(path)
    properties = file.getProjectProperties()
    start = properties.getPlannedStart() or properties.getStartDate()
    try:
        PrimaveraScheduler().schedule(file, start)
    except CpmException as problem:
        return {"error": str(problem)}
    return {
        str(t.getUniqueID()): [*map(_text, (getattr(t, n)() for n in DATES)), _hours(t)]
        for t in file.getTasks()
        if not t.getSummary()
    }


def _text(moment):
    return None if moment is None else str(moment.toString())


def _hours(task):
    from org.mpxj import TimeUnit

    slack = task.getTotalSlack()
    return (
        None
        if slack is None
        else float(slack.convertUnits(TimeUnit.HOURS, task.getParentFile().getProjectProperties()).getDuration())
    )


def main(target, *sources):
    """Schedule every file."""
    import mpxj

    mpxj.startJVM()
    Path(target).write_text(json.dumps([scheduled(source) for source in sources]), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
