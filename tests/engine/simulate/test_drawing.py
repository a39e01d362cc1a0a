"""Kernels against exact quantiles: every kind, from uniform and from normal numbers."""

import numpy as np
import pytest

from kaname.engine.simulate.beta import beta_below, beta_quantile
from kaname.engine.simulate.distribution import Distribution
from kaname.engine.simulate.drawing import HAVE_U, HAVE_Z, SCRATCH, VALUE, U, Z, draw
from kaname.engine.simulate.draws import Draws, compile_draws
from kaname.engine.simulate.normal import exact_u, exact_z, log_of
from kaname.engine.simulate.streams import LANES

PROBABILITIES = (np.arange(LANES) + 0.5) / LANES

CASES = [
    Distribution("constant", (480.0,)),
    Distribution("triangular", (80.0, 90.0, 120.0)),
    Distribution("triangular", (80.0, 80.0, 120.0)),
    Distribution("triangular", (80.0, 120.0, 120.0)),
    Distribution("triangular", (80.0, 80.0, 80.0)),
    Distribution("pert", (80.0, 90.0, 120.0)),
    Distribution("pert", (80.0, 80.0, 120.0)),
    Distribution("uniform", (10.0, 30.0)),
    Distribution("normal", (1000.0, 50.0)),
    Distribution("normal", (100.0, 80.0)),
    Distribution("normal", (100.0, 0.0)),
    Distribution("lognormal", (100.0, 40.0)),
    Distribution("discrete", (30.0, 1.0, 10.0, 2.0, 20.0, 3.0)),
    Distribution("percentiles", (10.0, 50.0, 50.0, 60.0, 90.0, 100.0)),
    Distribution("percentiles", (0.0, 50.0, 100.0, 60.0)),
]


def draw_item(work: np.ndarray, have: int, d: Draws, k: int) -> None:
    draw(work, have, d.shape[k], d.a[k], d.b[k], d.c[k], d.row[k], d.length[k], d.table, d.height, d.value)


def drawn(distribution: Distribution, have: int, floor: float | None = 0.0) -> np.ndarray:
    work = np.zeros((SCRATCH, LANES), np.float32)
    work[U] = PROBABILITIES
    work[Z] = [exact_z(u) for u in PROBABILITIES]
    if have == HAVE_U:
        work[Z] = np.nan
    if have == HAVE_Z:
        work[U] = np.nan
    draw_item(work, have, compile_draws([distribution], floor), 0)
    return work[VALUE].astype(float)


@pytest.mark.parametrize("have", [HAVE_U, HAVE_Z])
@pytest.mark.parametrize("case", CASES, ids=lambda d: f"{d.kind}{d.parameters}")
def test_the_kernel_draws_the_exact_quantile(case: Distribution, have: int) -> None:
    exact = np.array([case.quantile(u, 0.0) for u in PROBABILITIES])
    spread = max(exact.max() - exact.min(), 1.0)
    assert np.abs(drawn(case, have) - exact).max() / spread < 5e-5


def test_only_the_truncated_normal_stays_above_its_floor() -> None:
    wide = Distribution("normal", (100.0, 80.0))
    assert drawn(wide, HAVE_U, 0.0).min() > 0
    assert drawn(wide, HAVE_U, None).min() < 0


def test_many_pert_shapes_are_interpolated_closely() -> None:
    shapes = [Distribution("pert", (0.0, 1000 * (i + 0.37) / 300, 1000.0)) for i in range(300)]
    draws = compile_draws(shapes, 0.0)
    for item in (0, 57, 150, 299):
        work = np.zeros((SCRATCH, LANES), np.float32)
        work[U] = PROBABILITIES
        draw_item(work, HAVE_U, draws, item)
        exact = np.array([shapes[item].quantile(u) for u in PROBABILITIES])
        assert np.abs(work[VALUE] - exact).max() < 0.05


def test_amounts_of_one_shape_share_a_table() -> None:
    alike = [Distribution("pert", (0.8 * d, d, 1.4 * d)) for d in (100.0, 200.0, 4800.0)]
    assert compile_draws(alike).table.shape[0] == 1


def test_the_beta_function_has_its_closed_forms() -> None:
    for x in (0.01, 0.3, 0.5, 0.77, 0.999):
        assert beta_below(1.0, 5.0, x) == pytest.approx(1 - (1 - x) ** 5, abs=1e-13)
        assert beta_below(2.0, 3.0, x) == pytest.approx(6 * x**2 - 8 * x**3 + 3 * x**4, abs=1e-13)
        assert beta_below(2.0, 3.0, beta_quantile(2.0, 3.0, x)) == pytest.approx(x, abs=1e-12)


def test_the_logarithm_of_kernels_is_close_to_the_exact_one() -> None:
    for x in (1e-7, 0.25, 0.5, 0.70710678, 0.999, 1.0, 3.0):
        single = np.float32(x)
        assert float(log_of(single)) == pytest.approx(np.log(float(single)), abs=2e-6)


def test_normal_numbers_and_probabilities_invert_each_other() -> None:
    assert exact_u(exact_z(0.8)) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("kind", "parameters", "fault"),
    [
        ("gamma", (1.0,), "kind"),
        ("triangular", (1.0, 2.0), "count"),
        ("triangular", (3.0, 2.0, 4.0), "order"),
        ("uniform", (3.0, 2.0), "order"),
        ("normal", (3.0, -1.0), "deviation"),
        ("lognormal", (0.0, 1.0), "deviation"),
        ("normal", (float("nan"), 1.0), "number"),
        ("discrete", (1.0, -1.0), "weight"),
        ("discrete", (1.0, 2.0, 3.0), "count"),
        ("percentiles", (50.0, 2.0, 10.0, 3.0), "percent"),
        ("percentiles", (10.0, 5.0, 90.0, 3.0), "order"),
        ("triangular", (1.0, 1.0, 1.0), ""),
    ],
)
def test_faults_are_named(kind: str, parameters: tuple[float, ...], fault: str) -> None:
    assert Distribution(kind, parameters).faults() == fault


def test_scaling_leaves_weights_and_percents_alone() -> None:
    assert Distribution("discrete", (10.0, 3.0)).scaled(2) == Distribution("discrete", (20.0, 3.0))
    assert Distribution("percentiles", (10.0, 3.0, 90.0, 6.0)).scaled(2).parameters == (10.0, 6.0, 90.0, 12.0)
    assert Distribution("normal", (10.0, 3.0)).scaled(2).parameters == (20.0, 6.0)
