"""A selection as the JSON answer of the command."""

from typing import Any

from kaname.engine.portfolio.problem import SelectionProblem
from kaname.engine.portfolio.result import Lack, Rejection, Selection
from kaname.engine.portfolio.scenario import Comparison


def answer_of(problem: SelectionProblem, found: Selection, number: int | None) -> dict[str, Any]:
    """Return the answer; ``starts`` only where time plays a part, ``problem`` where a file holds several."""
    answer: dict[str, Any] = {} if number is None else {"problem": number}
    answer |= {
        "status": found.status.value,
        "value": found.value,
        "bound": found.bound,
        "gap": found.gap,
        "chosen": [choice.id for choice in found.chosen],
    }
    if problem.best_known:
        answer["best_known"] = problem.best_known
    if problem.timed:
        answer["starts"] = {choice.id: problem.periods[choice.start] for choice in found.chosen}
    versions = {choice.id: choice.version for choice in found.chosen if choice.version}
    if versions:
        answer["versions"] = versions
    answer |= {
        "rejected": [_rejected(problem, rejection) for rejection in found.rejected],
        "constraints": [
            {
                "resource": usage.resource,
                **_period(problem, usage.period),
                "limit": usage.limit,
                "used": usage.used,
                "left": usage.left,
                "price": usage.price,
                "binding": usage.binding,
            }
            for usage in found.usage
        ],
        "method": found.method,
        "seconds": round(found.seconds, 3),
        "diagnostics": [],
    }
    return answer


def _period(problem: SelectionProblem, period: int) -> dict[str, str]:
    return {"period": problem.periods[period]} if problem.timed and period >= 0 else {}


def _rejected(problem: SelectionProblem, rejection: Rejection) -> dict[str, Any]:
    lacks = [_lack(problem, lack) for lack in rejection.lacks]
    return {"id": rejection.id, "lacks": lacks, "leave": list(rejection.leave), "change": rejection.change}


def _lack(problem: SelectionProblem, lack: Lack) -> dict[str, Any]:
    if lack.kind not in ("limit", "total"):
        return {"kind": lack.kind, "names": list(lack.names)}
    amounts = {"needed": lack.needed, "left": lack.left, "short": round(lack.short, 9)}
    return {"kind": lack.kind, "resource": lack.names[0], **_period(problem, lack.period), **amounts}


def difference_of(problem: SelectionProblem, other: Comparison) -> dict[str, Any]:
    """Return the answer with the other limits, and who comes, goes and moves."""
    answer = answer_of(problem, other.after, None)
    return answer | {"comes": list(other.comes), "goes": list(other.goes), "moves": list(other.moves)}
