"""The database backend: a transaction takes its turn before it begins, and gives it on when it ends."""

from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from kaname.settings.sqlite.queue import Turn


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, save for the queue; every transaction is one that writes (BEGIN IMMEDIATE)."""

    def __init__(self, *words: Any, **named: Any) -> None:
        """Make the connection's place in the queue; a database in memory has none to queue with."""
        super().__init__(*words, **named)
        self._turn: Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        turn = self._place()
        if turn is not None:
            turn.take(float(self.settings_dict["OPTIONS"].get("timeout", 5)))
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except BaseException:
            self._give()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # not in the stubs
        self._give()  # where the commit fails, the rollback that follows does it

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # not in the stubs
        finally:
            self._give()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # not in the stubs
        finally:
            self._give()

    def _place(self) -> Turn | None:
        name = str(self.settings_dict["NAME"])
        if self._turn is None and ":memory:" not in name and "mode=memory" not in name:
            self._turn = Turn(Path(name))
        return self._turn

    def _give(self) -> None:
        if self._turn is not None:
            self._turn.give()
