"""Random portfolios of projects, made as in the published recipe of the issue: 1,000 activities a project, predecessors
among the 50 rows before, one link in two hundred across projects, 80 % finish-to-start, lags -2..5 days, rows shuffled.
"""

from datetime import date

import numpy as np

from kaname.engine.calendars import WEEKDAYS, DayRules, compile_calendars
from kaname.engine.days import day_number
from kaname.engine.network import NONE

MONDAY = day_number(date(2026, 1, 5))


def portfolio(count: int, links: float = 2.0, seed: int = 1) -> dict[str, np.ndarray]:
    """Return `dur`, `src`, `dst`, `typ`, `lag` in days."""
    r = np.random.default_rng(seed)
    after = r.integers(1, count, int(count * links))
    low = np.maximum(after // 1000 * 1000, after - 50)
    after, low = after[after > low], low[after > low]
    before = low + (r.random(after.size) * (after - low)).astype(np.int64)
    across = r.random(after.size) < 0.005
    before[across] = (r.random(int(across.sum())) * after[across]).astype(np.int64)
    key = r.permutation(np.unique(before * count + after))
    before, after, size = key // count, key % count, key.size
    kinds = r.choice(4, size, p=[0.8, 0.08, 0.08, 0.04]).astype(np.int8)
    lags = np.where(r.random(size) < 0.8, 0, r.integers(-2, 6, size)).astype(np.int32)
    spans = np.where(r.random(count) < 0.05, 0, r.integers(1, 21, count)).astype(np.int32)
    place = r.permutation(count).astype(np.int32)
    return {"dur": spans, "src": place[before], "dst": place[after], "typ": kinds, "lag": lags}


def constrained(count: int) -> dict:
    """Return the other columns of a network: eight calendars at random, one constraint in twenty, forty years long."""
    rules = [
        DayRules(
            tuple(WEEKDAYS if (k + d) % 7 < 5 else () for d in range(7)), {MONDAY + 13 * i + k: () for i in range(999)}
        )
        for k in range(8)
    ]
    r = np.random.default_rng(3)
    limits, dates = np.zeros(count, np.int8), np.full(count, NONE)
    chosen = r.choice(count, count // 20, replace=False)
    limits[chosen] = r.choice([2, 3, 4, 5], chosen.size)
    dates[chosen] = (MONDAY + r.integers(0, 600, chosen.size)) * 1440 + 480
    return {
        "calendar": r.integers(1, 9, count).astype(np.int32),
        "constraint": limits,
        "constraint_at": dates,
        "tables": compile_calendars(rules, MONDAY, MONDAY + 366 * 40),
        "project_start": np.array([MONDAY * 1440]),
    }
