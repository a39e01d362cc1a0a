"""Two calendars that overlap for half a day, for schedules that can be checked by hand.

Rows: 0 elapsed, EARLY 9-17, LATE 13-21, both Monday to Friday. Day 0 is a Monday; days 5 and 6 are not worked.
"""

from tests.engine.networks import MONDAY

from kaname.engine import Network
from kaname.engine.calendars import DayRules, compile_calendars

ELAPSED, EARLY, LATE = range(3)
HOUR = 60
WEEKS = [DayRules((((first * HOUR, last * HOUR),),) * 5 + ((), ())) for first, last in ((9, 17), (13, 21))]
TABLES = compile_calendars(WEEKS, MONDAY, MONDAY + 400)


def at(day, hour=0):
    """The instant of an hour of a day."""
    return (MONDAY + day) * 1440 + hour * HOUR


def on_shifts(hours, links=(), **columns):
    """A network from Monday 9:00; durations and lags in hours; links are (pred, succ[, kind[, lag]])."""
    full = [(*link, 0, 0)[:4] for link in links]
    pred, succ, kind, lag = [[link[k] for link in full] for k in range(4)]
    columns = {"calendar": [EARLY] * len(hours), "tables": TABLES, "project_start": [at(0, 9)]} | columns
    return Network.from_arrays([h * HOUR for h in hours], pred, succ, kind, [h * HOUR for h in lag], **columns)


def told(instants):
    """Instants as (day, hour), for comparing with what a person would write down."""
    return [((int(i) // HOUR // 24) - MONDAY, int(i) / HOUR % 24) for i in instants]
