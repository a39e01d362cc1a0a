"""Every iteration against the CPM run anew on that iteration's durations: finish, and who is on a longest path."""

from collections.abc import Callable

import numpy as np
import pytest

from kaname.engine import Network, schedule
from kaname.engine.simulate import Distribution, Uncertainty, simulate
from kaname.engine.simulate.streams import ACTIVITY, stream

ITERATIONS = 40


def drawn(network: Network, seed: int) -> tuple[dict[int, Distribution], np.ndarray]:
    """Return discrete distributions, and the durations that they give in each iteration, by plain Python."""
    rng = np.random.default_rng(seed)
    durations = np.tile(network.duration, (ITERATIONS, 1))
    found = {}
    for row in range(0, network.size, 2):
        values = np.sort(rng.integers(0, 9000, 4))
        found[row] = Distribution("discrete", tuple(float(x) for v in values for x in (v, 1)))
        u = stream(5, ACTIVITY, row, ITERATIONS, 6)
        durations[:, row] = values[np.minimum((u * 4).astype(int), 3)]
    return found, durations


def compare(network: Network, seed: int) -> None:
    found, durations = drawn(network, seed)
    result = simulate(network, Uncertainty(found), ITERATIONS, seed=5)
    plans = [schedule(network.changed(duration=row)) for row in durations]
    assert result.finish.tolist() == [plan.project_finish for plan in plans]
    assert result.influence is not None
    longest = np.mean([on_longest_path(plan) for plan in plans], axis=0)
    assert result.influence.criticality.tolist() == pytest.approx(longest.tolist())
    assert result.influence.mean.tolist() == pytest.approx(durations.mean(axis=0).tolist())


def on_longest_path(plan: object) -> np.ndarray:
    """Walk back from the last activities over relations that ask for exactly the start there is."""
    from kaname.engine.cpm.carry import carry

    network, rec = plan.network, plan.state.rec
    tape, calendar = network.tables.tape, network.column("calendar")
    marked = plan.finish == plan.project_finish
    lag_calendar = np.full(network.relations, -1) if network.lag_calendar is None else network.lag_calendar
    for v in plan.order[::-1]:
        for e in np.flatnonzero(network.succ == v) if marked[v] else []:
            q, kind, code = network.pred[e], network.kind[e], lag_calendar[e]
            on = calendar[v] if code == -1 else calendar[q] if code == -2 else code
            from_start = bool(kind & 1)
            ask = carry(tape, calendar[q], rec[q, 1 if from_start else 7], from_start, network.lag[e], on, calendar[v])
            if ask - (network.duration[v] if kind >= 2 else 0) == rec[v, 1]:
                marked[q] = True
    return marked


@pytest.mark.parametrize("seed", range(6))
def test_plain_networks(random_network: Callable[[int], Network], seed: int) -> None:
    compare(random_network(seed), seed)


@pytest.mark.parametrize("seed", range(6))
def test_networks_on_calendars(
    random_network: Callable[[int], Network], with_calendars: Callable[..., Network], seed: int
) -> None:
    compare(with_calendars(random_network(seed), seed), seed)
