"""What an MSPDI file says is what the document holds, in the document's units."""

from datetime import date, datetime

import pytest

from kaname.exchange.document import (
    ActivityKind,
    Baseline,
    CalendarException,
    Constraint,
    LagKind,
    Recurrence,
    Relation,
    RelationKind,
)
from kaname.exchange.mspdi.values import parse_minutes
from kaname.exchange.mspdi.writing.elements import duration


def test_nothing_is_wrong_and_what_is_left_out_is_counted(rich):
    assert (rich.diagnostics, rich.left_out) == (
        [],
        {"Resource.Rates": 1, "Resource.StandardRateFormat": 1, "Task (blank row)": 1},
    )


def test_project(rich):
    project = rich.project
    assert (project.name, project.start, project.status_date, project.currency, project.honour_constraints) == (
        "基幹システム更改",
        datetime(2026, 4, 1, 9),
        datetime(2026, 4, 10, 18),
        "JPY",
        True,
    )
    assert (project.default_start_minute, project.default_finish_minute, project.critical_slack_limit) == (
        540,
        1080,
        480,
    )
    assert project.options["SplitsInProgressTasks"] == "1"


def test_outline_and_kinds(rich):
    rows = [(a.id, a.number, a.outline_level, a.parent_id, a.kind) for a in rich.activities]
    task, summary = ActivityKind.TASK, ActivityKind.SUMMARY
    assert rows == [
        ("0", 0, 0, None, summary),
        ("10", 1, 1, "0", summary),
        ("11", 2, 2, "10", task),
        ("12", 3, 2, "10", task),
        ("20", 5, 1, "0", task),
        ("21", 6, 1, "0", task),
        ("22", 7, 1, "0", task),
        ("23", 8, 1, "0", task),
        ("24", 9, 1, "0", ActivityKind.MILESTONE),
    ]


def test_a_done_activity(rich):
    done = rich.activities[2]
    assert (done.duration, done.remaining_duration, done.actual_duration, done.percent_complete) == (1440, 0, 1440, 100)
    assert (done.constraint, done.constraint_date) == (Constraint.SNET, datetime(2026, 4, 1, 9))
    assert (done.cost, done.actual_cost, done.planned_value, done.earned_value) == (120000, 120000, 120000, 120000)
    assert (done.task_type, done.effort_driven, done.priority) == ("fixed_units", True, 700)
    assert done.stored.total_slack == 480
    assert done.baselines == {
        0: Baseline(0, datetime(2026, 4, 1, 9), datetime(2026, 4, 2, 18), 960.0, 960.0, 80000.0),
        10: Baseline(10, datetime(2026, 3, 30, 9), datetime(2026, 3, 31, 18)),
    }


def test_custom_fields_have_their_types_and_visible_names(rich):
    assert rich.activities[2].fields == {
        "担当課": "業務課",
        "Number1": 3.5,
        "Cost1": 1234.5,
        "Duration1": 240.0,
        "Flag1": True,
        "Date1": datetime(2026, 4, 2, 9),
        "部門": "開発.基盤",
    }
    assert rich.resources[0].fields == {"担当課": "品質課"}


def test_an_estimate_with_deadline_and_levelling_delay(rich):
    planned = rich.activities[3]
    assert (planned.estimated, planned.elapsed, planned.deadline) == (True, False, datetime(2026, 4, 17, 18))
    assert (planned.level_delay, planned.level_delay_elapsed, planned.ignore_resource_calendar) == (1440, True, True)


def test_elapsed_manual_and_inactive(rich):
    drying, manual, dropped = rich.activities[4], rich.activities[6], rich.activities[7]
    assert (drying.elapsed, drying.duration, drying.calendar_id) == (True, 4320, "2")
    assert (manual.manual, manual.manual_start) == (True, datetime(2026, 5, 7, 9))
    assert (dropped.active, manual.active) == (False, True)


def test_relations_with_lags_of_every_kind(rich):
    assert rich.relations == [
        Relation("11", "12", RelationKind.SS, 480.0, LagKind.WORKING),
        Relation("12", "20", RelationKind.FS, 50.0, LagKind.PERCENT),
        Relation("11", "20", RelationKind.FF, -2880.0, LagKind.ELAPSED),
        Relation("20", "21", RelationKind.SF, 0.0, LagKind.WORKING),
        Relation("21", "24", RelationKind.FS, 0.0, LagKind.WORKING),
    ]


def test_a_split_is_where_the_file_says_zero_in_working_time(rich):
    assert [a.splits for a in rich.activities if a.splits] == [[(datetime(2026, 4, 14, 18), datetime(2026, 4, 20, 9))]]


def test_calendars(rich):
    standard, whole_day, person = rich.calendars
    shifts = ((540, 720), (780, 1080))
    assert standard.week == (*(shifts,) * 5, (), ())
    assert standard.exceptions[0] == CalendarException(date(2026, 5, 4), date(2026, 5, 6), (), "連休")
    assert [e.recurrence for e in standard.exceptions[1:]] == [
        Recurrence("monthly_nth", 2, nth=3, nth_weekday=2, occurrences=6),
        Recurrence("yearly_day", day=15, month=6),
        Recurrence("weekly", 2, weekdays=(4, 6)),
    ]
    assert (standard.work_weeks[0].week[5], standard.work_weeks[0].week[0]) == (((540, 720),), None)
    assert (whole_day.always_working, whole_day.base_id) == (True, None)
    assert (person.base_id, person.week) == ("1", (None, None, None, None, (), None, None))
    assert person.exceptions == [CalendarException(date(2026, 4, 16), date(2026, 4, 16))]


def test_resources_and_assignments(rich):
    person, paint, travel = rich.resources
    assert (person.max_units, person.standard_rate, person.overtime_rate, person.cost_per_use) == (
        0.5,
        5000,
        6250,
        1000,
    )
    assert person.availability == [
        (None, datetime(2026, 4, 30, 23, 59), 0.5),
        (datetime(2026, 5, 1), None, 1.0),
    ]
    assert (paint.kind, travel.kind) == ("material", "cost")
    unassigned, assigned = rich.assignments
    assert (unassigned.resource_id, assigned.resource_id, assigned.units, assigned.delay) == (None, "1", 0.5, 60)
    assert [amount.value for amount in assigned.timephased] == [240.0] * 4


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("PT8H0M0S", 480), ("PT0H6M30S", 6.5), ("P1D", 1440), ("P1DT1H", 1500), ("-PT30M", -30), ("PT0H0M1.3S", 0.0217)],
)
def test_durations(text, minutes):
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "P", "PT", "8H", "PT8", "PT99999999999H", "PTH"])
def test_what_is_no_duration(text):
    with pytest.raises(ValueError):
        parse_minutes(text)


@pytest.mark.parametrize("minutes", [0, 0.1, 6.5, 480, 333.3333, 53.6833, 540.0217, -30, 99_999_999])
def test_a_duration_comes_back_as_it_went(minutes):
    assert parse_minutes(duration(minutes)) == minutes
