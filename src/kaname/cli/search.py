"""`kaname search TEXT`: what is called so, as one account sees it."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from kaname.cli.console import print_json, say
from kaname.cli.reader import reader
from kaname.words import N_, translate

HELP = N_("find projects, activities, people and deliverables by name or code")
KINDS = {
    "project": N_("project"),
    "activity": N_("activity"),
    "person": N_("person"),
    "deliverable": N_("deliverable"),
}
MOST = 200


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument("text", metavar="TEXT", nargs="+", help=t("words that must all be found in it"))
    parser.add_argument(
        "--as", dest="email", metavar="EMAIL", help=t("search as this account; else as the first PMO manager")
    )
    parser.add_argument(
        "--limit", type=int, choices=range(1, MOST + 1), default=20, metavar="N", help=t("of each kind")
    )
    parser.add_argument("--json", action="store_true", help=t("print one JSON document"))
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=t("folder of the database and uploads"))


def run(arguments: argparse.Namespace) -> int:
    """Print what was found, the nearest first; 1 where nothing was."""
    from kaname.cli.running import application, preparation

    application.load(arguments.data_dir)
    preparation.migrate()
    from django.utils import translation

    from kaname.domains.reporting.queries.search import search

    with translation.override(arguments.lang):
        hits = search(reader(arguments.email), " ".join(arguments.text), arguments.limit)
    if arguments.json:
        print_json({"found": [asdict(hit) for hit in hits]})
    for hit in () if arguments.json else hits:
        kind = translate(KINDS[hit.kind], arguments.lang)
        say("\t".join((kind, hit.project, hit.code, hit.name)))
    return 0 if hits else 1
