"""Shared fixtures: where the real files are."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

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
