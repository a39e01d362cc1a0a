"""Patterson's format (.rcp): PSPLIB, RanGen, RG30, RG300. Whole numbers only; lines may be folded anywhere.

``activities resources``, the capacities, then for each activity its duration, its demands, the number of its
successors and their numbers (1..n).
"""

from kaname.engine.diagnostics import ProblemsFound, warning
from kaname.engine.level.problem import FS, LevellingProblem
from kaname.exchange.psplib.case import Case
from kaname.exchange.psplib.scan import Numbers, text_of, within


def recognises(head: bytes) -> bool:
    """Say whether a file looks like Patterson's format: nothing but digits and space at its beginning."""
    first = head[:4096].strip()
    if not first or any(b not in b"0123456789 \t\r\n" for b in first):
        return False
    return len(first.split(b"\n")[0].split()) == 2


def read_case(data: bytes, name: str) -> Case:
    """Return the levelling problem of a .rcp file; raise ProblemsFound with everything that is wrong."""
    numbers = Numbers.of(text_of(data))
    n, resources = numbers.count("number of activities"), numbers.whole("number of resources", 0, 10_000)
    capacity = [numbers.whole("capacity of a resource") for _ in range(resources)]
    modes, relations, problems = [], [], []
    for i in range(n):
        duration = numbers.whole("duration of an activity")
        modes.append([(duration, {r: numbers.whole("demand on a resource") for r in range(resources)})])
        for _ in range(numbers.count("number of successors")):
            line, j = numbers.line, numbers.whole("successor")
            problems += within(j, n, line)
            relations.append((i, j - 1, FS, 0))
    if problems:
        raise ProblemsFound(problems)
    notes = (
        []
        if numbers.done
        else [warning("psplib-text-after-end", f"line {numbers.line}", count=len(numbers.words) - numbers.at)]
    )
    return Case("rcp", name, LevellingProblem.from_modes(modes, capacity, relations), notes)
