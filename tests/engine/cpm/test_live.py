"""Following edits gives what scheduling anew gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.networks import calendar_networks, plain_networks

from kaname.engine import Network, schedule
from kaname.engine.cpm.live import LiveSchedule


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


def test_a_negative_duration_is_refused():
    with pytest.raises(ValueError, match="negative"):
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
