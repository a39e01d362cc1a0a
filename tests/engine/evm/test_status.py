"""A whole plan with reports: two activities of eight hours, one after the other, in ticks of an hour."""

import numpy as np
import pytest

from kaname.engine.evm.budget import Budget
from kaname.engine.evm.status import Reports, assess

BUDGET = Budget.of(start=[0, 8], duration=[8, 8], at_start=[20, 0], spread=[80, 100])


def reports(*rows):
    """Each row: status, opening, earned values, actual cost."""
    status, opening, earned, actual = zip(*rows, strict=True)
    return Reports(np.array(status), np.array(opening), np.array(earned, float), np.array(actual, float))


LATE = reports((8, False, (60, 0), 75.0))


def test_a_late_project_in_whole_periods():
    found = assess(BUDGET, LATE, period=1, whole_periods=True)
    m, t = found.measures, found.time
    assert [float(x[0]) for x in (m.PV, m.EV, m.AC, m.BAC)] == [100, 60, 75, 200]
    assert [float(x[0]) for x in (t.ES, t.AT, t.PD)] == [4, 8, 16]
    assert float(found.p_factor[0]) == 1.0


def test_a_late_project_between_periods():
    found = assess(BUDGET, reports((8, False, (65, 0), 75.0)), period=1)
    assert float(found.time.ES[0]) == 4.5
    assert float(found.p_factor[0]) == pytest.approx(1.0)


def test_every_cost_forecast_uses_its_own_factor():
    spi, cpi, spi_t = 0.6, 0.8, 0.5
    factors = {"1": 1, "CPI": cpi, "SPI": spi, "SPI(t)": spi_t, "SCI": spi * cpi, "SCI(t)": spi_t * cpi}
    factors |= {"0.8*CPI+0.2*SPI": 0.8 * cpi + 0.2 * spi, "0.8*CPI+0.2*SPI(t)": 0.8 * cpi + 0.2 * spi_t}
    made = assess(BUDGET, LATE, period=1, whole_periods=True).cost_forecasts()
    expected = {f"EAC (PF={name})": 75 + 140 / factor for name, factor in factors.items()}
    assert {name: float(value[0]) for name, value in made.items()} == pytest.approx(expected)


def test_every_duration_forecast_uses_its_own_method_and_factor():
    spi, sci, spi_t, sci_t = 0.6, 0.48, 0.5, 0.4
    expected = {
        "EAC(t)-PV (PF=1)": 16 + 40 / (200 / 16),
        "EAC(t)-PV (PF=SPI)": 16 / spi,
        "EAC(t)-PV (PF=SCI)": 16 / sci,
        "EAC(t)-ED (PF=1)": 8 + 16 - 8 * spi,
        "EAC(t)-ED (PF=SPI)": 8 + (16 - 8 * spi) / spi,
        "EAC(t)-ED (PF=SCI)": 8 + (16 - 8 * spi) / sci,
        "EAC(t)-ES (PF=1)": 8 + 12,
        "EAC(t)-ES (PF=SPI(t))": 8 + 12 / spi_t,
        "EAC(t)-ES (PF=SCI(t))": 8 + 12 / sci_t,
        "IEAC(t)": 16 / spi_t,
    }
    made = assess(BUDGET, LATE, period=1, whole_periods=True).duration_forecasts()
    assert {name: float(value[0]) for name, value in made.items()} == {n: round(v) for n, v in expected.items()}


def test_forecasts_round_to_the_period_and_es_counts_in_it():
    found = assess(BUDGET, LATE, period=4, whole_periods=True)
    assert float(found.time.ES[0]) == 4
    assert float(found.duration_forecasts()["EAC(t)-PV (PF=1)"][0]) == 20  # 19.2 hours
    assert found.period == 4


def test_several_dates_are_several_rows():
    rows = reports((8, False, (60, 0), 75.0), (8, True, (60, 0), 75.0), (16, False, (100, 100), 180.0))
    found = assess(BUDGET, rows, period=1)
    assert found.measures.PV.tolist() == [100, 100, 200]
    assert found.measures.EV.tolist() == [60, 60, 200]
    assert found.time.ES.tolist() == [4, 4, 16]
    assert found.p_factor.tolist() == [1, 1, 1]


def test_the_opening_moment_counts_what_begins_at_it():
    budget = Budget.of(start=[0, 8], duration=[8, 8], at_start=[0, 30], spread=[80, 100])
    found = assess(budget, reports((8, False, (0, 0), 0.0), (8, True, (0, 0), 0.0)), period=1)
    assert found.measures.PV.tolist() == [80, 110]


def test_work_out_of_order_lowers_the_p_factor():
    found = assess(BUDGET, reports((8, False, (0, 60), 60.0)), period=1, whole_periods=True)
    assert float(found.time.ES[0]) == 4
    assert float(found.p_factor[0]) == 0.0


def test_a_period_that_does_not_divide_the_plan_still_reaches_its_end():
    found = assess(BUDGET, reports((16, False, (100, 100), 200.0)), period=5)
    assert float(found.time.ES[0]) == 16
    assert float(found.time.PD[0]) == 16


def test_no_reports_no_rows():
    none = Reports(np.zeros(0, np.int64), np.zeros(0, bool), np.zeros((0, 2)), np.zeros(0))
    found = assess(BUDGET, none, period=1)
    assert [len(x) for x in (found.measures.PV, found.time.ES, found.p_factor)] == [0, 0, 0]


def test_on_plan_in_whole_periods_the_schedule_is_the_status_date():
    found = assess(BUDGET, reports((10, False, (100, 25), 125.0), (99, False, (100, 100), 1.0)), 4, whole_periods=True)
    assert found.time.ES.tolist() == [10, 16]


def test_ahead_of_plan_in_whole_periods_the_schedule_is_when_the_plan_reaches_it():
    found = assess(BUDGET, reports((4, False, (100, 1), 50.0)), 4, whole_periods=True)
    assert found.time.ES.tolist() == [12]


def test_reports_are_columns_of_one_length():
    torn = Reports(np.array([8, 9]), np.array([False]), np.zeros((2, 2)), np.zeros(2))
    with pytest.raises(ValueError, match=r"^zip\(\) argument 2 is shorter than argument 1$"):
        assess(BUDGET, torn, period=1)
