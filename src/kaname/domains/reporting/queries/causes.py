"""Why a forecast moved between two frozen dates: which activities take longer or begin at another time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from kaname.domains.core.instants import TICKS_A_MINUTE, date_of, finish_date_of
from kaname.domains.resource.bridge import WorkingTime, default_rules, rules_by_calendar
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.resource.queries import company_calendar
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Plan, ProgressDate
from kaname.domains.schedule.queries.names import name_in


@dataclass(frozen=True, slots=True)
class Moved:
    """An activity that moved: ``own`` working days of its own (it takes longer), ``began`` those by which it begins
    later; ``what``: longer, shorter, later, earlier, added, removed.
    """

    uid: str
    name: str
    what: str
    own: int
    began: int
    before: date | None
    after: date | None
    critical: bool


def frozen_pair(plan: Plan, until: date, since: date | None = None) -> tuple[ProgressDate | None, ProgressDate | None]:
    """Return the last report date up to a day, and the one before it (or the last up to ``since``)."""
    rows = plan.progress_dates.filter(as_of__lte=until).order_by("-as_of")
    later = rows.first()
    if later is None:
        return None, None
    earlier = rows.filter(as_of__lt=later.as_of) if since is None else rows.filter(as_of__lte=since)
    return earlier.first(), later


def moved(plan: Plan, earlier: ProgressDate, later: ProgressDate) -> list[Moved]:
    """Return what moved between two report dates, what moves the finish most first, in working days of its
    calendar. A constant number of queries; O(activities).
    """
    names = _names(plan)
    both = [
        uid
        for uid, row in later.rows.items()
        if uid in earlier.rows
        and names.get(uid, ("", ""))[1] != ActivityKind.SUMMARY
        and _known(row, earlier.rows[uid])
    ]
    day = float(plan.project.minutes_per_day or 480) * TICKS_A_MINUTE
    found = _compared(both, earlier.rows, later.rows, names, _working_time(plan, earlier, later), day)
    found += [_entry(uid, names, "added", later.rows[uid]) for uid in later.rows if uid not in earlier.rows]
    found += [_entry(uid, names, "removed", earlier.rows[uid]) for uid in earlier.rows if uid not in later.rows]
    return sorted(found, key=lambda m: (not m.critical, -abs(m.own), -abs(m.began), m.uid))


def _working_time(plan: Plan, *frozen: ProgressDate) -> WorkingTime:
    """Return the working time of the plan's calendar, or the company's, over everything that was frozen."""
    ends = [row[i] for each in frozen for row in each.rows.values() for i in (0, 1) if row[i] is not None]
    calendar = plan.calendar or company_calendar()
    every = WorkCalendar.objects.select_related("base").prefetch_related("exceptions")
    rules = rules_by_calendar(every)[calendar.pk] if calendar else default_rules()
    first, last = min(ends, default=plan.start), max(ends, default=plan.start)
    return WorkingTime(rules, date_of(first), date_of(last))


def _names(plan: Plan) -> dict[str, tuple[str, str]]:
    rows = plan.activities.order_by().annotate(shown=name_in()).values_list("uid", "shown", "kind")
    return {uid: (name, kind) for uid, name, kind in rows}


def _known(*rows: Sequence[Any]) -> bool:
    return all(row[0] is not None and row[1] is not None for row in rows)


def _compared(
    uids: Sequence[str],
    earlier: Mapping[str, Sequence[Any]],
    later: Mapping[str, Sequence[Any]],
    names: Mapping[str, tuple[str, str]],
    time: WorkingTime,
    day: float,
) -> list[Moved]:
    if not uids:
        return []
    was, now = (np.array([rows[u][:2] for u in uids], np.float64) for rows in (earlier, later))
    spans = time.between(was[:, 0], was[:, 1]), time.between(now[:, 0], now[:, 1])
    grown = np.rint((spans[1] - spans[0]) / day).astype(int).tolist()
    shifts = np.rint(time.between(was[:, 0], now[:, 0]) / day).astype(int).tolist()
    found = []
    for uid, own, began in zip(uids, grown, shifts, strict=True):
        before, after = finish_date_of(earlier[uid][1]), finish_date_of(later[uid][1])
        if not own and not began:
            continue
        what = ("longer" if own > 0 else "shorter") if own else ("later" if began > 0 else "earlier")
        name = names.get(uid, (uid, ""))[0]
        found.append(Moved(uid, name, what, own, began, before, after, bool(later[uid][4])))
    return found


def _entry(uid: str, names: Mapping[str, tuple[str, str]], what: str, row: Sequence[Any]) -> Moved:
    day = None if row[1] is None else finish_date_of(row[1])
    before, after = (None, day) if what == "added" else (day, None)
    return Moved(uid, names.get(uid, (uid, ""))[0], what, 0, 0, before, after, bool(row[4]))
