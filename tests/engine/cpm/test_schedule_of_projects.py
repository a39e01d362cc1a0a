"""What a schedule says of its project: the finish, the order, plans back from their finish, what cannot be joined."""

import numpy as np
import pytest
from tests.engine.shifts import EARLY, LATE, at, on_shifts, told

from kaname.engine import Network, schedule
from kaname.engine.cpm.policies import Pmbok, Primavera
from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.network import NONE, Flag, Limit

OUT = int(Flag.INACTIVE)


def test_the_finish_is_the_last_of_what_counts():
    network = Network.from_arrays([5, 50, 60, 7], [], [], flags=[0, OUT, int(Flag.HAMMOCK), 0], project_start=[100])
    assert schedule(network).project_finish == 107


def test_nothing_that_counts_finishes_where_its_project_starts():
    network = Network.from_arrays([5, 6], [], [], flags=[OUT, OUT], project=[0, 1], project_start=[100, 90])
    assert schedule(network).project_finish == 90
    alone = Network.from_arrays([5, 6], [], [], flags=[OUT, OUT], project_start=[100])
    assert schedule(alone, "pmbok").late_finish.tolist() == [100, 100]
    back = network.changed(from_finish=True, finish_by=np.array([200, 200]))
    assert schedule(back).project_finish == 90


def test_the_finish_is_where_activities_are_placed():
    network = Network.from_arrays([5, 9], [], [], constraint=[int(Limit.ALAP), 0], finish_by=[20])
    assert schedule(network, "pmbok").project_finish == 20


def test_logic_carried_through_a_finished_activity_moves_the_finish():
    """A finished out of sequence: under P6's rules its successors, were there any, would wait for P until 140."""
    network = Network.from_arrays(
        [80, 10],
        [0],
        [1],
        lag=[15],
        actual_start=[60, 50],
        actual_finish=[NONE, 70],
        remaining=[40, 0],
        data_date=[100],
    )
    assert schedule(network, Primavera()).project_finish == 155
    assert schedule(network, "msproject").project_finish == 140


def test_carried_logic_is_an_instant_of_the_activitys_calendar():
    network = on_shifts(
        [8, 4],
        [(0, 1)],
        calendar=[EARLY, LATE],
        actual_start=[NONE, at(0, 13)],
        actual_finish=[NONE, at(0, 17)],
        remaining=[8 * 60, 0],
        data_date=[at(1, 9)],
    )
    found = schedule(network, Primavera())
    assert told([found.project_finish]) == [(1, 17)]
    late = network.changed(calendar=np.array([LATE, EARLY], np.int32))
    assert told([schedule(late, Primavera()).project_finish]) == [(1, 21)]


def test_the_order_holds_the_rows_of_the_network_only():
    network = Network.from_arrays(
        [0, 3, 4, 2],
        [0, 1],
        [3, 2],
        flags=[int(Flag.SUMMARY), 0, 0, 0],
        parent=[-1, 0, 0, -1],
    )
    found = schedule(network, "pmbok")
    assert found.state.problem.size == 5
    assert sorted(found.order.tolist()) == [0, 1, 2, 3]
    place = np.argsort(found.order)
    assert place[1] < place[2] < place[3]
    assert found.order is found.order


def test_a_plan_from_its_finish_begins_where_its_late_dates_begin():
    network = Network.from_arrays([5, 4, 2], [0], [1], from_finish=True, finish_by=[100])
    found = schedule(network, "pmbok")
    assert found.early_start.tolist() == [91, 96, 91]
    assert found.late_finish.tolist() == [96, 100, 100]
    assert found.network.from_finish is False


def test_what_does_not_count_has_no_say_where_it_begins():
    network = Network.from_arrays([5, 90], [], [], flags=[0, OUT], from_finish=True, finish_by=[100])
    assert schedule(network, "pmbok").early_start.tolist() == [95, 95]
    assert schedule(network.changed(project_start=np.array([3])), "pmbok").early_start.tolist() == [95, 95]


def test_from_its_finish_without_a_finish_is_from_its_start():
    network = Network.from_arrays([5, 4], [0], [1], from_finish=True)
    assert schedule(network).early_start.tolist() == [0, 5]
    given = Network.from_arrays([5, 4], [0], [1], finish_by=[100])
    assert schedule(given, "pmbok").early_start.tolist() == [0, 5]


@pytest.mark.parametrize(("pred", "succ"), [(-1, 1), (0, -1), (2, 1), (0, 2)])
def test_a_relation_to_nothing_is_refused(pred, succ):
    with pytest.raises(ProblemsFound) as caught:
        schedule(Network.from_arrays([1, 2], [pred], [succ]))
    assert [d.code for d in caught.value.diagnostics] == ["network-relation-to-nothing"]


def test_the_first_and_the_last_row_are_something():
    assert schedule(Network.from_arrays([1, 2], [0], [1])).early_start.tolist() == [0, 1]
    assert schedule(Network.from_arrays([1, 2], [1], [0])).early_start.tolist() == [2, 0]


def test_the_limit_of_critical_float_holds_for_every_kind_of_network():
    plain = Network.from_arrays([3, 4, 9], [], [])
    on_calendars = on_shifts([3, 4, 9])
    more = plain.changed(deadline=np.full(3, NONE))
    for network, unit in ((plain, 1), (on_calendars, 60), (more, 1)):
        assert schedule(network, Pmbok(5 * unit)).critical.tolist() == [False, True, True]
        found = schedule(network, Pmbok())
        assert found.critical.tolist() == [False, False, True]
        columns = found.total_float, found.start_float, found.finish_float, found.free_float
        assert [(c / unit).tolist() for c in columns] == [[6, 5, 0]] * 4
        assert (found.start.tolist(), found.finish.tolist()) == (
            found.early_start.tolist(),
            found.early_finish.tolist(),
        )
        assert found.policy == Pmbok()
        assert found.network is network


def test_rolling_up_leaves_early_dates_as_they_are():
    network = Network.from_arrays(
        [0, 3, 9], [], [], flags=[int(Flag.SUMMARY), 0, 0], parent=[-1, 0, -1], constraint=[0, int(Limit.ALAP), 0]
    )
    found = schedule(network, "pmbok")
    assert (found.early_start.tolist(), found.start.tolist()) == ([0, 0, 0], [6, 6, 0])
    no_limits = schedule(network.changed(constraint=None), "pmbok")
    assert no_limits.start.tolist() == no_limits.early_start.tolist() == [0, 0, 0]


def test_back_from_the_finish_by_the_rules_of_the_policy():
    """Begun at 3: for Microsoft Project its late start is that; a floor there may lie before the project's start."""
    begun = Network.from_arrays(
        [5, 4], [], [], actual_start=[3, NONE], remaining=[5, 4], from_finish=True, finish_by=[100]
    )
    assert schedule(begun, "pmbok").early_start.tolist() == [3, 95]
    assert schedule(begun, "msproject").early_start.tolist() == [3, 3]
    floor = Network.from_arrays(
        [5, 4], [], [], constraint=[int(Limit.SNET), 0], constraint_at=[10, NONE], from_finish=True, finish_by=[100]
    )
    assert schedule(floor, "pmbok").early_start.tolist() == [95, 95]
    assert schedule(floor, "msproject").early_start.tolist() == [10, 95]


def test_typed_dates_count_for_where_a_plan_begins():
    network = Network.from_arrays(
        [5, 4], [], [], flags=[int(Flag.MANUAL), 0], manual_start=[20, NONE], from_finish=True, finish_by=[100]
    )
    assert schedule(network, "pmbok").early_start.tolist() == [20, 95]


def test_a_plain_network_begins_with_its_project():
    network = Network.from_arrays([5, 4, 3], [0], [1], project_start=[9])
    found = schedule(network)
    assert (found.early_start.tolist(), found.late_start.tolist()) == ([9, 14, 9], [9, 14, 15])
    assert found.state.problem.least_floor == 9
