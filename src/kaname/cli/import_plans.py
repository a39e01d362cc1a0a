"""`kaname import FILE...`: plans into projects, as one transaction; the same file twice changes nothing."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaname.cli.refusal import Refused
from kaname.words import N_

if TYPE_CHECKING:
    from kaname.domains.schedule.actions.importing.intents import Intent
    from kaname.domains.schedule.actions.importing.reading import Reading

NAME = "import"
HELP = N_("plan files into projects: new ones, and newer versions of known ones")


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help=t("a plan file of any format"))
    parser.add_argument("--project", default="", metavar="CODE", help=t("project of the one file; made if it is new"))
    parser.add_argument("--manager", default="", metavar="CODE", help=t("number or address of a new project's manager"))
    parser.add_argument(
        "--as", dest="user", default="", metavar="EMAIL", help=t("whose rights count; none: all rights")
    )
    sides = parser.add_mutually_exclusive_group()
    sides.add_argument("--theirs", action="store_true", help=t("where both changed a value, take the file's"))
    sides.add_argument("--ours", action="store_true", help=t("where both changed a value, keep Kaname's"))
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=t("folder of the database and uploads"))


def run(arguments: argparse.Namespace) -> int:
    """Read, compare, commit, tell. 1: conflicts wait for a decision; 2: a file was refused. Then nothing is written."""
    from kaname.cli.running import application, preparation

    application.load(arguments.data_dir)
    preparation.migrate()
    from django.utils import translation

    from kaname.cli.importing import answer
    from kaname.domains.core.actions import jobs

    with translation.override(arguments.lang):
        user = _user(arguments.user)
        readings = [_read(path) for path in arguments.files]
        intents = [_decided(i, arguments) for i in _intents(readings, arguments, user)]
        refused = [i for i in intents if i.reading.refused]
        undecided = [i for i in intents if i.undecided]
        done: list[dict[str, Any]] = []
        if not refused and not undecided:
            try:
                done = _commit(intents, user)
            except jobs.Refused as wrong:
                raise Refused(N_("{reason}"), reason=answer.text_of(wrong)) from None
        answer.tell(intents, done, arguments)
    return 2 if refused else 1 if undecided else 0


def _commit(intents: "list[Intent]", user: Any) -> list[dict[str, Any]]:
    from kaname.domains.schedule.actions.importing import committing

    return committing.commit(intents, user)


def _user(email: str) -> Any:
    from kaname.domains.people.models import User

    if not email:
        return None
    found = User.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        raise Refused(N_("There is no account {email}."), email=email)
    return found


def _read(path: Path) -> "Reading":
    from kaname.domains.schedule.actions.importing import reading, uploads
    from kaname.exchange.formats import contents_of

    return reading.read(uploads.keep(path.name, [contents_of(path)]))


def _intents(readings: "list[Reading]", arguments: argparse.Namespace, user: Any) -> "list[Intent]":
    from kaname.domains.project.models import Project
    from kaname.domains.schedule.actions.importing import intents, targets

    if not arguments.project:
        found = intents.proposed(readings, user)
    elif len(readings) > 1:
        raise Refused(N_("--project takes one file; {count} were given."), count=len(readings))
    elif (project := targets.projects_of(user).filter(code=arguments.project).first()) is not None:
        found = [intents.Intent(readings[0], project)]
    elif Project.objects.filter(code=arguments.project).exists():
        raise Refused(N_("There is no project {code} for this account."), code=arguments.project)
    else:
        found = [intents.new_project(readings[0], arguments.project, user)]
    if arguments.manager:
        manager = _manager(arguments.manager)
        for intent in found:
            intent.manager = manager
    return found


def _manager(given: str) -> Any:
    from django.db.models import Q

    from kaname.domains.schedule.actions.importing import targets

    found = targets.managers().filter(Q(code=given) | Q(email__iexact=given) | Q(user__email__iexact=given)).first()
    if found is None:
        raise Refused(N_("There is no person {given} who can manage a project."), given=given)
    return found


def _decided(intent: "Intent", arguments: argparse.Namespace) -> "Intent":
    """Return the intent with every conflict decided for the side that was asked for."""
    from kaname.domains.schedule.actions.importing.intents import Intent
    from kaname.domains.schedule.bridge.comparing import Decision, Side

    if not intent.undecided or not (arguments.theirs or arguments.ours):
        return intent
    side = Decision(Side.THEIRS if arguments.theirs else Side.OURS)
    return Intent(intent.reading, intent.project, decisions=dict.fromkeys(intent.undecided, side))
