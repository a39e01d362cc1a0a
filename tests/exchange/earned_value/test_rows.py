"""Earned value of whole documents: units, single status dates, and what cannot be computed."""

from datetime import datetime
from pathlib import Path

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.document import (
    Activity,
    ActivityKind,
    Baseline,
    Calendar,
    CalendarException,
    PlanDocument,
    Project,
    TrackedActivity,
    TrackingPeriod,
)
from kaname.exchange.earned_value import earned_value
from kaname.exchange.p2x import read

WEEK = (((480, 720), (780, 1020)),) * 5 + ((), ())
SAMPLE = Path(__file__).parents[1] / "p2x" / "three_activities.p2x"


def at(day, hour=17):
    return datetime(2026, 1, day, hour)


def plan(**project):
    """Two activities of two days each, one after the other from Monday the 5th, 1,000 and 600 of money."""
    first = Activity("1", "a", percent_complete=100.0, actual_start=at(5, 8), actual_cost=1200.0, actual_work=900.0)
    second = Activity("2", "b", percent_complete=25.0, actual_start=at(7, 8), actual_cost=100.0, actual_duration=240.0)
    first.baselines[0] = Baseline(0, at(5, 8), at(6), 960.0, 960.0, 1000.0)
    second.baselines[0] = Baseline(0, at(7, 8), at(8), 960.0, 480.0, 600.0)
    head = Project(name="P", status_date=at(7), calendar_id="c", **project)
    return PlanDocument("mspdi", head, calendars=[Calendar("c", "C", WEEK)], activities=[first, second])


def test_a_plan_with_one_status_date_gives_one_row():
    answer = earned_value(plan())
    (row,) = answer["rows"]
    assert (answer["unit"], answer["BAC"], answer["PD"], answer["minutes_per_day"]) == ("cost", 1600.0, 4.0, 480.0)
    assert answer["project"] == {
        "name": "P",
        "baseline_start": "2026-01-05T08:00:00",
        "baseline_finish": "2026-01-08T17:00:00",
    }
    assert (row["PV"], row["EV"], row["AC"]) == (1300.0, 1150.0, 1300.0)
    assert (row["status_date"], row["ES"]) == ("2026-01-07T17:00:00", "2026-01-07T12:00:00")
    assert row["SV(t)"] == pytest.approx(-0.5)
    assert row["SPI(t)"] == pytest.approx(2.5 / 3)
    assert row["EAC"] == pytest.approx(1600 * 1300 / 1150)
    assert row["EAC(t)"] == row["EAC(t)-ES (PF=SPI(t))"] == "2026-01-09T15:00:00"


def test_names_are_the_symbols_of_the_field():
    (row,) = earned_value(plan())["rows"]
    assert list(row)[:8] == ["name", "start", "status_date", "PV", "EV", "AC", "SV", "SPI"]
    assert {"CV", "CPI", "SV(t)", "SPI(t)", "p_factor", "ES", "EAC", "ETC", "VAC", "TCPI(BAC)", "TCPI(EAC)"} <= set(row)
    assert sum(name.startswith("EAC (PF=") for name in row) == 8
    assert sum(name.startswith("EAC(t)-") for name in row) == 9


def test_without_money_work_is_counted_and_without_work_duration():
    document = plan()
    for activity in document.activities:
        activity.baselines[0].cost = None
    answer = earned_value(document)
    row = answer["rows"][0]
    assert (answer["unit"], answer["BAC"], row["PV"], row["EV"], row["AC"]) == ("work_hours", 24, 20, 18, 15)
    for activity in document.activities:
        activity.baselines[0].work = 0.0
    answer = earned_value(document)
    row = answer["rows"][0]
    assert (answer["unit"], answer["BAC"], row["PV"], row["EV"], row["AC"]) == ("duration_hours", 32, 24, 20, 4)


def test_physical_percent_counts_where_the_activity_says_so():
    document = plan()
    document.activities[1].evm_method = "physical"
    document.activities[1].physical_percent_complete = 50.0
    assert earned_value(document)["rows"][0]["EV"] == 1300.0


def test_summaries_inactive_and_unplanned_activities_do_not_count():
    document = plan()
    summary = Activity("0", "s", kind=ActivityKind.SUMMARY, actual_cost=9999.0, percent_complete=90.0)
    summary.baselines[0] = Baseline(0, at(5, 8), at(30), cost=9999.0)
    idle = Activity("3", "off", active=False)
    idle.baselines[0] = Baseline(0, at(5, 8), at(30), cost=9999.0)
    document.activities += [summary, idle, Activity("4", "no baseline", actual_cost=50.0)]
    answer = earned_value(document)
    assert (answer["BAC"], answer["rows"][0]["AC"]) == (1600.0, 1350.0)


def test_the_calendar_and_its_base_and_holidays_shape_the_plan():
    document = plan()
    document.calendars = [
        Calendar("c", "own", (None,) * 7, "base", [CalendarException(at(6).date(), at(6).date())]),
        Calendar("base", "base", WEEK, exceptions=[CalendarException(at(7).date(), at(7).date(), ((480, 720),))]),
    ]
    answer = earned_value(document)
    assert answer["PD"] == 2.5
    assert answer["rows"][0]["PV"] == 1000 + 600 / 3


def test_the_current_date_stands_in_for_a_missing_status_date():
    document = plan(current_date=at(6))
    document.project.status_date = None
    assert earned_value(document)["rows"][0]["status_date"] == "2026-01-06T17:00:00"
    assert [(d.code, d.params) for d in document.diagnostics] == [
        ("earned-value-current-date", {"date": "2026-01-06 17:00"})
    ]


def test_without_a_date_or_a_baseline_nothing_is_computed():
    document = plan()
    document.project.status_date = None
    with pytest.raises(ProblemsFound) as raised:
        earned_value(document)
    assert [d.code for d in raised.value.diagnostics] == ["earned-value-no-status-date"]
    document = plan()
    for activity in document.activities:
        activity.baselines.clear()
    with pytest.raises(ProblemsFound) as raised:
        earned_value(document)
    assert [d.code for d in raised.value.diagnostics] == ["earned-value-no-baseline"]


def test_before_anything_happens_nothing_is_a_number_it_is_not():
    document = plan()
    document.project.status_date = datetime(2026, 1, 2, 17)
    for activity in document.activities:
        activity.percent_complete, activity.actual_start, activity.actual_cost = None, None, None
    (row,) = earned_value(document)["rows"]
    assert (row["PV"], row["EV"], row["AC"], row["ES"]) == (0, 0, 0, "2026-01-05T08:00:00")
    empty = ["SPI", "CPI", "SPI(t)", "p_factor", "EAC", "TCPI(EAC)", "EAC(t)", "EAC (PF=CPI)", "EAC(t)-PV (PF=SPI)"]
    assert {row[name] for name in empty} == {None}
    assert row["budget_unattainable"] is False


def test_a_spent_budget_is_said_to_be_out_of_reach():
    document = plan()
    document.activities[0].actual_cost = 5000.0
    (row,) = earned_value(document)["rows"]
    assert (row["budget_unattainable"], row["TCPI(BAC)"]) == (True, None)


def test_a_forecast_beyond_the_calendar_is_not_dated():
    document = plan()
    document.activities[0].percent_complete = 1e-3
    document.activities[1].percent_complete = 0.0
    (row,) = earned_value(document)["rows"]
    assert row["EAC(t)-PV (PF=SPI)"] is None
    assert row["EAC (PF=SPI)"] > 1e8


def test_tracking_periods_are_rows_with_the_schedule_in_whole_hours():
    document = plan()
    late = TrackedActivity("1", at(5, 8), 480.0, 480.0, 40.3, 700.0)
    done = TrackedActivity("1", at(5, 8), 960.0, 0.0, 100.0, 900.0)
    begun = TrackedActivity("2", at(7, 8), 0.0, 960.0, 0.0, 0.0)
    document.tracking = [TrackingPeriod("A", at(5), at(5, 8), [late]), TrackingPeriod("B", at(6), at(5), [done, begun])]
    first, second = earned_value(document)["rows"]
    assert (first["name"], first["EV"], first["ES"]) == ("A", 403.0, "2026-01-05T15:00:00")
    assert (second["name"], second["start"], second["ES"]) == ("B", "2026-01-05T17:00:00", "2026-01-06T17:00:00")


def test_costs_due_at_the_start_are_earned_with_the_start():
    document = read(SAMPLE.read_bytes(), SAMPLE.name)
    (row,) = earned_value(document)["rows"]
    assert (row["PV"], row["EV"], row["AC"]) == (2200.0, 2080.0, 2170.0)
    assert (row["ES"], row["SPI(t)"], row["p_factor"]) == ("2026-01-08T12:00:00", 0.7, 1.0)


def test_the_use_of_a_resource_is_planned_at_the_start_and_earned_by_percent():
    text = SAMPLE.read_text("utf-8").replace("<FIELD770>0</FIELD770>", "<FIELD770>400</FIELD770>")
    half = text.replace("<RemainingDuration>0</RemainingDuration>", "<RemainingDuration>16</RemainingDuration>")
    half = half.replace("<PercentageComplete>1</PercentageComplete>", "<PercentageComplete>0.5</PercentageComplete>")
    (row,) = earned_value(read(half.encode(), "use.p2x"))["rows"]
    assert row["PV"] == 2200 + 400
    assert row["EV"] == 200 + 0.5 * (16 * 110 + 400) + 0.5 * 240
    assert row["AC"] == 2170 + 400


def test_work_without_anything_remaining_is_earned_whole_once_it_has_begun():
    document = plan()
    done = TrackedActivity("1", at(5, 8), 960.0, 0.0, 99.99, 0.0)
    idle = TrackedActivity("2", None, 0.0, 0.0, 0.0, 0.0)
    document.tracking = [TrackingPeriod("A", at(6), at(5, 8), [done, idle])]
    assert earned_value(document)["rows"][0]["EV"] == 1000.0
