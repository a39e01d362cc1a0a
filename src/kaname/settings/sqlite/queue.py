"""A queue for one database file: whoever begins to write waits for those before, and is woken as soon as they are done.

SQLite itself lets a waiting writer look again every tenth of a second; where eight write without a pause, one of them
may look in vain for a minute. A lock on a file is given on by the kernel, and let go of when its holder is killed. One
lock alone is won by whoever runs at the moment, and that is often who has just given it back: so there is a second
one, for the place at the head of the line, which is kept until the turn has come.
"""

import os
import threading
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows: SQLite's own waiting must do
    fcntl = None  # type: ignore[assignment] # a module or nothing


class Turn:
    """One connection's place in the queue."""

    def __init__(self, database: Path) -> None:
        """Nothing is taken yet."""
        self._turn, self._line = (database.with_name(f"{database.name}.{end}") for end in ("turn", "line"))
        self._file: IO[bytes] | None = None

    def take(self, seconds: float) -> None:
        """Wait for the turn, but not longer than some seconds: then SQLite decides who may write."""
        if fcntl is None or self._file is not None:
            return
        with self._line.open("ab") as line:
            file = self._turn.open("ab")
            try:
                fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                if not _waited(line, file, seconds):
                    return
        self._file = file

    def give(self) -> None:
        """Let the next one write."""
        if self._file is not None:
            self._file.close()  # and with it the lock
            self._file = None


def _waited(line: IO[bytes], turn: IO[bytes], seconds: float) -> bool:
    """Wait in a thread of its own, since the kernel's waiting knows no limit; return whether the turn has come."""
    state = {"taken": False, "given_up": False}
    change, guard = threading.Event(), threading.Lock()
    place = os.dup(line.fileno())  # the same lock, whoever closes the file

    def wait() -> None:
        try:
            fcntl.flock(place, fcntl.LOCK_EX)
            fcntl.flock(turn, fcntl.LOCK_EX)
        finally:
            os.close(place)
        with guard:
            state["taken"] = not state["given_up"]
        if state["given_up"]:
            turn.close()
        change.set()

    threading.Thread(target=wait, daemon=True).start()
    change.wait(seconds)
    with guard:
        state["given_up"] = not state["taken"]
    return state["taken"]
