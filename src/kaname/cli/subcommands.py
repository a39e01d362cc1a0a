"""How a group of subcommands is made of the modules in its package, one module a subcommand, found by its name.

A subcommand module has ``HELP`` (an English sentence, translated), ``configure(parser, t)`` and ``run(arguments)``
that returns the exit status. A module without HELP is a shared part. ``NAME`` where Python does not allow the name.
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
    add_modules(under, package, t)


def add_modules(
    under: "argparse._SubParsersAction[argparse.ArgumentParser]", package: ModuleType, t: Callable[[str], str]
) -> None:
    """Add each module of a package that is a subcommand."""
    for found in pkgutil.iter_modules(package.__path__):
        if found.ispkg or found.name.startswith("__"):
            continue
        module: Any = import_module(f"{package.__name__}.{found.name}")
        if hasattr(module, "HELP"):
            text = t(module.HELP)
            name = getattr(module, "NAME", found.name.replace("_", "-"))
            parser = under.add_parser(name, help=text, description=text)
            parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=t("language of messages"))
            module.configure(parser, t)
            parser.set_defaults(run=module.run)
