"""`kaname user add EMAIL`: an account with a role of the whole company, from the machine that runs the application."""

import argparse
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from kaname.cli.console import say
from kaname.cli.refusal import Refused
from kaname.words import N_, translate

HELP = N_("add an account with a role of the whole company")
ROLES = ("pmo_manager", "pmo_expert", "auditor", "system_administrator", "coordinator", "finance")


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("email", metavar="EMAIL", help=t("address that signs in"))
    parser.add_argument("--name", required=True, metavar="NAME", help=t("name of the person"))
    parser.add_argument("--role", choices=ROLES, required=True, help=t("role for the whole company"))
    parser.add_argument("--code", default="", metavar="CODE", help=t("employee number; made up where it is not given"))
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help=t("read the password from standard input; otherwise one is made and printed once"),
    )
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=t("folder of the database and uploads"))


def run(arguments: argparse.Namespace) -> int:
    """Make the person, the account and the role as one transaction."""
    from kaname.cli.running import application, preparation

    application.load(arguments.data_dir)
    preparation.migrate()
    given = sys.stdin.readline().rstrip("\r\n") if arguments.password_stdin else ""
    if arguments.password_stdin and not given:
        raise Refused(N_("There is no password on standard input."))
    password = given or secrets.token_urlsafe(12)
    _add(arguments, password)
    say(translate(N_("{email} can sign in."), arguments.lang).format(email=arguments.email.lower()))
    if not given:
        say(translate(N_("Password, shown only now: {password}"), arguments.lang).format(password=password))
    return 0


def _add(arguments: argparse.Namespace, password: str) -> None:
    from django.core.exceptions import ValidationError
    from django.db import transaction
    from django.utils import translation

    from kaname.domains.core.queries import today
    from kaname.domains.people.actions import accounts, persons, roles

    code = arguments.code or f"A-{secrets.token_hex(3)}"
    try:
        with translation.override(arguments.lang), transaction.atomic():
            person = persons.create(code=code, name=arguments.name, by=None)
            accounts.create(person=person, email=arguments.email, password=password, language=arguments.lang, by=None)
            roles.grant(person=person, role=arguments.role, valid_from=today(), by=None)
    except ValidationError as refused:
        with translation.override(arguments.lang):
            reason = " ".join(str(message) for message in refused.messages)
        raise Refused(N_("The account was not made: {reason}"), reason=reason) from None
