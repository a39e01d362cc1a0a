"""`kaname plan check FILE`: everything wrong with a plan, and the DCMA 14-point assessment of its health."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaname.cli.console import as_json, print_json, say, say_problems
from kaname.engine.diagnostics import Diagnostic, ProblemsFound, Severity
from kaname.words import N_, translate

if TYPE_CHECKING:
    from kaname.engine.health import Finding
    from kaname.exchange.compile import CompiledPlan

HELP = N_("list a plan's problems and assess the health of its schedule")
FOUND = 1

NAMES = {
    1: N_("Activities without predecessor or successor"),
    2: N_("Relations with negative lag (leads)"),
    3: N_("Relations with positive lag"),
    4: N_("Finish-to-start relations"),
    5: N_("Hard constraints"),
    6: N_("Total float over 44 working days"),
    7: N_("Negative total float"),
    8: N_("Duration over 44 working days"),
    9: N_("Dates on the wrong side of the status date"),
    10: N_("Activities without people or cost"),
    11: N_("Activities that missed their baseline"),
    12: N_("A delay of the critical path moves the finish"),
    13: N_("Critical path length index (CPLI)"),
    14: N_("Baseline execution index (BEI)"),
}
_MARKS = {True: N_("passed"), False: N_("failed"), None: N_("not computed")}


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=t("a plan file of any format"))
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Check and print; exit status 1 where an error or a failed check was found."""
    import sys

    from kaname.engine.health import assess
    from kaname.exchange.compile import schedule_plan
    from kaname.exchange.formats import read_plan
    from kaname.exchange.plan_health import health_facts

    document = read_plan(arguments.file)
    try:
        compiled, dates = schedule_plan(document)
    except ProblemsFound as problems:
        raise ProblemsFound((*document.diagnostics, *problems.diagnostics)) from None
    findings = assess(health_facts(compiled, dates))
    found = [*document.diagnostics, *compiled.diagnostics]
    if arguments.json:
        print_json({"diagnostics": [as_json(d) for d in found], "dcma": [_as_json(f, compiled) for f in findings]})
    else:
        say_problems(found, arguments.lang, sys.stderr, document.source)
        _print(findings, lambda message: translate(message, arguments.lang))
    return FOUND if _bad(found) or any(f.passed is False for f in findings) else 0


def _bad(diagnostics: list[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in diagnostics)


def _as_json(finding: "Finding", compiled: "CompiledPlan") -> dict[str, Any]:
    return {
        "check": finding.check,
        "name": finding.name,
        "value": finding.value,
        "threshold": finding.threshold,
        "passed": finding.passed,
        "activities": compiled.network.names(finding.rows),
    }


def _print(findings: list["Finding"], t: Callable[[str], str]) -> None:
    for finding in findings:
        say(f"{finding.check:>3}  {t(_MARKS[finding.passed])}  {_value(finding):>8}  {t(NAMES[finding.check])}")


def _value(finding: "Finding") -> str:
    if finding.value is None:
        return "—"
    return f"{finding.value:.1%}" if finding.kind == "ratio" else f"{finding.value:.3g}"
