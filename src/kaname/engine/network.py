"""Network: activities and relations as columns, frozen; what every computation of the engine starts from.

Row i of every activity column is activity i; ``ids[i]`` is the caller's name for it. A column that is ``None`` says
that no activity (or relation) has that property, so that a million plain activities need four arrays.

Units: instants are ticks since 1970-01-01 00:00 (or since the plan's minute 0 where no calendar is used), durations and
lags are working ticks (:mod:`kaname.engine.calendars`); ``resolution`` ticks are a minute.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.calendars import CalendarTables, compile_calendars
from kaname.engine.network_codes import NONE, Flag, Kind, LagCalendar, Limit

__all__ = ["NONE", "Flag", "Kind", "LagCalendar", "Limit", "Network", "plain_tables"]

Column = npt.NDArray[Any]


@cache
def plain_tables(resolution: int = 1) -> CalendarTables:
    """Return tables that hold the continuous calendar only."""
    return compile_calendars([], 0, 0, resolution)


@dataclass(frozen=True, eq=False)
class Network:
    """N activities, M relations, P projects.

    Activity columns (N,): ``duration`` whole duration; ``calendar`` row of the tables; ``remaining`` what is still
    to do (``duration`` where not started); ``actual_start``, ``actual_finish``; ``resume`` where the rest of a started
    activity goes on; ``constraint`` (:class:`Limit`) with ``constraint_at``, and a second pair; ``deadline``;
    ``manual_start``, ``manual_finish``; ``delay`` elapsed levelling delay; ``external_start`` before
    which and ``external_finish`` after which relations to other files let it not begin or end; ``parent`` row of the
    summary or -1;
    ``project`` row; ``flags`` (:class:`Flag`). Instants are NONE where not given. ``parts``: activities whose work is
    done at once on several calendars (their own must be 0): a flat array in which ``parts[v]`` and ``parts[v + 1]``
    bound the pairs (calendar, ticks) of activity v, so it begins with N + 1 bounds. ``float_calendar``: row on
    which floats are counted where not the activity's own.

    Relation columns (M,): ``pred``, ``succ`` rows, ``kind`` (:class:`Kind`), ``lag``, ``lag_calendar`` row of the
    tables, 0 for elapsed, or a :class:`LagCalendar` (its default: the successor's).

    Project columns (P,): ``project_start``, ``finish_by`` (late dates are bounded by it), ``data_date``,
    ``from_finish`` (scheduled backwards from ``finish_by``).
    """

    duration: Column
    pred: Column
    succ: Column
    kind: Column
    lag: Column
    lag_calendar: Column | None = None
    calendar: Column | None = None
    remaining: Column | None = None
    actual_start: Column | None = None
    actual_finish: Column | None = None
    resume: Column | None = None
    constraint: Column | None = None
    constraint_at: Column | None = None
    constraint2: Column | None = None
    constraint2_at: Column | None = None
    deadline: Column | None = None
    manual_start: Column | None = None
    manual_finish: Column | None = None
    delay: Column | None = None
    external_start: Column | None = None
    external_finish: Column | None = None
    parent: Column | None = None
    project: Column | None = None
    flags: Column | None = None
    parts: Column | None = None
    float_calendar: Column | None = None
    project_start: Column = field(default_factory=lambda: np.zeros(1, np.int64))
    finish_by: Column | None = None
    data_date: Column | None = None
    from_finish: bool = False
    tables: CalendarTables = field(default_factory=plain_tables)
    ids: tuple[str, ...] | None = None

    @classmethod
    def from_arrays(
        cls,
        duration: npt.ArrayLike,
        pred: npt.ArrayLike,
        succ: npt.ArrayLike,
        kind: npt.ArrayLike | None = None,
        lag: npt.ArrayLike | None = None,
        **columns: Any,
    ) -> "Network":
        """Return a network of arrays: minutes as int64, ``kind`` 0 FS, 1 SS, 2 FF, 3 SF.

        Without ``tables`` time is plain minutes from 0 and no activity starts before it. ``columns`` are the other
        fields of :class:`Network`. O(N + M); arrays of the right type are not copied.
        """
        links = np.asarray(pred, np.int32)
        kinds = np.zeros(links.shape, np.int8) if kind is None else np.asarray(kind, np.int8)
        lags = np.zeros(links.shape, np.int64) if lag is None else np.asarray(lag, np.int64)
        for name, kind_of in _TYPES.items():
            if columns.get(name) is not None:
                columns[name] = np.asarray(columns[name], kind_of)
        return cls(np.asarray(duration, np.int64), links, np.asarray(succ, np.int32), kinds, lags, **columns)

    @property
    def size(self) -> int:
        """Return the number of activities."""
        return int(self.duration.shape[0])

    @property
    def relations(self) -> int:
        """Return the number of relations."""
        return int(self.pred.shape[0])

    @property
    def resolution(self) -> int:
        """Return ticks a minute."""
        return self.tables.resolution

    @cached_property
    def index(self) -> dict[str, int]:
        """Return the row of each id."""
        return {name: row for row, name in enumerate(self.ids or map(str, range(self.size)))}

    def id_of(self, row: int) -> str:
        """Return the caller's id of a row."""
        return self.ids[row] if self.ids else str(row)

    def names(self, rows: Sequence[int]) -> list[str]:
        """Return the caller's ids of rows."""
        return [self.id_of(int(r)) for r in rows]

    def column(self, name: str) -> Column:
        """Return an activity column, made of its default where the network does not have it."""
        have = getattr(self, name)
        if have is not None:
            return np.asarray(have)
        default = self.duration if name == "remaining" else _DEFAULTS.get(name, 0)
        return np.array(np.broadcast_to(default, self.size), _TYPES[name])

    def has(self, flag: Flag) -> npt.NDArray[np.bool_]:
        """Return which activities carry a flag."""
        carried: npt.NDArray[np.bool_] = (self.column("flags") & int(flag)) != 0
        return carried

    def changed(self, **columns: Any) -> "Network":
        """Return a copy with other columns; this network stays as it is."""
        return replace(self, **columns)


_TYPES: dict[str, Any] = {
    "duration": np.int64,
    "lag_calendar": np.int32,
    "calendar": np.int32,
    "remaining": np.int64,
    "actual_start": np.int64,
    "actual_finish": np.int64,
    "resume": np.int64,
    "constraint": np.int8,
    "constraint_at": np.int64,
    "constraint2": np.int8,
    "constraint2_at": np.int64,
    "deadline": np.int64,
    "manual_start": np.int64,
    "manual_finish": np.int64,
    "delay": np.int64,
    "external_start": np.int64,
    "external_finish": np.int64,
    "parent": np.int32,
    "project": np.int32,
    "flags": np.uint8,
    "parts": np.int64,
    "float_calendar": np.int32,
    "project_start": np.int64,
    "finish_by": np.int64,
    "data_date": np.int64,
}
_DEFAULTS: dict[str, int] = {
    "actual_start": NONE,
    "actual_finish": NONE,
    "resume": NONE,
    "constraint_at": NONE,
    "constraint2_at": NONE,
    "deadline": NONE,
    "external_start": NONE,
    "external_finish": NONE,
    "manual_start": NONE,
    "manual_finish": NONE,
    "parent": -1,
}
