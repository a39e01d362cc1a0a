"""Selection problems in files: OR-Library's multidimensional knapsack files, and our own JSON.

An OR-Library file holds numbers only: how many problems; for each the number of items and of limits, the best known
value (0 where unknown), the value of each item, each limit's use by item, and the limits.
"""

import math
from collections.abc import Iterator
from pathlib import Path

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error
from kaname.engine.portfolio.problem import Candidate, Resource, SelectionProblem, Version
from kaname.exchange.encoding import decode
from kaname.exchange.formats import contents_of
from kaname.exchange.kaname_json import recognises as is_json
from kaname.exchange.selection_json import read_json

MOST_NUMBERS = 20_000_000


def read_selection(path: Path) -> list[SelectionProblem]:
    """Return the problems of a file. Raises ProblemsFound with everything that is wrong."""
    data = contents_of(path)
    if not data.strip():
        raise ProblemsFound([error("file-empty", path.name)])
    if is_json(data[:4096], path.name):
        return [read_json(data, path.name)]
    return read_numbers(decode(data)[0], path.name)


def read_numbers(text: str, name: str) -> list[SelectionProblem]:
    """Return the problems of an OR-Library text. Raises ProblemsFound; the subject is the file's line."""
    words = [(word, f"{name}:{line}") for line, row in enumerate(text.splitlines(), 1) for word in row.split()]
    numbers, problems = [], []
    for word, place in words:
        number = _number(word)
        if number is None:
            problems.append(error("selection-unreadable-number", place, value=word[:40]))
        numbers.append(number or 0.0)
    if len(problems) == len(words) or (problems and _number(words[0][0]) is None):
        raise ProblemsFound([error("selection-not-recognised", name)])
    if problems:
        raise ProblemsFound(problems)
    return _Tape(numbers, [place for _, place in words], name).problems()


def _number(word: str) -> float | None:
    try:
        number = float(word)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in word else None


class _Tape:
    """The numbers of a file, taken one after the other; what is wrong is collected."""

    def __init__(self, numbers: list[float], places: list[str], name: str) -> None:
        self.numbers, self.places, self.name = numbers, places, name
        self.at = 0
        self.found: list[Diagnostic] = []

    def take(self, count: int) -> list[float]:
        if self.at + count > len(self.numbers):
            expected, given = self.at + count, len(self.numbers)
            raise ProblemsFound([*self.found, error("selection-truncated", self.name, expected=expected, given=given)])
        self.at += count
        return self.numbers[self.at - count : self.at]

    def whole(self, lowest: int) -> int:
        """Take a count; a count that no file can hold stops the reading."""
        number = self.take(1)[0]
        if number != int(number) or not lowest <= number <= MOST_NUMBERS:
            place = self.places[self.at - 1]
            raise ProblemsFound([*self.found, error("selection-impossible-size", place, value=f"{number:g}")])
        return int(number)

    def amounts(self, count: int) -> list[float]:
        """Take amounts; negative ones are noted."""
        first = self.at
        taken = self.take(count)
        self.found += [
            error("selection-negative-number", self.places[first + i], value=f"{number:g}")
            for i, number in enumerate(taken)
            if number < 0
        ]
        return taken

    def problems(self) -> list[SelectionProblem]:
        found = list(self._each())
        if self.at < len(self.numbers):
            extra = len(self.numbers) - self.at
            self.found.append(error("selection-trailing-numbers", self.places[self.at], count=extra))
        if self.found:
            raise ProblemsFound(self.found)
        return found

    def _each(self) -> Iterator[SelectionProblem]:
        count = self.whole(1)
        for k in range(count):
            items, limits = self.whole(1), self.whole(1)
            best = self.take(1)[0]
            values = self.amounts(items)
            use = [self.amounts(items) for _ in range(limits)]
            yield _problem(k + 1, values, use, self.amounts(limits), best)


def _problem(
    number: int, values: list[float], use: list[list[float]], limit: list[float], best: float
) -> SelectionProblem:
    names = [str(i + 1) for i in range(len(limit))]
    candidates = tuple(
        Candidate(str(j + 1), (Version("", value, {name: (row[j],) for name, row in zip(names, use, strict=True)}),))
        for j, value in enumerate(values)
    )
    resources = tuple(Resource(name, (amount,)) for name, amount in zip(names, limit, strict=True))
    return SelectionProblem(candidates, resources, title=str(number), best_known=best or None)
