"""Rows apart by bars: plans taken out of Microsoft Project for levelling, with calendars left out (MPSPLib).

``R|id|name|units in percent`` and
``T|id|summary|outline number|level|name|duration|predecessors|assignments|constraint|date|start``, where predecessors
are ``id:kind:lag,`` and assignments ``resource:units in percent,``; durations and lags in days ("6.0d").
"""

import math
import re
from dataclasses import dataclass, field
from fractions import Fraction

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error
from kaname.engine.level.problem import FF, FS, SF, SS, LevellingProblem
from kaname.exchange.psplib.case import Case
from kaname.exchange.psplib.scan import text_of

_KINDS = {"FS": FS, "SS": SS, "FF": FF, "SF": SF}
_DAYS = re.compile(r"(-?\d+(?:\.\d+)?)d?")


def recognises(head: bytes) -> bool:
    """Say whether the first line is a resource or an activity between bars."""
    return re.match(rb"\s*(R\|[^|\n]*\|[^|\n]*\|[\d.]+|T(\|[^|\n]*){6,})\s*\r?\n", head[:4096]) is not None


@dataclass(slots=True)
class _Rows:
    resources: dict[str, tuple[str, Fraction]] = field(default_factory=dict)
    activities: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def number(self, text: str, line: int, what: str) -> Fraction:
        found = _DAYS.fullmatch(text.strip())
        if found is None or abs(float(found[1])) > 1e9:
            self.problems.append(error("psplib-not-a-number", f"line {line}", value=text[:40], expected=what))
            return Fraction(0)
        return Fraction(found[1])


def read_case(data: bytes, name: str) -> Case:
    """Return the levelling problem of such a file; raise ProblemsFound with everything that is wrong."""
    rows = _split(text_of(data))
    unit = _common(rows)
    index = {id_: i for i, id_ in enumerate(rows.activities)}
    resource = {id_: r for r, id_ in enumerate(rows.resources)}
    modes, relations = [], []
    for id_, cells in rows.activities.items():
        line, needs = rows.lines[id_], {}
        for cell in filter(None, cells[8].split(",")):
            who, _, units = cell.partition(":")
            if who not in resource:
                rows.problems.append(error("psplib-unknown-resource", f"line {line}", value=who[:40]))
                continue
            needs[resource[who]] = round(rows.number(units, line, "units in percent"))
        modes.append([(int(rows.number(cells[6], line, "duration in days") * unit), needs)])
        relations += _relations(rows, index, id_, unit)
    if rows.problems:
        raise ProblemsFound(rows.problems)
    problem = LevellingProblem.from_modes(
        modes,
        [round(units) for _, units in rows.resources.values()],
        relations,
        ids=index,
        resource_ids=[title or id_ for id_, (title, _) in rows.resources.items()],
    )
    names = tuple(cells[5] for cells in rows.activities.values())
    return Case("rows", name, problem, names=names, unit="days" if unit == 1 else f"1/{unit} day")


def _split(text: str) -> _Rows:
    rows = _Rows()
    for line, row in enumerate(text.split("\n"), 1):
        cells = row.rstrip("\r").split("|")
        if cells[0] == "R" and len(cells) >= 4:
            rows.resources[cells[1]] = (cells[2], rows.number(cells[3], line, "units in percent"))
        elif cells[0] == "T" and len(cells) >= 9:
            if cells[2].lower() == "true":
                continue  # a summary: its dates follow from its children
            if cells[1] in rows.activities:
                rows.problems.append(error("psplib-twice", f"line {line}", value=cells[1][:40]))
            rows.activities[cells[1]] = cells
            rows.lines[cells[1]] = line
        elif row.strip():
            rows.problems.append(error("psplib-short-row", f"line {line}", value=row[:40]))
    return rows


def _common(rows: _Rows) -> int:
    """Return how many units a day must be divided into so that every duration is whole."""
    parts = [rows.number(cells[6], rows.lines[i], "duration in days") for i, cells in rows.activities.items()]
    for cells in rows.activities.values():
        parts += [Fraction(found[1]) for c in cells[7].split(",") if (found := _DAYS.fullmatch(c.split(":")[-1]))]
    return math.lcm(1, *(p.denominator for p in parts))


def _relations(rows: _Rows, index: dict[str, int], id_: str, unit: int) -> list[tuple[int, int, int, int]]:
    found, line = [], rows.lines[id_]
    for cell in filter(None, rows.activities[id_][7].split(",")):
        before, kind, lag = [*cell.split(":"), "FS", "0d"][:3] if ":" not in cell else (*cell.split(":"), "0d")[:3]
        if before not in index or kind not in _KINDS:
            rows.problems.append(error("psplib-unknown-activity", f"line {line}", value=cell[:40], last=len(index)))
            continue
        found.append((index[before], index[id_], _KINDS[kind], int(rows.number(lag, line, "lag in days") * unit)))
    return found
