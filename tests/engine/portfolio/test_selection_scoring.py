import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.portfolio.scoring import STARTER_WEIGHTS, weighted_score


def test_the_vector_of_the_specification():
    scores = dict(zip(STARTER_WEIGHTS, (5, 4, 3, 4, 2, 3), strict=True))
    assert weighted_score(STARTER_WEIGHTS, scores) == 77.0


def test_all_ones_and_all_fives():
    assert [weighted_score(STARTER_WEIGHTS, dict.fromkeys(STARTER_WEIGHTS, s)) for s in (1, 5)] == [20.0, 100.0]


def test_everything_wrong_is_named_at_once():
    with pytest.raises(ProblemsFound) as caught:
        weighted_score({"a": 60, "b": 30, "c": -5}, {"a": 6, "b": 3, "z": 1})
    assert sorted((d.code, d.subject) for d in caught.value.diagnostics) == [
        ("selection-missing-score", ""),
        ("selection-negative-weight", "c"),
        ("selection-score-outside", ""),
        ("selection-unknown-criterion", ""),
        ("selection-weights-not-100", ""),
    ]
