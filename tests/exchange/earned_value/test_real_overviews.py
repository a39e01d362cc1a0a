"""Equality with the published overviews of real projects, from the .p2x files alone."""

from datetime import datetime

import pytest
from bench.dslib_overview import comparisons, same, their_value

from kaname.engine.calendars import DayRules, WorkCalendar
from kaname.engine.days import day_number
from kaname.exchange.earned_value.axis import WorkAxis

MONDAY = datetime(2026, 1, 5, 8)


@pytest.fixture(scope="module")
def compared(realdata):
    return list(comparisons(realdata / "dslib"))


@pytest.mark.realdata
def test_every_value_is_equal_but_those_that_cannot_be_computed(compared):
    different = [c for c in compared if not c.equal]
    assert len(compared) >= 121 * 26
    assert {c.column for c in different if c.ours is not None} <= {"EAC (PF=0.8*CPI+0.2*SPI(t))"}
    assert len(different) / len(compared) < 0.005


@pytest.mark.realdata
def test_where_we_differ_the_schedule_index_is_zero(compared):
    indices = {(c.project, c.period): c.ours for c in compared if "SPI(t))" in c.column and c.column.startswith("Sch")}
    assert {indices[c.project, c.period] for c in compared if not c.equal} <= {0.0}


def test_the_comparison_can_fail():
    days = [day_number(MONDAY.date()) + n for n in (-9, 9)]
    axis = WorkAxis.from_start(WorkCalendar.compile(DayRules(), *days), MONDAY)
    assert same(datetime(2026, 1, 5, 17), datetime(2026, 1, 6, 8), axis)
    assert not same(datetime(2026, 1, 5, 17), datetime(2026, 1, 6, 9), axis)
    assert not same(datetime(2026, 1, 5, 17), None, axis)
    assert not same(datetime(2026, 1, 5, 17), 1.0, axis)
    assert same(1_000_000.0, 1_000_000.5, axis)
    assert not same(1_000_000.0, 1_000_002.0, axis)


def test_durations_as_text():
    assert [their_value(t, "SV(t)", 480.0) for t in ("-3d 5h", "86d", "-2h", "0")] == [-3.625, 86.0, -0.25, 0.0]
    assert their_value("-12.5", "SV", 480.0) == -12.5
    assert their_value("2011-05-24 17:00:00", "ES", 480.0) == datetime(2011, 5, 24, 17)
