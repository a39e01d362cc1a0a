"""`kaname plan show FILE`: what a file holds, as it says it."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from kaname.cli.console import as_json, print_json, say, say_problems
from kaname.exchange.document import PlanDocument
from kaname.exchange.formats import read_plan
from kaname.exchange.kaname_json import plain
from kaname.words import N_, translate

HELP = N_("show what a plan file holds")
_SHOWN = 40


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=t("a plan file of any format"))
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Print the plan."""
    document = read_plan(arguments.file)
    if arguments.json:
        print_json(_as_json(document))
    else:
        say_problems(document.diagnostics, arguments.lang, sys.stderr, document.source)
        _print(document, lambda message: translate(message, arguments.lang))
    return 0


def _as_json(document: PlanDocument) -> dict[str, object]:
    whole = plain(document)
    whole["diagnostics"] = [as_json(diagnostic) for diagnostic in document.diagnostics]
    return dict(whole)


def _print(document: PlanDocument, t: Callable[[str], str]) -> None:
    project = document.project
    say(t("{name}: format {format}").format(name=project.name or document.source, format=document.format))
    counts = {
        t("activities"): len(document.activities),
        t("relations"): len(document.relations),
        t("calendars"): len(document.calendars),
        t("resources"): len(document.resources),
        t("assignments"): len(document.assignments),
        t("reporting rounds"): len(document.tracking),
        t("risks"): len(document.risks),
    }
    say("  ".join(f"{name} {count}" for name, count in counts.items() if count))
    for activity in document.activities[:_SHOWN]:
        start, finish = activity.stored.start, activity.stored.finish
        dates = f"{start:%Y-%m-%d} - {finish:%Y-%m-%d}" if start and finish else ""
        say(f"{activity.id:>8}  {'  ' * activity.outline_level}{activity.name}  {dates}".rstrip())
    if len(document.activities) > _SHOWN:
        say(t("... and {count} more").format(count=len(document.activities) - _SHOWN))
    if document.left_out:
        say(t("Not kept from the file (how often):"))
        say("  " + ", ".join(f"{name} {count}" for name, count in document.left_out.items()))
