"""The kernels say what the plain passes say."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.networks import calendar_networks, plain_networks
from tests.engine.shifts import EARLY, HOUR, LATE, at, on_shifts

from kaname.engine import Network
from kaname.engine.cpm.lower import lower
from kaname.engine.cpm.plain import PlainPasses
from kaname.engine.cpm.policies import POLICIES, policy_named
from kaname.engine.cpm.problem import Backward
from kaname.engine.cpm.state import State
from kaname.engine.network import NONE, Flag


def assert_same(network, name):
    policy = policy_named(name)
    problem, _ = lower(network, policy)
    state = State.of(problem)
    assert state.forward() == problem.size
    state.backward(policy.backward_rules)
    plain = PlainPasses(problem).run(policy.backward_rules)
    rec = state.rec
    assert rec[:, 1].tolist() == plain.base
    assert rec[:, 7].tolist() == plain.finish
    assert rec[:, 2].tolist() == plain.late_finish
    assert rec[:, 6].tolist() == plain.free
    assert (rec[:, 2] - rec[:, 0]).tolist() == plain.late_base


@given(plain_networks())
@settings(deadline=None)
def test_plain_networks(network):
    assert_same(network, "msproject")


@given(calendar_networks())
@settings(deadline=None)
def test_networks_on_calendars(network):
    for name in POLICIES:
        assert_same(network, name)


@given(calendar_networks(constrained=True))
@settings(deadline=None)
def test_constrained_networks(network):
    for name in POLICIES:
        assert_same(network, name)


@given(plain_networks())
@settings(deadline=None)
def test_the_order_is_topological(network):
    state = State.of(lower(network, policy_named("pmbok"))[0])
    state.forward()
    place = np.argsort(state.order)
    assert (place[network.pred] < place[network.succ]).all()


@given(calendar_networks(), st.lists(st.integers(0, 5000), min_size=12, max_size=12))
@settings(deadline=None)
def test_started_networks(network, ago):
    """Some activities began up to 5000 minutes before or after the project's start; some of them took no time yet."""
    when = network.project_start[0] + np.array(ago[: network.size]) - 2500
    began = np.where(np.arange(network.size) % 3 == 1, when, NONE)
    rest = np.where(began == NONE, network.duration, network.duration // 2)
    for name in POLICIES:
        assert_same(network.changed(actual_start=began, remaining=rest), name)


@given(calendar_networks())
@settings(deadline=None)
def test_networks_whose_lags_are_the_successors(network):
    for name in POLICIES:
        assert_same(network.changed(lag_calendar=None), name)


def test_nothing_that_counts():
    network = Network.from_arrays([5, 6], [], [], flags=[int(Flag.INACTIVE)] * 2, project_start=[70])
    assert_same(network, "pmbok")


def test_free_float_is_the_predecessors_unless_asked_otherwise():
    """A ends Monday 21:00 on the late shift, B begins Wednesday 11:00 on the early one."""
    network = on_shifts([8, 8], [(0, 1)], calendar=[LATE, EARLY], constraint=[0, 2], constraint_at=[NONE, at(2, 11)])
    passes = PlainPasses(lower(network, policy_named("pmbok"))[0])
    assert passes.run() == passes.run(0)
    assert passes.run().free[0] == 8 * HOUR
    assert passes.run(Backward.FREE_BY_SUCCESSOR).free[0] == 10 * HOUR
