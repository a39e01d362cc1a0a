"""Rules that every record keeps."""

from collections.abc import Mapping
from typing import Any

from kaname.domains.core.models import Record


class Conflict(Exception):
    """Somebody else changed the row since it was read: nothing was written, and both versions are at hand.

    ``theirs`` is the row as it stands now, ``yours`` what was to be written, by field name.
    """

    def __init__(self, theirs: Record, yours: Mapping[str, Any], version: int) -> None:
        """Keep both, so that a page can show them side by side."""
        super().__init__(f"{theirs}: version {version} was read, {theirs.version} stands")
        self.theirs, self.yours, self.version = theirs, dict(yours), version

    @property
    def fields(self) -> list[str]:
        """The names of the fields in which the two differ."""
        return [name for name, value in self.yours.items() if getattr(self.theirs, name) != value]


def check_version(row: Record, yours: Mapping[str, Any], version: int | None) -> None:
    """Raise Conflict when the row is no longer at the version that was read; None: the caller holds no older one."""
    if version is not None and row.version != version:
        raise Conflict(row, yours, version)
