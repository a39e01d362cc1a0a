"""From a selection problem to its binary program; the rules become rows in their tightest usual form."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from kaname.engine.portfolio.model import Column, Model, RowLabel
from kaname.engine.portfolio.problem import Candidate, SelectionProblem

_Term = tuple[int, float]


class _Rows:
    """Rows being collected: coefficients by column, limits and labels."""

    def __init__(self, columns: int) -> None:
        self.by_column: list[list[_Term]] = [[] for _ in range(columns)]
        self.limit: list[float] = []
        self.labels: list[RowLabel] = []

    def add(self, terms: Iterable[_Term], limit: float, label: RowLabel) -> None:
        row, summed = len(self.limit), defaultdict[int, float](float)
        for column, amount in terms:
            summed[column] += amount
        for column, amount in summed.items():
            if amount:
                self.by_column[column].append((row, amount))
        self.limit.append(limit)
        self.labels.append(label)


def build(problem: SelectionProblem) -> Model:
    """Return the program of a problem: a column for each version and start, then one for each synergy."""
    columns = [*_columns(problem), *(Column(-1, synergy=i) for i in range(len(problem.synergies)))]
    of: dict[str, list[int]] = defaultdict(list)
    for j, column in enumerate(columns):
        if column.synergy < 0:
            of[problem.candidates[column.candidate].id].append(j)
    rows = _Rows(len(columns))
    _limits(problem, columns, rows)
    _rules(problem, columns, of, rows)
    _synergies(problem, columns, of, rows)
    return _assemble(problem, columns, rows)


def _columns(problem: SelectionProblem) -> Iterator[Column]:
    horizon = len(problem.periods)
    for i, candidate in enumerate(problem.candidates):
        for v, version in enumerate(candidate.versions):
            last = min(candidate.latest, horizon - version.duration)
            yield from (Column(i, v, start) for start in range(candidate.earliest, last + 1))


def _limits(problem: SelectionProblem, columns: list[Column], rows: _Rows) -> None:
    """One row a resource and period, and one a resource with a limit over all periods."""
    for resource in problem.resources:
        by_period: list[list[_Term]] = [[] for _ in problem.periods]
        overall: list[_Term] = []
        for j, column in enumerate(columns):
            if column.synergy >= 0:
                continue
            amounts = problem.candidates[column.candidate].versions[column.version].use.get(resource.id, ())
            for age, amount in enumerate(amounts):
                by_period[column.start + age].append((j, amount))
            overall.append((j, sum(amounts)))
        for period, terms in enumerate(by_period):
            rows.add(terms, resource.limit[period], RowLabel("limit", (resource.id,), period))
        if resource.total is not None:
            rows.add(overall, resource.total, RowLabel("total", (resource.id,)))


def _rules(problem: SelectionProblem, columns: list[Column], of: dict[str, list[int]], rows: _Rows) -> None:
    """Rows of mandatory candidates, needs, order in time and exclusive groups."""
    for candidate in problem.candidates:
        mine = of[candidate.id]
        if candidate.mandatory:
            rows.add([(j, -1.0) for j in mine], -1.0, RowLabel("mandatory", (candidate.id,)))
        for other in candidate.needs:
            terms = [(j, 1.0) for j in mine] + [(j, -1.0) for j in of[other]]
            rows.add(terms, 0.0, RowLabel("needs", (candidate.id, other)))
        for other in candidate.after:
            _after(problem, candidate, other, columns, of, rows)
    for together in problem.exclusive:
        rows.add([(j, 1.0) for name in dict.fromkeys(together) for j in of[name]], 1.0, RowLabel("exclusive", together))


def _after(
    problem: SelectionProblem,
    candidate: Candidate,
    other: str,
    columns: list[Column],
    of: dict[str, list[int]],
    rows: _Rows,
) -> None:
    """For each period: begun by then at most if the other had finished before (time-indexed: tight in the LP)."""
    versions = next(c for c in problem.candidates if c.id == other).versions
    for period in range(len(problem.periods)):
        begun = [(j, 1.0) for j in of[candidate.id] if columns[j].start <= period]
        done = [(j, -1.0) for j in of[other] if columns[j].start + versions[columns[j].version].duration <= period]
        if begun:
            rows.add(begun + done, 0.0, RowLabel("after", (candidate.id, other), period))


def _synergies(problem: SelectionProblem, columns: list[Column], of: dict[str, list[int]], rows: _Rows) -> None:
    """A gain needs every one of its candidates; a loss must be taken when all of them are there."""
    for j, column in enumerate(columns):
        if column.synergy < 0:
            continue
        synergy = problem.synergies[column.synergy]
        label = RowLabel("synergy", synergy.candidates)
        if synergy.value >= 0:
            for name in synergy.candidates:
                rows.add([(j, 1.0)] + [(k, -1.0) for k in of[name]], 0.0, label)
        else:
            terms = [(k, 1.0) for name in synergy.candidates for k in of[name]]
            rows.add([*terms, (j, -1.0)], len(synergy.candidates) - 1.0, label)


def _value(problem: SelectionProblem, column: Column) -> float:
    if column.synergy >= 0:
        return problem.synergies[column.synergy].value
    return problem.candidates[column.candidate].versions[column.version].value_at(column.start)


def _assemble(problem: SelectionProblem, columns: list[Column], rows: _Rows) -> Model:
    value = np.array([_value(problem, column) for column in columns], dtype=np.float64)
    terms = [term for per_column in rows.by_column for term in per_column]
    counts = [len(per_column) for per_column in rows.by_column]
    group = [c.candidate if c.synergy < 0 else len(problem.candidates) + c.synergy for c in columns]
    return Model(
        value=value,
        first=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        row=np.array([row for row, _ in terms], dtype=np.int64),
        amount=np.array([amount for _, amount in terms], dtype=np.float64),
        limit=np.array(rows.limit, dtype=np.float64),
        group=np.array(group, dtype=np.int64),
        columns=tuple(columns),
        labels=tuple(rows.labels),
        whole=bool(np.all(value == np.rint(value)) and np.all(np.abs(value) < 2**52)),
    )
