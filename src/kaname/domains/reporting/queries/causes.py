"""Why a forecast moved between two frozen dates: which activities take longer or begin at another time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaname.domains.core.instants import date_of, finish_date_of
from kaname.domains.resource.bridge.distance import working_days
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
    """Return what moved between two report dates, what moves the finish most first. One query; O(activities)."""
    names = _names(plan)
    both = [
        uid
        for uid, row in later.rows.items()
        if uid in earlier.rows
        and names.get(uid, ("", ""))[1] != ActivityKind.SUMMARY
        and _known(row, earlier.rows[uid])
    ]
    found = _compared(both, earlier.rows, later.rows, names)
    found += [_entry(uid, names, "added", later.rows[uid]) for uid in later.rows if uid not in earlier.rows]
    found += [_entry(uid, names, "removed", earlier.rows[uid]) for uid in earlier.rows if uid not in later.rows]
    return sorted(found, key=lambda m: (not m.critical, -abs(m.own), -abs(m.began), m.uid))


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
) -> list[Moved]:
    starts = working_days([date_of(earlier[u][0]) for u in uids], [date_of(later[u][0]) for u in uids])
    ends = [finish_date_of(earlier[u][1]) for u in uids], [finish_date_of(later[u][1]) for u in uids]
    found = []
    for uid, began, ended, before, after in zip(uids, starts, working_days(*ends), *ends, strict=True):
        own = ended - began
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
