"""`kaname portfolio select FILE`: the most valuable candidates within every limit, with a bound and the reasons."""

import argparse
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaname.cli.argument_types import A_DAY, seconds
from kaname.cli.console import print_json, say
from kaname.cli.portfolio.select_answer import answer_of, difference_of
from kaname.cli.portfolio.select_text import difference_text, selection_text
from kaname.words import N_, translate

if TYPE_CHECKING:
    from kaname.engine.portfolio.problem import SelectionProblem

HELP = N_("choose the most valuable projects that budgets and people allow, with proof of how good the choice is")
IMPOSSIBLE, BAD = 1, 2


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=t("a selection file (Kaname JSON or OR-Library numbers)")
    )
    parser.add_argument(
        "--time-limit",
        type=seconds(t, A_DAY),
        default=10.0,
        metavar="SECONDS",
        help=t("how long to search each problem (10)"),
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=t("seed of the random numbers (1)"))
    parser.add_argument("--workers", type=int, choices=(1, 2), default=2, help=t("threads to use (2)"))
    parser.add_argument("--problem", type=int, metavar="K", help=t("only the K-th problem of the file (all)"))
    parser.add_argument(
        "--what-if",
        type=limit,
        action="append",
        default=[],
        metavar="RESOURCE=LIMIT",
        help=t("compare with another limit of a resource; may be repeated"),
    )
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))


def limit(text: str) -> tuple[str, float]:
    """Read RESOURCE=LIMIT."""
    name, _, number = text.rpartition("=")
    value = float(number)
    if not name or not 0 <= value < math.inf:
        raise ValueError(text)
    return name, value


def run(arguments: argparse.Namespace) -> int:
    """Select and print; exit status 1 where some problem has no selection at all."""
    from kaname.exchange.knapsack import read_selection

    problems = list(enumerate(read_selection(arguments.file), 1))
    refused = _refused(arguments, [problem for _, problem in problems])
    if refused:
        print(refused, file=sys.stderr)  # noqa: T201 - the answer to bad use goes to standard error
        return BAD
    wanted = [(k, problem) for k, problem in problems if arguments.problem in (None, k)]
    answers = []
    for k, problem in wanted:
        answers.append(_one(arguments, k if len(problems) > 1 else None, problem))
    if arguments.json:
        print_json(answers[0] if len(wanted) == 1 else answers)
    return IMPOSSIBLE if any(answer["status"] == "INFEASIBLE" for answer in answers) else 0


def _refused(arguments: argparse.Namespace, problems: list["SelectionProblem"]) -> str:
    """Return why the arguments do not fit the file, or nothing."""
    if arguments.problem is not None and not 1 <= arguments.problem <= len(problems):
        return translate(N_("--problem {given}: the file holds the problems 1 to {count}."), arguments.lang).format(
            given=arguments.problem, count=len(problems)
        )
    known = {resource.id for problem in problems for resource in problem.resources}
    for name, _ in arguments.what_if:
        if name not in known:
            return translate(
                N_("--what-if {given}: the file has no such resource; it has {known}."), arguments.lang
            ).format(given=name, known=", ".join(sorted(known)[:20]))
    return ""


def _one(arguments: argparse.Namespace, number: int | None, problem: "SelectionProblem") -> dict[str, Any]:
    from kaname.engine.portfolio.scenario import compare, with_limits
    from kaname.engine.portfolio.select import select

    found = select(problem, arguments.time_limit, arguments.seed, arguments.workers)
    answer = answer_of(problem, found, number)
    if not arguments.json:
        say(selection_text(problem, found, number, arguments.lang))
    if arguments.what_if:
        changed = with_limits(problem, dict(arguments.what_if))
        other = compare(found, select(changed, arguments.time_limit, arguments.seed, arguments.workers))
        answer["what_if"] = difference_of(changed, other)
        if not arguments.json:
            say(difference_text(other, arguments.lang))
    return answer
