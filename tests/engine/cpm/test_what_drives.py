"""Which relations drive, which activities lie on the longest path, and why an activity starts when it does."""

import numpy as np
import pytest
from tests.engine.shifts import EARLY, LATE, on_shifts, told

from kaname.engine import Network, schedule
from kaname.engine.cpm.driving import critical_paths, driving_of, driving_relations, longest_path, why
from kaname.engine.network import NONE, Flag, Kind, LagCalendar, Limit

FS, SS, FF, SF = (int(k) for k in Kind)


def drives(network, policy="pmbok"):
    return driving_relations(schedule(network, policy)).tolist()


def test_the_latest_of_several_relations_drives():
    network = Network.from_arrays([3, 5, 5, 2], [0, 1, 2], [3, 3, 3])
    assert drives(network) == [False, True, True]
    assert driving_of(schedule(network)) == {3: [1, 2]}


@pytest.mark.parametrize(
    ("kind", "lag", "driving"),
    [(SS, 5, True), (SS, 4, False), (FF, 4, True), (FF, 3, False), (SF, 8, True), (SF, 7, False)],
)
def test_other_relations_drive_as_well(kind, lag, driving):
    """A 4 and P 5 before B 3: B starts at 5 by P, and as well by what asks for the same."""
    network = Network.from_arrays([4, 5, 3], [0, 1], [2, 2], [kind, FS], [lag, 0])
    assert drives(network)[0] is driving


def test_the_start_of_the_project_is_no_relation():
    assert drives(Network.from_arrays([0, 4], [0], [1])) == [False]
    assert drives(Network.from_arrays([0, 4], [0], [1], project_start=[9])) == [False]


def test_a_constraint_that_is_met_at_the_same_time_drives_instead():
    columns = {"constraint": [0, int(Limit.SNET)], "constraint_at": [NONE, 4]}
    assert drives(Network.from_arrays([4, 4], [0], [1], **columns)) == [False]
    columns["constraint_at"] = [NONE, 3]
    assert drives(Network.from_arrays([4, 4], [0], [1], **columns)) == [True]


def test_pinned_activities_are_driven_by_nothing():
    columns = {"constraint": [0, int(Limit.MSO)], "constraint_at": [NONE, 2]}
    assert drives(Network.from_arrays([4, 4], [0], [1], **columns), "msproject") == [False]


def test_starts_that_happened_drive_what_follows_them():
    """A began at 3 and goes on at 8: what is to start 2 after its start begins at 5."""
    columns = {"actual_start": [3, NONE, NONE], "remaining": [5, 4, 4]}
    network = Network.from_arrays([10, 4, 4], [0, 0], [1, 2], [SS, FS], [2, 0], **columns)
    assert drives(network) == [True, True]
    assert schedule(network, "pmbok").early_start.tolist() == [3, 5, 13]


def test_relations_of_summaries_are_not_driving_themselves():
    network = Network.from_arrays([5, 0, 3], [0], [1], flags=[0, int(Flag.SUMMARY), 0], parent=[-1, -1, 1])
    assert drives(network) == [False]


@pytest.mark.parametrize(
    ("lag_calendar", "driving"),
    [(None, [True, False]), (LagCalendar.SUCCESSOR, [True, False]), (LagCalendar.PREDECESSOR, [True, True])],
)
def test_driving_across_calendars(lag_calendar, driving):
    """C on the late shift follows A (early, Monday 11) by 11 hours and B (late, Monday 15) by 8.

    Counted on the late shift that is Tuesday 16 and 15, counted on the predecessors' Tuesday 14 and 15.
    """
    network = on_shifts(
        [2, 2, 4],
        [(0, 2, FS, 11), (1, 2, FS, 8)],
        calendar=[EARLY, LATE, LATE],
        lag_calendar=None if lag_calendar is None else [int(lag_calendar)] * 2,
    )
    expected = [False, True] if lag_calendar == LagCalendar.PREDECESSOR else driving
    assert drives(network) == expected
    start = (1, 15) if lag_calendar == LagCalendar.PREDECESSOR else (1, 16)
    assert told(schedule(network, "pmbok").early_start)[2] == start


def test_the_longest_path_ends_with_what_counts():
    inactive, hammock, summary = int(Flag.INACTIVE), int(Flag.HAMMOCK), int(Flag.SUMMARY)
    network = Network.from_arrays(
        [3, 4, 50, 60, 0, 6], [0], [1], flags=[0, 0, inactive, hammock, summary, 0], parent=[4, 4, -1, -1, -1, -1]
    )
    found = schedule(network, "pmbok")
    assert longest_path(found).tolist() == [True, True, False, False, False, False]
    assert longest_path(found).dtype == driving_relations(found).dtype == bool
    assert critical_paths(found) == [[0, 1], [5]]


def test_an_empty_network_has_no_longest_path():
    found = schedule(Network.from_arrays([], [], []))
    assert (longest_path(found).tolist(), critical_paths(found), driving_of(found)) == ([], [], {})


def test_a_path_is_told_from_its_first_to_its_last():
    """Rows in reverse; two ways of the same length between the first and the last."""
    network = Network.from_arrays([2, 5, 5, 3, 0], [3, 3, 2, 1, 4], [2, 1, 0, 0, 3])
    found = schedule(network)
    assert critical_paths(found) == [[3, 1, 2, 0]]
    assert longest_path(found).tolist() == [True, True, True, True, False]
    marked = Network.from_arrays([0, 0, 4], [2, 1], [1, 0])
    assert critical_paths(schedule(marked)) == [[2, 0, 1]]  # rows of the same dates in their order


def test_why_an_activity_starts_when_it_does():
    network = Network.from_arrays(
        [4, 4, 4, 4, 4, 4, 4],
        [0, 0],
        [1, 5],
        actual_start=[NONE, NONE, 2, NONE, NONE, NONE, NONE],
        flags=[0, 0, 0, int(Flag.MANUAL), 0, 0, 0],
        manual_start=[NONE, NONE, NONE, 7, NONE, NONE, NONE],
        constraint=[0, 0, 0, 0, int(Limit.SNET), int(Limit.SNET), int(Limit.ALAP)],
        constraint_at=[NONE, NONE, NONE, NONE, 9, 1, NONE],
    )
    found = schedule(network, "pmbok")
    reasons = ["project-start", "relation", "actual", "manual", "constraint", "relation", "project-start"]
    assert [why(found, row) for row in range(7)] == reasons
    dated = schedule(network.changed(data_date=np.array([1])), "pmbok")
    assert [why(dated, row) for row in (0, 1, 6)] == ["data-date", "relation", "data-date"]


def test_a_second_constraint_is_a_reason_too():
    network = Network.from_arrays([4], [], [], constraint2=[int(Limit.SNET)], constraint2_at=[9])
    assert why(schedule(network, "pmbok"), 0) == "constraint"


def test_starts_that_happened_drive_only_by_themselves():
    """A began at 3 and goes on at 8; 2 after its start is 5, so that it is P which lets B start at 9."""
    columns = {"actual_start": [3, NONE, NONE], "remaining": [5, 9, 4]}
    network = Network.from_arrays([10, 9, 4], [0, 1], [2, 2], [SS, FS], [2, 0], **columns)
    assert drives(network) == [False, True]
    assert schedule(network, "pmbok").early_start.tolist() == [3, 0, 9]


def test_what_is_held_at_its_date_drives_by_it():
    """A is fixed at 6 and has not begun; B may start with it."""
    columns = {"constraint": [int(Limit.MSO), 0], "constraint_at": [6, NONE]}
    network = Network.from_arrays([4, 4], [0], [1], [SS], **columns)
    assert drives(network, "msproject") == [True]


def test_typed_dates_are_driven_by_nothing():
    columns = {"flags": [0, int(Flag.MANUAL)], "manual_start": [NONE, 2]}
    assert drives(Network.from_arrays([4, 4], [0], [1], **columns)) == [False]
