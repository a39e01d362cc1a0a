"""Orders of activities that respect relations, and longest paths along them."""

from typing import Any

import numpy as np

from kaname.engine.jit import njit
from kaname.engine.level.problem import Ints


@njit(cache=True, nogil=True)
def _grouped(n: Any, key: Any) -> Any:
    first = np.zeros(n + 2, np.int64)
    order = np.empty(len(key), np.int64)
    for q in range(len(key)):
        first[key[q] + 2] += 1
    for i in range(n + 1):
        first[i + 1] += first[i]
    for q in range(len(key)):
        order[first[key[q] + 1]] = q
        first[key[q] + 1] += 1
    return first, order


def grouped(n: int, key: Ints) -> tuple[Ints, Ints]:
    """Return where each key 0..n-1 begins (n + 1 places), and the indices in the order of their keys.

    A counting sort that keeps the order of equals, O(n + m).
    """
    first, order = _grouped(n, np.ascontiguousarray(key, dtype=np.int64))
    return first[: n + 1], order


@njit(cache=True, nogil=True)
def _topological(n: Any, first: Any, after: Any, waiting: Any) -> Any:
    order = np.empty(n, np.int64)
    out = 0
    for i in range(n):
        if waiting[i] == 0:
            order[out] = i
            out += 1
    k = 0
    while k < out:
        i = order[k]
        k += 1
        for e in range(first[i], first[i + 1]):
            j = after[e]
            waiting[j] -= 1
            if waiting[j] == 0:
                order[out] = j
                out += 1
    return order[:out]


def topological(n: int, pred: Ints, succ: Ints) -> Ints:
    """Return activities so that each comes after its predecessors; shorter than n where relations form a circle.

    Kahn's algorithm, O(n + E).
    """
    first, by = grouped(n, pred)
    waiting = np.bincount(succ, minlength=n).astype(np.int64)
    found: Ints = _topological(n, first, succ[by], waiting)
    return found


@njit(cache=True, nogil=True)
def longest_from(order: Any, first: Any, before: Any, offset: Any, base: Any) -> Any:
    """Return, for each activity, the longest path into it: max(base[i], longest[before] + offset). O(n + E)."""
    longest = base.copy()
    for i in order:
        for e in range(first[i], first[i + 1]):
            longest[i] = max(longest[i], longest[before[e]] + offset[e])
    return longest


@njit(cache=True, nogil=True)
def distances(n: Any, first: Any, before: Any, offset: Any, far: Any) -> Any:
    """Return the longest path from i to j for every pair, ``far`` (very negative) where there is none.

    Activities are numbered topologically. O(n E) time, n * n int32 of memory.
    """
    longest = np.full((n, n), far, np.int32)
    for i in range(n):
        longest[i, i] = 0
    for j in range(n):
        for e in range(first[j], first[j + 1]):
            b, w = before[e], offset[e]
            for i in range(b + 1):
                if longest[i, b] > far and longest[i, b] + w > longest[i, j]:
                    longest[i, j] = longest[i, b] + w
    return longest


@njit(cache=True, nogil=True)
def implied(longest: Any, first: Any, before: Any, offset: Any, pred: Any, succ: Any, distance: Any) -> Any:
    """Say which relations a longer way round implies. O(E * predecessors)."""
    found = np.zeros(len(pred), np.bool_)
    for q in range(len(pred)):
        i, j = pred[q], succ[q]
        for e in range(first[j], first[j + 1]):
            b = before[e]
            if b != i and longest[i, b] > -(2**30) and longest[i, b] + offset[e] >= distance[q]:
                found[q] = True
    return found
