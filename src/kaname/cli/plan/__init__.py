"""`kaname plan ...`: plans without a database. One module a subcommand, found by its name.

A subcommand module has ``HELP`` (an English sentence, translated), ``configure(parser, t)`` and ``run(arguments)``
that returns the exit status.
"""

import argparse
import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any


def configure(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Callable[[str], str]) -> None:
    """Add `plan` and its subcommands to the command line."""
    top = commands.add_parser("plan", help=t("work on plan files, without a database"))
    under = top.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    for found in pkgutil.iter_modules(__path__):
        module: Any = import_module(f"{__name__}.{found.name}")
        if not hasattr(module, "HELP"):
            continue  # a shared part, not a subcommand
        parser = under.add_parser(found.name.replace("_", "-"), help=t(module.HELP), description=t(module.HELP))
        module.configure(parser, t)
        parser.set_defaults(run=module.run)
