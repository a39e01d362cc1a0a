"""Activities of plans as lists show them on closed report dates: of hundreds of plans without scheduling any of them.

What was frozen never changes, so what was read of it is kept in the process, up to a limit of rows.
"""

import json
import zlib
from collections import OrderedDict
from collections.abc import Collection, Iterator
from threading import Lock
from typing import Any, NamedTuple

from kaname.domains.schedule.bridge.computing import COMPUTED
from kaname.domains.schedule.bridge.state import ACTIVITY, PlanState
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import PlanSnapshot
from kaname.domains.schedule.models.activity import english_of

MOST_KEPT = 300_000
"""Rows kept in the process: about 100 MB."""
_AT = {name: i for i, name in enumerate(COMPUTED)}
_PLACE = {name: i for i, name in enumerate(ACTIVITY, start=1)}


class Listed(NamedTuple):
    """An activity, no summary, as it was: instants and spans in ticks, ``percent`` 0..100."""

    key: int
    wbs: str
    name: str
    english: str
    start: int | None
    finish: int | None
    duration: int | None
    percent: float
    total_float: int | None
    critical: bool
    actual_finish: int | None
    deadline: int | None


def listed_of(state: PlanState) -> list[Listed]:
    """Return the activities of a state in the order of its rows."""
    rows = [[pk, *(state.activities[pk][name] for name in ACTIVITY)] for pk in state.order]
    return list(_listed(rows, state.columns))


def listed_at(frozen: Collection[int]) -> dict[int, list[Listed]]:
    """Return by ProgressDate's key the activities of the plans as they were frozen, in the order of their rows.

    Dates that were closed before whole plans were kept are left out. One query for what the process does not hold.
    """
    with _lock:
        found = {key: _kept[key] for key in frozen if key in _kept}
        for key in found:
            _kept.move_to_end(key)
    missing = set(frozen) - found.keys()
    if missing:
        snapshots = PlanSnapshot.objects.filter(progress_date__in=missing).values_list("progress_date_id", "content")
        for key, packed in snapshots.iterator(chunk_size=50):
            content = json.loads(zlib.decompress(packed))
            found[key] = list(_listed(content["activities"], content["columns"]))
            _keep(key, found[key])
    return found


def _listed(rows: list[list[Any]], columns: list[list[Any]]) -> Iterator[Listed]:
    start, finish, room, critical = (columns[_AT[name]] for name in ("start", "finish", "total_float", "critical"))
    kind, wbs, name, extras = (_PLACE[n] for n in ("kind", "wbs", "name", "extras"))
    duration, percent, done, deadline = (
        _PLACE[n] for n in ("duration", "percent_complete", "actual_finish", "deadline")
    )
    for i, row in enumerate(rows):
        if row[kind] == ActivityKind.SUMMARY:
            continue
        english = english_of(row[extras]) if row[extras] else ""
        yield Listed(
            row[0], row[wbs], row[name], english, start[i], finish[i], row[duration], row[percent] or 0.0, room[i],
            bool(critical[i]), row[done], row[deadline],
        )  # fmt: skip


_kept: OrderedDict[int, list[Listed]] = OrderedDict()
_lock = Lock()


def _keep(key: int, rows: list[Listed]) -> None:
    with _lock:
        _kept[key] = rows
        while len(_kept) > 1 and sum(map(len, _kept.values())) > MOST_KEPT:
            _kept.popitem(last=False)


def forget_listed() -> None:
    """Forget everything: for tests, whose databases begin anew with the same numbers."""
    with _lock:
        _kept.clear()
