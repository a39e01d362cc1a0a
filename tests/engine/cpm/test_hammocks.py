"""Hammocks span from what begins them to what ends them, by early and by late dates, and drive nothing."""

import numpy as np
import pytest
from tests.engine.shifts import EARLY, ELAPSED, HOUR, LATE, at, on_shifts, told

from kaname.engine import Network, schedule
from kaname.engine.network import NONE, Flag, Kind, LagCalendar

FS, SS, FF, SF = (int(k) for k in Kind)
A, B, LONG, HAMMOCK = range(4)
FLAGS = [0, 0, 0, int(Flag.HAMMOCK)]


def spans(*links, policy="pmbok"):
    """Early and late dates of a hammock beside A 0-5, B 5-12 and something that takes 20: A and B have a float of 8."""
    pred, succ, kind, lag = [[link[k] for link in ((A, B, FS, 0), *links)] for k in range(4)]
    found = schedule(Network.from_arrays([5, 7, 20, 3], pred, succ, kind, lag, flags=FLAGS), policy)
    columns = found.early_start, found.early_finish, found.late_start, found.late_finish
    assert [c[:3].tolist() for c in columns] == [[0, 5, 0], [5, 12, 20], [8, 13, 0], [13, 20, 20]]
    assert found.project_finish == 20
    return tuple(int(c[HAMMOCK]) for c in columns)


@pytest.mark.parametrize(
    ("begins", "early", "late"),
    [
        ((A, HAMMOCK, FS, 0), 5, 13),
        ((A, HAMMOCK, FS, 2), 7, 15),
        ((A, HAMMOCK, SS, 0), 0, 8),
        ((A, HAMMOCK, SS, 2), 2, 10),
        ((HAMMOCK, B, SS, 0), 5, 13),
        ((HAMMOCK, B, SS, 1), 4, 12),
        ((HAMMOCK, B, SF, 4), 8, 16),
    ],
)
def test_what_begins_a_hammock(begins, early, late):
    assert spans(begins, (HAMMOCK, B, FF, 0)) == (early, 12, late, 20)


@pytest.mark.parametrize(
    ("ends", "early", "late"),
    [
        ((B, HAMMOCK, FF, 0), 12, 20),
        ((B, HAMMOCK, FF, 3), 15, 23),
        ((B, HAMMOCK, SF, 1), 6, 14),
        ((HAMMOCK, B, FS, 0), 5, 13),
        ((HAMMOCK, B, FS, 1), 4, 12),
        ((HAMMOCK, B, FF, 2), 10, 18),
    ],
)
def test_what_ends_a_hammock(ends, early, late):
    assert spans((A, HAMMOCK, SS, 0), ends) == (0, early, 8, late)


def test_the_first_begins_and_the_last_ends_it():
    assert spans((A, HAMMOCK, SS, 3), (HAMMOCK, B, SS, 4), (A, HAMMOCK, FF, 0), (HAMMOCK, B, FF, 4)) == (1, 8, 9, 16)


def test_a_hammock_never_ends_before_it_begins():
    assert spans((A, HAMMOCK, FS, 2), (HAMMOCK, B, FS, 2)) == (7, 7, 15, 15)


def test_without_an_end_it_keeps_its_own():
    assert spans((A, HAMMOCK, SS, 1)) == (1, 3, 9, 20)
    assert spans((HAMMOCK, B, FF, 0)) == (0, 12, 17, 20)


def test_floats_of_a_hammock_are_between_its_early_and_late_dates():
    links = [(A, B, FS, 0), (A, HAMMOCK, SS, 0), (HAMMOCK, B, FF, 0)]
    pred, succ, kind, lag = [[link[k] for link in links] for k in range(4)]
    network = Network.from_arrays([5, 7, 20, 3], pred, succ, kind, lag, flags=FLAGS)
    found = schedule(network.changed(finish_by=np.array([18])), "pmbok")
    columns = found.start_float, found.finish_float, found.total_float, found.free_float
    assert [c.tolist() for c in columns] == [[6, 6, -2, 6]] * 3 + [[0, 6, 0, 6]]  # what drives has no free float
    late = schedule(network.changed(finish_by=np.array([7])), "pmbok")
    assert (late.total_float[HAMMOCK], late.free_float[HAMMOCK]) == (-5, 0)


def test_floats_are_working_time_of_its_own_calendar():
    links = [(A, HAMMOCK, FS), (HAMMOCK, B, FF)]
    network = on_shifts([2, 10, 32, 0], links, calendar=[EARLY, EARLY, EARLY, LATE], flags=FLAGS)
    found = schedule(network, "pmbok")
    columns = found.early_start, found.early_finish, found.late_start, found.late_finish
    assert told(int(c[HAMMOCK]) for c in columns) == [(0, 11), (1, 11), (3, 17), (3, 17)]
    floats = found.start_float, found.finish_float, found.total_float, found.free_float
    assert [c[HAMMOCK] / HOUR for c in floats] == [28, 20, 20, 20]  # the late shift has not begun at 11:00


def late_shift(lag, lag_calendar, partner):
    """Where a hammock of the late shift begins, by SS from A or to B, which both begin Tuesday 9:00 on the early."""
    link = (A, HAMMOCK, SS, lag) if partner == A else (HAMMOCK, B, SS, -lag)
    network = on_shifts(
        [8, 8, 40, 0],
        [link, (LONG, HAMMOCK, FF)],
        calendar=[EARLY, EARLY, EARLY, LATE],
        flags=FLAGS,
        lag_calendar=None if lag_calendar is None else [lag_calendar, LagCalendar.SUCCESSOR],
        constraint=[2, 2, 0, 0],
        constraint_at=[at(1, 9), at(1, 9), NONE, NONE],
    )
    return told(schedule(network, "pmbok").early_start[[HAMMOCK]])[0]


@pytest.mark.parametrize(
    ("lag", "lag_calendar", "from_a", "to_b"),
    [
        (0, None, (1, 9), (1, 9)),
        (2, None, (1, 15), (1, 11)),
        (2, int(LagCalendar.SUCCESSOR), (1, 15), (1, 11)),
        (2, int(LagCalendar.PREDECESSOR), (1, 11), (1, 15)),
        (2, ELAPSED, (1, 11), (1, 11)),
        (3, EARLY, (1, 12), (1, 12)),
        (3, LATE, (1, 16), (1, 16)),
        (8, EARLY, (1, 17), (1, 17)),
        (-8, EARLY, (0, 9), (0, 9)),
        (-8, LATE, (0, 13), (0, 13)),
        (-30, ELAPSED, (0, 3), (0, 3)),
    ],
)
def test_lags_are_counted_on_their_calendar(lag, lag_calendar, from_a, to_b):
    assert late_shift(lag, lag_calendar, A) == from_a
    assert late_shift(lag, lag_calendar, B) == to_b


SUMMARY, FIRST, SECOND, DONE, IDLE, RELATED, OUTSIDE = range(7)


def test_without_relations_it_spans_what_is_unfinished_under_its_summary():
    hammock = int(Flag.HAMMOCK)
    network = Network.from_arrays(
        [0, 5, 7, 4, 50, 50, 30],
        [FIRST, FIRST, RELATED],
        [SECOND, RELATED, SECOND],
        [FS, SS, FS],
        flags=[int(Flag.SUMMARY), 0, 0, 0, hammock, hammock, 0],
        parent=[-1, SUMMARY, SUMMARY, SUMMARY, SUMMARY, SUMMARY, -1],
        actual_start=[NONE] * 3 + [-4] + [NONE] * 3,
        actual_finish=[NONE] * 3 + [-1] + [NONE] * 3,
        remaining=[0, 5, 7, 0, 50, 50, 30],
        constraint=[0, 2] + [0] * 5,
        constraint_at=[NONE, 2] + [NONE] * 5,
    )
    found = schedule(network, "pmbok")
    columns = found.early_start, found.early_finish, found.late_start, found.late_finish
    assert [int(c[IDLE]) for c in columns] == [2, 14, 18, 30]
    assert [int(c[RELATED]) for c in columns] == [2, 7, 18, 23]


def test_alone_it_stays_as_it_is():
    network = Network.from_arrays([3, 9], [], [], flags=[int(Flag.HAMMOCK), 0], parent=[-1, -1])
    found = schedule(network, "pmbok")
    assert (found.early_finish.tolist(), found.late_start.tolist()) == ([3, 9], [6, 0])


def test_a_lag_of_a_minute_ends_with_the_shift():
    """Monday 16:59 and a minute is 17:00, not Tuesday 9:00."""
    network = on_shifts([8, 8, 40, 0], [(A, B), (A, HAMMOCK, FS)], calendar=[EARLY, EARLY, EARLY, LATE], flags=FLAGS)
    network = network.changed(
        duration=np.array([479, 480, 2400, 0]), lag=np.array([0, 1]), lag_calendar=np.array([-1, EARLY], np.int32)
    )
    assert told(schedule(network, "pmbok").early_start)[HAMMOCK] == (0, 17)


def test_the_start_float_of_a_hammock_that_begins_later():
    links = [(A, B, FS, 0), (A, HAMMOCK, FS, 0), (HAMMOCK, B, FF, 0)]
    pred, succ, kind, lag = [[link[k] for link in links] for k in range(4)]
    network = Network.from_arrays([5, 7, 20, 3], pred, succ, kind, lag, flags=FLAGS, project_start=[100])
    assert schedule(network, "pmbok").start_float.tolist() == [8, 8, 0, 8]
