"""`kaname plan convert IN OUT`: a plan in another format, with a list of what is lost."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from kaname.cli.console import as_json, print_json, say, say_problems
from kaname.exchange.formats import read_bytes, read_plan
from kaname.exchange.losses import losses
from kaname.exchange.writers import as_held, plan_bytes, write_plan
from kaname.words import N_, translate

HELP = N_("write a plan in another format and list what is lost")


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="IN", help=t("a plan file of any format"))
    parser.add_argument(
        "out", type=Path, metavar="OUT", help=t("the file to write: .xml (Microsoft Project), .json (Kaname) or .xlsx")
    )
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Convert, then read the result back and compare."""
    document = read_plan(arguments.file)
    after = read_bytes(plan_bytes(document, arguments.out.name), arguments.out.name)
    write_plan(document, arguments.out)
    lost = losses(as_held(document, arguments.out.name), after)
    if arguments.json:
        print_json(
            {
                "from": document.format,
                "to": after.format,
                "lost": lost,
                "left_out": document.left_out,
                "diagnostics": [as_json(diagnostic) for diagnostic in document.diagnostics],
            }
        )
        return 0
    say_problems(document.diagnostics, arguments.lang, sys.stderr, document.source)
    _print(lost, document.left_out, arguments)
    return 0


def _print(lost: dict[str, int], left_out: dict[str, int], arguments: argparse.Namespace) -> None:
    def t(message: str) -> str:
        return translate(message, arguments.lang)

    say(t("Wrote {file}.").format(file=arguments.out))
    if lost:
        say(t("The new format does not hold (how often):"))
        say("  " + ", ".join(f"{name} {count}" for name, count in lost.items()))
    if left_out:
        say(t("Not kept from the file (how often):"))
        say("  " + ", ".join(f"{name} {count}" for name, count in left_out.items()))
    if not lost and not left_out:
        say(t("Nothing was lost."))
