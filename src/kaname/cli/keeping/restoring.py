"""Putting a backup back: all of it is checked, then the database changes as one transaction, then the uploads."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader

from kaname.cli.keeping import archive, postgresql, sqlite
from kaname.cli.keeping.manifest import Manifest
from kaname.cli.refusal import Refused
from kaname.cli.running import preparation
from kaname.domains.core.models import AuditEvent
from kaname.domains.core.queries import broken_links
from kaname.words import N_


def restore(source: Path, replace: bool) -> Manifest:
    """Make the installation what the backup holds."""
    with archive.opened(source) as (manifest, folder):
        _refuse_foreign(manifest)
        if not replace and _in_use():
            raise Refused(N_("There is data already. Give --replace to put the backup in its place."))
        if connection.vendor == "sqlite":
            _restore_sqlite(folder / "database" / archive.SQLITE, manifest)
        else:
            with transaction.atomic():
                postgresql.put_back(folder / "database", manifest.migrations)
                _check_chain("default", manifest)
        _put_files_back(folder / "files")
    connections.close_all()
    preparation.migrate()
    return manifest


def _refuse_foreign(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise Refused(
            N_("The backup is of {theirs}, this installation uses {ours}: set KANAME_DATABASE_URL accordingly."),
            theirs=manifest.database,
            ours=connection.vendor,
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(manifest.migrations) - known):
        raise Refused(
            N_(
                "The backup was made by a later version of Kaname ({version}, {name}). Use that version or a later one."
            ),
            version=manifest.version,
            name=unknown[-1],
        )


def _in_use() -> bool:
    with connection.cursor() as cursor:
        if "people_user" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT COUNT(*) FROM people_user")
        return bool(cursor.fetchone()[0])


def _restore_sqlite(database: Path, manifest: Manifest) -> None:
    sqlite.check(database)
    with archive.other_database(database) as alias:
        _check_chain(alias, manifest)
    connections.close_all()
    sqlite.put_back(database, Path(settings.DATABASES["default"]["NAME"]))


def _check_chain(alias: str, manifest: Manifest) -> None:
    """Refuse a backup whose audit log was changed, or ends elsewhere than its list of contents says."""
    for sequence in broken_links(using=alias):
        raise Refused(
            N_("The audit log in the backup is broken at event {number}: it is not restored."), number=sequence
        )
    last = AuditEvent.objects.using(alias).order_by("-sequence").first()
    if (last.hash if last else "0" * 64) != manifest.audit_hash:
        raise Refused(
            N_("The audit log in the backup does not end where its list of contents says: it is not restored.")
        )


def _put_files_back(files: Path) -> None:
    uploads = Path(settings.MEDIA_ROOT)
    before = uploads.with_name(f"{uploads.name}.before-restore")
    shutil.rmtree(before, ignore_errors=True)
    if uploads.exists():
        uploads.replace(before)
    files.replace(uploads)
    shutil.rmtree(before, ignore_errors=True)
