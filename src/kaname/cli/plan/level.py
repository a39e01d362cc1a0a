"""`kaname plan level FILE`: the best schedule that the people and machines allow, and how good it is at least."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kaname.cli.argument_types import A_WEEK, seconds
from kaname.cli.console import as_json, print_json, say, say_problems
from kaname.words import N_, translate

HELP = N_("level a plan: the best schedule its resources allow, with a proof of how good it is")
FOUND_IMPOSSIBLE = 1

_STATUS = {
    "OPTIMAL": N_("Proved best: no schedule is shorter."),
    "FEASIBLE": N_("A schedule was found; a better one may exist."),
    "INFEASIBLE": N_("No schedule exists."),
    "STOPPED_WITHOUT_SOLUTION": N_("No schedule was found in the time given."),
}
UNITS = (N_("time units"), N_("days"), N_("minutes"))
_WHY = {
    "fixed": N_("has started"),
    "start": N_("nothing before it"),
    "release": N_("earliest start allowed"),
    "relation": N_("after {by}"),
    "resource": N_("waits for {resource} from {by}"),
    "search": N_("waits for the sake of others"),
}


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=t("a plan file or a scheduling benchmark"))
    parser.add_argument(
        "--time-limit",
        type=seconds(t, A_WEEK),
        default=10.0,
        metavar="SECONDS",
        help=t("how long to search (10 seconds)"),
    )
    parser.add_argument("--seed", type=int, default=0, metavar="S", help=t("seed of the random numbers (0)"))
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Level and print; exit status 1 where no schedule exists."""
    from kaname.exchange.levelling import level_file

    levelled = level_file(arguments.file, arguments.time_limit, arguments.seed)
    answer = levelled.answer()
    if arguments.json:
        answer["diagnostics"] = [as_json(d) for d in levelled.diagnostics]
        print_json(answer)
    else:
        say_problems(levelled.diagnostics, arguments.lang, sys.stderr, arguments.file.name)
        _print(answer, lambda message: translate(message, arguments.lang))
    return FOUND_IMPOSSIBLE if answer["status"] == "INFEASIBLE" else 0


def _print(answer: dict[str, Any], t: Callable[[str], str]) -> None:
    say(t(_STATUS[answer["status"]]))
    if answer["makespan"] is None:
        return
    say(
        t("Length {makespan} {unit}, at least {bound} (gap {gap:.1%}), {seconds} s.").format(
            makespan=answer["makespan"],
            unit=t(answer["unit"]),
            bound=answer["lower_bound"],
            gap=answer["gap"],
            seconds=answer["seconds"],
        )
    )
    if "finish" in answer:
        say(t("Finish {finish}; without limits of people {unlimited}.").format(**answer))
    for id_, start in answer["starts"].items():
        reason = answer["why"][id_]
        because = t(_WHY[reason["kind"]]).format(by=reason.get("by", "?"), resource=reason.get("resource", "?"))
        say(f"{id_:>8}  {start!s:>16}  {answer.get('names', {}).get(id_, '')}  ({because})")
