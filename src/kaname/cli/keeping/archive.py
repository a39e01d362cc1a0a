"""The archive: a ZIP of the database and the uploads; its list of contents is written last and read first."""

import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kaname import __version__
from kaname.cli.keeping import manifest as contents
from kaname.cli.keeping import postgresql, sqlite
from kaname.cli.keeping.manifest import Manifest
from kaname.cli.refusal import Refused
from kaname.domains.core.models import AuditEvent
from kaname.words import N_

DATABASE, FILES = "database/", "files/"
SQLITE = "kaname.sqlite3"


def write(target: Path) -> Manifest:
    """Write a backup; the file appears under its name only when it is whole."""
    with _scratch(target.parent) as folder:
        (folder / "database").mkdir()
        if connection.vendor == "sqlite":
            sqlite.copy_out(Path(settings.DATABASES["default"]["NAME"]), folder / "database" / SQLITE)
            with other_database(folder / "database" / SQLITE) as alias:
                head = _head(alias)
        else:
            with postgresql.one_moment():
                postgresql.copy_out(folder / "database")
                head = _head("default")
        made = folder / "archive.zip"
        manifest = _pack(made, folder / "database", head)
        made.chmod(0o600)
        made.replace(target)
    return manifest


def _head(alias: str) -> tuple[list[str], int, str]:
    from django.db import connections

    applied = MigrationRecorder(connections[alias]).applied_migrations()
    last = AuditEvent.objects.using(alias).order_by("-sequence").first()
    names = sorted(f"{app}.{name}" for app, name in applied)
    return names, last.sequence if last else 0, last.hash if last else "0" * 64


def _pack(made: Path, database: Path, head: tuple[list[str], int, str]) -> Manifest:
    uploads = Path(settings.MEDIA_ROOT)
    members = [(DATABASE + p.name, p) for p in sorted(database.iterdir())]
    members += [(FILES + p.relative_to(uploads).as_posix(), p) for p in sorted(uploads.rglob("*")) if p.is_file()]
    digests = {}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in members:
            try:
                source = path.open("rb")
            except FileNotFoundError:  # an upload that got its own name, or a document disposed of, meanwhile
                if name.startswith(DATABASE):
                    raise
                continue
            with source, archive.open(name, "w", force_zip64=True) as into:
                digests[name] = contents.copy(source, into)
        manifest = Manifest(
            contents.FORMAT, __version__, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", connection.vendor, *head, digests
        )
        archive.writestr(contents.NAME, manifest.text())
    with made.open("rb") as file:
        os.fsync(file.fileno())
    return manifest


@contextmanager
def opened(source: Path) -> Iterator[tuple[Manifest, Path]]:
    """Yield a backup's list of contents and the folder that it was unpacked to; refuse one that is not whole."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = contents.read(archive.read(contents.NAME).decode("utf-8"))
            with _scratch(Path(settings.DATA_FOLDER)) as folder:
                _unpack(archive, manifest, folder)
                yield manifest, folder
    except FileNotFoundError:
        raise Refused(N_("There is no file {name}."), name=source) from None
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, zlib.error, EOFError):
        raise Refused(
            N_("{name} is not a whole backup of Kaname: it was cut off or is another file."), name=source.name
        ) from None


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    names = set(archive.namelist()) - {contents.NAME}
    if names != set(manifest.digests):
        raise Refused(N_("The backup does not hold what its list of contents says: it is not restored."))
    for name, digest in manifest.digests.items():
        target = (folder / name).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise Refused(N_("The file is not a backup of Kaname."))
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, target.open("wb") as into:
            if contents.copy(source, into) != digest:
                raise Refused(N_("{name} in the backup was changed: it is not restored."), name=name)
    for part in ("database", "files"):
        (folder / part).mkdir(exist_ok=True)


@contextmanager
def other_database(path: Path) -> Iterator[str]:
    """Yield the alias of a database file beside the installation's own."""
    from django.db import connections

    alias = "archive"
    connections.databases[alias] = {**connections.databases["default"], "NAME": str(path)}
    connections.databases[alias]["OPTIONS"] = {}
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


@contextmanager
def _scratch(near: Path) -> Iterator[Path]:
    """Yield a folder on the same disk, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=".kaname-", dir=near if str(near) else "."))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
