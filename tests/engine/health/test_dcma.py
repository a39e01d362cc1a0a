"""The 14 checks: the spec's vectors, and small plans that fail exactly what they should."""

import numpy as np
import pytest

from kaname.engine import Network, schedule
from kaname.engine.health import Facts, assess, bei, cpli
from kaname.engine.network import NONE, Flag, Limit

DAY = 480


def findings(network, **facts):
    return {f.check: f for f in assess(Facts(schedule(network, "pmbok"), DAY, **facts))}


def chain(spans, **columns):
    n = len(spans)
    return Network.from_arrays(np.array(spans) * DAY, range(n - 1), range(1, n), **columns)


def test_the_specs_vectors():
    assert cpli(60, -4) == pytest.approx(0.933, abs=0.0005)
    assert bei(38, 42) == pytest.approx(0.905, abs=0.0005)
    assert cpli(0, 0) is None
    assert bei(1, 0) is None


def test_a_sound_chain_passes_what_can_be_told():
    found = findings(chain([5, 5, 5]))
    passed = {check: f.passed for check, f in found.items()}
    unknown = (9, 10, 11, 14)
    assert passed == {1: False} | {c: None if c in unknown else True for c in range(2, 15)}
    assert found[1].rows == [0, 2]  # the first and the last are loose ends of a plan without milestones


def test_leads_lags_and_types_are_shares_of_relations():
    network = Network.from_arrays(
        [DAY] * 5, [0, 1, 2, 3], [1, 2, 3, 4], [0, 1, 0, 0], [0, 0, -60, 120], flags=[0, 0, 0, 0, 0]
    )
    found = findings(network)
    assert [found[c].value for c in (2, 3, 4)] == [0.25, 0.25, 0.75]
    assert [found[c].rows for c in (2, 3, 4)] == [[3], [4], [2]]


def test_hard_constraints_floats_and_durations():
    limits = [0, int(Limit.FNLT), 0]
    network = Network.from_arrays(
        np.array([50, 3, 100]) * DAY, [0], [1], constraint=limits, constraint_at=[NONE, 40 * DAY, NONE]
    )
    found = findings(network)
    assert (found[5].rows, found[7].rows, found[8].rows) == ([1], [0, 1], [0, 2])
    assert found[13].value == pytest.approx((100 - 13) / 100)
    assert found[13].passed is False


def test_high_float():
    found = findings(Network.from_arrays(np.array([1, 100]) * DAY, [], []))
    assert (found[6].value, found[6].rows) == (0.5, [0])


def test_baseline_and_status():
    network = chain([5, 5, 5], actual_start=[0, NONE, NONE], actual_finish=[5 * DAY, NONE, NONE])
    found = findings(
        network,
        status=12 * DAY,
        baseline_finish=np.array([5, 10, 15]) * DAY,
        baseline_duration=np.array([5, 5, 5]) * DAY,
        staffed=np.array([True, False, True]),
    )
    assert (found[11].value, found[11].rows) == (0.5, [1])
    assert (found[14].value, found[14].rows) == (0.5, [1])
    assert (found[10].value, found[10].rows) == (0.5, [1])
    assert found[9].rows == [1, 2]  # both planned to begin before the status date: nobody moved them


def test_finished_and_summary_rows_are_not_in_the_population():
    network = Network.from_arrays(
        [0, DAY, DAY], [], [], flags=[int(Flag.SUMMARY), 0, 0], parent=[-1, 0, 0],
        actual_start=[NONE, 0, NONE], actual_finish=[NONE, DAY, NONE],
    )  # fmt: skip
    found = findings(network)
    assert (found[1].value, found[1].rows) == (1.0, [2])


def test_the_critical_path_test_fails_where_a_pin_holds_the_finish():
    network = chain([5, 5], constraint=[0, int(Limit.MFO)], constraint_at=[NONE, 10 * DAY])
    facts = Facts(schedule(network, "msproject"), DAY)
    assert {f.check: f.passed for f in assess(facts)}[12] is False
