"""What must hold of any simulation: order, determinism, independence of threads and blocks, less noise, more spread."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from kaname.engine import Network
from kaname.engine.calendars import STANDARD_WEEK, DayRules, compile_calendars
from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.network import NONE, Flag
from kaname.engine.simulate import (
    CorrelationGroup,
    Costs,
    Distribution,
    Effect,
    RiskDriver,
    Season,
    SimulationResult,
    Uncertainty,
    Weather,
    quick_finish,
    simulate,
)

SPREAD = Uncertainty(spread=(0.8, 1.5))


def everything(network: Network) -> Uncertainty:
    """Return an uncertainty of every sort."""
    delay = Distribution("triangular", (0.0, 500.0, 2000.0))
    worse = tuple(Effect(row, delay=delay, factor=Distribution("uniform", (1.0, 1.2))) for row in range(0, 20, 3))
    better = tuple(Effect(row, delay=delay.scaled(0.5)) for row in range(0, 20, 3))
    risks = (
        RiskDriver("R1", 0.4, worse, mitigated_probability=0.1, mitigated_effects=better),
        RiskDriver("R2", 0.2, (Effect(5, cost=Distribution("pert", (1.0, 2.0, 9.0)), delay=delay),), parallel=True),
    )
    groups = (CorrelationGroup(tuple(range(10)), 0.5), CorrelationGroup((11, 12, 13), -0.2))
    costs = Costs(1000.0, np.full(network.size, 0.5))
    return Uncertainty({3: Distribution("lognormal", (900.0, 300.0))}, (0.8, 1.5), groups, risks, costs=costs)


def bytes_of(result: SimulationResult) -> list[bytes]:
    assert result.influence is not None
    assert result.mitigated is not None
    parts = (result.finish, result.cost, result.finish_p80, result.influence.swing, result.mitigated.finish)
    return [part.tobytes() for part in (*parts, result.influence.sensitivity, result.influence.criticality)]


def test_percentiles_are_in_order(random_network: Callable[[int], Network]) -> None:
    result = simulate(random_network(1), SPREAD, 1000)
    found = [result.percentile(p) for p in (1, 10, 50, 80, 90, 99)]
    assert all(a <= b for a, b in pairwise(found))
    assert result.probability(result.percentile(80)) >= 0.8
    assert result.probability(result.percentile(80) - 1) < 0.8


@pytest.mark.parametrize("latin", [True, False])
def test_threads_and_blocks_change_no_byte(random_network: Callable[[int], Network], latin: bool) -> None:
    network = random_network(2)
    first = bytes_of(simulate(network, everything(network), 1000, seed=9, latin=latin))
    for workers, block in ((1, 64), (2, 512), (2, 100), (3, 7), (1, 4000)):
        again = simulate(network, everything(network), 1000, seed=9, latin=latin, workers=workers, block=block)
        assert bytes_of(again) == first


def test_another_seed_draws_other_numbers(random_network: Callable[[int], Network]) -> None:
    a, b = (simulate(random_network(3), SPREAD, 200, seed=s).finish for s in (1, 2))
    assert not np.array_equal(a, b)


def test_more_iterations_begin_with_the_same_plain_numbers(random_network: Callable[[int], Network]) -> None:
    short, long = (simulate(random_network(3), SPREAD, n, latin=False).finish for n in (100, 300))
    assert np.array_equal(short, long[:100])


def test_latin_hypercube_makes_the_mean_less_noisy(chain: Network) -> None:
    def noise(latin: bool) -> float:
        return float(np.std([simulate(chain, SPREAD, 512, seed=s, latin=latin).mean for s in range(12)]))

    assert noise(True) < noise(False) / 3


def test_standard_errors_match_the_scatter_of_repetitions(chain: Network) -> None:
    for latin in (True, False):
        runs = [simulate(chain, SPREAD, 1024, seed=s, latin=latin) for s in range(40)]
        seen = np.std([r.percentile(80) for r in runs])
        said = np.mean([r.standard_error(80) for r in runs])
        assert said == pytest.approx(seen, rel=0.4)


def test_correlation_widens_a_sum(chain: Network) -> None:
    def spread(coefficient: float) -> float:
        group = CorrelationGroup((0, 1, 2), coefficient)
        return float(simulate(chain, Uncertainty(spread=(0.8, 1.5), groups=(group,)), 2048).finish.std())

    assert spread(-0.4) < spread(0.0) < spread(0.5) < spread(1.0)


def test_an_impossible_correlation_is_repaired_and_said(chain: Network) -> None:
    matrix = ((1.0, 0.9, -0.9), (0.9, 1.0, 0.9), (-0.9, 0.9, 1.0))
    result = simulate(chain, Uncertainty(spread=(0.8, 1.5), groups=(CorrelationGroup((0, 1, 2), matrix=matrix),)), 100)
    assert [d.code for d in result.diagnostics] == ["simulate-correlation-repaired"]
    assert simulate(chain, SPREAD, 100).diagnostics == ()


def test_mitigation_is_never_worse_in_any_iteration() -> None:
    network = Network.from_arrays([1000] * 30, range(29), range(1, 30))
    result = simulate(network, everything(network), 2000)
    assert result.mitigated is not None
    assert (result.mitigated.finish <= result.finish).all()
    assert result.mitigated.percentile(80) < result.percentile(80)


def test_removing_a_risk_gains_something() -> None:
    network = Network.from_arrays([1000] * 30, range(29), range(1, 30))
    first, second = simulate(network, everything(network), 2000).risks
    assert (first.id, second.id) == ("R1", "R2")
    assert first.removal is not None
    assert first.removal > 0
    assert first.delay > 0


def test_joint_confidence_is_at_most_either(random_network: Callable[[int], Network]) -> None:
    network = random_network(5)
    result = simulate(network, everything(network), 1000)
    finish, cost = result.percentile(80), result.cost_percentile(80)
    assert 0.6 <= result.joint(finish, cost) <= 0.8
    assert result.planned_cost == pytest.approx(1000 + 0.5 * network.duration.sum())


def test_it_stops_when_the_p80_is_known_well_enough(chain: Network) -> None:
    asked = simulate(chain, SPREAD, 50_000, tolerance=60.0, workers=2)
    assert asked.iterations < 50_000
    assert asked.standard_error(80) <= 60.0
    again = simulate(chain, SPREAD, 50_000, tolerance=60.0, block=64)
    assert np.array_equal(again.finish, asked.finish)
    assert simulate(chain, SPREAD, 2000, tolerance=1e-9).iterations == 2000


def test_what_is_done_does_not_vary_and_what_is_going_on_varies_in_its_rest() -> None:
    network = Network.from_arrays(
        [1000, 1000],
        [],
        [],
        actual_start=[0, 0],
        actual_finish=[1000, NONE],
        remaining=[0, 500],
        resume=[NONE, 500],
    )
    result = simulate(network, Uncertainty({0: Distribution("uniform", (0.0, 9000.0))}, spread=(0.5, 3.0)), 2000)
    assert result.finish.min() >= 1000
    assert 500 + 0.9 * 1500 < result.finish.max() <= 500 + 1500
    whole = Uncertainty({1: Distribution("uniform", (500.0, 3000.0))})
    assert np.array_equal(simulate(network, whole, 500).finish.max() <= 500 + 1500, True)


def test_a_spread_of_one_value_scales_the_durations(chain: Network) -> None:
    assert np.unique(simulate(chain, Uncertainty(spread=(2.0, 2.0)), 64).finish).tolist() == [2 * 28_800]
    assert np.unique(simulate(chain, Uncertainty(spread=(0.0, 0.0)), 64).finish).tolist() == [0]


def test_typed_in_and_inactive_rows_do_not_vary() -> None:
    flags = [Flag.MANUAL, Flag.INACTIVE]
    network = Network.from_arrays([1000, 9000], [], [], flags=flags, manual_start=[0, NONE], manual_finish=[1000, NONE])
    assert np.unique(simulate(network, SPREAD, 200).finish).size == 1


def test_bad_weather_takes_working_days() -> None:
    """100 working days, each lost with probability 0.2: on average 125 are needed, on the same seed always the same."""
    tables = compile_calendars([DayRules(STANDARD_WEEK)], 20_000, 22_000)
    start = 20_100 * 1440 + 480
    network = Network.from_arrays([48_000, 48_000], [], [], tables=tables, calendar=[1, 1], project_start=[start])
    rain = Weather((0, 1), (Season((1, 1), (12, 31), 0.2),))
    result = simulate(network, Uncertainty(weather=(rain,)), 2000)
    days = (result.finish - start) / 1440 * 5 / 7
    assert days.mean() == pytest.approx(125, rel=0.01)
    assert np.unique(result.finish).size > 20
    assert result.influence is not None
    assert result.influence.criticality.tolist() == [1.0, 1.0]
    winter = Weather((0,), (Season((12, 1), (2, 28), 0.2),))
    assert simulate(network, Uncertainty(weather=(winter,)), 500).mean < result.mean


def test_durations_that_do_not_fit_are_refused(chain: Network) -> None:
    with pytest.raises(ProblemsFound) as found:
        simulate(chain, Uncertainty({0: Distribution("uniform", (1.0, 1e12))}), 10)
    assert [d.code for d in found.value.diagnostics] == ["simulate-too-long"]


def test_distributions_with_faults_are_all_named(chain: Network) -> None:
    bad = {0: Distribution("uniform", (3.0, 1.0)), 2: Distribution("triangular", (-3.0, 1.0, 2.0))}
    with pytest.raises(ValueError, match=r"(?s)'0': .*'2': "):
        simulate(chain, Uncertainty(bad), 10)


def test_a_cycle_is_named() -> None:
    with pytest.raises(ProblemsFound) as found:
        simulate(Network.from_arrays([1, 1], [0, 1], [1, 0]), SPREAD, 10)
    assert "network-cycle" in [d.code for d in found.value.diagnostics]


def test_quick_finish(chain: Network) -> None:
    quick = quick_finish(chain, drivers=2)
    assert quick.deterministic == 28_800
    assert quick.p50 < quick.p80
    assert [d.row for d in quick.drivers] == [2, 1]
    assert quick.drivers[0].criticality == 1.0
    assert 0 < quick.probability < 0.5


def test_the_name_is_function_and_package() -> None:
    import kaname.engine.simulate as package
    from kaname.engine import simulate as function

    network = Network.from_arrays([10], [], [])
    assert package(network).deterministic == function(network).deterministic == 10
