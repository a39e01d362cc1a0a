"""The levelling problem, columnar: activities with modes, demands on resources, generalised precedence relations."""

import math
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
NO_DEADLINE = np.int64(2**62)
FS, SS, FF, SF = 0, 1, 2, 3
OPPOSITE = {FS: SF, SS: SS, FF: FF, SF: FS}
"""The kind of the reversed relation that expresses a maximum lag: see :meth:`LevellingProblem.at_most`."""


def _ints(values: Any) -> Ints:
    return np.ascontiguousarray(values, dtype=np.int64)


@dataclass(frozen=True)
class LevellingProblem:
    """Resource-constrained scheduling with modes, lags of both signs, releases, deadlines and several projects.

    Time is whole units from 0; the caller says what a unit is. n activities, M modes in all, R resources, E relations.
    Mode ``m`` of activity ``i`` lies in ``mode_first[i] .. mode_first[i + 1] - 1`` and uses the amounts
    ``demand_amount[demand_first[m] : demand_first[m + 1]]`` of the resources ``demand_resource[...]``: of a renewable
    resource while it runs, of a non-renewable one once. A relation asks ``succ`` to keep ``lag`` (any sign) from
    ``pred``: kind 0 FS, 1 SS, 2 FF, 3 SF. A maximum lag is a relation the other way round with the lag's sign changed.
    """

    ids: tuple[str, ...]
    mode_first: Ints  # n + 1
    duration: Ints  # M
    demand_first: Ints  # M + 1
    demand_resource: Ints
    demand_amount: Ints
    capacity: Ints  # R
    renewable: NDArray[np.bool_]  # R
    resource_ids: tuple[str, ...]
    pred: Ints  # E
    succ: Ints  # E
    kind: Ints  # E
    lag: Ints  # E
    release: Ints  # n: no start before it
    deadline: Ints  # n: no finish after it; NO_DEADLINE
    fixed: NDArray[np.bool_]  # n: started already; starts at its release whatever the rest does
    promised: Ints  # n: the start already promised, -1 for none
    project: Ints  # n: index into project_ids
    project_ids: tuple[str, ...]
    weight: Ints  # of each project: how much a unit of its finish counts once the makespan is equal
    step_resource: Ints = field(default_factory=lambda: _ints([]))  # capacity that changes: from step_time on,
    step_time: Ints = field(default_factory=lambda: _ints([]))  # the resource has step_amount
    step_amount: Ints = field(default_factory=lambda: _ints([]))

    @property
    def n(self) -> int:
        """Return the number of activities."""
        return len(self.ids)

    @property
    def multi_mode(self) -> bool:
        """Say whether an activity has a choice of modes."""
        return len(self.duration) != self.n

    @classmethod
    def from_modes(
        cls,
        modes: list[list[tuple[int, dict[int, int]]]],
        capacity: Any,
        relations: list[tuple[int, int, int, int]],
        *,
        ids: Any = None,
        renewable: Any = None,
        resource_ids: Any = None,
        release: Any = None,
        deadline: Any = None,
        fixed: Any = None,
        promised: Any = None,
        project: Any = None,
        project_ids: Any = None,
        weight: Any = None,
        steps: Any = (),
    ) -> "LevellingProblem":
        """Build a problem from plain lists.

        ``modes[i]`` lists (duration, {resource: amount}) of activity i; ``relations`` are (pred, succ, kind, lag);
        ``steps`` are (resource, time, capacity from then on).
        """
        n, resources = len(modes), len(capacity)
        flat = [mode for activity in modes for mode in activity]
        uses = [{r: a for r, a in mode[1].items() if a} for mode in flat]
        columns = _ints(relations).reshape(-1, 4)
        changes = _ints(list(steps)).reshape(-1, 3)
        project_of = _ints(np.zeros(n) if project is None else project)
        projects = max(int(project_of.max(initial=0)) + 1, len(project_ids or ()))
        return cls(
            ids=tuple(map(str, range(1, n + 1) if ids is None else ids)),
            mode_first=_ints(np.cumsum([0] + [len(activity) for activity in modes])),
            duration=_ints([mode[0] for mode in flat]),
            demand_first=_ints(np.cumsum([0] + [len(use) for use in uses])),
            demand_resource=_ints([r for use in uses for r in use]),
            demand_amount=_ints([a for use in uses for a in use.values()]),
            capacity=_ints(capacity),
            renewable=np.ones(resources, dtype=bool) if renewable is None else np.asarray(renewable, dtype=bool),
            resource_ids=tuple(map(str, range(1, resources + 1) if resource_ids is None else resource_ids)),
            pred=_ints(columns[:, 0]),
            succ=_ints(columns[:, 1]),
            kind=_ints(columns[:, 2]),
            lag=_ints(columns[:, 3]),
            release=_ints(np.zeros(n) if release is None else release),
            deadline=_ints(np.full(n, NO_DEADLINE) if deadline is None else deadline),
            fixed=np.zeros(n, dtype=bool) if fixed is None else np.asarray(fixed, dtype=bool),
            promised=_ints(np.full(n, -1) if promised is None else promised),
            project=project_of,
            project_ids=tuple(map(str, range(1, projects + 1) if project_ids is None else project_ids)),
            weight=_ints(np.zeros(projects) if weight is None else weight),
            step_resource=_ints(changes[:, 0]),
            step_time=_ints(changes[:, 1]),
            step_amount=_ints(changes[:, 2]),
        )

    @classmethod
    def from_arrays(
        cls, duration: Any, pred: Any, succ: Any, demand: Any, capacity: Any, *, kind: Any = None, lag: Any = None
    ) -> "LevellingProblem":
        """Build a single-mode problem from arrays: duration (n,), pred and succ (E,), demand (n, R) or a CSR triple
        (first, resource, amount) for sparse demands, capacity (R,); kind and lag (E,) default to FS and 0.
        """
        duration, pred, succ, capacity = _ints(duration), _ints(pred), _ints(succ), _ints(capacity)
        n, resources = len(duration), len(capacity)
        if isinstance(demand, tuple):
            first, resource, amount = map(_ints, demand)
        else:
            dense = _ints(demand).reshape(n, resources)
            rows, resource = np.nonzero(dense)
            amount = dense[rows, resource]
            first = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=n))])
        return cls(
            ids=tuple(map(str, range(1, n + 1))),
            mode_first=np.arange(n + 1, dtype=np.int64),
            duration=duration,
            demand_first=_ints(first),
            demand_resource=_ints(resource),
            demand_amount=_ints(amount),
            capacity=capacity,
            renewable=np.ones(resources, dtype=bool),
            resource_ids=tuple(map(str, range(1, resources + 1))),
            pred=pred,
            succ=succ,
            kind=_ints(np.zeros(len(pred)) if kind is None else kind),
            lag=_ints(np.zeros(len(pred)) if lag is None else lag),
            release=np.zeros(n, dtype=np.int64),
            deadline=np.full(n, NO_DEADLINE, dtype=np.int64),
            fixed=np.zeros(n, dtype=bool),
            promised=np.full(n, -1, dtype=np.int64),
            project=np.zeros(n, dtype=np.int64),
            project_ids=("1",),
            weight=np.zeros(1, dtype=np.int64),
        )

    @staticmethod
    def at_most(pred: int, succ: int, kind: int, lag: int) -> tuple[int, int, int, int]:
        """Return the relation that keeps ``succ`` at most ``lag`` from ``pred`` (a maximum lag)."""
        return succ, pred, OPPOSITE[kind], -lag

    def common_unit(self) -> int:
        """Return the greatest common divisor of everything that can become a start."""
        parts = [self.duration, self.lag, self.release, self.step_time]
        return max(1, math.gcd(*(int(np.gcd.reduce(p)) for p in parts if len(p))))

    def divided(self, unit: int) -> "LevellingProblem":
        """Return the same problem in larger units of time; deadlines and promised starts round down."""
        if unit == 1:
            return self
        times = {name: getattr(self, name) // unit for name in ("duration", "lag", "release", "step_time")}
        deadline = np.where(self.deadline == NO_DEADLINE, NO_DEADLINE, self.deadline // unit)
        promised = np.where(self.promised < 0, -1, self.promised // unit)
        return replace(self, **times, deadline=deadline, promised=promised)

    def offsets(self, mode: Ints) -> Ints:
        """Return, for each relation, the least distance from start to start under the chosen modes (n,)."""
        taken = self.duration[mode]
        of_pred = np.where((self.kind == FS) | (self.kind == FF), taken[self.pred], 0)
        of_succ = np.where((self.kind == FF) | (self.kind == SF), taken[self.succ], 0)
        return _ints(self.lag + of_pred - of_succ)
