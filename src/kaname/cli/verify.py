"""`kaname verify`: the audit log, read from its first event to its last."""

import argparse
from collections.abc import Callable
from pathlib import Path

from kaname.cli.console import say
from kaname.words import N_, translate

HELP = N_("check that nobody has changed the audit log, from its first event")
FOUND = 1


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=t("folder of the database and uploads"))


def run(arguments: argparse.Namespace) -> int:
    """Say whether the log is whole; 1 where it is not."""
    from kaname.cli.running import application

    application.load(arguments.data_dir)
    from kaname.domains.core.queries import broken_links, last_event

    broken = list(broken_links())
    if not broken:
        said = translate(N_("The audit log is whole: {number} events."), arguments.lang)
        say(said.format(number=last_event()))
        return 0
    said = translate(
        N_("The audit log was changed: {number} events are not what they were, first {first}."), arguments.lang
    )
    say(said.format(number=len(broken), first=broken[0]))
    return FOUND
