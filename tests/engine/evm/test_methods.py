"""Measurement methods: how much of a work package is earned."""

import numpy as np
import pytest

from kaname.engine.evm import methods
from kaname.engine.evm.methods import Method

STARTED, FINISHED = [False, True, True], [False, False, True]


@pytest.mark.parametrize(
    ("method", "earned"),
    [
        (Method.ZERO_HUNDRED, [0, 0, 1]),
        (Method.FIFTY_FIFTY, [0, 0.5, 1]),
        (Method.QUARTER, [0, 0.25, 1]),
    ],
)
def test_fixed_formulas(method, earned):
    assert methods.by_formula(method, STARTED, FINISHED).tolist() == earned


def test_finished_without_a_reported_start_is_all_earned():
    assert methods.by_formula(Method.FIFTY_FIFTY, [False], [True]).tolist() == [1.0]


def test_a_method_without_start_credit_is_refused():
    with pytest.raises(KeyError):
        methods.by_formula(Method.PHYSICAL, [True], [False])


def test_milestones_earn_their_weights():
    assert methods.by_milestones([50, 20, 10, 10, 10], [True, True, False, False, False]) == 0.7
    assert methods.by_milestones([40, 60], [False, True]) == 0.6
    assert methods.by_milestones([0, 100], [True, False]) == 0.0


@pytest.mark.parametrize("weights", [[50, 40], [50, 51], [120, -20]])
def test_weights_must_add_up(weights):
    with pytest.raises(ValueError, match=r"^milestone weights must be 0 or more and add up to 100, not \d+$"):
        methods.by_milestones(weights, [True, True])


def test_weights_and_milestones_must_be_as_many():
    with pytest.raises(ValueError, match=r"^2 weights for 1 milestones$"):
        methods.by_milestones([50, 50], [True])


def test_steps_of_a_design_document_rise_from_begun_to_approved():
    assert methods.DESIGN_DOCUMENT_STEPS == (0.0, 50.0, 70.0, 80.0, 90.0, 100.0)


def test_units_done_over_planned_never_pass_1():
    assert methods.by_units([3, 12, 0], [10, 10, 5]).tolist() == [0.3, 1.0, 0.0]
    assert np.isnan(methods.by_units([3], [0])).all()


def test_percent_is_a_fraction_and_has_limits():
    assert methods.by_percent([0, 35, 100]).tolist() == [0.0, 0.35, 1.0]
    for wrong in (-1, 101):
        with pytest.raises(ValueError, match=r"^a percent lies between 0 and 100$"):
            methods.by_percent([50, wrong])


def test_level_of_effort_earns_what_is_planned():
    assert methods.level_of_effort([25, 100], [100, 100]).tolist() == [0.25, 1.0]
    assert np.isnan(methods.level_of_effort([0], [0])).all()


def test_only_manual_values_are_flagged():
    every = list(Method)
    assert dict(zip(every, methods.is_flagged(every).tolist(), strict=True)) == {m: m is Method.MANUAL for m in every}
    assert [m.value for m in every] == ["0/100", "50/50", "25/75", "milestones", "units", "physical", "loe", "manual"]
