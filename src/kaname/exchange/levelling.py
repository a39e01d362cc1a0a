"""Any plan file, levelled: the answer in the file's own terms."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kaname.engine.diagnostics import Diagnostic
from kaname.engine.level.explain import Reason, reasons
from kaname.engine.level.problem import LevellingProblem
from kaname.engine.level.result import LevellingResult
from kaname.exchange import psplib
from kaname.exchange.document import PlanDocument
from kaname.exchange.formats import read_plan
from kaname.exchange.plan_levelling import case_of
from kaname.exchange.psplib.case import Case

_HEAD = 65536


@dataclass(frozen=True, slots=True)
class Levelled:
    """What was levelled, and what came out; ``dates`` are the answer's entries that only plans with dates have."""

    problem: LevellingProblem
    result: LevellingResult
    starts: dict[str, int | str]
    makespan: float | None
    lower_bound: float
    unit: str
    why: tuple[Reason, ...]
    names: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    dates: dict[str, Any]

    def answer(self) -> dict[str, Any]:
        """Return the answer of ``kaname plan level --json``, without its diagnostics."""
        p, result = self.problem, self.result
        answer: dict[str, Any] = {
            "status": result.status.value,
            "makespan": self.makespan,
            "lower_bound": self.lower_bound,
            "gap": result.gap,
            "starts": self.starts,
            "seconds": round(result.seconds, 3),
            "unit": self.unit,
            "bound_by": result.bound_by,
            **self.dates,
            "why": {id_: self._because(reason) for id_, reason in zip(p.ids, self.why, strict=False)},
        }
        if p.multi_mode and len(result.modes):
            answer["modes"] = dict(zip(p.ids, (result.modes - p.mode_first[:-1] + 1).tolist(), strict=True))
        if self.names:
            answer["names"] = dict(zip(p.ids, self.names, strict=True))
        return answer

    def _because(self, reason: Reason) -> dict[str, str]:
        said = {"kind": reason.kind}
        if reason.by >= 0:
            said["by"] = self.problem.ids[reason.by]
        if reason.resource >= 0:
            said["resource"] = self.problem.resource_ids[reason.resource]
        return said


def level_file(path: Path, time_limit: float, seed: int) -> Levelled:
    """Return the levelled plan of a file; raise ProblemsFound naming everything that makes it unreadable."""
    head = b""
    if path.is_file():
        with path.open("rb") as file:
            head = file.read(_HEAD)
    if psplib.recognises(head, path.name) and path.is_file():
        return _benchmark(psplib.read_case_file(path), time_limit, seed)
    return levelled_plan(read_plan(path), time_limit, seed)


def _benchmark(case: Case, time_limit: float, seed: int) -> Levelled:
    from kaname.engine.level import level

    result = level(case.problem, time_limit=time_limit, seed=seed)
    return Levelled(
        case.problem,
        result,
        dict(zip(case.problem.ids, result.starts.tolist(), strict=False)),
        result.makespan,
        result.lower_bound,
        case.unit,
        reasons(case.problem, result.starts, result.modes) if len(result.starts) else (),
        case.names,
        (*case.diagnostics, *result.diagnostics),
        {},
    )


def levelled_plan(document: PlanDocument, time_limit: float, seed: int) -> Levelled:
    """Return a plan, levelled; raise ProblemsFound where it cannot be scheduled at all."""
    from kaname.engine.level.calendar_level import level_on

    case = case_of(document)
    result = level_on(case.problem, case.axis, floor=case.floor, rank=case.rank, time_limit=time_limit, seed=seed)
    found = (*case.diagnostics, *result.diagnostics)
    bound = case.minutes(result.lower_bound)
    if result.makespan is None:
        return Levelled(case.problem, result, {}, None, bound, case.unit, (), case.names, found, {})
    dates, left = case.levelled(result)
    texts = {id_: case.moment(dates.start[row]) for id_, row in zip(case.problem.ids, case.rows, strict=True)}
    return Levelled(
        case.problem,
        result,
        dict(texts),
        None if result.makespan is None else case.minutes(result.makespan),
        bound,
        case.unit,
        case.reasons(result),
        case.names,
        (*found, *left),
        {
            "finish": case.moment(dates.project_finish),
            "unlimited": case.moment(case.dates.project_finish),
            "finishes": {id_: case.moment(dates.finish[r]) for id_, r in zip(case.problem.ids, case.rows, strict=True)},
        },
    )
