"""Without variance a simulation is the CPM, to the tick: plain, with calendars, constraints and progress."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaname.engine import Network, schedule
from kaname.engine.cpm.coordinates import finishes_of
from kaname.engine.network import NONE, Flag, Limit
from kaname.engine.simulate import Uncertainty, simulate

START = 20_100 * 1440 + 480  # of `with_calendars`
Make, Dress = Callable[[int], Network], Callable[..., Network]
CERTAIN = Uncertainty(spread=(1.0, 1.0))


def assert_same(network: Network, policy: str = "msproject") -> None:
    plan = schedule(network, policy)
    result = simulate(network, CERTAIN, 70, policy=policy)
    assert np.unique(result.finish).tolist() == [plan.project_finish]
    assert result.deterministic == plan.project_finish
    assert result.standard_error(80) == 0
    lain_on = plan.state.problem.calendar
    calendar = network.column("calendar") if lain_on is None else lain_on[: network.size]
    early = finishes_of(network.tables.tape, calendar, np.arange(network.size), plan.state.rec[: network.size, 7])
    assert result.finish_p80.tolist() == early.tolist()


@pytest.mark.parametrize("seed", range(25))
def test_random_networks(random_network: Make, seed: int) -> None:
    assert_same(random_network(seed))


@pytest.mark.parametrize("seed", range(25))
def test_calendars(random_network: Make, with_calendars: Dress, seed: int) -> None:
    assert_same(with_calendars(random_network(seed), seed))


@pytest.mark.parametrize("policy", ["msproject", "primavera", "pmbok"])
@pytest.mark.parametrize("seed", range(12))
def test_constraints(random_network: Make, with_calendars: Dress, seed: int, policy: str) -> None:
    rng = np.random.default_rng(seed + 99)
    network = random_network(seed)
    limits = [0, 0, 0, *(int(x) for x in Limit if x not in (Limit.ALAP, Limit.EXPECTED_FINISH))]
    constraint = rng.choice(limits, network.size)
    at = np.where(constraint == 0, NONE, START + rng.integers(0, 100 * 1440, network.size))
    assert_same(with_calendars(network, seed, constraint=constraint, constraint_at=at), policy)


@pytest.mark.parametrize("policy", ["msproject", "primavera", "pmbok"])
@pytest.mark.parametrize("seed", range(12))
def test_progress(random_network: Make, with_calendars: Dress, seed: int, policy: str) -> None:
    rng = np.random.default_rng(seed + 7)
    network = random_network(seed)
    date = START + 20 * 1440
    state = rng.choice(3, network.size, p=[0.5, 0.3, 0.2])
    begun = date - rng.integers(1, 10 * 1440, network.size)
    columns = {
        "actual_start": np.where(state > 0, begun, NONE),
        "actual_finish": np.where(state == 2, date - 1, NONE),
        "remaining": np.where(state == 2, 0, np.where(state == 1, network.duration // 2, network.duration)),
        "data_date": np.array([date]),
    }
    assert_same(with_calendars(network, seed, **columns), policy)


@pytest.mark.parametrize("policy", ["msproject", "pmbok"])
@pytest.mark.parametrize("seed", range(10))
def test_summaries_with_logic(with_calendars: Dress, seed: int, policy: str) -> None:
    """Four summaries of nine activities; relations run between any two rows that do not contain each other."""
    rng = np.random.default_rng(seed)
    parent = np.array([-1 if row % 10 == 0 else row // 10 * 10 for row in range(40)])
    flags = np.where(parent < 0, int(Flag.SUMMARY), 0)
    succ = rng.integers(1, 40, 50)
    pred = (rng.random(50) * succ).astype(int)
    apart = np.arange(40) // 10
    kept = apart[pred] != apart[succ]
    duration = np.where(parent < 0, 0, rng.integers(1, 5000, 40))
    network = Network.from_arrays(duration, pred[kept], succ[kept], rng.choice(2, int(kept.sum())))
    assert_same(with_calendars(network, seed, parent=parent, flags=flags), policy)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 5000), min_size=1, max_size=12), st.data())
def test_any_durations(durations: list[int], data: st.DataObject) -> None:
    size = len(durations)
    pairs = [(i, j) for j in range(size) for i in range(j)]
    chosen = data.draw(st.lists(st.sampled_from(pairs), max_size=20)) if pairs else []
    network = Network.from_arrays(durations, [a for a, _ in chosen], [b for _, b in chosen])
    assert_same(network)


def test_finish_constraints_hold_for_every_duration() -> None:
    """Must finish on day 10: however long the work takes, it finishes then; finish no earlier: not before."""
    at = 10 * 1440
    fixed = Network.from_arrays([1000], [], [], constraint=[Limit.MFO], constraint_at=[at])
    assert np.unique(simulate(fixed, Uncertainty(spread=(0.5, 2.0)), 200).finish).tolist() == [at]
    floor = Network.from_arrays([14000], [], [], constraint=[Limit.FNET], constraint_at=[at])
    finish = simulate(floor, Uncertainty(spread=(0.5, 2.0)), 200).finish
    assert finish.min() == at
    assert (finish > at).any()
