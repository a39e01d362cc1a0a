"""Dates that happened or were typed are shown as they are; floats may be counted on another calendar."""

import numpy as np
import pytest
from tests.engine.shifts import EARLY, HOUR, LATE, at, on_shifts, told

from kaname.engine import Network, schedule
from kaname.engine.cpm.facts import show_facts
from kaname.engine.cpm.floats import on_their_calendars
from kaname.engine.network import NONE, Flag

MANUAL, SUMMARY = int(Flag.MANUAL), int(Flag.SUMMARY)


def shown(network):
    """Four columns of dates, 100 to 400 and the row, with the facts put into them."""
    dates = np.array([[100 * line + row for row in range(network.size)] for line in range(1, 5)])
    show_facts(network, dates)
    return dates.tolist()


def test_what_began_and_what_finished():
    network = Network.from_arrays([1] * 4, [], [], actual_start=[1, 2, NONE, NONE], actual_finish=[11, NONE, 13, NONE])
    assert shown(network) == [[1, 2, 102, 103], [11, 201, 13, 203], [1, 301, 302, 303], [11, 401, 13, 403]]


def test_what_only_began():
    assert shown(Network.from_arrays([1] * 2, [], [], actual_start=[1, NONE])) == [
        [1, 101],
        [200, 201],
        [300, 301],
        [400, 401],
    ]


def test_what_only_finished():
    assert shown(Network.from_arrays([1] * 2, [], [], actual_finish=[NONE, 1])) == [
        [100, 101],
        [200, 1],
        [300, 301],
        [400, 1],
    ]


def test_typed_dates_of_manual_activities_that_have_not_begun():
    network = Network.from_arrays(
        [1] * 5,
        [],
        [],
        flags=[MANUAL, MANUAL, 0, MANUAL, MANUAL],
        manual_start=[1, 2, 3, NONE, 5],
        manual_finish=[11, NONE, 13, 14, 15],
        actual_start=[NONE, NONE, NONE, NONE, 25],
    )
    assert shown(network)[:2] == [[1, 2, 102, 103, 25], [11, 201, 202, 14, 204]]
    assert shown(network)[2:] == [[300, 301, 302, 303, 304], [400, 401, 402, 403, 404]]


def test_typed_dates_without_anything_begun():
    network = Network.from_arrays([1] * 2, [], [], flags=[MANUAL, 0], manual_start=[1, 2], manual_finish=[3, 4])
    assert shown(network)[:2] == [[1, 101], [3, 201]]


def test_an_empty_summary_starts_with_its_project():
    network = Network.from_arrays([1] * 3, [], [], flags=[SUMMARY, 0, SUMMARY], project=[1, 0, 0], project_start=[7, 8])
    assert shown(network) == [[8, 101, 7], [8, 201, 7], [8, 301, 7], [8, 401, 7]]


def test_facts_of_a_schedule_are_instants_that_need_not_be_working_time():
    network = on_shifts([4, 8], actual_start=[at(-2, 3), NONE], actual_finish=[at(-1, 4), NONE], remaining=[0, 480])
    for policy in ("pmbok", "msproject"):
        found = schedule(network, policy)
        columns = found.early_start, found.early_finish, found.late_start, found.late_finish
        assert [told(c)[0] for c in columns] == [(-2, 3), (-1, 4)] * 2


def counted(other):
    """A of 2 hours on the early shift beside 32 (until Thursday 17:00), followed by B of 8, on the given calendars."""
    network = on_shifts([2, 32, 8], [(0, 2, 0, 4)], calendar=[EARLY] * 3, float_calendar=other)
    found = schedule(network, "primavera")
    return [(c / HOUR).tolist() for c in (found.start_float, found.finish_float, found.total_float, found.free_float)]


def test_floats_on_their_own_calendar():
    assert counted(None) == [[18, 0, 18], [18, 0, 18], [18, 0, 18], [0, 0, 18]]
    assert counted([EARLY] * 3) == counted(None)


def test_floats_on_another_calendar():
    """A is early Monday 9 to 11 and late Wednesday 11 to 13; B early Monday 15 to Tuesday 15, late Thursday 9 to 17."""
    first = [[16, 0, 18], [16, 0, 18], [16, 0, 18], [0, 0, 18]]
    assert counted([LATE, EARLY, EARLY]) == first
    assert counted([EARLY, EARLY, LATE]) == [[18, 0, 22], [18, 0, 18], [18, 0, 18], [0, 0, 18]]


def test_free_float_on_another_calendar_ends_where_the_own_one_does():
    network = on_shifts([2, 4], calendar=[EARLY, EARLY], float_calendar=[LATE, EARLY])
    dates = np.array([[at(0, 9)] * 2, [at(0, 11)] * 2, [at(1, 9), at(0, 9)], [at(2, 15), at(0, 13)]])
    floats = np.array([[99, 99], [98, 98], [6 * HOUR, 97]])
    on_their_calendars(network, dates, floats)
    assert floats.tolist() == [[8 * HOUR, 99], [18 * HOUR, 98], [4 * HOUR, 97]]  # free until Monday 17:00


@pytest.mark.parametrize("other", [None, [EARLY, LATE]])
def test_nothing_to_count_anew(other):
    network = on_shifts([2, 4], calendar=[EARLY, LATE], float_calendar=other)
    floats = np.arange(6).reshape(3, 2)
    on_their_calendars(network, np.zeros((4, 2), np.int64), floats)
    assert floats.tolist() == [[0, 1], [2, 3], [4, 5]]
