"""`kaname plan portfolio FILE... -o OUT.html`: many plans at once to one page that stands alone."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from kaname import __version__
from kaname.cli.argument_types import spread
from kaname.cli.console import print_json, say, say_problems
from kaname.cli.page.settings import Settings
from kaname.engine.diagnostics import ProblemsFound, error
from kaname.words import N_

HELP = N_("many plans at once to one self-contained page")
DONE, FOUND, BAD = 0, 1, 2


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    usual = Settings()
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=t("plan files of any format"))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT.html",
        help=t("the page to write; portfolio.html where neither it nor --json is given"),
    )
    parser.add_argument("--json", action="store_true", help=t("print the same facts as one JSON document"))
    parser.add_argument(
        "--iterations", type=int, default=usual.iterations, metavar="N", help=t("runs of the simulation, 0 for none")
    )
    parser.add_argument("--seed", type=int, default=usual.seed, metavar="S", help=t("seed of the simulation"))
    parser.add_argument(
        "--spread",
        type=spread(
            lambda low, high: 0 < low <= 1 <= high < 100,
            t("{value} is not LOW,HIGH with 0 < LOW <= 1 <= HIGH < 100, for example 0.9,1.3"),
        ),
        default=usual.spread,
        metavar="LOW,HIGH",
        help=t("range of a remaining duration without a distribution of its own, as factors"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the page; return 1 where a file could not be used, 2 where none could."""
    from kaname.cli.page.compute import facts_of
    from kaname.cli.page.json_facts import as_json
    from kaname.cli.page.render import render
    from kaname.cli.page.view import page

    settings = Settings(arguments.iterations, arguments.seed, arguments.spread)
    plans = []
    for path in _shown(arguments.files):
        plans.append(facts_of(path, settings))
        errors = [d for d in plans[-1].problems if d.severity == "error"]
        say_problems(errors, arguments.lang, sys.stderr, path.name)
    shown = page(plans, __version__, settings.in_words(), f"{datetime.now():%Y/%m/%d %H:%M}")
    output = arguments.output or (None if arguments.json else Path("portfolio.html"))
    if output is not None:
        _write(output, render(shown, arguments.lang))
    if arguments.json:
        print_json(as_json(shown))
    else:
        say(shown.answer.ja if arguments.lang == "ja" else shown.answer.en)
        if arguments.output is None:
            say(f"==> {output}")
    unusable = sum(f.unusable for f in plans)
    return DONE if not unusable else BAD if unusable == len(plans) else FOUND


def _shown(files: Sequence[Path]) -> Iterator[Path]:
    """Yield the files, with a bar on a terminal."""
    on_terminal = sys.stderr.isatty()
    for i, path in enumerate(files):
        if on_terminal:
            done = 30 * i // len(files)
            sys.stderr.write(f"\r[{'#' * done}{'.' * (30 - done)}] {i}/{len(files)} {path.name[:40]}\033[K")
            sys.stderr.flush()
        yield path
    if on_terminal:
        sys.stderr.write("\r\033[K")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8", newline="\n")
    except OSError as refused:
        raise ProblemsFound([error("file-unwritable", str(path), reason=refused.strerror or str(refused))]) from None
