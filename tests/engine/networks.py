"""Random networks for hypothesis."""

from datetime import date

import numpy as np
from hypothesis import strategies as st

from kaname.engine.calendars import WEEKDAYS, DayRules, compile_calendars
from kaname.engine.days import day_number
from kaname.engine.network import NONE, Limit, Network

MONDAY = day_number(date(2026, 1, 5))
RULES = (
    DayRules(),
    DayRules((WEEKDAYS,) * 6 + ((),), {MONDAY + 9: (), MONDAY + 30: ((600, 660),)}),
    DayRules((((0, 360), (1320, 1440)),) * 5 + ((), ())),  # a night shift
)
TABLES = compile_calendars(RULES, MONDAY, MONDAY + 3000)


@st.composite
def plain_networks(draw, most=12):
    """Networks of durations, four relation types and lags."""
    n = draw(st.integers(1, most))
    duration = draw(st.lists(st.integers(0, 20), min_size=n, max_size=n))
    pairs = [(p, s) for p in range(n) for s in range(p + 1, n)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2 * n)) if pairs else []
    shuffled = draw(st.permutations(range(n)))
    kinds = draw(st.lists(st.integers(0, 3), min_size=len(chosen), max_size=len(chosen)))
    lags = draw(st.lists(st.integers(-3, 6), min_size=len(chosen), max_size=len(chosen)))
    pred = [shuffled[p] for p, _ in chosen]
    succ = [shuffled[s] for _, s in chosen]
    return Network.from_arrays(duration, pred, succ, kinds, lags)


@st.composite
def calendar_networks(draw, constrained=False):
    """Networks on three calendars and the continuous one, lags on any of them; with constraints where asked."""
    plain = draw(plain_networks())
    n, m = plain.size, plain.relations
    unit = draw(st.sampled_from([60, 97, 480]))
    columns = {
        "calendar": draw(st.lists(st.integers(0, 3), min_size=n, max_size=n)),
        "lag_calendar": draw(st.lists(st.integers(-2, 3), min_size=m, max_size=m)),
        "tables": TABLES,
        "project_start": [MONDAY * 1440 + 480],
    }
    if constrained:
        columns["constraint"] = draw(st.lists(st.integers(0, 7), min_size=n, max_size=n))
        days = draw(st.lists(st.integers(0, 60), min_size=n, max_size=n))
        limits = np.array(columns["constraint"])
        dates = np.array([(MONDAY + d) * 1440 + 600 for d in days])
        columns["constraint_at"] = np.where(limits <= Limit.ALAP, NONE, dates)
    return Network.from_arrays(plain.duration * unit, plain.pred, plain.succ, plain.kind, plain.lag * unit, **columns)
