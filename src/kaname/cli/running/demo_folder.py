"""The demo's folder: never one that holds anything else; the built company is kept, each start has a fresh copy."""

import hashlib
import os
import shutil
import sys
from pathlib import Path

from kaname import __version__
from kaname.cli.refusal import Refused
from kaname.words import N_

MARK = ".demo"
DATABASE = "kaname.sqlite3"


def default() -> Path:
    """Return where the demo lives when nobody says: beside the data of a real installation, never in it."""
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "kaname-demo"


def claim(folder: Path) -> None:
    """Make the folder a demo's; refuse one that holds something else."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise Refused(N_("{folder} holds something that is not a demo. Choose an empty folder."), folder=folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / MARK).touch()


def clear(folder: Path) -> None:
    """Remove what the last demo left, the built company excepted."""
    for path in folder.glob(f"{DATABASE}*"):
        path.unlink()
    for name in ("files", "mail"):
        shutil.rmtree(folder / name, ignore_errors=True)


def kept(folder: Path, language: str) -> Path:
    """Return the file of the company as this very version builds it in a language, whether it is there or not."""
    return folder / f"built-{_fingerprint()}-{language}.sqlite3"


def keep(folder: Path, built: Path) -> None:
    """Keep a built company, and none of those of other versions."""
    from kaname.cli.keeping import sqlite

    for old in folder.glob("built-*.sqlite3"):
        if not old.name.startswith(built.name.removesuffix(".sqlite3")[:-2]):
            old.unlink()
    sqlite.copy_out(folder / DATABASE, built)


def _fingerprint() -> str:
    """Return a digest of what the company is built from: the demo, the domains, the engine."""
    root = Path(__file__).parents[2]
    found = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for part in ("demo", "domains", "engine", "exchange"):
        for path in sorted(p for p in (root / part).rglob("*") if p.suffix in (".py", ".csv", ".toml")):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]
