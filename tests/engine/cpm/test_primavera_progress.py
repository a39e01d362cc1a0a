"""P6 schedules what remains: logic and lags as they pass through begun and finished activities."""

import pytest
from tests.engine.shifts import EARLY, ELAPSED, HOUR, LATE, at, on_shifts, told

from kaname.engine.cpm import schedule
from kaname.engine.cpm.policies import Primavera
from kaname.engine.network import NONE, LagCalendar, Limit, Network

FS, SS = 0, 1


def plan(duration, relations, started=None, finished=None, remaining=None, **more):
    """Minutes from 0, data date 100; relations are (pred, succ, kind, lag)."""
    pred, succ, kind, lag = [[r[k] for r in relations] for k in range(4)]
    size = range(len(duration))
    done, rest = finished or {}, remaining or {}
    began = {v: begin for v, (begin, _) in done.items()} | (started or {})
    return Network.from_arrays(
        duration,
        pred,
        succ,
        kind,
        lag,
        actual_start=[began.get(v, NONE) for v in size],
        actual_finish=[done.get(v, (0, NONE))[1] for v in size],
        remaining=[0 if v in done else rest.get(v, duration[v]) for v in size],
        data_date=[100],
        **more,
    )


def starts(network, **rules):
    return schedule(network, Primavera(**rules)).early_start.tolist()


OUT_OF_SEQUENCE = plan([80, 10, 20], [(0, 1, FS, 0), (1, 2, FS, 0)], {0: 60}, {1: (50, 70)}, {0: 40})


def test_logic_passes_through_a_finished_activity():
    dates = schedule(OUT_OF_SEQUENCE, Primavera())
    assert dates.early_start.tolist() == [100, 50, 140]
    assert dates.early_finish.tolist() == [140, 70, 160]
    assert dates.late_finish.tolist() == [140, 70, 160]
    assert dates.total_float.tolist() == [0, 0, 0]
    assert dates.critical.tolist() == [True, False, True]


def test_progress_override_does_not_wait_through_it():
    dates = schedule(OUT_OF_SEQUENCE, Primavera(progress="progress_override"))
    assert dates.early_start.tolist() == [100, 50, 100]
    assert dates.total_float.tolist() == [0, 0, 20]


def test_a_lag_after_a_finish_has_run_since():
    assert starts(plan([10, 20], [(0, 1, FS, 50)], finished={0: (50, 80)})) == [50, 130]
    assert starts(plan([10, 20], [(0, 1, FS, 15)], finished={0: (50, 80)})) == [50, 100]
    assert starts(plan([10, 20], [(0, 1, FS, -30)], finished={0: (50, 80)})) == [50, 100]


def test_what_remains_of_a_lag_follows_the_delay():
    network = plan([80, 10, 20], [(0, 1, FS, 0), (1, 2, FS, 50)], {0: 60}, {1: (50, 70)}, {0: 40})
    assert starts(network) == [100, 50, 160]  # 140, and 20 of 50 minutes are left


def test_a_lag_after_a_start_has_run_since():
    network = plan([80, 20], [(0, 1, SS, 50)], {0: 70}, remaining={0: 60})
    dates = schedule(network, Primavera())
    assert dates.early_start.tolist() == [100, 120]
    assert dates.late_start.tolist() == [100, 140]
    assert starts(plan([80, 20], [(0, 1, SS, 30)], {0: 60}, remaining={0: 60})) == [100, 100]


def test_a_successor_of_its_start_holds_an_activity_under_way():
    network = plan([30, 60], [(0, 1, SS, 0)], {0: 80}, remaining={0: 10})
    dates = schedule(network, Primavera())
    assert dates.late_finish.tolist() == [110, 160]
    assert dates.total_float.tolist() == [0, 0]


def test_constraints_on_a_start_are_over_once_begun():
    for limit in (Limit.SNET, Limit.START_ON, Limit.MANDATORY_START, Limit.SNLT):
        network = plan(
            [30, 60],
            [(0, 1, FS, 0)],
            {0: 80},
            remaining={0: 10},
            constraint=[int(limit), int(Limit.ASAP)],
            constraint_at=[120 if limit == Limit.SNET else 20, NONE],
        )
        dates = schedule(network, Primavera())
        assert dates.early_start.tolist() == [100, 110]
        assert dates.total_float.tolist() == [0, 0]


def test_constraints_on_a_finish_bound_late_dates_of_what_remains():
    network = plan([30], [], {0: 80}, remaining={0: 10}, constraint=[int(Limit.FINISH_ON)], constraint_at=[105])
    assert schedule(network, Primavera()).total_float.tolist() == [-5]


def test_open_ends_are_critical_if_the_option_says_so():
    network = plan([10, 20, 50], [(0, 1, FS, 0)])
    assert schedule(network, Primavera()).total_float.tolist() == [20, 20, 0]
    assert schedule(network, Primavera(critical_ends=True)).total_float.tolist() == [0, 0, 0]


def test_a_lag_that_begins_now_is_whole():
    assert starts(plan([10, 20], [(0, 1, FS, 15)], finished={0: (50, 100)})) == [50, 115]


def test_lags_of_what_is_under_way_run_by_its_own_calendar():
    """A, on the late shift since Monday 19:00, goes on Tuesday 13:00: 2 of 10 hours are over, not 3 as on the early."""
    network = on_shifts(
        [8, 4],
        [(0, 1, SS, 10)],
        calendar=[LATE, EARLY],
        actual_start=[at(0, 19), NONE],
        remaining=[6 * HOUR, 4 * HOUR],
        data_date=[at(1, 12)],
    )
    assert told(schedule(network, Primavera()).early_start) == [(1, 13), (2, 13)]
    assert told(schedule(network, Primavera(lag_from_actual=True)).early_start) == [(0, 19), (2, 11)]


@pytest.mark.parametrize(
    ("lag_calendar", "start"),
    [
        (None, (4, 15)),
        (LagCalendar.SUCCESSOR, (4, 15)),
        (LATE, (4, 15)),
        (LagCalendar.PREDECESSOR, (4, 13)),
        (EARLY, (4, 13)),
        (ELAPSED, (2, 13)),
    ],
)
def test_lags_of_what_is_over_run_by_theirs(lag_calendar, start):
    """A ended Monday 11:00, now is Tuesday 15:00: of 34 hours 10 are over on the late shift, 12 on the early one."""
    network = on_shifts(
        [2, 4],
        [(0, 1, FS, 34)],
        calendar=[EARLY, LATE],
        lag_calendar=None if lag_calendar is None else [int(lag_calendar)],
        actual_start=[at(0, 9), NONE],
        actual_finish=[at(0, 11), NONE],
        remaining=[0, 4 * HOUR],
        data_date=[at(1, 15)],
    )
    assert told(schedule(network, Primavera()).early_start) == [(0, 9), start]


def test_a_constraint_on_what_is_finished_holds_nobody():
    """P is open and before F, which is finished and was to finish by 60."""
    for limit in (Limit.FNLT, Limit.FINISH_ON, Limit.MANDATORY_FINISH):
        network = plan(
            [30, 20, 90],
            [(0, 1, FS, 0)],
            {0: 80},
            {1: (70, 90)},
            {0: 10},
            constraint=[0, int(limit), 0],
            constraint_at=[NONE, 60, NONE],
        )
        assert schedule(network, Primavera()).late_finish.tolist() == [190, 90, 190]


def over(kind, lag, **more):
    """Where B of the late shift begins after A, Monday 9 to 11 on the early one; now is Tuesday 15:00."""
    network = on_shifts(
        [2, 4],
        [(0, 1, kind, lag)],
        calendar=[EARLY, LATE],
        actual_start=[at(0, 9), NONE],
        actual_finish=[at(0, 11), NONE],
        remaining=[0, 4 * HOUR],
        data_date=[at(1, 15)],
        **more,
    )
    return told(schedule(network, Primavera()).early_start[[1]])[0]


def test_elapsed_lags_run_day_and_night():
    assert over(FS, 45, lag_calendar=[ELAPSED]) == (2, 13)  # 17 of 45 hours are left: Wednesday 8:00
    assert over(FS, 57, lag_calendar=[ELAPSED]) == (2, 20)  # 29 of 57


def test_lags_from_the_start_of_what_is_over_run_by_theirs():
    assert over(SS, 36) == (4, 17)  # 10 of 36 hours are over on the late shift, not 14 as on the early one
