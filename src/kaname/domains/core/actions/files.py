"""Files that appear in their folder only whole, and on the disk: a crash or a full disk leaves no part of one."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path


def keep_by_digest(folder: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write a file under the SHA-256 of its content; return that and its size in bytes."""
    digest, size = hashlib.sha256(), 0

    def counted() -> Iterable[bytes]:
        nonlocal size
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            yield chunk

    keep(folder, counted(), digest.hexdigest)
    return digest.hexdigest(), size


def keep(folder: Path, chunks: Iterable[bytes], name: Callable[[], str]) -> None:
    """Write a file; its name is asked for when everything is written."""
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        try:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    Path(file.name).replace(folder / name())
