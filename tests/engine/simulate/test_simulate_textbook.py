"""Analytic cases: one triangular, the merge bias of two, correlated sums, a risk, a branch."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kaname.engine import Network
from kaname.engine.simulate import Branch, CorrelationGroup, Distribution, Effect, RiskDriver, Uncertainty, simulate

TRIANGULAR = Distribution("triangular", (80_000.0, 90_000.0, 120_000.0))


@pytest.fixture(scope="module")
def cases(realdata: Path) -> dict[str, Any]:
    found = json.loads((realdata / "textbook" / "cases.json").read_text(encoding="utf-8"))
    return {case["id"]: case for case in found}


def within(result: Any, p: float, expected: float) -> bool:
    return bool(abs(result.percentile(p) - expected) <= 5 * max(result.standard_error(p), 1.0))


def test_single_triangular(cases: dict[str, Any]) -> None:
    expected = cases["analytic_single_triangular"]["expected"]
    result = simulate(Network.from_arrays([90_000], [], []), Uncertainty({0: TRIANGULAR}), 10_000)
    assert result.mean / 1000 == pytest.approx(expected["mean"], abs=0.01)
    assert result.finish.var() / 1e6 == pytest.approx(expected["var"], rel=0.01)
    for p in (50, 80, 90):
        assert within(result, p, expected[f"P{p}"] * 1000)


def test_merge_bias_of_two_paths(cases: dict[str, Any], parallel: Network) -> None:
    expected = cases["analytic_merge_2_parallel_triangular"]["expected"]
    result = simulate(parallel, Uncertainty({0: TRIANGULAR, 1: TRIANGULAR}), 40_000)
    for p in (10, 50, 80, 90):
        assert within(result, p, expected[f"P{p}"] * 1000)
    assert result.influence is not None
    assert result.influence.criticality == pytest.approx([0.5, 0.5], abs=0.01)


def test_correlated_sum(cases: dict[str, Any]) -> None:
    case = cases["smm_correlated_PRA"]
    mean, variance, correlation = (case["inputs"][k] for k in ("mean", "var", "cor"))
    network = Network.from_arrays([1000 * m for m in mean], [0, 1], [1, 2])
    normal = {
        i: Distribution("normal", (1000 * m, 1000 * v**0.5))
        for i, (m, v) in enumerate(zip(mean, variance, strict=True))
    }
    group = CorrelationGroup((0, 1, 2), matrix=tuple(map(tuple, correlation)))
    result = simulate(network, Uncertainty(normal, groups=(group,)), 40_000)
    assert result.mean / 1000 == pytest.approx(case["expected"]["total_mean"], abs=0.05)
    assert result.finish.var() / 1e6 == pytest.approx(case["expected"]["total_var"], rel=0.03)


def test_one_coefficient_for_a_group() -> None:
    network = Network.from_arrays([1000] * 4, [0, 1, 2], [1, 2, 3])
    normal = {i: Distribution("normal", (1000.0, 100.0)) for i in range(4)}
    result = simulate(network, Uncertainty(normal, groups=(CorrelationGroup((0, 1, 2, 3), 0.4),)), 40_000)
    assert result.finish.var() == pytest.approx(4 * 100**2 * (1 + 3 * 0.4), rel=0.03)


def test_a_risk_happens_as_often_as_said(chain: Network) -> None:
    risk = RiskDriver("R1", 0.3, (Effect(1, delay=Distribution("constant", (2400.0,))),))
    result = simulate(chain, Uncertainty(risks=(risk,)), 10_000)
    values, counts = np.unique(result.finish, return_counts=True)
    assert values.tolist() == [28_800, 31_200]
    assert counts[1] / 10_000 == pytest.approx(0.3, abs=0.005)
    assert result.risks[0].happened == counts[1] / 10_000
    assert result.risks[0].delay == 2400
    assert result.risks[0].removal == 2400


def test_series_add_and_multiply_parallel_takes_the_largest(chain: Network) -> None:
    def finish(parallel: bool) -> list[int]:
        risks = tuple(
            RiskDriver(
                str(k),
                1.0,
                (Effect(0, delay=Distribution("constant", (delay,)), factor=Distribution("constant", (factor,))),),
                parallel=parallel,
            )
            for k, (delay, factor) in enumerate([(100.0, 1.5), (300.0, 2.0)])
        )
        return np.unique(simulate(chain, Uncertainty(risks=risks), 64).finish).tolist()

    assert finish(False) == [24_000 + 4800 * 3 + 400]
    assert finish(True) == [24_000 + 4800 * 2 + 300]


def test_a_branch_takes_one_way() -> None:
    """Either activity 1 (30 %) or activity 2 (70 %) follows activity 0."""
    network = Network.from_arrays([100, 1000, 50], [0, 0], [1, 2])
    branch = Branch(((0.3, (1,)), (0.7, (2,))))
    result = simulate(network, Uncertainty(branches=(branch,)), 10_000)
    values, counts = np.unique(result.finish, return_counts=True)
    assert values.tolist() == [150, 1100]
    assert counts[1] / 10_000 == pytest.approx(0.3, abs=0.005)
    assert result.influence is not None
    assert result.influence.criticality == pytest.approx([1.0, 0.3, 0.7], abs=0.005)


@pytest.mark.parametrize("kind", ["triangular", "pert", "uniform"])
def test_the_mean_of_a_distribution_is_met(kind: str) -> None:
    parameters = (8000.0, 20_000.0) if kind == "uniform" else (8000.0, 9000.0, 20_000.0)
    expected = {"triangular": 37_000 / 3, "pert": 64_000 / 6, "uniform": 14_000}[kind]
    result = simulate(Network.from_arrays([9000], [], []), Uncertainty({0: Distribution(kind, parameters)}), 8192)
    assert result.mean == pytest.approx(expected, rel=2e-4)
