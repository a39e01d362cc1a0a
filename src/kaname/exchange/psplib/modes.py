"""PSPLIB's long format: .sm (one mode), .mm and MMLIB (several modes, renewable and non-renewable resources)."""

import re

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error
from kaname.engine.level.problem import FS, LevellingProblem
from kaname.exchange.psplib.case import Case
from kaname.exchange.psplib.scan import Numbers, text_of, whole, within

_SECTIONS = {"precedence": "PRECEDENCE RELATIONS", "requests": "REQUESTS/DURATIONS", "capacity": "AVAILABILIT"}


def recognises(head: bytes) -> bool:
    """Say whether a file has PSPLIB's long headings."""
    return re.search(rb"(?i)jobs\s*\(incl|precedence relations\s*:", head[:8192]) is not None


def read_case(data: bytes, name: str) -> Case:
    """Return the levelling problem of a .sm or .mm file; raise ProblemsFound with everything that is wrong."""
    text = text_of(data)
    n = _head(text, r"(?im)^\s*jobs[^:\n]*:\s*(\S+)", "number of jobs")
    kinds = [
        (letter, _head(text, rf"(?im)^\s*-\s*{word}[^:\n]*:\s*(\d+)", f"number of {word} resources"))
        for letter, word in (("R", "renewable"), ("N", "nonrenewable"))
    ]
    resources = [f"{letter}{k + 1}" for letter, count in kinds for k in range(count)]
    successors, mode_counts, problems = _precedence(text, n)
    if problems:
        raise ProblemsFound(problems)
    modes = _requests(text, n, len(resources), mode_counts)
    capacity = _capacity(text, len(resources))
    problem = LevellingProblem.from_modes(
        modes,
        capacity,
        [(i, j, FS, 0) for i, following in enumerate(successors) for j in following],
        renewable=[r.startswith("R") for r in resources],
        resource_ids=resources,
    )
    return Case("mm" if problem.multi_mode else "sm", name, problem)


def _head(text: str, pattern: str, what: str) -> int:
    found = re.search(pattern, text)
    if found is None:
        raise ProblemsFound([error("psplib-no-section", "line 1", expected=what)])
    return whole(found[1], what, text.count("\n", 0, found.start(1)) + 1, 0, 100_000)


def _section(text: str, key: str) -> Numbers:
    """Return the numbers of a section: the lines after its heading that hold only numbers, up to the line of stars."""
    start = text.upper().find(_SECTIONS[key])
    if start < 0:
        raise ProblemsFound([error("psplib-no-section", "line 1", expected=_SECTIONS[key])])
    first = text.count("\n", 0, start) + 1
    body = re.split(r"(?m)^\*{4,}", text[start:], maxsplit=1)[0]
    return Numbers.of("\n".join("" if re.search(r"[A-Za-z:]|---", line) else line for line in body.split("\n")), first)


def _precedence(text: str, n: int) -> tuple[list[list[int]], list[int], list[Diagnostic]]:
    numbers, successors, counts, problems = _section(text, "precedence"), [], [], []
    for _ in range(n):
        numbers.whole("job number")
        counts.append(numbers.whole("number of modes", 1, 1000))
        row = []
        for _ in range(numbers.count("number of successors")):
            line, j = numbers.line, numbers.whole("successor")
            problems += within(j, n, line)
            row.append(j - 1)
        successors.append(row)
    return successors, counts, problems


def _requests(text: str, n: int, resources: int, counts: list[int]) -> list[list[tuple[int, dict[int, int]]]]:
    numbers, modes = _section(text, "requests"), []
    for i in range(n):
        line, job = numbers.line, numbers.whole("job number")
        if job != i + 1:
            raise ProblemsFound([error("psplib-unexpected-job", f"line {line}", value=job, expected=i + 1)])
        rows = []
        for _ in range(counts[i]):
            numbers.whole("mode")
            duration = numbers.whole("duration")
            rows.append((duration, {r: numbers.whole("demand on a resource") for r in range(resources)}))
        modes.append(rows)
    return modes


def _capacity(text: str, resources: int) -> list[int]:
    numbers = _section(text, "capacity")
    return [numbers.whole("capacity of a resource") for _ in range(resources)]
