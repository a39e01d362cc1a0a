"""The same floats as MPXJ's PrimaveraScheduler on random P6 plans, but where its own dates contradict each other."""

import importlib.util
import shutil

import pytest
from bench.p6_agreement import agreement, peers, plan_of
from bench.p6_plans import FEATURES

pytestmark = [
    pytest.mark.java,
    pytest.mark.thorough,
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is missing"),
    pytest.mark.skipif(importlib.util.find_spec("mpxj") is None, reason="the java extra (mpxj) is missing"),
]


def agreements(count, seeds, features, folder):
    plans = [plan_of(count, seed, features) for seed in seeds]
    return [agreement(plan, theirs) for plan, theirs in zip(plans, peers(plans, folder), strict=True)]


@pytest.mark.parametrize("features", [(), ("lags",), ("constraints",), ("kinds",)])
def test_no_difference_arises_in_small_plans(features, tmp_path):
    for found in agreements(60, range(3), features, tmp_path):
        assert found.compared >= 60
        assert found.differing == ()


@pytest.mark.slow
@pytest.mark.parametrize("features", [(), *((name,) for name in FEATURES), FEATURES])
def test_plans_of_thousands_of_activities(features, tmp_path):
    found = agreements(2000, range(2), features, tmp_path)
    share = 1 - sum(len(a.differing) for a in found) / sum(a.compared for a in found)
    assert share >= (0.994 if "progress" not in features else 0.98)
