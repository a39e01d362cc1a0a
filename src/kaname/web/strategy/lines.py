"""The trace as rows that a template only has to write down: objective, portfolio, programme, project, key figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kaname.domains.reporting.queries.strategy import Aim, Strategy


@dataclass(frozen=True, slots=True)
class Line:
    """A row; ``kind``: objective, portfolio, programme, project, figure or gap; ``level`` from 0; ``thing`` by kind."""

    kind: str
    level: int
    thing: Any


def lines_of(strategy: Strategy) -> Iterator[Line]:
    """Yield the rows below a strategy, its own key figures last."""
    for aim in strategy.aims:
        yield Line("objective", 0, aim)
        yield from below(aim)
    for figure in strategy.figures:
        yield Line("figure", 0, figure)


def below(aim: Aim, level: int = 1) -> Iterator[Line]:
    """Yield the rows below an objective: its key figures, then its projects where they belong."""
    for figure in aim.figures:
        yield Line("figure", level, figure)
    if not aim.members and aim.open:
        yield Line("gap", level, aim)
    portfolio = programme = None
    for member in aim.members:
        if member.portfolio is not None and member.portfolio != portfolio:
            yield Line("portfolio", level, member.portfolio)
            programme = None
        portfolio = member.portfolio
        inner = level + (portfolio is not None)
        if member.programme is not None and member.programme != programme:
            yield Line("programme", inner, member.programme)
        programme = member.programme
        yield Line("project", inner + (programme is not None), member)
