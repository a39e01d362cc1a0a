"""Date constraints under each school's rules, where the logic is met and where it is broken."""

import numpy as np
import pytest
from tests.engine.shifts import EARLY, ELAPSED, HOUR, LATE, at, on_shifts, told

from kaname.engine import Network, schedule
from kaname.engine.cpm.policies import MicrosoftProject, Pmbok, Primavera, policy_named
from kaname.engine.network import NONE, Flag, Limit

L = Limit
EARLIER, LATER = 2, 10
FREE_TO_MOVE = (3, 7, 14, 18)


def dates(policy, limit, when, second=None):
    """Early and late dates of 4 between a predecessor (0 to 3) and a successor of 2, in a project that ends at 20."""
    columns = {"constraint": [0, int(limit), 0, 0], "constraint_at": [NONE, when, NONE, NONE]}
    if second:
        columns |= {"constraint2": [0, int(second[0]), 0, 0], "constraint2_at": [NONE, second[1], NONE, NONE]}
    network = Network.from_arrays([3, 4, 2, 20], [0, 1], [1, 2], finish_by=[20], **columns)
    found = schedule(network, policy)
    assert found.early_start[2] == found.early_finish[1]
    assert found.late_finish[0] == found.late_start[1]
    assert found.total_float[1] == found.late_finish[1] - found.early_finish[1]
    return tuple(int(c[1]) for c in (found.early_start, found.early_finish, found.late_start, found.late_finish))


BOUNDS = [
    (L.ASAP, LATER, FREE_TO_MOVE),
    (L.SNET, LATER, (10, 14, 14, 18)),
    (L.SNET, EARLIER, FREE_TO_MOVE),
    (L.FNET, LATER, (6, 10, 14, 18)),
    (L.FNET, EARLIER, FREE_TO_MOVE),
    (L.SNLT, LATER, (3, 7, 10, 14)),
    (L.FNLT, LATER, (3, 7, 6, 10)),
    (L.MSO, LATER, (10, 14, 10, 14)),
    (L.MFO, LATER, (6, 10, 6, 10)),
    (L.EXPECTED_FINISH, LATER, FREE_TO_MOVE),
]
BEYOND = [
    (L.SNLT, EARLIER, (3, 7, 2, 6)),
    (L.FNLT, EARLIER, (3, 7, -2, 2)),
    (L.MSO, EARLIER, (3, 7, 2, 6)),
    (L.MFO, EARLIER, (3, 7, -2, 2)),
]
ALSO_P6 = [
    (L.START_ON, LATER, (10, 14, 10, 14)),
    (L.START_ON, EARLIER, (3, 7, 2, 6)),
    (L.FINISH_ON, LATER, (6, 10, 6, 10)),
    (L.FINISH_ON, EARLIER, (3, 7, -2, 2)),
    (L.MANDATORY_START, LATER, (10, 14, 10, 14)),
    (L.MANDATORY_FINISH, LATER, (6, 10, 6, 10)),
]


@pytest.mark.parametrize(
    ("limit", "when", "expected"),
    [
        *BOUNDS,
        *BEYOND,
        *ALSO_P6,
        (L.MANDATORY_START, EARLIER, (3, 7, 2, 6)),
        (L.MANDATORY_FINISH, EARLIER, (3, 7, -2, 2)),
    ],
)
def test_the_textbook_never_breaks_the_logic(limit, when, expected):
    assert dates("pmbok", limit, when) == expected


@pytest.mark.parametrize(
    ("limit", "when", "expected"),
    [
        *BOUNDS,
        *BEYOND,
        *ALSO_P6,
        (L.MANDATORY_START, EARLIER, (2, 6, 2, 6)),
        (L.MANDATORY_FINISH, EARLIER, (-2, 2, -2, 2)),
    ],
)
def test_p6_breaks_it_for_mandatory_dates_only(limit, when, expected):
    assert dates("primavera", limit, when) == expected


@pytest.mark.parametrize(
    ("limit", "when", "expected"),
    [
        *BOUNDS,
        (L.SNLT, EARLIER, (2, 6, 2, 6)),
        (L.FNLT, EARLIER, (-2, 2, -2, 2)),
        (L.MSO, EARLIER, (2, 6, 2, 6)),
        (L.MFO, EARLIER, (-2, 2, -2, 2)),
    ],
)
def test_microsoft_project_honours_dates_before_logic(limit, when, expected):
    assert dates(MicrosoftProject(honour=True), limit, when) == expected
    assert dates("msproject", limit, when) == expected


@pytest.mark.parametrize(("limit", "when", "expected"), [*BOUNDS, *BEYOND])
def test_microsoft_project_need_not_honour_them(limit, when, expected):
    assert dates(MicrosoftProject(honour=False), limit, when) == expected


def test_both_constraints_hold():
    for policy in ("pmbok", "primavera", "msproject"):
        assert dates(policy, L.SNET, 5, (L.FNLT, 12)) == (5, 9, 8, 12)
    for policy in ("pmbok", "primavera"):
        assert dates(policy, L.FNLT, 12, (L.SNET, 10)) == (10, 14, 8, 12)
        assert dates(policy, L.SNET, 10, (L.SNET, 5)) == (10, 14, 14, 18)
        assert dates(policy, L.SNET, 5, (L.SNET, 10)) == (10, 14, 14, 18)
        assert dates(policy, L.FNLT, 8, (L.FNLT, 9)) == dates(policy, L.FNLT, 9, (L.FNLT, 8)) == (3, 7, 4, 8)
    for first, second in ((1, 2), (2, 1)):
        assert dates("msproject", L.SNLT, first, (L.SNLT, second)) == (1, 5, 1, 5)


def test_the_second_constraint_alone():
    network = Network.from_arrays([4, 20], [], [], constraint2=[int(L.SNET), 0], constraint2_at=[5, NONE])
    for policy in ("pmbok", "primavera", "msproject"):
        assert schedule(network, policy).early_start.tolist() == [5, 0]


def test_a_constraint_without_a_date_asks_for_nothing():
    for policy in ("pmbok", "primavera", "msproject"):
        assert dates(policy, L.SNET, NONE) == FREE_TO_MOVE
        assert dates(policy, L.FNLT, NONE) == FREE_TO_MOVE
        network = Network.from_arrays([4], [], [], constraint=[int(L.SNET)])
        assert schedule(network, policy).early_start.tolist() == [0]


def test_in_microsoft_project_a_floor_takes_the_place_of_the_projects_start():
    for limit, start in ((L.SNET, -5), (L.FNET, -9)):
        network = Network.from_arrays([4], [], [], constraint=[int(limit)], constraint_at=[-5])
        assert schedule(network, "msproject").early_start.tolist() == [start]
        assert schedule(network, "pmbok").early_start.tolist() == [0]
        assert schedule(network, "primavera").early_start.tolist() == [0]


def one_on(calendar, limit, when, policy):
    network = on_shifts([4, 80], calendar=[calendar, EARLY], constraint=[int(limit), 0], constraint_at=[when, NONE])
    found = schedule(network, policy)
    return told(int(c[0]) for c in (found.early_start, found.early_finish, found.late_start, found.late_finish))


@pytest.mark.parametrize("policy", ["pmbok", "primavera", "msproject"])
def test_dates_are_read_on_the_activitys_calendar(policy):
    assert one_on(EARLY, L.SNET, at(1, 18), policy)[:2] == [(2, 9), (2, 13)]
    assert one_on(LATE, L.SNET, at(1, 18), policy)[:2] == [(1, 18), (2, 14)]
    assert one_on(EARLY, L.FNET, at(1, 12), policy)[:2] == [(0, 16), (1, 12)]
    assert one_on(LATE, L.FNET, at(1, 14), policy)[:2] == [(0, 18), (1, 14)]
    assert one_on(LATE, L.FNLT, at(1, 14), policy)[2:] == [(0, 18), (1, 14)]
    assert one_on(LATE, L.SNLT, at(1, 18), policy)[2:] == [(1, 18), (2, 14)]
    assert one_on(LATE, L.MSO, at(1, 18), policy) == [(1, 18), (2, 14)] * 2
    assert one_on(LATE, L.MFO, at(1, 14), policy) == [(0, 18), (1, 14)] * 2


@pytest.mark.parametrize(
    ("limit", "when", "expected"),
    [
        (L.MANDATORY_START, at(1, 18), [(1, 18), (2, 14)]),
        (L.MANDATORY_FINISH, at(1, 14), [(0, 18), (1, 14)]),
    ],
)
def test_mandatory_dates_are_read_on_the_activitys_calendar(limit, when, expected):
    assert one_on(LATE, limit, when, "primavera") == expected * 2


def in_parts(limit, when, policy):
    """4 hours of the early shift and 4 of the late one at once, beside 80 hours."""
    network = on_shifts(
        [4, 80],
        calendar=[ELAPSED, EARLY],
        parts=[3, 7, 7, EARLY, 4 * HOUR, LATE, 4 * HOUR],
        constraint=[int(limit), 0],
        constraint_at=[when, NONE],
    )
    found = schedule(network, policy)
    return told(int(c[0]) for c in (found.early_start, found.early_finish, found.late_start, found.late_finish))


@pytest.mark.parametrize("policy", ["pmbok", "msproject"])
def test_work_in_parts_is_bound_by_all_its_parts(policy):
    assert in_parts(L.ASAP, NONE, policy)[:2] == [(0, 9), (0, 17)]
    assert in_parts(L.SNET, at(1, 15), policy)[:2] == [(1, 15), (2, 11)]
    assert in_parts(L.FNET, at(2, 15), policy)[:2] == [(1, 19), (2, 15)]
    assert in_parts(L.FNLT, at(2, 15), policy)[2:] == [(1, 19), (2, 15)]
    assert in_parts(L.SNLT, at(2, 13), policy)[2:] == [(2, 13), (2, 17)]


def test_typed_dates_of_manual_activities_are_kept():
    manual = int(Flag.MANUAL)
    network = Network.from_arrays(
        [3, 4, 2, 9, 5],
        [0, 1, 3],
        [1, 2, 4],
        flags=[0, manual, manual, manual, 0],
        manual_start=[NONE, 1, 30, NONE, NONE],
        manual_finish=[NONE, NONE, 20, NONE, NONE],
    )
    for policy in ("pmbok", "primavera", "msproject"):
        found = schedule(network, policy)
        assert found.state.rec[:, 1].tolist() == [0, 1, 30, 0, 9]  # before the logic and before themselves
        assert found.state.rec[:, 7].tolist() == [3, 5, 30, 9, 14]
        assert found.early_start[1] == 1


def test_typed_dates_are_instants():
    network = on_shifts(
        [4, 4],
        [(0, 1)],
        calendar=[LATE, EARLY],
        flags=[int(Flag.MANUAL), 0],
        manual_start=[at(1, 10), NONE],
        manual_finish=[at(2, 15), NONE],
    )
    found = schedule(network, "pmbok")
    assert told(found.early_start) == [(1, 10), (2, 15)]
    assert told(found.early_finish) == [(2, 15), (3, 11)]
    assert found.state.rec[0, 0] == 10 * HOUR


def test_a_deadline_bounds_late_dates():
    network = Network.from_arrays([3, 4, 20], [0], [1], deadline=[NONE, 9, NONE])
    for policy in ("pmbok", "primavera", "msproject"):
        found = schedule(network, policy)
        assert found.late_finish.tolist() == [5, 9, 20]
        assert found.early_start.tolist() == [0, 3, 0]


def test_a_deadline_does_not_move_a_fixed_late_date():
    columns = {"constraint": [0, int(L.MSO), 0], "constraint_at": [NONE, 5, NONE], "deadline": [8, 1, NONE]}
    network = Network.from_arrays([3, 4, 20], [0], [1], **columns)
    assert schedule(network, "msproject").late_finish.tolist() == [5, 9, 20]
    assert schedule(network, "pmbok").late_finish.tolist() == [-3, 1, 20]


def test_deadlines_are_instants():
    network = on_shifts([4, 80], calendar=[LATE, EARLY], deadline=[at(1, 14), NONE])
    found = schedule(network, "pmbok")
    assert told([found.late_start[0], found.late_finish[0]]) == [(0, 18), (1, 14)]


def test_a_levelling_delay_counts_from_the_projects_start():
    network = Network.from_arrays([3, 4], [0], [1], delay=[5, 2], project_start=[100])
    assert schedule(network, "pmbok").early_start.tolist() == [105, 108]
    network = Network.from_arrays([3, 4], [], [], delay=[5, 2], project=[1, 0], project_start=[100, 200])
    assert schedule(network, "pmbok").early_start.tolist() == [205, 102]
    network = Network.from_arrays([3, 4], [], [], project=[1, 0], project_start=[100, 200])
    assert schedule(network, "pmbok").early_start.tolist() == [200, 100]
    network = on_shifts([4, 4], calendar=[EARLY, LATE], delay=[24 * HOUR, 10 * HOUR])
    assert told(schedule(network, "pmbok").early_start) == [(1, 9), (0, 19)]


def test_a_finish_that_the_project_must_meet():
    network = Network.from_arrays([3, 4], [0], [1], finish_by=[5])
    found = schedule(network, "pmbok")
    assert (found.late_finish.tolist(), found.total_float.tolist()) == ([1, 5], [-2, -2])
    found = schedule(network.changed(finish_by=np.array([NONE])), "pmbok")
    assert found.late_finish.tolist() == [3, 7]


def test_projects_finish_each_for_itself():
    network = Network.from_arrays([3, 4, 9], [], [], project=[0, 0, 1], project_start=[0, 100], finish_by=[6, NONE])
    assert schedule(network, "pmbok").late_finish.tolist() == [6, 6, 109]


def test_policies_have_names_and_objects_are_themselves():
    assert {name: type(policy_named(name)) for name in ("msproject", "primavera", "pmbok")} == {
        "msproject": MicrosoftProject,
        "primavera": Primavera,
        "pmbok": Pmbok,
    }
    mine = Pmbok(5)
    assert policy_named(mine) is mine


def test_critical_is_float_up_to_the_limit_and_not_finished():
    network = Network.from_arrays([3, 4, 9], [], [])
    assert schedule(network, Pmbok(5)).critical.tolist() == [False, True, True]
    assert schedule(network.changed(deadline=np.full(3, NONE)), Pmbok(5)).critical.tolist() == [False, True, True]
    finished = network.changed(actual_start=np.array([NONE, 0, NONE]), actual_finish=np.array([NONE, 4, NONE]))
    assert schedule(finished, Pmbok(5)).critical.tolist() == [False, False, True]


def test_relations_of_bounded_networks_keep_the_calendars_of_their_lags():
    """11 hours after Monday 11:00 on the early shift, not on the late one of the successor."""
    for more in ({"deadline": [NONE, NONE]}, {"parent": [-1, -1]}):
        network = on_shifts([2, 4], [(0, 1, 0, 11)], calendar=[EARLY, LATE], lag_calendar=[EARLY], **more)
        assert told(schedule(network, "pmbok").early_start) == [(0, 9), (1, 14)]


@pytest.mark.parametrize("more", [{}, {"deadline": [NONE, NONE]}])
def test_a_calendar_that_is_not_there_is_refused(more):
    for row in (3, -1):
        with pytest.raises(IndexError, match=r"^a calendar beyond the 3 of the network's tables$"):
            schedule(on_shifts([2, 4], calendar=[EARLY, row], **more), "pmbok")
    assert schedule(on_shifts([2, 4], calendar=[0, LATE], **more), "pmbok").early_start.tolist() == [
        at(0, 9),
        at(0, 13),
    ]


def test_inactive_work_in_parts_stays_in_parts():
    network = on_shifts(
        [4, 8],
        calendar=[ELAPSED, EARLY],
        parts=[3, 7, 7, EARLY, 4 * HOUR, LATE, 4 * HOUR],
        flags=[int(Flag.INACTIVE), 0],
    )
    assert told(schedule(network, "pmbok").early_finish) == [(0, 17), (0, 17)]
