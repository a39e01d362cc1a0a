"""The kernels say what the plain passes say."""

import numpy as np
from hypothesis import given, settings
from tests.engine.networks import calendar_networks, plain_networks

from kaname.engine.cpm.lower import lower
from kaname.engine.cpm.plain import PlainPasses
from kaname.engine.cpm.policies import POLICIES, policy_named
from kaname.engine.cpm.state import State


def assert_same(network, name):
    policy = policy_named(name)
    problem, _ = lower(network, policy)
    state = State.of(problem)
    assert state.forward() == problem.size
    state.backward(policy.free_by_successor)
    plain = PlainPasses(problem).run(policy.free_by_successor)
    rec = state.rec
    assert rec[:, 1].tolist() == plain.base
    assert rec[:, 7].tolist() == plain.finish
    assert rec[:, 2].tolist() == plain.late_finish
    assert rec[:, 6].tolist() == plain.free


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
