"""The vectors of spec 05, section 5.3, and the textbook cases."""

import json

import numpy as np
import pytest

from kaname.engine.evm import earned_schedule as es
from kaname.engine.evm import forecasts as cost
from kaname.engine.evm.measures import Measures

VECTOR = Measures.of(PV=4_000_000, EV=3_600_000, AC=4_500_000, BAC=10_000_000)
MONTHS = [100, 250, 450, 700, 900, 1000]


def test_indices_and_variances():
    assert float(VECTOR.SPI) == pytest.approx(0.90)
    assert float(VECTOR.CPI) == pytest.approx(0.80)
    assert float(VECTOR.SV) == -400_000
    assert float(VECTOR.CV) == -900_000
    assert float(VECTOR.SCI) == pytest.approx(0.72)


def test_percents():
    assert float(VECTOR.percent_complete) == pytest.approx(36.0)
    assert float(VECTOR.percent_planned) == pytest.approx(40.0)
    assert float(VECTOR.percent_spent) == pytest.approx(45.0)


def test_estimates_at_completion():
    assert float(cost.eac_trend(VECTOR)) == pytest.approx(12_500_000)
    assert float(cost.eac_one_off(VECTOR)) == 10_900_000
    assert round(float(cost.eac_cost_and_schedule(VECTOR))) == 13_388_889
    assert float(cost.eac_bottom_up(VECTOR, 7_000_000)) == 11_500_000
    assert float(cost.eac_weighted(VECTOR)) == pytest.approx(4_500_000 + 6_400_000 / 0.82)
    assert float(cost.eac_weighted(VECTOR, 0.5)) == pytest.approx(4_500_000 + 6_400_000 / 0.74)


def test_what_is_left_and_what_it_takes():
    trend = cost.eac_trend(VECTOR)
    assert float(cost.estimate_to_complete(VECTOR, trend)) == pytest.approx(8_000_000)
    assert float(cost.variance_at_completion(VECTOR, trend)) == pytest.approx(-2_500_000)
    assert round(float(cost.tcpi_of_budget(VECTOR)), 4) == 1.1636
    assert float(cost.tcpi_of_estimate(VECTOR, trend)) == pytest.approx(0.80)
    assert not cost.is_budget_unattainable(VECTOR)


def test_earned_schedule_in_months():
    time = es.ScheduleMeasures.of(ES=es.interpolated(MONTHS, 520), AT=4, PD=len(MONTHS))
    assert float(time.ES) == pytest.approx(3.28)
    assert float(time.SV) == pytest.approx(-0.72)
    assert float(time.SPI) == pytest.approx(0.82)
    assert float(time.IEAC) == pytest.approx(7.317, abs=5e-4)
    assert round(float(Measures.of(PV=700, EV=520, AC=1, BAC=1000).SPI), 3) == 0.743


@pytest.mark.realdata
def test_textbook_cases(realdata):
    cases = json.loads((realdata / "textbook" / "cases.json").read_text("utf-8"))
    known = {case["id"]: case for case in cases if case["kind"] == "EVM"}
    assert sorted(known) == ["evm_part4_example1", "utdallas_lipke_example1"]
    given, wanted = (known["utdallas_lipke_example1"][part] for part in ("inputs", "expected"))
    measures = Measures.of(PV=given["PV"], EV=given["EV"], AC=given["AC"], BAC=given["BAC"])
    computed = [measures.SPI, measures.CPI, measures.SV, measures.CV, cost.eac_trend(measures)]
    assert [float(x) for x in computed] == pytest.approx(list(wanted.values()))

    given, wanted = (known["evm_part4_example1"][part] for part in ("inputs", "expected"))
    earned = given["AC"] / (given["AC"] + given["ETC"]) * given["BAC"]
    measures = Measures.of(PV=given["PV"], EV=earned, AC=given["AC"], BAC=given["BAC"])
    estimate = cost.eac_bottom_up(measures, given["ETC"])
    computed = [measures.EV, estimate, cost.variance_at_completion(measures, estimate), measures.percent_planned / 100]
    assert [float(x) for x in computed] == pytest.approx(list(wanted.values()), abs=5e-3)


def test_nothing_is_ever_0_or_1_for_want_of_a_denominator():
    idle = Measures.of(PV=0, EV=0, AC=0, BAC=0)
    time = es.ScheduleMeasures.of(ES=0, AT=0, PD=0)
    trend = cost.eac_trend(idle)
    values = [idle.SPI, idle.CPI, idle.SCI, idle.percent_complete, idle.percent_planned, idle.percent_spent, trend]
    values += [cost.eac_cost_and_schedule(idle), cost.eac_weighted(idle), cost.tcpi_of_budget(idle)]
    values += [cost.tcpi_of_estimate(idle, trend), time.SPI, time.IEAC, cost.eac(VECTOR, 0)]
    assert np.isnan(values).all()
