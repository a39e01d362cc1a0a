"""`kaname portfolio ...`: which projects to do. One module a subcommand, as in :mod:`kaname.cli.plan`."""

import argparse
import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any


def configure(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Callable[[str], str]) -> None:
    """Add `portfolio` and its subcommands to the command line."""
    top = commands.add_parser("portfolio", help=t("choose which projects to do"))
    under = top.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    for found in pkgutil.iter_modules(__path__):
        module: Any = import_module(f"{__name__}.{found.name}")
        if not hasattr(module, "HELP"):
            continue  # a shared part, not a subcommand
        parser = under.add_parser(found.name.replace("_", "-"), help=t(module.HELP), description=t(module.HELP))
        module.configure(parser, t)
        parser.set_defaults(run=module.run)
