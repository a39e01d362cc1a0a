"""`kaname demo`: a living company in a database of its own, built and served."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from kaname.cli.console import say, tell
from kaname.cli.serve import DONE, add_address, prepare, refuse_busy, serve
from kaname.words import N_, translate

HELP = N_("a fresh demo company in a database of its own, served in your browser")


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    add_address(parser, t)
    parser.add_argument("--no-serve", action="store_true", help=t("build the company and stop"))
    parser.set_defaults(role="all")


def run(arguments: argparse.Namespace) -> int:
    """Build, or copy what was built, then serve."""
    from kaname.cli.running import application, demo_folder

    if not arguments.no_serve:
        refuse_busy(arguments.host, arguments.port)
    folder = (arguments.data_dir or demo_folder.default()).expanduser().resolve()
    arguments.data_dir = folder
    demo_folder.claim(folder)
    os.environ.pop("KANAME_DATABASE_URL", None)  # never a real installation's database
    demo_folder.clear(folder)
    application.load(folder)
    built = demo_folder.kept(folder, arguments.lang)
    if built.exists():
        shutil.copyfile(built, folder / demo_folder.DATABASE)
    prepare(arguments)
    if built.exists():
        _put_files(arguments.lang)
    else:
        _build(folder, built, arguments.lang)
    if arguments.no_serve:
        _sign_ins(arguments.lang)
    else:
        serve(arguments, told=lambda: _sign_ins(arguments.lang))
    return DONE


def _build(folder: Path, built: Path, language: str) -> None:
    from django.db import connections

    from kaname.cli.running import demo_folder
    from kaname.demo.build import build

    tell(N_("Building the demo company, in English (once; some seconds). In Japanese: --lang ja"), language)
    build(_bar, language)
    connections.close_all()
    demo_folder.keep(folder, built)


def _put_files(language: str) -> None:
    """Put the files of the company's documents beside the copied database."""
    from django.db import connections

    from kaname.demo.documents import put_files

    put_files(language)
    connections.close_all()


def _bar(done: int, total: int) -> None:
    if not sys.stderr.isatty():
        return
    filled = 30 * done // total
    sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}]" + ("" if done < total else "\r\033[K"))
    sys.stderr.flush()


def _sign_ins(language: str) -> None:
    from django.db import connections
    from django.utils import translation

    from kaname.demo.company import PASSWORD
    from kaname.demo.signins import addresses

    with translation.override(language):
        for role, name, email in addresses():
            say(f"  {email:<42} {role.label} ({name})")
    say(translate(N_("Password of all: {password}"), language).format(password=PASSWORD))
    connections.close_all()
