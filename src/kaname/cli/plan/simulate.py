"""`kaname plan simulate FILE`: the finish as a distribution, and what drives it."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kaname.cli.argument_types import number, spread
from kaname.cli.console import print_json, say, say_problems
from kaname.cli.plan.simulate_answer import answer
from kaname.cli.plan.simulate_text import lines
from kaname.words import N_, translate

if TYPE_CHECKING:
    from kaname.exchange.simulation import SimulatedPlan

HELP = N_("simulate a plan: when it will really finish, and what drives that")
POLICIES = ("msproject", "primavera", "pmbok")
_MOST_ITERATIONS, _MOST_WORKERS = 10_000_000, 256


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=t("a plan file of any format"))
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))
    parser.add_argument(
        "--iterations",
        type=_whole_number(t, _MOST_ITERATIONS),
        default=5000,
        metavar="N",
        help=t("how often to play the plan (5000)"),
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=t("the same seed gives the same answer (1)"))
    parser.add_argument(
        "--workers",
        type=_whole_number(t, _MOST_WORKERS),
        default=1,
        metavar="W",
        help=t("threads; they do not change the answer (1)"),
    )
    parser.add_argument("--risks", type=Path, metavar="FILE.json", help=t("risks, distributions, correlation, weather"))
    parser.add_argument(
        "--spread",
        type=spread(
            lambda low, high: 0 <= low <= high <= 1000,
            t("{value} is not LOW,HIGH with 0 <= LOW <= HIGH <= 1000, for example 0.9,1.3"),
        ),
        metavar="LOW,HIGH",
        help=t("vary every other remaining duration from LOW to HIGH times its value, for example 0.9,1.3"),
    )
    parser.add_argument(
        "--tolerance",
        type=_minutes(t),
        metavar="MINUTES",
        help=t("stop as soon as the standard error of the P80 is at most this"),
    )
    parser.add_argument("--policy", choices=POLICIES, help=t("whose rules to follow (those of the file's format)"))


def _whole_number(t: Callable[[str], str], most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text[:12]) <= most:
            message = t("{value} is not a whole number from 1 to {most}")
            raise argparse.ArgumentTypeError(message.format(value=text[:40], most=most))
        return int(text)

    return read


def _minutes(t: Callable[[str], str]) -> Callable[[str], float]:
    def read(text: str) -> float:
        value = number(text)
        if value is None or value <= 0:
            raise argparse.ArgumentTypeError(t("{value} is not a number of minutes above 0").format(value=text[:40]))
        return value

    return read


def run(arguments: argparse.Namespace) -> int:
    """Simulate and print."""
    start = time.perf_counter()
    simulated = _simulated(arguments)
    document = simulated.compiled.document
    if arguments.json:
        print_json(answer(simulated, time.perf_counter() - start))
        return 0
    say_problems([*document.diagnostics, *simulated.diagnostics], arguments.lang, sys.stderr, document.source)
    for line in lines(simulated, lambda message: translate(message, arguments.lang)):
        say(line)
    return 0


def _simulated(arguments: argparse.Namespace) -> "SimulatedPlan":
    from kaname.exchange.compile import RESOLUTION, policy_for
    from kaname.exchange.formats import read_plan
    from kaname.exchange.risks import read_risks
    from kaname.exchange.simulation import simulate_plan

    document = read_plan(arguments.file)
    return simulate_plan(
        document,
        read_risks(arguments.risks) if arguments.risks else None,
        arguments.spread,
        policy_for(document, arguments.policy),
        iterations=arguments.iterations,
        seed=arguments.seed,
        workers=arguments.workers,
        tolerance=arguments.tolerance and arguments.tolerance * RESOLUTION,
    )
