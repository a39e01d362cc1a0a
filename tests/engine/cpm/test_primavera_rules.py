"""P6's options, what other projects ask, and where constraints meet progress."""

import numpy as np
import pytest
from tests.engine.shifts import EARLY, HOUR, LATE, at, on_shifts, told

from kaname.engine import Network, schedule
from kaname.engine.cpm.policies import Primavera
from kaname.engine.cpm.problem import Edge
from kaname.engine.network import NONE, Flag, Kind, Limit

FS, SS, FF, SF = (int(k) for k in Kind)


def begun(size, **started):
    """Columns of an activity in row 0 that began at 80 and has 10 left, data date 100."""
    none = [NONE] * (size - 1)
    return {"actual_start": [80, *none], "remaining": [10, *[20] * (size - 1)], "data_date": [100]} | started


def test_options_as_a_project_stores_them():
    assert Primavera.from_options({}) == Primavera()
    assert Primavera.from_options({}, 7) == Primavera(critical_limit=7)
    assert Primavera.from_options({"progress": "actual_dates"}) == Primavera(progress="actual_dates")
    assert Primavera.from_options({"float_type": "smallest"}) == Primavera(float_type="smallest")
    assert Primavera.from_options({"expected_finish": False}) == Primavera(expected_finish=False)
    assert Primavera.from_options({"sched_lag_early_start_flag": "N"}) == Primavera(lag_from_actual=True)
    assert Primavera.from_options({"sched_lag_early_start_flag": "Y"}) == Primavera()
    assert Primavera.from_options({"critical_path_type": "CT_DrivPath"}) == Primavera(longest_path=True)
    assert Primavera.from_options({"critical_path_type": "CT_TotFloat"}) == Primavera()
    assert Primavera.from_options({"sched_open_critical_flag": "Y"}) == Primavera(critical_ends=True)
    assert Primavera.from_options({"sched_open_critical_flag": "N"}) == Primavera()
    usual = Primavera()
    assert (usual.progress, usual.float_type, usual.expected_finish) == ("retained_logic", "finish", True)
    assert (usual.lag_from_actual, usual.longest_path, usual.critical_ends) == (False, False, False)


def test_total_float_is_that_of_the_start_of_the_finish_or_the_smaller():
    """Monday 9 to 11 or Thursday 15 to 17, counted on the late shift."""
    network = on_shifts([2, 32], float_calendar=[LATE, EARLY])
    hours = {"finish": 28, "start": 26, "smallest": 26}
    for float_type, expected in hours.items():
        assert schedule(network, Primavera(float_type=float_type)).total_float[0] == expected * HOUR


@pytest.mark.parametrize(("float_type", "expected"), [("finish", 10), ("start", 14), ("smallest", 10)])
def test_a_finish_that_can_be_later_by_less_than_the_start(float_type, expected):
    network = on_shifts(
        [4, 40],
        calendar=[LATE, EARLY],
        float_calendar=[EARLY, EARLY],
        constraint=[int(Limit.SNET), 0],
        constraint_at=[at(1, 19), NONE],
        deadline=[at(3, 19), NONE],
    )
    found = schedule(network, Primavera(float_type=float_type))
    columns = found.early_start, found.early_finish, found.late_start, found.late_finish
    assert told(int(c[0]) for c in columns) == [(1, 19), (2, 15), (3, 15), (3, 19)]
    assert (found.start_float[0], found.finish_float[0]) == (14 * HOUR, 10 * HOUR)
    assert found.total_float[0] == expected * HOUR


@pytest.mark.parametrize(("float_type", "expected"), [("finish", 4), ("start", 0), ("smallest", 0)])
def test_floats_of_a_summary_that_differ(float_type, expected):
    network = Network.from_arrays([0, 5, 8, 7], [1], [3], flags=[1, 0, 0, 0], parent=[-1, 0, 0, -1])
    assert schedule(network, Primavera(float_type=float_type)).total_float[0] == expected


def test_what_other_projects_ask_bounds_unfinished_activities():
    network = Network.from_arrays(
        [10, 10, 10, 50],
        [1],
        [3],
        external_start=[7, NONE, 8, NONE],
        external_finish=[NONE, 25, 90, NONE],
    )
    found = schedule(network, Primavera())
    assert found.early_start.tolist() == [7, 0, 8, 10]
    assert found.late_finish.tolist() == [60, 10, 90, 60]  # the third has no successor: beyond the project's finish
    assert schedule(network, "pmbok").early_start.tolist() == [0, 0, 0, 10]


def test_what_has_a_successor_ends_within_the_project():
    network = Network.from_arrays([10, 50], [0], [1], external_finish=[5, NONE])
    assert schedule(network, Primavera()).late_finish.tolist() == [5, 60]
    network = Network.from_arrays([10, 50], [0], [1], [SS], external_finish=[200, NONE])
    assert schedule(network, Primavera()).late_finish.tolist() == [10, 50]


def test_what_is_finished_does_not_wait_for_other_projects():
    columns = {
        "actual_start": [1, NONE],
        "actual_finish": [5, NONE],
        "remaining": [0, 10],
        "external_start": [30, 3],
        "external_finish": [4, 12],
    }
    found = schedule(Network.from_arrays([10, 10], [], [], **columns), Primavera())
    assert found.state.problem.floor.tolist() == [0, 3]
    assert found.late_finish.tolist() == [5, 12]
    assert found.total_float.tolist() == [0, -1]


def test_what_other_projects_ask_is_an_instant():
    network = on_shifts([4, 80], calendar=[LATE, EARLY], external_start=[at(1, 10), NONE])
    assert told(schedule(network, Primavera()).early_start) == [(1, 13), (0, 9)]
    network = on_shifts([4, 80], calendar=[LATE, EARLY], external_finish=[at(2, 15), NONE])
    assert told(schedule(network, Primavera()).late_finish)[0] == (2, 15)


@pytest.mark.parametrize(
    ("limit", "bound"),
    [
        (Limit.FNLT, 105),
        (Limit.FINISH_ON, 105),
        (Limit.MANDATORY_FINISH, 105),
        (Limit.MFO, 130),
        (Limit.SNLT, 130),
        (Limit.MANDATORY_START, 130),
    ],
)
def test_only_constraints_on_the_finish_hold_what_has_begun(limit, bound):
    """Beside it one with the same constraint that has not begun, and one finished."""
    columns = {
        "actual_start": [80, 70, NONE],
        "actual_finish": [NONE, 90, NONE],
        "remaining": [10, 0, 30],
        "data_date": [100],
        "constraint": [int(limit), int(limit), 0],
        "constraint_at": [105, 60, NONE],
    }
    found = schedule(Network.from_arrays([30, 20, 30], [], [], **columns), Primavera())
    assert found.early_finish.tolist() == [110, 90, 130]
    assert found.late_finish.tolist() == [bound, 90, 130]
    assert found.total_float.tolist() == [bound - 110, 0, 0]


def test_constraints_of_what_has_not_begun_still_hold_beside_it():
    columns = begun(3, constraint=[int(Limit.SNET)] * 3, constraint_at=[150, 130, 120])
    found = schedule(Network.from_arrays([30, 20, 20], [], [], **columns), Primavera())
    assert found.early_start.tolist() == [100, 130, 120]
    columns = begun(2, constraint=[int(Limit.MANDATORY_START)] * 2, constraint_at=[150, 90])
    found = schedule(Network.from_arrays([30, 20], [], [], **columns), Primavera())
    assert (found.early_start.tolist(), found.late_finish.tolist()) == ([100, 90], [110, 110])


def test_the_rest_resumes_no_earlier_than_it_is_to():
    columns = begun(2, resume=[115, NONE])
    assert schedule(Network.from_arrays([30, 20], [0], [1], **columns), Primavera()).early_start.tolist() == [115, 125]
    columns = begun(2, resume=[95, NONE])
    assert schedule(Network.from_arrays([30, 20], [0], [1], **columns), Primavera()).early_start.tolist() == [100, 110]
    columns = begun(2, actual_start=[80, 80], resume=[NONE, 115])
    assert schedule(Network.from_arrays([30, 20], [], [], **columns), Primavera()).early_start.tolist() == [100, 115]


@pytest.mark.parametrize("pair", ["", "2"])
def test_expected_finish_sets_what_remains(pair):
    columns = begun(3, actual_start=[80, 80, NONE], remaining=[10, 10, 20])
    columns |= {f"constraint{pair}": [int(Limit.EXPECTED_FINISH)] * 3, f"constraint{pair}_at": [135, 90, 180]}
    network = Network.from_arrays([30, 20, 20], [], [], **columns)
    found = schedule(network, Primavera())
    assert found.early_finish.tolist() == [135, 100, 120]
    assert schedule(network, Primavera(expected_finish=False)).early_finish.tolist() == [110, 110, 120]
    other = network.changed(**{f"constraint{pair}": np.array([5, 5, 5], np.int8)})
    assert schedule(other, Primavera()).early_finish.tolist() == [110, 110, 120]
    undated = network.changed(**{f"constraint{pair}_at": np.array([NONE, 115, NONE])})
    assert schedule(undated, Primavera()).early_finish.tolist() == [110, 115, 120]


def test_expected_finish_is_an_instant():
    network = on_shifts(
        [8, 4],
        calendar=[LATE, EARLY],
        actual_start=[at(0, 13), NONE],
        remaining=[2 * HOUR, 4 * HOUR],
        constraint=[int(Limit.EXPECTED_FINISH), 0],
        constraint_at=[at(2, 15), NONE],
        data_date=[at(1, 9)],
        resume=[at(1, 10), NONE],
    )
    found = schedule(network, Primavera())
    assert told(found.early_start) == [(1, 13), (1, 9)]
    assert told(found.early_finish) == [(2, 15), (1, 13)]
    assert found.state.rec[0, 0] == 10 * HOUR


def override(kind, lag=0, **more):
    """A (80 long, 40 left from 100) before B, which began at 50 and has 30 left; both are followed by C."""
    columns = {"actual_start": [60, 50, NONE], "remaining": [40, 30, 20], "data_date": [100]} | more
    network = Network.from_arrays([80, 60, 20], [0, 1], [1, 2], [kind, FS], [lag, 0], **columns)
    rules = "retained_logic", "progress_override", "actual_dates"
    return [schedule(network, Primavera(progress=rule)).early_start[1:].tolist() for rule in rules]


def test_progress_override_mutes_what_was_overtaken():
    assert override(FS) == [[140, 170], [100, 130], [100, 130]]
    assert override(FF) == [[110, 140]] * 3  # its finish still waits
    not_begun = {"actual_start": [NONE, 50, NONE], "remaining": [80, 30, 20]}
    assert override(FS, **not_begun) == [[180, 210], [100, 130], [100, 130]]
    assert override(SS, 50, **not_begun) == [[150, 180], [100, 130], [100, 130]]
    assert override(SF, 90, **not_begun) == [[160, 190]] * 3


def test_progress_override_keeps_what_was_not_overtaken():
    assert override(SS, 70) == [[130, 160]] * 3  # A has begun, 30 of the 70 are left
    done = {"actual_finish": [90, NONE, NONE], "remaining": [0, 30, 20]}
    assert override(FS, 30, **done) == [[100, 130]] * 3
    fresh = {"actual_start": [60, NONE, NONE], "remaining": [40, 60, 20]}
    assert override(FS, **fresh) == [[140, 200]] * 3


def test_late_dates_do_not_pass_over_what_was_overtaken():
    columns = {"actual_start": [60, 50, NONE], "remaining": [40, 30, 20], "data_date": [100]}
    network = Network.from_arrays([80, 60, 20], [0, 1], [1, 2], **columns)
    assert schedule(network, Primavera()).late_finish.tolist() == [140, 170, 190]
    assert schedule(network, Primavera(progress="progress_override")).late_finish.tolist() == [150, 130, 150]


def test_overtaken_relations_keep_their_type():
    columns = {"actual_start": [NONE, 50, NONE], "remaining": [80, 30, 20], "data_date": [100]}
    network = Network.from_arrays([80, 60, 20], [0, 1], [1, 2], [SS, FF], **columns)
    kind = schedule(network, Primavera(progress="progress_override")).state.problem.kind
    assert kind.tolist() == [SS | int(Edge.NOT_FORWARD | Edge.NOT_BACKWARD), FF]


def test_what_finished_out_of_sequence_was_not_overtaken():
    """P goes on until 140, and with it the finish of F, which is over; C began after F and has 20 left."""
    columns = {
        "actual_start": [60, 50, 75],
        "actual_finish": [NONE, 70, NONE],
        "remaining": [40, 0, 20],
        "data_date": [100],
    }
    network = Network.from_arrays([80, 10, 30], [0, 1], [1, 2], [FF, FS], **columns)
    for rule in ("retained_logic", "progress_override"):
        assert schedule(network, Primavera(progress=rule)).early_finish.tolist() == [140, 70, 160]


def test_progress_override_without_progress_reads_only():
    network = Network.from_arrays([5, 6], [0], [1], [SS], [2], deadline=[NONE, NONE])
    network.kind.setflags(write=False)
    assert schedule(network, Primavera(progress="progress_override")).early_start.tolist() == [0, 2]


def test_lags_from_where_the_rest_begins_hold_what_is_under_way():
    """P6: the rest begins at the data date, 100, and 30 of the 50 are left."""
    network = Network.from_arrays([30, 60], [0], [1], [SS], [50], **begun(2))
    found = schedule(network, Primavera())
    assert (found.early_start.tolist(), found.late_finish.tolist()) == ([100, 130], [110, 190])


def test_lags_from_an_actual_start_do_not():
    """P6: the data date and what is left of the lag, so the actual start, 80, and the lag; A may end with the plan."""
    network = Network.from_arrays([30, 60], [0], [1], [SS], [50], **begun(2))
    found = schedule(network, Primavera(lag_from_actual=True))
    assert (found.early_start.tolist(), found.late_finish.tolist()) == ([80, 130], [190, 190])
    over = network.changed(lag=np.array([15]))
    assert schedule(over, Primavera(lag_from_actual=True)).early_start.tolist() == [80, 100]
    ahead = Network.from_arrays([60, 60], [0], [1], [FS], [5], **begun(2))
    assert schedule(ahead, Primavera(lag_from_actual=True)).late_finish.tolist() == [110, 175]


def test_lags_from_the_actual_start_of_what_has_finished():
    columns = {"actual_start": [80, NONE], "actual_finish": [90, NONE], "remaining": [0, 60], "data_date": [100]}
    network = Network.from_arrays([10, 60], [0], [1], [SS], [50], **columns)
    for rules in (Primavera(), Primavera(lag_from_actual=True)):
        assert schedule(network, rules).early_start.tolist() == [80, 130]


def test_open_ends_are_those_whose_relations_count():
    finished = {"actual_start": [NONE, 20, NONE], "actual_finish": [NONE, 30, NONE], "remaining": [10, 0, 50]}
    network = Network.from_arrays([10, 10, 50], [0], [1], **finished)
    assert schedule(network, Primavera()).late_finish.tolist() == [50, 30, 50]
    assert schedule(network, Primavera(critical_ends=True)).late_finish.tolist() == [10, 30, 50]
    bounded = Network.from_arrays([10, 50], [], [], deadline=[4, NONE])
    assert schedule(bounded, Primavera(critical_ends=True)).total_float.tolist() == [-6, 0]


def test_finished_dates_are_shown_in_both_passes():
    columns = {"actual_start": [3, NONE, 2], "actual_finish": [9, 8, NONE], "remaining": [0, 0, 7]}
    found = schedule(Network.from_arrays([5, 5, 9], [], [], **columns), Primavera())
    dates = found.early_start, found.early_finish, found.late_start, found.late_finish
    assert [int(d[0]) for d in dates] == [3, 9, 3, 9]
    assert found.total_float[:2].tolist() == found.free_float[:2].tolist() == found.start_float[:2].tolist() == [0, 0]


def test_finished_work_in_parts_takes_no_time_at_the_data_date():
    network = on_shifts(
        [4, 8],
        [(0, 1)],
        calendar=[0, EARLY],
        parts=[3, 7, 7, EARLY, 4 * HOUR, LATE, 4 * HOUR],
        actual_start=[at(0, 10), NONE],
        actual_finish=[at(0, 11), NONE],
        remaining=[0, 8 * HOUR],
        data_date=[at(1, 11)],
    )
    found = schedule(network, Primavera())
    assert told(found.early_start) == [(0, 10), (1, 11)]
    assert told(found.early_finish) == [(0, 11), (2, 11)]


def test_closed_ends_leave_what_has_a_successor_its_float():
    network = Network.from_arrays([5, 10, 6, 50], [0, 1], [2, 2])
    found = schedule(network, Primavera(critical_ends=True))
    assert found.total_float.tolist() == [5, 0, 0, 0]


def test_lags_from_an_actual_start_to_a_finish():
    """B, 10 long, may not end before 90 after the start of A, which was at 80: it begins at 160."""
    network = Network.from_arrays([30, 10], [0], [1], [SF], [90], **begun(2))
    found = schedule(network, Primavera(lag_from_actual=True))
    assert (found.early_start.tolist(), found.late_finish.tolist()) == ([80, 160], [170, 170])
    assert schedule(network, Primavera()).late_finish.tolist() == [110, 170]


def test_only_open_ends_may_end_behind_the_project():
    network = Network.from_arrays([10, 5, 50], [0], [1], [SS], external_finish=[200, 190, NONE])
    assert schedule(network, Primavera()).late_finish.tolist() == [50, 190, 50]


def test_what_is_inactive_does_not_count_whatever_other_projects_allow():
    network = Network.from_arrays([90, 5], [], [], flags=[int(Flag.INACTIVE), 0], external_finish=[200, NONE])
    found = schedule(network, Primavera())
    assert (found.project_finish, found.late_finish.tolist()) == (5, [200, 5])


def test_floats_of_opened_projects_count_to_the_last_of_their_finishes():
    """sched_use_project_end_date_for_float: Y (P6's default) counts to each project's finish, N to the last of all."""
    network = Network.from_arrays([30, 50, 10], [1], [2], project=[0, 1, 1], project_start=[0, 20])
    each = Primavera.from_options({"sched_use_project_end_date_for_float": "Y"})
    opened = Primavera.from_options({"sched_use_project_end_date_for_float": "N"})
    assert schedule(network, each).total_float.tolist() == [0, 0, 0]
    assert schedule(network, opened).late_finish.tolist() == [80, 70, 80]
    assert schedule(network, opened).total_float.tolist() == [50, 0, 0]
    by = network.changed(finish_by=np.array([100, NONE]))
    assert schedule(by, opened).total_float.tolist() == [70, 20, 20]
