"""Cycles of a network, each as its list of activities."""

from typing import Any

import numpy as np

from kaname.engine.jit import njit
from kaname.engine.network import Flag, Network
from kaname.engine.summary_logic import Virtual, summary_logic


def cycles_of(network: Network) -> list[list[int]]:
    """Return one cycle of each knot of the logic (strongly connected component), shortest way round from its first row.

    Relations of a row to itself and of inactive activities do not count; a summary's relations count for what is under
    it. Tarjan (1972), without recursion. O(N + M).
    """
    pred, succ, size = _logic(network)
    if sorted_nodes(size, pred, succ) == size:
        return []
    after: list[list[int]] = [[] for _ in range(size)]
    for p, s in zip(pred.tolist(), succ.tolist(), strict=True):
        after[p].append(s)
    knots = [k for k in _components(after) if len(k) > 1]
    real = [[v for v in _round(after, sorted(k)) if v < network.size] for k in knots]
    return sorted((cycle for cycle in real if cycle), key=lambda c: c[0])


def _logic(network: Network) -> tuple[Any, Any, int]:
    """Return the relations that count, and of how many nodes; summaries with logic stand as their virtual nodes."""
    out = network.has(Flag.SUMMARY) | network.has(Flag.INACTIVE) | network.has(Flag.HAMMOCK)
    virtual = summary_logic(network) if network.parent is not None else Virtual(network.size)
    ours = (network.pred != network.succ) & ~out[network.pred] & ~out[network.succ]
    more = np.array([edge[:2] for edge in virtual.edges], np.int32).reshape(-1, 2).T
    pred, succ = np.append(network.pred[ours], more[0]), np.append(network.succ[ours], more[1])
    return pred, succ, network.size + len(virtual.roles)


@njit(cache=True, nogil=True)
def sorted_nodes(size: int, pred: Any, succ: Any) -> int:
    """Return how many nodes come into a topological order (Kahn 1962): all, where there is no cycle. O(N + M)."""
    into, begin = np.zeros(size, np.int64), np.zeros(size + 1, np.int64)
    for e in range(pred.shape[0]):
        into[succ[e]] += 1
        begin[pred[e] + 1] += 1
    for v in range(size):
        begin[v + 1] += begin[v]
    after, room = np.empty(pred.shape[0], np.int64), begin[:-1].copy()
    for e in range(pred.shape[0]):
        after[room[pred[e]]] = succ[e]
        room[pred[e]] += 1
    ready = np.empty(size, np.int64)
    found = 0
    for v in range(size):
        if into[v] == 0:
            ready[found] = v
            found += 1
    done = 0
    while done < found:
        v = ready[done]
        done += 1
        for i in range(begin[v], begin[v + 1]):
            into[after[i]] -= 1
            if into[after[i]] == 0:
                ready[found] = after[i]
                found += 1
    return done


def _components(after: list[list[int]]) -> list[list[int]]:
    """Return the strongly connected components."""
    index, low = [-1] * len(after), [0] * len(after)
    on_stack = np.zeros(len(after), np.bool_)
    stack: list[int] = []
    found: list[list[int]] = []
    count = 0
    for root in range(len(after)):
        if index[root] >= 0:
            continue
        work = [(root, 0)]
        while work:
            v, i = work.pop()
            if i == 0:
                index[v] = low[v] = count
                count += 1
                stack.append(v)
                on_stack[v] = True
            if i > 0:
                low[v] = min(low[v], low[after[v][i - 1]])
            while i < len(after[v]):
                w = after[v][i]
                i += 1
                if index[w] < 0:
                    work.append((v, i))
                    work.append((w, 0))
                    break
                if on_stack[w]:
                    low[v] = min(low[v], index[w])
            else:
                if low[v] == index[v]:
                    found.append(_pop(stack, v, on_stack))
    return found


def _pop(stack: list[int], root: int, on_stack: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> list[int]:
    """Take a component off the stack."""
    component = []
    while True:
        w = stack.pop()
        on_stack[w] = False
        component.append(w)
        if w == root:
            return component


def _round(after: list[list[int]], knot: list[int]) -> list[int]:
    """Return the shortest way from a knot's first node back to it (breadth first)."""
    inside, first = set(knot), knot[0]
    came: dict[int, int] = {}
    queue = [first]
    for v in queue:
        for w in after[v]:
            if w == first:
                way = [v]
                while way[-1] != first:
                    way.append(came[way[-1]])
                return way[::-1]
            if w in inside and w not in came:
                came[w] = v
                queue.append(w)
    return knot
