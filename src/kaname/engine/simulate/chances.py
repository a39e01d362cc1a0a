"""Uncertainty laid out in places for the kernels."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from kaname.engine.diagnostics import Diagnostic
from kaname.engine.network import NONE, Flag, Network
from kaname.engine.simulate.columns import Chances, pointer_of
from kaname.engine.simulate.correlation import Factors, factor
from kaname.engine.simulate.distribution import Distribution
from kaname.engine.simulate.draws import CONSTANT, TRIANGULAR, Draws, compile_draws
from kaname.engine.simulate.durations import DELAY, DELAY_PARALLEL, TIMES, TIMES_PARALLEL
from kaname.engine.simulate.places import Layout
from kaname.engine.simulate.risks import RiskDriver
from kaname.engine.simulate.uncertainty import Branch, Uncertainty
from kaname.engine.simulate.weather import day_chances

_FIXED = Flag.SUMMARY | Flag.INACTIVE | Flag.MANUAL | Flag.HAMMOCK | Flag.EXTERNAL
_HORIZON_DAYS = 366 * 25


def lay_chances(network: Network, layout: Layout, u: Uncertainty) -> tuple[Chances, list[Diagnostic]]:
    """Return the chances of a plan, and what had to be repaired. O(V + uncertain amounts)."""
    varies = may_vary(network)
    place, count = layout.place, layout.places.node.shape[0]
    item, draws = _own(network, layout, u, varies)
    factors = factor(u.groups)
    effects = _effects(u.risks, place, varies, count)
    costs = _cost_effects(u.risks)
    by_branch = _branches(u.branches, place, count)
    links = _links(factors, place, count)
    weather = _weather(u, network, layout, count)
    rate = np.zeros(count if u.costs is not None else 0, np.float64)
    if u.costs is not None:
        rate[place[: network.size]] = np.where(varies, u.costs.rate, 0.0)
    stream = np.empty(count, np.int32)
    stream[place] = np.arange(count, dtype=np.int32)
    happens = np.array([r.probability for r in u.risks], np.float32)
    differs = ((item >= 0) | (np.diff(effects[0]) > 0) | (by_branch[0] >= 0)).astype(np.int8)
    columns = item, stream, draws, *links, happens, differs, *effects, *costs, *by_branch, *weather, rate
    made = Chances._make(columns)
    return made, factors.diagnostics


def may_vary(network: Network) -> Any:
    """Return which activities can take another time than planned: not those finished, typed in or rolled up."""
    fixed = network.has(_FIXED)
    return ~fixed & (network.column("actual_finish") == NONE)


def _own(network: Network, layout: Layout, u: Uncertainty, varies: Any) -> tuple[Any, Draws]:
    """Return the row of each place's own amount or -1, and the amounts."""
    item = np.full(layout.places.node.shape[0], -1, np.int32)
    rows = [row for row in u.activities if varies[row]]
    started = network.column("actual_start") != NONE
    whole = layout.places.whole[layout.place[: network.size]].astype(float)
    share = np.where(started & (network.duration > 0), whole / np.maximum(network.duration, 1), 1.0)
    listed = [u.activities[r] if share[r] == 1 else u.activities[r].scaled(float(share[r])) for r in rows]
    item[layout.place[rows]] = np.arange(len(rows), dtype=np.int32)
    draws = compile_draws(listed, floor=0.0)
    if u.spread is None:
        return item, draws
    rest = np.flatnonzero(varies & (whole > 0) & (item[layout.place[: network.size]] < 0))
    if u.spread != (1.0, 1.0):
        item[layout.place[rest]] = len(rows) + np.arange(rest.size, dtype=np.int32)
        draws = _with_spread(draws, whole[rest], u.spread)
    return item, draws


def _with_spread(draws: Draws, durations: Any, spread: tuple[float, float]) -> Draws:
    """Return the amounts with one triangular for each duration behind them."""
    low, high = spread
    mode = min(max(1.0, low), high)
    count = durations.size
    more = [(durations * x).astype(np.float32) for x in (low, high, mode)]
    return draws._replace(
        shape=np.append(draws.shape, np.full(count, TRIANGULAR if low < high else CONSTANT, np.int8)),
        a=np.append(draws.a, more[0]),
        b=np.append(draws.b, more[1]),
        c=np.append(draws.c, more[2]),
        row=np.append(draws.row, np.zeros(count, np.int32)),
        length=np.append(draws.length, np.zeros(count, np.int32)),
    )


def _grouped(entries: Sequence[tuple[Any, ...]], count: int, kinds: Sequence[Any]) -> tuple[Any, ...]:
    """Return a pointer and the columns of entries (place, ...), grouped by place, in their order inside a place."""
    entries = sorted(entries, key=lambda entry: entry[0])
    pointer = pointer_of(np.bincount([e[0] for e in entries], minlength=count) if entries else np.zeros(count))
    columns = [np.array([e[k + 1] for e in entries], kind) for k, kind in enumerate(kinds)]
    return pointer, *columns


def _links(factors: Factors, place: Any, count: int) -> tuple[Any, ...]:
    """Return own, the links of each place and the factors."""
    own = np.ones(count, np.float32)
    for row, weight in factors.own.items():
        own[place[row]] = weight
    entries = [(int(place[row]), f, w) for row, links in factors.links.items() for f, w in links]
    linked = _grouped(entries, count, (np.int32, np.float32))
    return own, *linked, np.array(factors.family, np.int32), np.array(factors.index, np.int32)


def _effects(risks: Iterable[RiskDriver], place: Any, varies: Any, count: int) -> tuple[Any, ...]:
    """Return what risks do to the durations of each place."""
    entries: list[tuple[int, int, int, int]] = []
    amounts: list[Distribution] = []
    for r, risk in enumerate(risks):
        for effect in risk.effects:
            if not varies[effect.activity]:
                continue
            kinds = (DELAY_PARALLEL, TIMES_PARALLEL) if risk.parallel else (DELAY, TIMES)
            for kind, amount in zip(kinds, (effect.delay, effect.factor), strict=True):
                if amount is not None:
                    entries.append((int(place[effect.activity]), r, kind, len(amounts)))
                    amounts.append(amount)
    return *_grouped(entries, count, (np.int32, np.int8, np.int32)), compile_draws(amounts)


def _cost_effects(risks: Iterable[RiskDriver]) -> tuple[Any, Any, Draws]:
    """Return what risks cost: the risk and the amount of each effect."""
    found = [(r, e.cost) for r, risk in enumerate(risks) for e in risk.effects if e.cost is not None]
    rows = np.array([r for r, _ in found], np.int32)
    return rows, np.arange(len(found), dtype=np.int32), compile_draws([cost for _, cost in found])


def _branches(branches: Sequence[Branch], place: Any, count: int) -> tuple[Any, ...]:
    """Return the branch of each place or -1, and between which numbers the place exists."""
    branch = np.full(count, -1, np.int32)
    low, high = np.zeros(count, np.float32), np.ones(count, np.float32)
    for number, one in enumerate(branches):
        below = 0.0
        for probability, rows in one.alternatives:
            for row in rows:
                at = place[row]
                branch[at], low[at], high[at] = number, below, below + probability
            below += probability
    return branch, low, high, len(branches)


def _weather(u: Uncertainty, network: Network, layout: Layout, count: int) -> tuple[Any, ...]:
    """Return the kinds of weather of each place and the chances of each day."""
    varies = may_vary(network)
    entries = [
        (int(layout.place[row]), k) for k, kind in enumerate(u.weather) for row in kind.activities if varies[row]
    ]
    tape = layout.places.tape
    first = int(min(network.project_start)) // int(tape[1])
    chances = day_chances(u.weather, first, _HORIZON_DAYS if u.weather else 0)
    return *_grouped(entries, count, (np.int32,)), chances, first
