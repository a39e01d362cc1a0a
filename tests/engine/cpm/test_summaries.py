"""Summaries: dates and floats roll up; constraints and relations of theirs hold for what is under them."""

import pytest
from tests.engine.shifts import EARLY, ELAPSED, HOUR, LATE, at, on_shifts, told

from kaname.engine import Network, schedule
from kaname.engine.cpm.problem import Edge
from kaname.engine.network import NONE, Flag, Kind, LagCalendar, Limit

FS, SS, FF, SF = (int(k) for k in Kind)
S = int(Flag.SUMMARY)


def early(found):
    return found.early_start.tolist(), found.early_finish.tolist()


def late(found):
    return found.late_start.tolist(), found.late_finish.tolist()


def tree(policy):
    """Rows: B 3-7, group (A, B, idle), A 0-3, plan (group, C, D), C 0-6, D 2 as late as possible, idle, empty, X 12."""
    network = Network.from_arrays(
        [4, 0, 3, 0, 6, 2, 50, 0, 12],
        [2],
        [0],
        flags=[0, S, 0, S, 0, 0, int(Flag.INACTIVE), S, 0],
        parent=[1, 3, 1, -1, 3, 3, 1, -1, -1],
        constraint=[0] * 5 + [int(Limit.ALAP)] + [0] * 3,
    )
    return schedule(network, policy)


def test_dates_roll_up_over_every_level():
    found = tree("pmbok")
    assert early(found) == ([3, 0, 0, 0, 0, 0, 0, 0, 0], [7, 7, 3, 7, 6, 2, 50, 0, 12])
    assert late(found) == ([8, 5, 5, 5, 6, 10, -38, 0, 0], [12, 12, 8, 12, 12, 12, 12, 0, 12])
    assert found.start.tolist() == [3, 0, 0, 0, 0, 10, 0, 0, 0]
    assert found.finish.tolist() == [7, 7, 3, 12, 6, 12, 50, 0, 12]
    assert found.project_finish == 12


def test_floats_of_summaries_are_between_their_dates():
    found = tree("pmbok")
    for column in (found.total_float, found.start_float, found.finish_float):
        assert column[[1, 3]].tolist() == [5, 5]
    assert found.free_float[[1, 3]].tolist() == [5, 5]
    assert found.critical.tolist() == [False] * 6 + [True, False, True]


def test_a_summary_whose_start_and_finish_have_different_floats():
    """Under it: 5 that must be done before another 7, and 8 alone: its start is critical, its finish is not."""
    network = Network.from_arrays([0, 5, 8, 7], [1], [3], flags=[S, 0, 0, 0], parent=[-1, 0, 0, -1])
    for policy, total in (("pmbok", 4), ("msproject", 0), ("primavera", 4)):
        found = schedule(network, policy)
        assert (found.start_float[0], found.finish_float[0]) == (0, 4)
        assert (found.total_float[0], found.free_float[0]) == (total, total)
        assert found.critical.tolist() == [policy == "msproject", True, False, True]


def test_a_summary_that_is_late_has_no_free_float():
    network = Network.from_arrays([0, 5], [], [], flags=[S, 0], parent=[-1, 0], deadline=[NONE, 3])
    found = schedule(network, "pmbok")
    assert (found.total_float.tolist(), found.free_float.tolist()) == ([-2, -2], [0, 0])


@pytest.mark.parametrize(("own", "for_floats", "hours"), [(EARLY, None, 30), (LATE, None, 28), (EARLY, LATE, 28)])
def test_floats_of_summaries_are_counted_on_their_calendar(own, for_floats, hours):
    """Monday 11:00 to Thursday 17:00 are 30 hours of the early shift and 28 of the late one."""
    network = on_shifts(
        [0, 2, 32],
        calendar=[own, EARLY, EARLY],
        flags=[S, 0, 0],
        parent=[-1, 0, -1],
        float_calendar=None if for_floats is None else [for_floats, EARLY, EARLY],
    )
    found = schedule(network, "pmbok")
    assert told([found.early_finish[0], found.late_finish[0]]) == [(0, 11), (3, 17)]
    assert found.total_float[0] == hours * HOUR


def bounded(limit, when):
    """A 3 and B 4 under a summary with a constraint, beside 10 of work: early starts and late finishes."""
    found = schedule(
        Network.from_arrays(
            [0, 3, 4, 10, 0],
            [],
            [],
            flags=[S, 0, 0, 0, S],
            parent=[-1, 0, 0, -1, -1],
            constraint=[int(limit), 0, 0, 0, int(limit)],
            constraint_at=[when, NONE, NONE, NONE, when],
        ),
        "pmbok",
    )
    return found.early_start[1:4].tolist(), found.late_finish[1:4].tolist()


@pytest.mark.parametrize("limit", [Limit.SNET, Limit.FNET, Limit.MSO])
def test_floors_of_a_summary_hold_below_it(limit):
    assert bounded(limit, 5) == ([5, 5, 0], [10, 10, 10])


@pytest.mark.parametrize("limit", [Limit.FNLT, Limit.SNLT, Limit.MFO])
def test_ceilings_of_a_summary_hold_below_it(limit):
    assert bounded(limit, 8) == ([0, 0, 0], [8, 8, 10])


def test_without_a_date_or_as_late_as_possible_nothing_is_handed_down():
    assert bounded(Limit.ALAP, 8) == ([0, 0, 0], [10, 10, 10])
    assert bounded(Limit.SNET, NONE) == ([0, 0, 0], [10, 10, 10])


def test_a_constraint_of_a_summary_is_an_instant_on_the_calendars_below():
    network = on_shifts(
        [0, 8, 8],
        calendar=[EARLY, EARLY, LATE],
        flags=[S, 0, 0],
        parent=[-1, 0, 0],
        constraint=[int(Limit.SNET), 0, 0],
        constraint_at=[at(2, 15), NONE, NONE],
    )
    found = schedule(network, "pmbok")
    assert told(found.early_finish) == [(3, 15), (3, 15), (3, 15)]
    assert told(found.early_start) == [(2, 15), (2, 15), (2, 15)]


P, PLAN, CHILD, SECOND, NEXT = range(5)


def related(links, **more):
    """P 5, a summary over 3 and 4, NEXT 2: early starts and late finishes of those four."""
    pred, succ, kind, lag = [[link[k] for link in links] for k in range(4)]
    columns = {"flags": [0, S, 0, 0, 0], "parent": [-1, -1, PLAN, PLAN, -1]} | more
    found = schedule(Network.from_arrays([5, 0, 3, 4, 2], pred, succ, kind, lag, **columns), "pmbok")
    rows = [P, CHILD, SECOND, NEXT]
    return found.early_start[rows].tolist(), found.late_finish[rows].tolist()


@pytest.mark.parametrize(
    ("kind", "lag", "starts", "finishes"),
    [
        (FS, 2, [0, 7, 7, 0], [5, 11, 11, 11]),
        (SS, 2, [0, 2, 2, 0], [5, 6, 6, 6]),
        (FF, 1, [0, 3, 2, 0], [5, 6, 6, 6]),
        (SF, 5, [0, 2, 1, 0], [5, 5, 5, 5]),
    ],
)
def test_a_relation_into_a_summary_holds_for_all_below(kind, lag, starts, finishes):
    assert related([(P, PLAN, kind, lag)]) == (starts, finishes)


@pytest.mark.parametrize(
    ("kind", "lag", "starts", "finishes"),
    [
        (FS, 1, [0, 0, 0, 5], [7, 4, 4, 7]),
        (SS, 6, [0, 0, 0, 6], [8, 3, 4, 8]),
        (FF, 6, [0, 0, 0, 8], [10, 4, 4, 10]),
        (SF, 9, [0, 0, 0, 7], [9, 3, 4, 9]),
    ],
)
def test_a_relation_out_of_a_summary_leaves_from_all_below(kind, lag, starts, finishes):
    assert related([(PLAN, NEXT, kind, lag)]) == (starts, finishes)


def test_a_summary_starts_with_the_first_below_it():
    floors = {"constraint": [0, 0, 2, 2, 0], "constraint_at": [NONE, NONE, 2, 3, NONE]}
    assert related([(PLAN, NEXT, SS, 1)], **floors)[0] == [0, 2, 3, 3]


def test_summaries_between_projects_keep_their_own_finish():
    """Two projects: the second, which waits for the first one's summary, ends later and does not delay it."""
    network = Network.from_arrays(
        [0, 3, 4, 20],
        [0],
        [3],
        flags=[S, 0, 0, 0],
        parent=[-1, 0, 0, -1],
        project=[0, 0, 0, 1],
        project_start=[10, 0],
    )
    found = schedule(network, "pmbok")
    assert early(found) == ([10, 10, 10, 14], [14, 13, 14, 34])
    assert late(found) == ([10, 11, 10, 14], [14, 14, 14, 34])
    assert schedule(network.changed(kind=network.kind + SS), "pmbok").early_start.tolist() == [10, 10, 10, 10]
    assert found.state.problem.least_floor == 0


@pytest.mark.parametrize(
    ("lag_calendar", "start"),
    [
        (None, (1, 16)),
        (LagCalendar.SUCCESSOR, (1, 16)),
        (LagCalendar.PREDECESSOR, (1, 14)),
        (ELAPSED, (1, 13)),
        (EARLY, (1, 14)),
        (LATE, (1, 16)),
    ],
)
def test_lags_of_summaries_are_counted_on_their_calendar(lag_calendar, start):
    """11 hours after Monday 11:00, on the early or the late shift, elapsed, or the shift of either end."""
    network = on_shifts(
        [0, 2, 2, 8],
        [(0, 3, FS, 11), (1, 2, SS, 0)],
        calendar=[EARLY, EARLY, EARLY, LATE],
        flags=[S, 0, 0, 0],
        parent=[-1, 0, 0, -1],
        lag_calendar=None if lag_calendar is None else [int(lag_calendar), -1],
    )
    assert told(schedule(network, "pmbok").early_start[[2, 3]]) == [(0, 9), start]


def test_relations_of_inactive_activities_carry_nothing():
    idle = int(Flag.INACTIVE)
    network = Network.from_arrays([5, 50, 3], [0, 1], [1, 2], flags=[0, idle, 0])
    found = schedule(network, "pmbok")
    assert found.early_start.tolist() == [0, 5, 0]
    assert found.late_finish[[0, 2]].tolist() == [5, 5]
    assert found.project_finish == 5


def test_the_first_row_may_be_a_summary_under_another():
    """Rows: group (A), A 3 from 5 on, plan (group), X 12: two levels under the plan, whose project begins at 100."""
    network = Network.from_arrays(
        [0, 3, 0, 12],
        [],
        [],
        flags=[S, 0, S, 0],
        parent=[2, 0, -1, -1],
        constraint=[0, int(Limit.SNET), 0, 0],
        constraint_at=[NONE, 105, NONE, NONE],
        project_start=[100],
    )
    found = schedule(network, "pmbok")
    assert early(found) == ([105, 105, 105, 100], [108, 108, 108, 112])
    assert found.start_float.tolist() == found.total_float.tolist() == [4, 4, 4, 0]


def test_a_started_activity_that_is_inactive_does_not_count():
    idle = int(Flag.INACTIVE)
    columns = {"flags": [idle, 0], "actual_start": [3, NONE], "remaining": [50, 5]}
    assert schedule(Network.from_arrays([60, 5], [], [], **columns), "pmbok").project_finish == 5


def test_relations_without_logic_keep_their_type():
    idle = int(Flag.INACTIVE)
    network = Network.from_arrays([5, 50, 3], [0, 1, 0], [1, 2, 2], [FF, SF, SS], flags=[S, idle, 0])
    kind = schedule(network, "pmbok").state.problem.kind
    forward, backward = int(Edge.NOT_FORWARD), int(Edge.NOT_BACKWARD)
    assert kind.tolist() == [FF | forward | backward, SF | forward | backward, SS | forward | backward]


def test_relations_into_what_is_out_hold_nothing_back():
    idle = int(Flag.INACTIVE)
    network = Network.from_arrays([5, 50], [0], [1], [SS], flags=[0, idle])
    assert schedule(network, "pmbok").state.problem.kind.tolist() == [SS | int(Edge.NOT_BACKWARD)]


def test_bounds_hold_beside_relations_of_summaries():
    """P 5 before the plan over 3 and 4, then NEXT 2 after it: 11 in all."""
    links = [(P, PLAN, FS, 0), (PLAN, NEXT, FS, 0)]
    assert related(links) == ([0, 5, 5, 9], [5, 9, 9, 11])
    assert related(links, finish_by=[20]) == ([0, 5, 5, 9], [14, 18, 18, 20])
    deadline = [NONE, NONE, 8, NONE, NONE]
    assert related(links, deadline=deadline) == ([0, 5, 5, 9], [5, 8, 9, 11])
    apart = {"project": [0, 1, 1, 1, 1], "project_start": [0, 0]}
    assert related([(PLAN, NEXT, FS, 0)], **apart) == ([0, 0, 0, 4], [5, 4, 4, 6])


def test_work_in_parts_under_a_summary_with_relations():
    network = on_shifts(
        [0, 4, 2],
        [(0, 2)],
        calendar=[EARLY, ELAPSED, EARLY],
        parts=[4, 4, 8, 8, EARLY, 4 * HOUR, LATE, 4 * HOUR],
        flags=[S, 0, 0],
        parent=[-1, 0, -1],
    )
    found = schedule(network, "pmbok")
    assert told(found.early_finish) == [(0, 17), (0, 17), (1, 11)]
