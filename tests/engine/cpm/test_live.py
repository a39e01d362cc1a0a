"""Following edits gives what scheduling anew gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.networks import calendar_networks, plain_networks

from kaname.engine import Network, schedule
from kaname.engine.cpm.live import LiveSchedule
from kaname.engine.cpm.policies import Primavera
from kaname.engine.network import NONE, Flag, Limit


def assert_follows(network, edits, policy):
    live = LiveSchedule(network, policy)
    for row, ticks in edits:
        live.set_duration(row % network.size, ticks)
        new = schedule(live.network, policy)
        expected = [new.early_start, new.early_finish, new.late_start, new.late_finish]
        for mine, theirs in zip(live.dates, expected, strict=True):
            assert mine.tolist() == theirs.tolist()
        assert live.total_float.tolist() == new.total_float.tolist()
        assert live.free_float.tolist() == new.free_float.tolist()
        assert live.critical.tolist() == new.critical.tolist()


edits = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 30)), min_size=1, max_size=4)


@given(plain_networks(), edits)
@settings(deadline=None)
def test_plain_networks(network, edits):
    assert_follows(network, edits, "msproject")


@given(calendar_networks(constrained=True), edits)
@settings(deadline=None)
def test_networks_on_calendars_with_constraints(network, edits):
    for policy in ("msproject", "pmbok"):
        assert_follows(network, [(row, ticks * 97) for row, ticks in edits], policy)


def test_only_what_the_edit_reaches_is_looked_at():
    chains = np.arange(3000).reshape(300, 10)
    network = Network.from_arrays(
        [10] * 3000, chains[:, :-1].ravel(), chains[:, 1:].ravel(), project=np.repeat(np.arange(300), 10),
        project_start=[0] * 300,
    )  # fmt: skip
    live = LiveSchedule(network)
    assert live.set_duration(5, 4) <= 3000
    slack = Network.from_arrays([10] * 2999 + [500], chains[:, :-1].ravel(), chains[:, 1:].ravel())
    live = LiveSchedule(slack)
    assert live.set_duration(5, 12) == 10  # its own chain, not the others


@pytest.mark.parametrize(
    ("columns", "policy"),
    [
        ({"flags": [0, 0, 0, int(Flag.HAMMOCK)]}, "pmbok"),
        ({"flags": [0, 0, 0, int(Flag.SUMMARY)]}, "pmbok"),
        ({"flags": [0, 0, 0, int(Flag.SUMMARY)], "parent": [3, 3, -1, -1]}, "pmbok"),
        ({"flags": [0, 0, 0, int(Flag.MANUAL)], "manual_finish": [NONE, NONE, NONE, 99]}, "pmbok"),
        ({"flags": [0, int(Flag.MANUAL), 0, 0], "manual_start": [NONE, 4, NONE, NONE]}, "pmbok"),
        ({"flags": [0, 0, int(Flag.INACTIVE), 0]}, "pmbok"),
        ({"constraint": [0, 0, int(Limit.ALAP), 0]}, "msproject"),
        ({"constraint": [0, int(Limit.FNLT), 0, 0], "constraint_at": [NONE, 9, NONE, NONE]}, "msproject"),
        ({"constraint2": [0, int(Limit.FNET), 0, 0], "constraint2_at": [NONE, 15, NONE, NONE]}, "pmbok"),
        (
            {
                "constraint": [0, int(Limit.FNLT), 0, 0],
                "constraint_at": [NONE, 9, NONE, NONE],
                "constraint2": [0, 0, int(Limit.SNET), 0],
                "constraint2_at": [NONE, NONE, 7, NONE],
            },
            "pmbok",
        ),
        ({"constraint": [0, int(Limit.SNLT), 0, 0], "constraint_at": [NONE, 2, NONE, NONE]}, "pmbok"),
        ({"constraint2": [0, int(Limit.SNLT), 0, 0], "constraint2_at": [NONE, 2, NONE, NONE]}, "pmbok"),
        ({"deadline": [NONE, 12, NONE, NONE]}, "pmbok"),
        ({"finish_by": [9]}, "pmbok"),
        ({"from_finish": True, "finish_by": [40]}, "pmbok"),
        ({"actual_start": [1, NONE, NONE, NONE], "remaining": [3, 6, 4, 2]}, "msproject"),
        ({"actual_start": [1, NONE, NONE, NONE], "actual_finish": [4, NONE, NONE, NONE]}, "primavera"),
        ({"float_calendar": [0, 0, 0, 0]}, "msproject"),
        ({"external_start": [NONE, 9, NONE, NONE], "external_finish": [NONE, NONE, 30, NONE]}, "primavera"),
        ({"data_date": [3]}, "primavera"),
        ({}, Primavera(critical_ends=True)),
        ({}, Primavera(3)),
    ],
)
def test_networks_with_more_than_durations(columns, policy):
    """A 5, B 6 after it, C 4 beside them, D 2 from the start of A to the finish of B."""
    network = Network.from_arrays([5, 6, 4, 2], [0, 0, 3], [1, 3, 1], [0, 1, 2], **columns)
    assert_follows(network, [(0, 3), (2, 30), (1, 8), (2, 4), (3, 1), (0, 40)], policy)


def test_the_network_given_stays_as_it_is():
    network = Network.from_arrays([5, 6], [0], [1], remaining=[5, 6])
    live = LiveSchedule(network, "pmbok")
    live.set_duration(0, 9)
    assert (network.duration.tolist(), network.remaining.tolist()) == ([5, 6], [5, 6])
    assert (live.network.duration.tolist(), live.network.remaining.tolist()) == ([9, 6], [9, 6])
    assert live.schedule.early_finish.tolist() == live.dates[1].tolist() == [9, 15]


def test_how_many_were_looked_at():
    network = Network.from_arrays([5, 6, 4, 50], [0], [1])
    live = LiveSchedule(network)
    assert live.set_duration(0, 7) == 2
    assert live.set_duration(2, 5) == 1
    assert live.set_duration(3, 60) == 4  # the project's finish moves: all late dates
    assert live.set_duration(0, 8) == 2
    assert LiveSchedule(network.changed(float_calendar=np.zeros(4, np.int32))).set_duration(2, 5) == 4


def test_a_floor_is_no_reason_to_look_at_everything():
    limits = np.array([int(Limit.SNET), 0, 0, 0], np.int8)
    network = Network.from_arrays([5, 6, 4, 50], [0], [1], constraint=limits, constraint_at=[3, NONE, NONE, NONE])
    for policy in ("msproject", "pmbok"):
        live = LiveSchedule(network, policy)
        assert [live.set_duration(0, 7), live.set_duration(2, 5)] == [2, 1]
        assert live.dates[1].tolist() == [10, 16, 5, 50]
    second = network.changed(
        constraint=None, constraint_at=None, constraint2=limits, constraint2_at=network.constraint_at
    )
    assert LiveSchedule(second, "pmbok").set_duration(0, 7) == 2
    bounded = network.changed(constraint=limits * 2 + 1)
    assert LiveSchedule(bounded, "pmbok").set_duration(0, 7) == 4


def test_a_duration_of_nothing_is_allowed():
    live = LiveSchedule(Network.from_arrays([3, 2], [0], [1]))
    live.set_duration(0, 0)
    assert live.dates[0].tolist() == [0, 0]


def test_a_negative_duration_is_refused():
    with pytest.raises(ValueError, match=r"^a duration cannot be negative: -1$"):
        LiveSchedule(Network.from_arrays([1], [], [])).set_duration(0, -1)


def test_hundreds_of_edits_of_one_portfolio():
    r = np.random.default_rng(5)
    pred = r.integers(0, 1999, 4000)
    succ = np.minimum(pred + r.integers(1, 40, 4000), 1999)
    network = Network.from_arrays(r.integers(0, 20, 2000), pred[pred < succ], succ[pred < succ])
    live = LiveSchedule(network)
    for row in r.integers(0, 2000, 300):
        live.set_duration(int(row), int(r.integers(0, 20)))
    new = schedule(live.network)
    assert live.total_float.tolist() == new.total_float.tolist()
    assert live.free_float.tolist() == new.free_float.tolist()
