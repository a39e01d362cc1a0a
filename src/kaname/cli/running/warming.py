"""Kernels of the engine made ready in the background: compiled by a process of its own, then loaded by this one.

Compiling holds Python's lock for seconds, so it is never done where somebody waits for a page.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path

AFTER = 0.5
"""Seconds: the first page goes first."""


def warm_later(function: str) -> None:
    """Load what a function of kaname.engine.warm uses, soon, without anybody waiting for it."""
    warmer = threading.Timer(AFTER, _warm, [function])
    warmer.daemon = True
    warmer.start()


def _warm(function: str) -> None:
    _compile_once()
    getattr(import_module("kaname.engine.warm"), function)()


def _compile_once() -> None:
    """Compile all kernels unless that was done for this very engine; one process does it, the others wait."""
    from django.conf import settings

    stamp, now = Path(settings.DATA_FOLDER) / ".kernels", _fingerprint()
    with stamp.open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if file.read() == now:
            return
        command = [sys.executable, "-m", "kaname.engine.warm"]
        if subprocess.run(command, preexec_fn=lambda: os.nice(10), check=False).returncode == 0:  # noqa: S603 - our own command; only nice() is called
            file.truncate(0)
            file.write(now)


def _fingerprint() -> str:
    folder = Path(import_module("kaname.engine").__file__ or "").parent
    found = hashlib.sha256(sys.version.encode())
    for path in sorted(folder.rglob("*.py")):
        status = path.stat()
        found.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return found.hexdigest()
