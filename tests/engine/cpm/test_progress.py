"""Begun and finished activities under the textbook's and Microsoft Project's rules."""

import numpy as np
import pytest
from tests.engine.shifts import EARLY, ELAPSED, HOUR, LATE, at, on_shifts, told

from kaname.engine import Network, schedule
from kaname.engine.cpm.policies import MicrosoftProject, Pmbok
from kaname.engine.cpm.problem import Edge
from kaname.engine.network import NONE, Flag, Kind, LagCalendar, Limit

FS, SS, FF, SF = (int(k) for k in Kind)


def early(network, policy):
    found = schedule(network, policy)
    return found.early_start.tolist(), found.early_finish.tolist()


def begun(**columns):
    """P 5, A 10 (begun at 3, 4 left), B 6 after A; P before A as well: out of sequence."""
    more = {"actual_start": [NONE, 3, NONE], "remaining": [5, 4, 6]} | columns
    return Network.from_arrays([5, 10, 6], [0, 1], [1, 2], **more)


def test_the_rest_follows_the_start_the_logic_and_what_is_done():
    assert early(begun(), "pmbok") == ([0, 3, 13], [5, 13, 19])
    assert early(begun(remaining=[5, 9, 6]), "pmbok") == ([0, 3, 14], [5, 14, 20])  # after its predecessor: 5 + 9


def test_relations_from_the_finish_of_what_has_begun_hold_it():
    assert schedule(begun(), "pmbok").late_finish.tolist() == [9, 13, 19]
    by_start = begun().changed(kind=np.array([SS, SS], np.int8), lag=np.array([10, 0]))
    found = schedule(by_start, "pmbok")
    assert found.early_finish.tolist() == [5, 14, 9]
    assert found.late_finish.tolist() == [5, 14, 14]  # B follows a start that happened


def test_microsoft_project_goes_on_after_what_is_done_whatever_the_logic():
    assert early(begun(), "msproject") == ([0, 3, 13], [5, 13, 19])
    assert early(begun(remaining=[5, 9, 6]), "msproject") == ([0, 3, 13], [5, 13, 19])


def test_it_goes_on_where_it_resumes():
    assert early(begun(resume=[NONE, 15, NONE]), "msproject") == ([0, 3, 19], [5, 19, 25])
    assert early(begun(resume=[NONE, 5, NONE]), "msproject") == ([0, 3, 13], [5, 13, 19])
    assert early(begun(resume=[NONE, 15, NONE]), "pmbok") == ([0, 3, 13], [5, 13, 19])


def test_the_rest_follows_the_data_date():
    assert early(begun(data_date=[12]), "pmbok") == ([12, 3, 21], [17, 21, 27])
    assert early(begun(data_date=[4]), "pmbok") == ([4, 3, 13], [9, 13, 19])
    assert early(begun(data_date=[NONE]), "pmbok") == ([0, 3, 13], [5, 13, 19])


def test_the_data_date_is_each_projects_own():
    network = Network.from_arrays(
        [10, 10, 10, 10],
        [],
        [],
        actual_start=[3, NONE, 3, NONE],
        remaining=[4, 10, 4, 10],
        project=[0, 0, 1, 1],
        project_start=[0, 0],
        data_date=[20, NONE],
    )
    assert early(network, "pmbok") == ([3, 20, 3, 0], [24, 30, 13, 10])
    assert early(network.changed(data_date=np.array([NONE, 20])), "pmbok") == ([3, 0, 3, 20], [13, 10, 24, 30])


def test_microsoft_project_moves_nothing_to_the_data_date_unless_asked():
    assert early(begun(data_date=[12]), "msproject") == ([0, 3, 13], [5, 13, 19])
    assert early(begun(data_date=[14]), MicrosoftProject(reschedule=True)) == ([14, 3, 18], [19, 18, 24])
    assert early(begun(data_date=[12]), MicrosoftProject(reschedule=True)) == ([12, 3, 16], [17, 16, 22])
    assert early(begun(data_date=[2]), MicrosoftProject(reschedule=True)) == ([2, 3, 13], [7, 13, 19])
    assert early(begun(), MicrosoftProject(reschedule=True)) == ([0, 3, 13], [5, 13, 19])


def test_rescheduling_looks_at_each_projects_data_date():
    network = Network.from_arrays(
        [10, 10],
        [],
        [],
        actual_start=[3, 3],
        remaining=[4, 4],
        project=[1, 0],
        project_start=[0, 0],
        data_date=[NONE, 20],
    )
    assert early(network, MicrosoftProject(reschedule=True)) == ([3, 3], [24, 13])


def test_rescheduling_with_nothing_begun():
    network = Network.from_arrays([5, 6], [0], [1], data_date=[12])
    assert early(network, MicrosoftProject(reschedule=True)) == ([12, 17], [17, 23])
    assert early(network, "msproject") == ([0, 5], [5, 11])


@pytest.mark.parametrize(
    ("limit", "when", "finish"), [(Limit.FNET, 30, 30), (Limit.FNET, 10, 13), (Limit.SNET, 30, 13)]
)
def test_what_has_begun_waits_for_its_finish_no_earlier_than(limit, when, finish):
    network = begun(constraint=[0, int(limit), 0], constraint_at=[NONE, when, NONE])
    assert early(network, "msproject") == ([0, 3, finish], [5, finish, finish + 6])


def test_a_constraint_without_dates_holds_nothing_begun():
    assert early(begun(constraint=[0, int(Limit.FNET), 0]), "msproject") == ([0, 3, 13], [5, 13, 19])


def test_slack_of_what_has_begun_is_its_finish_slack():
    network = Network.from_arrays([10, 30], [], [], actual_start=[3, NONE], remaining=[4, 30])
    found = schedule(network, "msproject")
    assert (found.early_start.tolist(), found.late_start.tolist()) == ([3, 0], [3, 0])
    assert (found.late_finish.tolist(), found.total_float.tolist()) == ([30, 30], [17, 0])
    assert schedule(network, "pmbok").late_start.tolist() == [26, 0]


def finished(**more):
    """P 5, A finished 8 to 12 though 10 were planned, B 6 after A, X 30: only X and what is open can be late."""
    columns = {
        "actual_start": [NONE, 8, NONE, NONE],
        "actual_finish": [NONE, 12, NONE, NONE],
        "remaining": [5, 0, 6, 30],
    }
    return Network.from_arrays([5, 10, 6, 30], [0, 1], [1, 2], **(columns | more))


def test_finished_activities_keep_their_dates_and_hold_nothing_back():
    for policy in ("pmbok", "msproject"):
        found = schedule(finished(), policy)
        assert (found.early_start.tolist(), found.early_finish.tolist()) == ([0, 8, 12, 0], [5, 12, 18, 30])
        assert (found.late_start.tolist(), found.late_finish.tolist()) == ([25, 8, 24, 0], [30, 12, 30, 30])
        assert found.total_float.tolist() == [25, 0, 12, 0]
        assert found.critical.tolist() == [False, False, False, True]
        assert found.state.rec[:, 0].tolist() == [5, 4, 6, 30]
        assert found.free_float.tolist() == [25, 0, 12, 0]


def test_a_relation_from_what_is_finished_keeps_its_type():
    found = schedule(finished(kind=np.array([SS, FF], np.int8)), "pmbok")
    assert found.state.problem.kind.tolist() == [SS | int(Edge.NOT_BACKWARD), FF | int(Edge.NOT_BACKWARD)]
    assert found.early_start.tolist() == [0, 8, 6, 0]


def test_a_finish_alone_holds_nothing_back():
    network = Network.from_arrays([5, 10, 6, 30], [0, 1], [1, 2], actual_finish=[NONE, 12, NONE, NONE])
    assert schedule(network, "pmbok").late_finish.tolist() == [30, 12, 30, 30]


def test_a_finish_without_a_start_was_its_duration_long():
    found = schedule(finished(actual_start=np.full(4, NONE)), "pmbok")
    assert found.state.rec[1, [0, 1]].tolist() == [10, 2]
    assert found.early_finish.tolist() == [5, 12, 18, 30]


def test_a_finish_before_its_start_leaves_nothing_to_do():
    found = schedule(finished(actual_start=np.array([NONE, 14, NONE, NONE])), "pmbok")
    assert found.state.rec[1, [0, 1, 7]].tolist() == [0, 14, 14]


def test_finished_work_in_parts_is_one_span():
    network = on_shifts(
        [4, 8],
        [(0, 1)],
        calendar=[ELAPSED, EARLY],
        parts=[3, 7, 7, EARLY, 4 * HOUR, LATE, 4 * HOUR],
        actual_start=[at(0, 10), NONE],
        actual_finish=[at(1, 11), NONE],
        remaining=[0, 8 * HOUR],
    )
    found = schedule(network, "pmbok")
    assert told(found.early_finish) == [(1, 11), (2, 11)]
    assert told(found.early_start) == [(0, 10), (1, 11)]


def test_progress_is_read_on_the_activitys_calendar():
    network = on_shifts(
        [8, 8, 2],
        [(0, 2)],
        calendar=[LATE, EARLY, EARLY],
        actual_start=[at(0, 10), at(0, 18), NONE],
        remaining=[3 * HOUR, 8 * HOUR, 2 * HOUR],
    )
    for policy in ("pmbok", "msproject"):
        found = schedule(network, policy)
        assert told(found.early_start) == [(0, 10), (0, 18), (1, 9)]
        assert told(found.early_finish) == [(0, 21), (1, 17), (1, 11)]
    resumed = network.changed(resume=np.array([at(1, 10), NONE, NONE]))
    assert told(schedule(resumed, "msproject").early_finish) == [(1, 16), (1, 17), (2, 10)]
    dated = network.changed(data_date=np.array([at(2, 11)]))
    assert told(schedule(dated, "pmbok").early_finish) == [(2, 16), (3, 11), (3, 10)]
    assert told(schedule(dated, MicrosoftProject(reschedule=True)).early_finish) == [(2, 16), (3, 11), (3, 10)]
    waits = network.changed(
        constraint=np.array([int(Limit.FNET), 0, 0], np.int8), constraint_at=np.array([at(2, 15), NONE, NONE])
    )
    assert told(schedule(waits, "msproject").early_finish) == [(2, 15), (1, 17), (2, 17)]


def test_free_slack_of_microsoft_project_on_float_calendars():
    """A Monday 9 to 17 on the early shift, B after it until Tuesday 17 on the late one; X until Friday 17."""
    network = on_shifts([8, 8, 40], [(0, 1)], calendar=[EARLY, LATE, EARLY], float_calendar=[EARLY, LATE, EARLY])
    found = schedule(network, "msproject")
    assert told(found.early_start) == [(0, 9), (0, 17), (0, 9)]
    assert (found.free_float / HOUR).tolist() == [0, 24, 0]
    delayed = network.changed(constraint=np.array([0, 2, 0], np.int8), constraint_at=np.array([NONE, at(1, 19), NONE]))
    assert (schedule(delayed, "msproject").free_float / HOUR).tolist() == [8, 14, 0]
    on_early = delayed.changed(float_calendar=np.full(3, EARLY, np.int32))
    assert (schedule(on_early, "msproject").free_float / HOUR).tolist() == [8, 16, 0]


def test_free_slack_passes_over_muted_relations():
    inactive = int(Flag.INACTIVE)
    network = on_shifts(
        [8, 8, 40], [(0, 1), (0, 2, 0, 6)], float_calendar=[EARLY] * 3, flags=[0, inactive, 0], lag_calendar=[-1, LATE]
    )
    found = schedule(network, "msproject")
    assert told(found.early_start)[2] == (1, 15)
    assert (found.free_float / HOUR)[[0, 2]].tolist() == [0, 0]
    assert (schedule(network, Pmbok()).free_float / HOUR)[[0, 2]].tolist() == [0, 0]


def slack(kind, lag, **more):
    """Free slack of A, Monday 9 to 11 on the early shift, before B, 8 hours of the late one from Wednesday 15 on."""
    columns = {"calendar": [EARLY, LATE, EARLY], "float_calendar": [EARLY] * 3} | more
    network = on_shifts(
        [2, 8, 60],
        [(0, 1, kind, lag)],
        constraint=[0, int(Limit.SNET), 0],
        constraint_at=[NONE, at(2, 15), NONE],
        **columns,
    )
    return schedule(network, "msproject").free_float[0] / HOUR


def test_free_slack_of_every_relation():
    assert slack(FS, 0) == 20  # Monday 11 to Wednesday 15
    assert slack(SS, 0) == 22  # Monday 9 to Wednesday 15
    assert slack(SS, 2) == 20  # to Wednesday 13
    assert slack(FF, 0) == 28  # Monday 11 to Thursday 15
    assert slack(SF, 0) == 30
    assert slack(FF, 0, float_calendar=[EARLY, LATE, EARLY]) == 26


def test_free_slack_with_lags_of_either_calendar():
    assert slack(FS, 11) == slack(FS, 11, lag_calendar=[int(LagCalendar.SUCCESSOR)]) == 6
    assert slack(FS, 11, lag_calendar=[int(LagCalendar.PREDECESSOR)]) == 9
    assert slack(FS, 11, lag_calendar=[int(LagCalendar.PREDECESSOR)], float_calendar=[EARLY, LATE, EARLY]) == 8


def test_free_slack_of_work_in_parts_is_on_the_successors_own_calendar():
    """Parts of 2 hours each, early and late, from Monday 9: they end at 15."""
    parts = [4, 8, 8, 8, EARLY, 2 * HOUR, LATE, 2 * HOUR]
    more = {"calendar": [ELAPSED, LATE, EARLY], "float_calendar": None, "parts": parts}
    assert slack(FS, 0, **more) == 16  # Monday 15 to Wednesday 15 on the late shift


def test_what_has_no_successor_is_free_for_its_total_slack():
    first = on_shifts([2, 32], float_calendar=[LATE, EARLY])
    assert (schedule(first, "msproject").free_float / HOUR).tolist() == [26, 0]
    begun = first.changed(actual_start=np.array([at(0, 9), NONE]))
    found = schedule(begun, "msproject")
    assert (found.total_float / HOUR).tolist() == (found.free_float / HOUR).tolist() == [28, 0]


def test_only_what_has_begun_has_its_finish_slack():
    network = on_shifts(
        [2, 2, 32],
        float_calendar=[LATE, LATE, EARLY],
        actual_start=[NONE, at(0, 9), NONE],
    )
    assert (schedule(network, "msproject").total_float / HOUR).tolist() == [26, 28, 0]


def test_the_data_date_before_what_is_done_takes_its_place():
    network = Network.from_arrays([10, 40], [], [], actual_start=[3, NONE], remaining=[4, 40], data_date=[4])
    assert early(network, "pmbok") == ([3, 4], [8, 44])


def test_what_waits_for_a_finish_and_what_does_not():
    network = Network.from_arrays(
        [10, 10],
        [],
        [],
        actual_start=[3, 3],
        remaining=[4, 4],
        constraint=[int(Limit.FNET), int(Limit.FNLT)],
        constraint_at=[30, 40],
    )
    assert early(network, "msproject") == ([3, 3], [30, 13])
