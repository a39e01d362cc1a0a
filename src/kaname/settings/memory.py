"""The cache of whole pages: Django's memory cache, bounded by what it holds and not only by how many."""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

MOST = 64 * 2**20
"""Bytes of all pages that a process keeps: a hundred large plans would fill a small server's memory otherwise."""


class Pages(LocMemCache):
    """What was read longest ago goes first."""

    _cache: Any
    _expire_info: Any

    def _set(self, key: str, value: bytes, timeout: float | None = DEFAULT_TIMEOUT) -> None:
        super()._set(key, value, timeout)  # type: ignore[misc] # not in the stubs
        held = sum(map(len, self._cache.values()))
        while held > MOST:
            dropped, page = self._cache.popitem()
            del self._expire_info[dropped]
            held -= len(page)
