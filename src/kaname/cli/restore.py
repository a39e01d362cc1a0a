"""`kaname restore FILE`: put a backup back, after checking all of it."""

import argparse
from collections.abc import Callable
from pathlib import Path

from kaname.cli.console import say
from kaname.words import N_, translate

HELP = N_("put a backup back, after checking all of it")


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=t("the backup to read"))
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=t("folder of the database and uploads"))
    parser.add_argument("--replace", action="store_true", help=t("put it in the place of the data that is there"))


def run(arguments: argparse.Namespace) -> int:
    """Check and restore; say what is there now."""
    from kaname.cli.running import application

    application.load(arguments.data_dir)
    from kaname.cli.keeping import restoring

    manifest = restoring.restore(arguments.file, arguments.replace)
    done = translate(N_("Restored as of {time}: audit log whole up to event {number}."), arguments.lang)
    say(done.format(time=manifest.made_at, number=manifest.audit_sequence))
    return 0
