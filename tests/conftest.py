"""Shared fixtures: where the real files are."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from factories.frozen import IMMUTABLE, IMMUTABLE_IN_PART

settings.register_profile("kaname", deadline=None)  # the first example may compile a kernel
settings.load_profile("kaname")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def realdata() -> Path:
    """The folder of other people's files; tests that need it skip, saying so, where it is missing."""
    folder = Path(os.environ.get("KANAME_REALDATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"KANAME_REALDATA is missing in CI: {folder}")
        pytest.skip(f"no real data at {folder} (set KANAME_REALDATA)")
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Let the flush between transactional tests empty append-only tables: nothing else may."""
    from django.apps import apps
    from django.db.backends.base.operations import BaseDatabaseOperations

    from kaname.domains.core.models.immutable import allow, forbid
    from kaname.domains.project.models.settled import guard, unguard

    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        tables = [m._meta.db_table for m in apps.get_models() if m._meta.label in IMMUTABLE]
        with operations.connection.schema_editor() as editor:
            allow(editor, *tables, *IMMUTABLE_IN_PART)
            unguard(editor)
        flush(operations, statements)
        with operations.connection.schema_editor() as editor:
            forbid(editor, *tables)
            for table, only in IMMUTABLE_IN_PART.items():
                forbid(editor, table, only=only)
            guard(editor)

    BaseDatabaseOperations.execute_sql_flush = flush_all  # of every connection, also those that a test makes anew


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """What one test cached, the next does not see."""
    from django.core.cache import caches

    for cache in caches.all():
        cache.clear()
    plans = sys.modules.get("kaname.domains.schedule.bridge.state")
    if plans is not None:  # its keys come again: a database that is rolled back counts anew
        plans.forget_states()
    lists = sys.modules.get("kaname.domains.schedule.bridge.listed")
    if lists is not None:
        lists.forget_listed()
