"""MPLIB: several projects with shared resources (Van Eynde & Vanhoucke).

``projects``, ``resources``, the shared capacities; then for each project ``activities release``, which resources are
shared with the others (1) or its own (0), and for each activity its duration, demands, number of successors and the
successors as ``project:activity``.
"""

import re

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error
from kaname.engine.level.problem import FS, LevellingProblem
from kaname.exchange.psplib.case import Case
from kaname.exchange.psplib.scan import Numbers, text_of

_TARGET = re.compile(r"(\d+):(\d+)")


def recognises(head: bytes) -> bool:
    """Say whether a file begins with two single counts and names successors as project:activity."""
    lines = head[:65536].strip().split(b"\n")
    alone = len(lines) > 3 and len(lines[0].split()) == 1 and len(lines[1].split()) == 1
    return alone and lines[0].strip().isdigit() and re.search(rb"\s\d+:\d+", head) is not None


def read_case(data: bytes, name: str) -> Case:
    """Return the levelling problem of an MPLIB file; raise ProblemsFound with everything that is wrong."""
    numbers = Numbers.of(text_of(data))
    projects, resources = numbers.count("number of projects"), numbers.whole("number of resources", 0, 10_000)
    capacity = [numbers.whole("capacity of a resource") for _ in range(resources)]
    modes, ids, release, owner = [], [], [], []
    links: list[tuple[int, tuple[int, int], int]] = []
    for p in range(projects):
        n, start = numbers.count("number of activities"), numbers.whole("release of a project")
        shared = [numbers.whole("shared (1) or own (0)", 0, 10**6) for _ in range(resources)]
        for a in range(n):
            duration = numbers.whole("duration")
            needs = {r: numbers.whole("demand on a resource") for r in range(resources)}
            modes.append([(duration, {r: need for r, need in needs.items() if shared[r]})])
            ids.append(f"{p + 1}:{a + 1}")
            release.append(start)
            owner.append(p)
            for _ in range(numbers.count("number of successors")):
                line = numbers.line
                links.append((len(modes) - 1, _target(numbers.word("successor"), line), line))
    relations = _relations(links, ids)
    names = [str(p + 1) for p in range(projects)]
    problem = LevellingProblem.from_modes(
        modes, capacity, relations, ids=ids, release=release, project=owner, project_ids=names
    )
    return Case("mplib", name, problem)


def _target(word: str, line: int) -> tuple[int, int]:
    found = _TARGET.fullmatch(word)
    if found is None:
        raise ProblemsFound(
            [error("psplib-not-a-number", f"line {line}", value=word[:40], expected="project:activity")]
        )
    return int(found[1]), int(found[2])


def _relations(links: list[tuple[int, tuple[int, int], int]], ids: list[str]) -> list[tuple[int, int, int, int]]:
    index = {id_: i for i, id_ in enumerate(ids)}
    problems: list[Diagnostic] = [
        error("psplib-unknown-activity", f"line {line}", value=f"{p}:{a}", last=ids[-1])
        for _, (p, a), line in links
        if f"{p}:{a}" not in index
    ]
    if problems:
        raise ProblemsFound(problems)
    return [(i, index[f"{p}:{a}"], FS, 0) for i, (p, a), _ in links]
