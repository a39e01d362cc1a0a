"""What is wrong with a network, all at once: one small function a rule.

Errors make a schedule impossible; warnings change what it means. Subjects and lists are the caller's ids.
"""

from collections.abc import Iterator

import numpy as np

from kaname.engine.cycles import cycles_of
from kaname.engine.diagnostics import Diagnostic, Severity, error, warning
from kaname.engine.network import NONE, Flag, Network


def validate(network: Network) -> list[Diagnostic]:
    """Return every problem of a network. O(N + M)."""
    if bad := list(_relations_to_nothing(network)):
        return bad  # the other rules need the rows
    rules = (_cycles, _self_relations, _negative_durations, _impossible_actuals, _repeated_relations, _own_summary)
    return [d for rule in rules for d in rule(network)]


def problems_of(network: Network) -> list[Diagnostic]:
    """Return the errors of a network, or all it has to say when there is no error."""
    found = validate(network)
    return [d for d in found if d.severity is Severity.ERROR] or found


def _relations_to_nothing(network: Network) -> Iterator[Diagnostic]:
    n = network.size
    for end in (network.pred, network.succ):
        for e in np.flatnonzero((end < 0) | (end >= n)):
            yield error("network-relation-to-nothing", str(int(e)), row=int(end[e]), activities=n)


def _cycles(network: Network) -> Iterator[Diagnostic]:
    for cycle in cycles_of(network):
        yield error("network-cycle", network.id_of(cycle[0]), activities=network.names(cycle))


def _self_relations(network: Network) -> Iterator[Diagnostic]:
    for e in np.flatnonzero(network.pred == network.succ):
        yield error("network-relation-to-itself", network.id_of(int(network.pred[e])))


def _negative_durations(network: Network) -> Iterator[Diagnostic]:
    for v in np.flatnonzero(network.duration < 0):
        minutes = int(network.duration[v]) / network.resolution
        yield error("network-negative-duration", network.id_of(int(v)), minutes=f"{minutes:g}")


def _impossible_actuals(network: Network) -> Iterator[Diagnostic]:
    start, finish = network.actual_start, network.actual_finish
    if start is None or finish is None:
        return
    for v in np.flatnonzero((start != NONE) & (finish != NONE) & (finish < start)):
        yield warning("network-finish-before-start", network.id_of(int(v)))


def _repeated_relations(network: Network) -> Iterator[Diagnostic]:
    key = (network.pred.astype(np.int64) * network.size + network.succ) * 4 + (network.kind & 3)
    ordered = np.sort(key)
    if not (ordered[1:] == ordered[:-1]).any():
        return  # as usual; which they are takes ten times as long to find
    _, first, count = np.unique(key, return_index=True, return_counts=True)
    for e in first[count > 1]:
        yield warning(
            "network-relation-repeated",
            network.id_of(int(network.succ[e])),
            predecessor=network.id_of(int(network.pred[e])),
        )


def _own_summary(network: Network) -> Iterator[Diagnostic]:
    """A relation between a summary and what is under it says nothing that can hold."""
    if network.parent is None:
        return
    summary = network.has(Flag.SUMMARY)
    for e in np.flatnonzero(summary[network.pred] | summary[network.succ]):
        p, s = int(network.pred[e]), int(network.succ[e])
        if _above(network, p, s) or _above(network, s, p):
            yield warning("network-relation-to-own-summary", network.id_of(s), predecessor=network.id_of(p))


def _above(network: Network, high: int, low: int) -> bool:
    parent = network.column("parent")
    at = int(parent[low])
    while at >= 0 and at != high:
        at = int(parent[at])
    return at == high
