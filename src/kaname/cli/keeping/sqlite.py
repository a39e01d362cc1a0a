"""The embedded database: copied page by page while it is used (SQLite's online backup), put back the same way."""

import sqlite3
from pathlib import Path

from kaname.cli.refusal import Refused
from kaname.words import N_

PAGES = 2_000
"""Copied at a time; writers go on in between, and what they change is copied again."""


def copy_out(database: Path, target: Path) -> None:
    """Write one consistent state of a database that is in use to a file."""
    with _opened(database) as source, _opened(target) as made:
        source.backup(made, pages=PAGES, sleep=0.005)
        made.execute("PRAGMA journal_mode=DELETE")
    source.close()
    made.close()


def check(database: Path) -> None:
    """Refuse a file that is not a whole database."""
    try:
        with _opened(database) as opened:
            said = opened.execute("PRAGMA integrity_check").fetchone()[0]
        opened.close()
    except sqlite3.DatabaseError as refused:
        said = str(refused)
    if said != "ok":
        raise Refused(N_("The backup's database is damaged ({reason}): it is not restored."), reason=said)


def put_back(source: Path, database: Path) -> None:
    """Replace a database's content as one transaction: others see the old state or the new one, nothing between."""
    with _opened(source) as kept, _opened(database) as live:
        live.execute("PRAGMA journal_mode=WAL")
        live.execute("PRAGMA synchronous=FULL")
        kept.backup(live)
    kept.close()
    live.close()


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=60, isolation_level=None)
