"""The passes in plain Python: the oracle of the kernels, and the shortest description of what they compute.

Coordinates, bounds and flags are those of :mod:`kaname.engine.cpm.problem`.
"""

from dataclasses import dataclass
from graphlib import TopologicalSorter

from kaname.engine.calendars import WorkCalendar
from kaname.engine.cpm.problem import HIGH, LOW, Backward, Edge, Node, Problem


@dataclass(frozen=True)
class PlainDates:
    """Coordinates by node: base, early finish, late base, late finish; free float by successor's and own calendar."""

    base: list[int]
    finish: list[int]
    late_base: list[int]
    late_finish: list[int]
    free: list[int]


@dataclass(frozen=True)
class _Link:
    pred: int
    succ: int
    kind: int
    lag: int
    lag_calendar: int


class PlainPasses:
    """One problem without parts or least nodes, computed node by node."""

    def __init__(self, problem: Problem):
        """Unpack the columns."""
        n = problem.size
        self.problem = problem
        self.span = [int(x) for x in problem.span]
        self.calendar = [int(c) for c in (problem.calendar if problem.calendar is not None else [0] * n)]
        self.flags = [int(f) for f in (problem.flags if problem.flags is not None else [0] * n)]
        self.calendars = [WorkCalendar(problem.tables, c) for c in range(problem.tables.count)]
        self.ends = [0] * n
        self.links = [self._link(e) for e in range(problem.pred.shape[0])]

    def _link(self, e: int) -> _Link:
        p, s = int(self.problem.pred[e]), int(self.problem.succ[e])
        row = -1 if self.problem.lag_calendar is None else int(self.problem.lag_calendar[e])
        rows = {-1: self.calendar[s], -2: self.calendar[p]}
        return _Link(p, s, int(self.problem.kind[e]), int(self.problem.lag[e]), rows.get(row, row))

    def run(self, rules: int = 0) -> PlainDates:
        """Return the dates of every node. O((V + E) x links)."""
        n = self.problem.size
        into: dict[int, set[int]] = {v: set() for v in range(n)}
        for link in self.links:
            into[link.succ].add(link.pred)
        order = list(TopologicalSorter(into).static_order())
        base, finish = [0] * n, [0] * n
        for v in order:
            base[v], finish[v] = self._forward(v, base)
            self.ends[v] = self._end(v, base, finish)
        bound = self._bound(finish)
        late, free = [0] * n, [0] * n
        for v in reversed(order):
            late[v], free[v] = self._backward(v, base, finish, late, bound, rules)
        return PlainDates(base, finish, [f - d for f, d in zip(late, self.span, strict=True)], late, free)

    def _forward(self, v: int, base: list[int]) -> tuple[int, int]:
        floor = self.problem.least_floor if self.problem.floor is None else int(self.problem.floor[v])
        asked = [self.ask(k, base) for k in self.links if k.succ == v and not k.kind & Edge.NOT_FORWARD]
        start = max([floor, *asked])
        rare = self.problem.rare
        if rare is not None and self.flags[v] & Node.CAP:
            start = min(start, int(rare[v, 0]))
        if rare is not None and self.flags[v] & Node.PIN:
            start = int(rare[v, 1])
        return start, start + self.span[v]

    def _end(self, v: int, base: list[int], finish: list[int]) -> int:
        """Return the instant at which a node ends; of one without span, where it lies."""
        calendar = self.calendars[self.calendar[v]]
        end, start = calendar.finish_of(finish[v]), calendar.start_of(finish[v])
        dates = [
            self._date(k, base)
            for k in self.links
            if self.flags[v] & Node.AFTER and k.succ == v and not k.kind & Edge.NOT_FORWARD
        ]
        return start if self.flags[v] & Node.AT_START or max(dates, default=end) > end else end

    def _date(self, link: _Link, base: list[int]) -> int:
        """Return the instant that a relation asks, as far as it can lie in time that the successor does not work."""
        start = base[link.pred]
        if self.problem.rare is not None and self.flags[link.pred] & Node.SHOWN:
            start = int(self.problem.rare[link.pred, 2])
        instant = self.calendars[self.calendar[link.pred]].start_of(start) if link.kind & 1 else self.ends[link.pred]
        if link.lag != 0 and link.lag_calendar == self.calendar[link.succ]:
            return LOW
        return self.calendars[link.lag_calendar].add(instant, link.lag) if link.lag else instant

    def ask(self, link: _Link, base: list[int]) -> int:
        """Return the least base that a relation asks of its successor."""
        a, b, lc = (self.calendars[c] for c in (self.calendar[link.pred], self.calendar[link.succ], link.lag_calendar))
        if link.kind & 1:
            start = base[link.pred]
            if self.problem.rare is not None and self.flags[link.pred] & Node.SHOWN:
                start = int(self.problem.rare[link.pred, 2])
            instant = a.start_of(start)
        else:
            instant = self.ends[link.pred]
        if lc.row == b.row or link.lag == 0:
            found = b.work_at(instant) + link.lag
        else:
            found = b.work_at(lc.add(instant, link.lag))
        return found - self.span[link.succ] if link.kind & 2 else found

    def _bound(self, finish: list[int]) -> list[int]:
        """Return the project's finish as a coordinate of each calendar."""
        counted = [v for v in range(self.problem.size) if not self.flags[v] & Node.SILENT]
        floor = self.problem.least_floor
        last = max((self.calendars[self.calendar[v]].finish_of(finish[v]) for v in counted), default=floor)
        return [calendar.work_at(last) for calendar in self.calendars]

    def _backward(
        self, v: int, base: list[int], finish: list[int], late: list[int], bound: list[int], rules: int
    ) -> tuple[int, int]:
        ceiling = HIGH if self.problem.ceiling is None else int(self.problem.ceiling[v])
        after = [k for k in self.links if k.pred == v and not k.kind & Edge.NOT_BACKWARD]
        limits = [self.limit(k, late[k.succ], late[k.succ] - self.span[k.succ], rules) for k in after]
        last = min([ceiling, bound[self.calendar[v]], *limits])
        if self.problem.rare is not None and self.flags[v] & Node.LATE_PIN:
            last = int(self.problem.rare[v, 3])
        rooms = [
            base[k.succ] - self.ask(k, base)
            if rules & Backward.FREE_BY_SUCCESSOR
            else self.limit(k, finish[k.succ], base[k.succ], rules) - finish[v]
            for k in after
        ]
        return last, max(min(rooms, default=last - finish[v]), 0)

    def limit(self, link: _Link, finish: int, base: int, rules: int = 0) -> int:
        """Return the latest finish that a relation allows its predecessor, given the successor's base and finish."""
        a, b, lc = (self.calendars[c] for c in (self.calendar[link.pred], self.calendar[link.succ], link.lag_calendar))
        work = finish if link.kind & 2 else base
        if rules & Backward.BY_DATE:
            of_succ = self.flags[link.succ]
            at_finish = (link.kind & 2 and not of_succ & Node.AT_START) or of_succ & Node.AFTER
            instant = b.finish_of(work) if at_finish else b.start_of(work)
            gone = lc.work_at(instant) - link.lag
            date = instant if link.lag == 0 else lc.start_of(gone) if link.lag > 0 else lc.finish_of(gone)
            found = a.work_at(date)
        elif lc.row == b.row or link.lag == 0:
            found = a.work_at(b.start_of(work - link.lag))
        else:
            found = a.work_at(lc.start_of(lc.work_at(b.start_of(work)) - link.lag))
        return found + self.span[link.pred] if link.kind & 1 else found
