"""ProGen/max (.sch): RCPSP/max, precedence with minimum and maximum time lags from start to start.

``activities renewable nonrenewable doubly``; for activities 0..n+1 ``number modes successors s... [lag]...``; then
``number mode duration demand...``; then the capacities. A negative lag on a reversed arc is a maximum lag.
"""

import re

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.engine.level.problem import SS, LevellingProblem
from kaname.exchange.psplib.case import Case
from kaname.exchange.psplib.scan import MAX_VALUE, Numbers, text_of


def recognises(head: bytes) -> bool:
    """Say whether a file begins with four counts and has lags in brackets."""
    lines = head[:8192].strip().split(b"\n")
    return len(lines) > 1 and len(lines[0].split()) == 4 and re.search(rb"\[\s*-?\d+", lines[1]) is not None


def read_case(data: bytes, name: str) -> Case:
    """Return the levelling problem of a .sch file; raise ProblemsFound with everything that is wrong."""
    numbers = Numbers.of(re.sub(r"[\[\]]", " ", text_of(data)))
    n = numbers.count("number of activities") + 2
    kinds = [numbers.whole("number of resources", 0, 10_000) for _ in range(3)]
    resources = kinds[0] + kinds[1]
    relations = []
    for i in range(n):
        _expect(numbers, i)
        _single(numbers)
        targets = [numbers.whole("successor", 0, n - 1) for _ in range(numbers.count("number of successors"))]
        relations += [(i, j, SS, numbers.whole("time lag", -MAX_VALUE)) for j in targets]
    modes = []
    for i in range(n):
        _expect(numbers, i)
        _single(numbers)
        duration = numbers.whole("duration")
        modes.append([(duration, {r: numbers.whole("demand on a resource") for r in range(resources)})])
    problem = LevellingProblem.from_modes(
        modes,
        [numbers.whole("capacity of a resource") for _ in range(resources)],
        relations,
        ids=range(n),
        renewable=[r < kinds[0] for r in range(resources)],
    )
    return Case("sch", name, problem)


def _expect(numbers: Numbers, i: int) -> None:
    line, found = numbers.line, numbers.whole("activity number")
    if found != i:
        raise ProblemsFound([error("psplib-unexpected-job", f"line {line}", value=found, expected=i)])


def _single(numbers: Numbers) -> None:
    line, modes = numbers.line, numbers.whole("number of modes")
    if modes != 1:
        raise ProblemsFound([error("psplib-lags-by-mode", f"line {line}", value=modes)])
