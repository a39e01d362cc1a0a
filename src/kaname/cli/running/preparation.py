"""Before serving: the database's tables brought up to date, static files collected where they changed."""

import hashlib
from pathlib import Path

from kaname.cli.refusal import Refused
from kaname.words import N_

BUNDLES = ("app.css", "htmx.js", "shell.js")


def migrate() -> int:
    """Bring the tables up to date; return how many migrations were applied."""
    from django.core.management import call_command
    from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
    from django.db.migrations.executor import MigrationExecutor

    connection = connections[DEFAULT_DB_ALIAS]
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as refused:
        raise Refused(N_("The database does not answer: {reason}"), reason=str(refused).strip()) from None
    _refuse_newer(executor)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()
    return len(plan)


def _refuse_newer(executor: object) -> None:
    """Refuse a database that a later Kaname has written: going on would lose what this one does not know."""
    loader = executor.loader  # type: ignore[attr-defined] # Django's executor, imported only where it is made
    unknown = sorted(f"{app}.{name}" for app, name in set(loader.applied_migrations) - set(loader.disk_migrations))
    ours = [name for name in unknown if name.split(".")[0] in loader.migrated_apps]
    if ours:
        raise Refused(
            N_("The database was written by a later version of Kaname ({name}). Use that version or a later one."),
            name=ours[-1],
        )


def missing_bundles() -> list[str]:
    """Return the built files of the pages that are not there."""
    from django.conf import settings

    folder = Path(settings.STATICFILES_DIRS[0]) / "build"
    return [name for name in BUNDLES if not (folder / name).is_file()]


def collect_static() -> bool:
    """Collect and compress static files unless they are those of last time; return whether it was done."""
    from django.conf import settings
    from django.core.management import call_command

    stamp, now = Path(settings.STATIC_ROOT) / ".collected", _fingerprint()
    if stamp.is_file() and stamp.read_text("ascii") == now:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(now, "ascii")
    return True


def _fingerprint() -> str:
    """Return a digest of every static file's place, size and time."""
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            found.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return found.hexdigest()
