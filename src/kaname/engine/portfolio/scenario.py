"""What if a limit were another: two selections compared, and the frontier of value against a limit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kaname.engine.portfolio.problem import SelectionProblem
from kaname.engine.portfolio.result import Selection, Status
from kaname.engine.portfolio.select import select


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two selections and who comes in, goes out or moves (same candidate, another version or start)."""

    before: Selection
    after: Selection
    comes: tuple[str, ...]
    goes: tuple[str, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """What is reachable with a limit: value and proved bound (None without a selection)."""

    limit: float
    value: float | None
    bound: float | None
    chosen: tuple[str, ...]


def with_limits(problem: SelectionProblem, limits: Mapping[str, float]) -> SelectionProblem:
    """Return the problem with other limits: of every period, or the total where the resource has one."""
    resources = tuple(
        r
        if r.id not in limits
        else replace(r, total=limits[r.id])
        if r.total is not None
        else replace(r, limit=(limits[r.id],) * len(r.limit))
        for r in problem.resources
    )
    return replace(problem, resources=resources)


def compare(before: Selection, after: Selection) -> Comparison:
    """Return what differs between two selections of the same candidates, in their order."""
    one, two = {c.id: (c.version, c.start) for c in before.chosen}, {c.id: (c.version, c.start) for c in after.chosen}
    return Comparison(
        before,
        after,
        comes=tuple(id_ for id_ in two if id_ not in one),
        goes=tuple(id_ for id_ in one if id_ not in two),
        moves=tuple(id_ for id_ in one if id_ in two and one[id_] != two[id_]),
    )


def frontier(
    problem: SelectionProblem, resource: str, limits: Iterable[float], seconds: float = 2.0, seed: int = 1
) -> tuple[FrontierPoint, ...]:
    """Return value against one limit, by rising limit, ``seconds`` for each point.

    What a smaller limit reached is also reachable with a larger one (limits only bind from above), so that the values
    never fall, even where a search stopped early.
    """
    points: list[FrontierPoint] = []
    for limit in sorted(limits):
        found = select(with_limits(problem, {resource: limit}), seconds, seed)
        value, chosen = found.value, tuple(c.id for c in found.chosen)
        last = points[-1] if points else None
        if last is not None and last.value is not None and (value is None or value < last.value):
            value, chosen = last.value, last.chosen
        bound = None if found.status is Status.INFEASIBLE else found.bound
        points.append(FrontierPoint(limit, value, bound, chosen))
    return tuple(points)
