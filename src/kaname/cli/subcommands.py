"""How a group of subcommands is made of the modules in its package, one module a subcommand, found by its name.

A subcommand module has ``HELP`` (an English sentence, translated), ``configure(parser, t)`` and ``run(arguments)``
that returns the exit status. A module without HELP is a shared part.
"""

import argparse
import pkgutil
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

from kaname.words import LANGUAGES


def add_group(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    package: ModuleType,
    help_text: str,
    t: Callable[[str], str],
) -> None:
    """Add a group, named as its package is, and its subcommands to the command line."""
    top = commands.add_parser(package.__name__.rsplit(".", 1)[1], help=help_text)
    under = top.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    for found in pkgutil.iter_modules(package.__path__):
        module: Any = import_module(f"{package.__name__}.{found.name}")
        if hasattr(module, "HELP"):
            text = t(module.HELP)
            parser = under.add_parser(found.name.replace("_", "-"), help=text, description=text)
            parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=t("language of messages"))
            module.configure(parser, t)
            parser.set_defaults(run=module.run)
