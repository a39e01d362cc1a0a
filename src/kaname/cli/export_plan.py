"""`kaname export CODE -o FILE`: a project's plan as a file, with the dates computed here, and what is lost."""

import argparse
from collections.abc import Callable
from pathlib import Path

from kaname.cli.console import print_json, say
from kaname.cli.refusal import Refused
from kaname.words import N_, translate

NAME = "export"
HELP = N_("write a project's plan to a file and list what is lost")


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("code", metavar="CODE", help=t("code of the project"))
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=t("the file to write: .xml (Microsoft Project), .json (Kaname) or .xlsx"),
    )
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=t("folder of the database and uploads"))


def run(arguments: argparse.Namespace) -> int:
    """Write the file."""
    from kaname.cli.running import application, preparation

    application.load(arguments.data_dir)
    preparation.migrate()
    from kaname.domains.project.models import Project
    from kaname.domains.schedule.actions import exporting

    project = Project.objects.select_related("plan").filter(code=arguments.code).first()
    if project is None or not hasattr(project, "plan"):
        raise Refused(N_("There is no project {code} with a plan."), code=arguments.code)
    content, lost = exporting.written(project, arguments.out.name, None)
    try:
        arguments.out.write_bytes(content)
    except OSError as refused:
        raise Refused(
            N_("{file} could not be written: {reason}."), file=arguments.out, reason=refused.strerror
        ) from None
    if arguments.json:
        print_json({"file": str(arguments.out), "project": project.code, "lost": lost})
        return 0
    say(translate(N_("Wrote {file}."), arguments.lang).format(file=arguments.out))
    if lost:
        say(translate(N_("The new format does not hold (how often):"), arguments.lang))
        say("  " + ", ".join(f"{name} {count}" for name, count in lost.items()))
    return 0
