"""Memory kept for the next schedule: a page that the system hands over for the first time costs a microsecond, and a
hundred thousand activities need some six thousand of them, a fifth of their whole schedule.
"""

import sys
from typing import Any

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.int64]

LEAST = 1 << 14
"""Words below which memory is not kept: the allocator has such pieces at hand."""
LIMIT = 1 << 23
"""Words kept in all, 64 MB."""
_FREE = 3
"""References to a piece that nobody uses: of the list, of the loop and of the question itself."""


class Reserve:
    """Arrays handed out again once nobody refers to them, or to a view of them, any more."""

    def __init__(self, limit: int = LIMIT):
        """Keep at most ``limit`` words."""
        self.limit = limit
        self._kept: list[Words] = []

    def take(self, words: int) -> Words:
        """Return room for ``words`` numbers, of any content. O(pieces kept).

        Safe from several threads: one that looks at a piece holds a reference, so that no other takes it for free.
        """
        if words < LEAST:
            return np.empty(words, np.int64)
        for piece in self._kept:
            if words <= piece.size <= words + words // 4 and sys.getrefcount(piece) == _FREE:
                return piece[:words]
        fresh = np.empty(words, np.int64)
        self._keep(fresh)
        return fresh[:words]

    def filled(self, words: int, value: int) -> Words:
        """Return a column of one value."""
        column = self.take(words)
        column.fill(value)
        return column

    def copy(self, source: npt.NDArray[Any]) -> Words:
        """Return a copy of a column."""
        column = self.take(source.size)
        column[:] = source
        return column

    def _keep(self, fresh: Words) -> None:
        """Keep a piece, and forget the oldest beyond the limit; who uses those goes on using them."""
        kept = [*self._kept, fresh]
        while kept and sum(piece.size for piece in kept) > self.limit:
            kept = kept[1:]
        self._kept = kept


RESERVE = Reserve()
"""The one of this process."""
