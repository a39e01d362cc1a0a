"""Logic on summaries, said by virtual nodes: a summary's relations hold for the activities under it.

A relation into a summary's start goes to a gate that every activity below follows; one out of its finish leaves from
a node that follows them all; one out of its start from a node that begins with the first of them; one into its finish
goes to each of them. Virtual nodes have no span and lie on the continuous calendar. Microsoft Project behaves so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from kaname.engine.network import Flag, Kind, LagCalendar, Network

FS, SS, FF, SF = (int(k) for k in Kind)


@dataclass
class Virtual:
    """Virtual nodes (numbered from the network's size) and the relations that replace those of summaries."""

    first: int
    roles: list[str] = field(default_factory=list)  # gate, finish, start
    group: list[int] = field(default_factory=list)
    edges: list[tuple[int, int, int, int, int]] = field(default_factory=list)  # pred, succ, kind, lag, lag calendar
    made: dict[tuple[int, str], int] = field(default_factory=dict)

    def node(self, summary: int, role: str, group: int) -> tuple[int, bool]:
        """Return the node of a summary in a role, and whether it is new."""
        if (summary, role) in self.made:
            return self.made[summary, role], False
        number = self.first + len(self.roles)
        self.roles.append(role)
        self.group.append(group)
        self.made[summary, role] = number
        return number, True


def leaves_under(network: Network) -> dict[int, list[int]]:
    """Return for each summary the active activities under it, at any depth. O(N x depth)."""
    column = network.column("parent")
    summary, inactive = network.has(Flag.SUMMARY), network.has(Flag.INACTIVE)
    found: dict[int, list[int]] = {s: [] for s in np.flatnonzero(summary).tolist()}
    parent = column.tolist()
    for v in np.flatnonzero(~summary & ~inactive & (column >= 0)).tolist():
        above = parent[v]
        while above >= 0:
            found.setdefault(above, []).append(v)
            above = parent[above]
    return found


def summary_logic(network: Network) -> Virtual:
    """Return the virtual nodes and relations that stand for all relations of summaries. O(relations x leaves)."""
    virtual = Virtual(network.size)
    summary = network.has(Flag.SUMMARY)
    theirs = np.flatnonzero(summary[network.pred] | summary[network.succ])
    if not theirs.size:
        return virtual
    below = leaves_under(network)
    calendar = network.column("calendar")
    group = network.column("project")
    for e in theirs:
        p, s = int(network.pred[e]), int(network.succ[e])
        if _related(p, s, below):
            continue  # a summary and what is under it: validate says so
        kind, lag = int(network.kind[e]), int(network.lag[e])
        row = LagCalendar.SUCCESSOR if network.lag_calendar is None else int(network.lag_calendar[e])
        if row < 0:
            row = int(calendar[s] if row == LagCalendar.SUCCESSOR else calendar[p])
        source = _source(virtual, p, kind, below, int(group[p])) if summary[p] else p
        for target in _targets(virtual, s, kind, below, int(group[s])) if summary[s] else iter((s,)):
            virtual.edges.append((source, target, kind, lag, row))
    return virtual


def _related(p: int, s: int, below: dict[int, list[int]]) -> bool:
    """Tell whether one is a summary over the other, or has nothing under it to carry the relation."""
    ours, theirs = below.get(p), below.get(s)
    if ours == [] or theirs == []:
        return True
    return s in (ours or ()) or p in (theirs or ()) or bool(ours and theirs and set(ours) & set(theirs))


def _source(virtual: Virtual, p: int, kind: int, below: dict[int, list[int]], group: int) -> int:
    """Return the node from which a summary's relation leaves."""
    from_start = kind in (SS, SF)
    node, new = virtual.node(p, "start" if from_start else "finish", group)
    if new:
        virtual.edges += [(leaf, node, SS if from_start else FF, 0, 0) for leaf in below[p]]
    return node


def _targets(virtual: Virtual, s: int, kind: int, below: dict[int, list[int]], group: int) -> Iterator[int]:
    """Yield the nodes to which a relation into a summary goes."""
    if kind in (FF, SF):
        yield from below[s]
        return
    gate, new = virtual.node(s, "gate", group)
    if new:
        virtual.edges += [(gate, leaf, FS, 0, 0) for leaf in below[s]]
    yield gate
