"""From somebody's load to a role demand: what the form is filled in with beforehand."""

from calendar import monthrange
from datetime import date
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.urls import reverse

from kaname.domains.people.enums import Level, Subject
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.schedule.queries.load import Load

LEAST = 10
"""Percent below which nobody is asked for."""


def demand_asked(user: Any, found: Load) -> str:
    """Return the address that raises a demand for what one resource has too much; "" where nothing is, or no right.

    The role is the resource's, the period the months of the weeks above 100 %, the percent the largest excess of a
    week in tenths, rounded up.
    """
    row = found.rows[0]
    over = np.flatnonzero(row.booked > row.available + 0.05)
    if not len(over) or reach(user, Subject.DEMAND) < Level.EDIT:
        return ""
    excess = (row.booked - row.available)[over]
    whole = float(row.available.max()) or 40.0
    percent = max(LEAST, int(-(-float(excess.max()) / whole * 100 // 10) * 10))
    first, last = found.mondays[int(over[0])], found.mondays[int(over[-1])]
    ends = date(last.year, last.month, monthrange(last.year, last.month)[1])
    asked = {"role": row.resource.role_name, "begins": first.isoformat(), "ends": ends.isoformat(), "percent": percent}
    return f"{reverse('staffing:new')}?{urlencode(asked)}"
