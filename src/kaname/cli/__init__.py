"""The `kaname` command. Thin: parse, call, print.

Exit status: 0 done, 1 the work found the problems it was asked to look for, 2 bad use or unreadable input.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from kaname import __version__
from kaname.cli import plan, portfolio
from kaname.cli.console import say_problems
from kaname.engine.diagnostics import ProblemsFound
from kaname.words import LANGUAGES, default_language, translate

DONE, FOUND, BAD = 0, 1, 2


def parser(language: str) -> argparse.ArgumentParser:
    """Return the whole command line, in a language."""

    def t(message: str) -> str:
        return translate(message, language)

    top = argparse.ArgumentParser(prog="kaname", description=t("要 Kaname: every project of a company, recomputed."))
    top.add_argument("--version", action="version", version=f"kaname {__version__}")
    top.add_argument("--lang", choices=LANGUAGES, default=language, help=t("language of messages"))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    plan.configure(commands, t)
    portfolio.configure(commands, t)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; no traceback ever reaches a user."""
    arguments_given = list(sys.argv[1:] if argv is None else argv)
    language = default_language()
    for i, word in enumerate(arguments_given):
        if word == "--lang" and i + 1 < len(arguments_given) and arguments_given[i + 1] in LANGUAGES:
            language = arguments_given[i + 1]
        elif word.removeprefix("--lang=") in LANGUAGES and word.startswith("--lang="):
            language = word.removeprefix("--lang=")
    try:
        arguments = parser(language).parse_args(arguments_given)
    except SystemExit as stop:  # argparse has printed what is wrong
        return int(stop.code or 0)
    try:
        return int(arguments.run(arguments))
    except ProblemsFound as problems:
        say_problems(problems.diagnostics, arguments.lang, sys.stderr)
        return BAD
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
