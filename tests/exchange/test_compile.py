"""Documents to networks: calendars, people, progress, summaries, lags, splits."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kaname.engine.days import moment_of
from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.compile import RESOLUTION, compile_plan, policy_for, schedule_plan
from kaname.exchange.document import (
    Activity,
    ActivityKind,
    Assignment,
    Calendar,
    CalendarException,
    Constraint,
    LagKind,
    PlanDocument,
    Project,
    Recurrence,
    Relation,
    RelationKind,
    Resource,
)

DAY = ((480, 720), (780, 1020))
WEEK = (DAY,) * 5 + ((), ())
MONDAY = datetime(2026, 4, 6, 8)


def plan(activities, relations=(), calendars=(), **more):
    standard = Calendar("1", "Standard", WEEK)
    return PlanDocument(
        "mspdi",
        Project("p", start=MONDAY, calendar_id="1"),
        [],
        [standard, *calendars],
        activities,
        list(relations),
        **more,
    )


def dates(document, **options):
    compiled, found = schedule_plan(document, **options)
    return {
        a.id: (moment_of(found.early_start[i], RESOLUTION), moment_of(found.early_finish[i], RESOLUTION))
        for i, a in enumerate(compiled.activities)
    }


def days(document, **options):
    return {key: (s.day, f.day) for key, (s, f) in dates(document, **options).items()}


def test_a_chain_over_a_weekend():
    document = plan([Activity("1", duration=1440), Activity("2", duration=1440)], [Relation("1", "2")])
    assert days(document) == {"1": (6, 8), "2": (9, 13)}


def test_lags_in_working_elapsed_and_percent():
    a, b = Activity("1", duration=960), Activity("2", duration=480)
    assert days(plan([a, b], [Relation("1", "2", lag=480)]))["2"] == (9, 9)
    assert days(plan([a, b], [Relation("1", "2", lag=3 * 1440, lag_kind=LagKind.ELAPSED)]))["2"] == (13, 13)
    assert days(plan([a, b], [Relation("1", "2", lag=150, lag_kind=LagKind.PERCENT)]))["2"] == (13, 13)
    assert days(plan([a, b], [Relation("1", "2", RelationKind.SS, -480)]))["2"] == (6, 6)


def test_elapsed_durations_go_through_nights_and_weekends():
    document = plan([Activity("1", duration=5 * 1440, elapsed=True), Activity("2", duration=60)], [Relation("1", "2")])
    assert dates(document) == {
        "1": (MONDAY, datetime(2026, 4, 11, 8)),
        "2": (datetime(2026, 4, 13, 8), datetime(2026, 4, 13, 9)),
    }


def test_derived_calendars_exceptions_and_recurrences():
    every_tuesday = CalendarException(
        date(2026, 4, 1), date(2026, 4, 30), recurrence=Recurrence("weekly", weekdays=(1,), occurrences=2)
    )
    own = Calendar("2", "own", (None,) * 5 + (DAY, ()), "1", [every_tuesday])
    document = plan([Activity("1", duration=5 * 480, calendar_id="2")], calendars=[own])
    assert days(document) == {"1": (6, 11)}  # 6, 8, 9, 10, Saturday 11; the 7th is off


def test_people_lend_their_calendars_and_differing_people_work_in_parts():
    late = Calendar("2", "late", (((780, 1020),),) * 5 + ((), ()))
    people = [Resource("a", calendar_id="1"), Resource("b", calendar_id="2")]
    one = [Assignment("1", "1", "b", work=480)]
    both = [Assignment("1", "1", "a", work=480), Assignment("2", "1", "b", work=480)]
    activity = Activity("1", duration=480)
    assert dates(plan([activity], calendars=[late], resources=people, assignments=one)) == {
        "1": (datetime(2026, 4, 6, 13), datetime(2026, 4, 7, 17))
    }
    assert dates(plan([activity], calendars=[late], resources=people, assignments=both)) == {
        "1": (MONDAY, datetime(2026, 4, 7, 17))
    }
    other = replace(plan([activity], calendars=[late], resources=people, assignments=one), format="workbook")
    assert days(other) == {"1": (6, 6)}


def test_actuals_are_kept_or_not():
    begun = Activity("1", duration=960, remaining_duration=480, actual_start=datetime(2026, 4, 1, 8))
    assert days(plan([begun])) == {"1": (1, 2)}
    assert days(plan([begun]), keep_actuals=False) == {"1": (6, 7)}


def test_a_data_date_moves_what_remains():
    document = plan([Activity("1", duration=480)])
    policy = policy_for(document, None, reschedule=True)
    assert days(document, policy=policy, data_date=datetime(2026, 4, 15)) == {"1": (15, 15)}
    assert days(document, policy=policy_for(document, "pmbok"), data_date=datetime(2026, 4, 16)) == {"1": (16, 16)}


def test_summaries_roll_up_and_carry_logic():
    summary = Activity("s", kind=ActivityKind.SUMMARY)
    first, second = (Activity(k, parent_id="s", duration=960) for k in "12")
    after = Activity("3", duration=480)
    before = Activity("0", duration=480)
    document = plan(
        [before, summary, first, second, after], [Relation("1", "2"), Relation("s", "3"), Relation("0", "s")]
    )
    assert days(document) == {"0": (6, 6), "s": (7, 10), "1": (7, 8), "2": (9, 10), "3": (13, 13)}


def test_constraints_bind():
    def one(constraint, day):
        return Activity("1", duration=960, constraint=constraint, constraint_date=datetime(2026, 4, day, 8))

    assert days(plan([one(Constraint.SNET, 9)])) == {"1": (9, 10)}
    assert days(plan([one(Constraint.MSO, 8)])) == {"1": (8, 9)}
    assert days(plan([one(Constraint.FNET, 14)])) == {"1": (10, 13)}


def test_inactive_and_manual_activities():
    idle = Activity("1", duration=4800, active=False)
    typed = Activity(
        "2", duration=480, manual=True, manual_start=datetime(2026, 4, 20, 8), manual_finish=datetime(2026, 4, 20, 17)
    )
    document = plan([idle, typed, Activity("3", duration=480)], [Relation("1", "3"), Relation("2", "3")])
    assert days(document)["3"] == (21, 21)
    assert days(document)["2"] == (20, 20)


def test_splits_lengthen_an_activity():
    split = Activity("1", duration=960, splits=[(datetime(2026, 4, 6, 17), datetime(2026, 4, 9, 8))])
    assert days(plan([split])) == {"1": (6, 9)}


def test_a_calendar_without_working_time_stops_everything():
    empty = Calendar("9", "空", ((),) * 7)
    with pytest.raises(ProblemsFound) as caught:
        compile_plan(plan([Activity("1", duration=480)], calendars=[empty]))
    assert [(d.code, d.subject) for d in caught.value.diagnostics] == [("calendar-no-working-time", "空")]


def test_calendars_grow_with_the_plan():
    document = plan(
        [Activity(str(i), duration=480 * 400) for i in range(8)], [Relation(str(i), str(i + 1)) for i in range(7)]
    )
    compiled, found = schedule_plan(document)
    assert found.project_finish < compiled.network.tables.end
    assert moment_of(found.project_finish, RESOLUTION) == datetime(2038, 7, 9, 17)


def test_a_plan_scheduled_from_its_finish_begins_where_its_late_dates_begin():
    document = plan([Activity("1", duration=480), Activity("2", duration=4800)])
    document.project.schedule_from_finish = True
    document.project.finish = datetime(2026, 5, 29, 17)
    assert dates(document) == {
        "1": (datetime(2026, 5, 18, 8), datetime(2026, 5, 18, 17)),
        "2": (datetime(2026, 5, 18, 8), datetime(2026, 5, 29, 17)),
    }


def test_a_hammock_spans_its_partners():
    hammock = Activity("h", duration=480, kind=ActivityKind.LEVEL_OF_EFFORT)
    document = plan(
        [Activity("1", duration=480), hammock, Activity("2", duration=1440)],
        [Relation("1", "h", RelationKind.SS), Relation("h", "2", RelationKind.FF), Relation("1", "2")],
    )
    assert days(document) == {"1": (6, 6), "h": (6, 9), "2": (7, 9)}
