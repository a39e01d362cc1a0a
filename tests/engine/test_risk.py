"""Qualitative risk: the rules and the vector of spec 05, section 5.5."""

import pytest

from kaname.engine import risk
from kaname.engine.risk import Band


def test_expected_monetary_value_of_threats_and_an_opportunity():
    risks = [(0.3, 8e6), (0.5, 2e6), (0.1, 20e6), (0.2, -3e6)]
    assert risk.expected_monetary_value(risks) == pytest.approx(4_800_000)
    assert risk.expected_monetary_value([]) == 0


def test_scores_and_their_bands():
    bands = {risk.score(p, i): risk.band(risk.score(p, i)) for p in range(1, 6) for i in range(1, 6)}
    expected = {
        **dict.fromkeys((1, 2, 3, 4), Band.LOW),
        **dict.fromkeys((5, 6, 8, 9), Band.MEDIUM),
        **dict.fromkeys((10, 12, 15, 16), Band.HIGH),
        **dict.fromkeys((20, 25), Band.EXTREME),
    }
    assert bands == expected
    assert risk.band(17) is Band.EXTREME


@pytest.mark.parametrize(("probability", "impact", "said"), [(0, 3, 0), (3, 6, 6), (6, 1, 6), (1, -1, -1)])
def test_levels_lie_between_1_and_5(probability, impact, said):
    with pytest.raises(ValueError, match=rf"^a level lies between 1 and 5, not {said}$"):
        risk.score(probability, impact)


@pytest.mark.parametrize("value", [0, 26])
def test_scores_lie_between_1_and_25(value):
    with pytest.raises(ValueError, match=rf"^a score lies between 1 and 25, not {value}$"):
        risk.band(value)


@pytest.mark.parametrize(
    ("probability", "level"),
    [(0, 1), (0.1, 1), (0.19, 1), (0.2, 2), (0.3, 2), (0.5, 3), (0.6, 4), (0.7, 4), (0.8, 5), (0.9, 5), (1, 5)],
)
def test_probability_goes_to_the_nearest_anchor(probability, level):
    assert risk.probability_level(probability) == level


@pytest.mark.parametrize("probability", [-0.1, 1.1])
def test_a_probability_lies_between_0_and_1(probability):
    with pytest.raises(ValueError, match=rf"^a probability lies between 0 and 1, not {probability}$"):
        risk.probability_level(probability)


@pytest.mark.parametrize(
    ("share", "level"),
    [(0, 1), (0.0099, 1), (0.01, 2), (0.02, 2), (0.03, 3), (0.05, 4), (0.1, 4), (0.1001, 5)],
)
def test_impact_is_the_worse_of_delay_and_cost(share, level):
    assert risk.impact_level(delay_share=share) == level
    assert risk.impact_level(cost_share=share) == level
    assert risk.impact_level(0.2, share) == 5
    assert risk.impact_level(share, 0.02) == max(level, 2)


def test_a_response_never_raises_the_score():
    assert [risk.is_residual_valid(12, residual) for residual in (8, 12, 15)] == [True, True, False]
