"""What the kernels read and write: the plan in topological places, the chances on it, the scratch of one block.

A *place* is a node's position in a topological order, so that a relation always points to a smaller place and a pass
is one loop. Times are int32 coordinates (:mod:`kaname.engine.cpm.problem`): working ticks of the node's own calendar.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kaname.engine.simulate.clocks import SPARE_ROWS
from kaname.engine.simulate.drawing import SCRATCH
from kaname.engine.simulate.draws import Draws
from kaname.engine.simulate.streams import LANES

LOWEST, HIGHEST = -(1 << 30), 1 << 30

HANG, CAP_FINISH, PIN_FINISH = 256, 512, 1024
"""Flags beside those of :class:`kaname.engine.cpm.problem.Node`: the finish has a floor; cap or pin is the finish's."""

FS, SS, FF, SF = range(4)
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class Places(NamedTuple):
    """V places, E relations grouped by successor.

    ``board`` the calendars (:mod:`kaname.engine.simulate.clocks`); ``node`` the problem's node at each place;
    ``hang`` the least finish; ``ends`` 1 where the place can be the last to finish; ``plain`` 1 for a relation that
    needs no calendar, ``gives`` 1 for a place whose finish others need as an instant; ``parts`` as in
    :mod:`kaname.engine.cpm.parts`, by place; ``whole`` the duration that a place's parts stand for;
    ``begin`` the plan's start, its finish where nothing counts.
    """

    tape: Longs
    board: Ints
    node: Ints
    calendar: Ints
    flags: Ints
    floor: Ints
    hang: Ints
    cap: Ints
    pin: Ints
    ends: npt.NDArray[np.int8]
    pointer: Longs
    pred: Ints
    kind: npt.NDArray[np.int8]
    lag: Ints
    lag_calendar: Ints
    plain: npt.NDArray[np.int8]
    gives: npt.NDArray[np.int8]
    parts: Longs
    whole: Ints
    calendars: int
    begin: int


class Chances(NamedTuple):
    """What varies, by place: V places, F factors of correlation, R risks, B branches, W kinds of weather.

    ``item`` row of ``draws`` or -1; ``stream`` number of the place's own stream; ``own`` weight of its own normal
    number and ``link_*`` those of the factors; ``effect_*`` what risks do to its duration (kinds in
    :mod:`kaname.engine.simulate.risks`), ``cost_*`` what they do to the cost; ``branch``, ``branch_low``,
    ``branch_high``: the place exists where the branch's number lies between; ``weather_*``: the kinds of weather that
    stop it, and the probability of each day from ``weather_day`` on; ``rate`` money a tick of duration; ``varies`` 1
    where the duration can differ from the plan's.
    """

    item: Ints
    stream: Ints
    draws: Draws
    own: Floats
    link_pointer: Longs
    link_factor: Ints
    link_weight: Floats
    factor_family: Ints
    factor_index: Ints
    happens: Floats
    varies: npt.NDArray[np.int8]
    effect_pointer: Longs
    effect_risk: Ints
    effect_kind: npt.NDArray[np.int8]
    effect_item: Ints
    effects: Draws
    cost_risk: Ints
    cost_item: Ints
    costs: Draws
    branch: Ints
    branch_low: Floats
    branch_high: Floats
    branches: int
    weather_pointer: Longs
    weather_index: Ints
    weather_chance: Floats
    weather_day: int
    rate: npt.NDArray[np.float64]


class Scratch(NamedTuple):
    """Rows of LANES numbers that one block works on."""

    work: Floats
    factor: Floats
    happens: Floats
    impact_u: Floats
    impact_z: Floats
    branch: Floats
    duration: Ints
    base: Ints
    finish: Ints
    critical: npt.NDArray[np.int8]
    instant: Ints
    latest: Longs
    last: Longs
    ask: Ints


class Tally(NamedTuple):
    """What a block adds up, integers only so that the order of adding changes nothing.

    ``critical`` (V,) iterations on a longest path; ``sums`` (V, 3) of d, d*d and d*F, d and F being the differences of
    duration and finish from the plan's.
    """

    critical: Longs
    sums: Longs


def new_scratch(p: Places, c: Chances) -> Scratch:
    """Return room for one block."""

    def floats(rows: int) -> Floats:
        return np.zeros((rows, LANES), np.float32)

    places, risks = p.node.shape[0], c.happens.shape[0]
    duration, base, finish = (np.zeros((places, LANES), np.int32) for _ in range(3))
    return Scratch(
        floats(SCRATCH),
        floats(c.factor_index.shape[0]),
        floats(risks),
        floats(risks),
        floats(risks),
        floats(c.branches),
        duration,
        base,
        finish,
        np.zeros((places, LANES), np.int8),
        np.zeros((places if p.gives.any() else 1, LANES), np.int32),
        np.zeros((p.calendars, LANES), np.int64),
        np.zeros((1, LANES), np.int64),
        np.zeros((SPARE_ROWS, LANES), np.int32),
    )


def new_tally(places: int) -> Tally:
    """Return zeros to add to."""
    return Tally(np.zeros(places, np.int64), np.zeros((places, 3), np.int64))


def add(total: Tally, part: Tally) -> None:
    """Add one block's tally to the total."""
    for sum_of, piece in zip(total, part, strict=True):
        sum_of += piece


def pointer_of(counts: Any) -> Longs:
    """Return where each group begins in a list of groups with these counts, and the end."""
    pointer = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=pointer[1:])
    return pointer
