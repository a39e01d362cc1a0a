"""The `kaname` command. Thin: parse, call, print.

Exit status: 0 done, 1 the work found the problems it was asked to look for, 2 bad use or unreadable input.
"""

import argparse
import gettext
import os
import sys
from collections.abc import Sequence

from kaname import __version__
from kaname.cli import plan, portfolio, user
from kaname.cli.console import as_json, print_json, say_problems, tell
from kaname.cli.refusal import Refused
from kaname.cli.subcommands import add_group, add_modules
from kaname.engine.diagnostics import ProblemsFound, error
from kaname.words import LANGUAGES, LOCALE, default_language, translate

DONE, FOUND, BAD = 0, 1, 2


def parser(language: str) -> argparse.ArgumentParser:
    """Return the whole command line, in a language."""

    def t(message: str) -> str:
        return translate(message, language)

    top = argparse.ArgumentParser(prog="kaname", description=t("要 Kaname: every project of a company, recomputed."))
    top.add_argument("--version", action="version", version=f"kaname {__version__}")
    top.add_argument("--lang", choices=LANGUAGES, default=language, help=t("language of messages"))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_group(commands, plan, t("work on plan files, without a database"), t)
    add_group(commands, portfolio, t("choose which projects to do"), t)
    add_group(commands, user, t("accounts"), t)
    add_modules(commands, sys.modules[__name__], t)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; no traceback ever reaches a user."""
    words = list(sys.argv[1:] if argv is None else argv)
    language = language_of(words)
    _speak(language)
    try:
        arguments = parser(language).parse_args(words)
    except SystemExit as stop:  # argparse has printed what is wrong
        return int(stop.code or 0)
    try:
        status = int(arguments.run(arguments))
        sys.stdout.flush()
    except ProblemsFound as problems:
        say_problems(problems.diagnostics, arguments.lang, sys.stderr)
        if getattr(arguments, "json", False):  # a program that asked is told as well
            print_json({"diagnostics": [as_json(d) for d in problems.diagnostics]})
        return BAD
    except Refused as refused:
        tell(refused.sentence, arguments.lang, **refused.values)
        return BAD
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as refused:  # a full disk, above all: files that are read and written speak for themselves
        say_problems([error("output-unwritable", reason=refused.strerror or str(refused))], language, sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return BAD
    return status


def language_of(words: Sequence[str]) -> str:
    """Return the language that the words of a command ask for, wherever they stand; else the user's."""
    for before, word in zip(["", *words], words, strict=False):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else word if before == "--lang" else ""
        if value in LANGUAGES:
            return value
    return default_language()


def _speak(language: str) -> None:
    """Let argparse say its own words in a language: it asks gettext, which asks the environment."""
    if sys.stdout is None:  # started without one: nothing that is printed can be kept
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it lives as long as the process
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("argparse", str(LOCALE))
    gettext.textdomain("argparse")
