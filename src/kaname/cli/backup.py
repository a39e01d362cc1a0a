"""`kaname backup FILE`: database and uploads in one checked file, while the application runs."""

import argparse
from collections.abc import Callable
from pathlib import Path

from kaname.cli.console import say
from kaname.cli.refusal import Refused
from kaname.words import N_, translate

HELP = N_("write database and uploads to one file, while the application runs")


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=t("the backup to write"))
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=t("folder of the database and uploads"))


def run(arguments: argparse.Namespace) -> int:
    """Write the backup and say what it holds."""
    from kaname.cli.running import application

    application.load(arguments.data_dir)
    from kaname.cli.keeping import archive

    if not arguments.file.parent.is_dir():
        raise Refused(N_("There is no folder {name}."), name=arguments.file.parent)
    manifest = archive.write(arguments.file)
    done = translate(N_("{file}: {files} uploads, audit log up to event {number}."), arguments.lang)
    uploads = sum(name.startswith(archive.FILES) for name in manifest.digests)
    say(done.format(file=arguments.file, files=uploads, number=manifest.audit_sequence))
    return 0
