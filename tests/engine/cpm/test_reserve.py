"""Memory that schedules hand on to each other: never while anybody looks at it."""

import gc

import numpy as np

from kaname.engine import Network, schedule
from kaname.engine.cpm.reserve import LEAST, Reserve


def address(words):
    return words.__array_interface__["data"][0]


def test_what_nobody_uses_is_handed_out_again():
    reserve = Reserve()
    first = address(reserve.take(LEAST))
    assert address(reserve.take(LEAST)) == first
    assert address(reserve.take(LEAST - LEAST // 10)) != first  # too small to be kept at all


def test_a_larger_piece_serves_a_somewhat_smaller_wish():
    reserve = Reserve()
    first = address(reserve.take(2 * LEAST))
    smaller = reserve.take(2 * LEAST - 100)
    assert (address(smaller), smaller.size) == (first, 2 * LEAST - 100)
    assert address(reserve.take(LEAST)) != first


def test_a_view_of_a_view_keeps_a_piece():
    reserve = Reserve()
    line = reserve.take(4 * LEAST).reshape(4, LEAST)[2][:10]
    line[:] = 7
    gc.collect()
    others = [reserve.filled(4 * LEAST, 0) for _ in range(3)]
    assert len({address(piece) for piece in others}) == 3
    assert line.tolist() == [7] * 10


def test_no_more_is_kept_than_the_limit():
    reserve = Reserve(limit=3 * LEAST)
    held = [reserve.take(LEAST) for _ in range(5)]
    assert len({address(piece) for piece in held}) == 5
    reserve.take(4 * LEAST)
    assert sum(piece.size for piece in reserve._kept) <= 3 * LEAST


def test_the_limit_may_be_reached_and_only_the_oldest_is_forgotten():
    reserve = Reserve(limit=3 * LEAST)
    held = [reserve.take(LEAST) for _ in range(3)]
    assert [address(piece) for piece in reserve._kept] == [address(piece) for piece in held]
    held.append(reserve.take(LEAST))
    assert [address(piece) for piece in reserve._kept] == [address(piece) for piece in held[1:]]


def test_a_schedule_that_is_kept_does_not_change_when_others_are_computed():
    count = 2 * LEAST
    draw = np.random.default_rng(4)
    pred = draw.integers(0, count - 1, count)
    succ = pred + 1 + draw.integers(0, count, count) % (count - 1 - pred)
    network = Network.from_arrays(draw.integers(0, 9, count), pred, succ)
    columns = ("early_start", "early_finish", "late_start", "late_finish", "total_float", "free_float", "start")
    kept = schedule(network)
    before = [getattr(kept, name).copy() for name in columns]
    lone = schedule(network).total_float  # its schedule is gone, the column is not
    schedule(network.changed(duration=network.duration + 1))
    assert all(np.array_equal(getattr(kept, name), old) for name, old in zip(columns, before, strict=True))
    assert np.array_equal(lone, kept.total_float)
