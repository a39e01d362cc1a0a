from small_plan import at, facts, three_in_a_row

from kaname.cli.page.preparation import as_last_reported, in_days, prepared, with_promises
from kaname.exchange.document import TrackedActivity, TrackingPeriod


def tracked():
    document = three_in_a_row()
    rows = [
        TrackedActivity("1", at(1), actual_duration=7 * 480.0, remaining_duration=0.0, percent_complete=100),
        TrackedActivity("2", at(10), actual_duration=480.0, remaining_duration=4 * 480.0, percent_complete=20),
        TrackedActivity("3"),
    ]
    document.tracking = [TrackingPeriod("1", at(5, 18)), TrackingPeriod("2", at(10, 18), rows=rows)]
    return document


def test_the_latest_period_becomes_the_plans_progress():
    reported = as_last_reported(tracked())
    a, b, c = reported.activities
    assert (a.actual_finish, b.percent_complete, c.actual_start) == (at(9, 18), 20, None)
    assert reported.project.status_date == at(10, 18)


def test_the_finish_follows_what_was_reported():
    assert facts(tracked()).finish == at(23, 18)


def test_a_plan_without_reports_stays_itself():
    document = three_in_a_row()
    assert as_last_reported(document) is document


def test_the_planned_dates_of_a_workbook_are_its_baseline():
    document = three_in_a_row((5, 6, 5))
    for a in document.activities:
        a.baselines.clear()
    document.format = "workbook"
    promised = with_promises(document)
    assert [a.baselines[0].finish for a in promised.activities] == [at(5, 18), at(12, 18), at(19, 18)]
    assert all(not a.baselines for a in document.activities)
    document.format = "mspdi"
    assert with_promises(document) is document


def test_a_unit_of_abstract_time_is_a_day():
    document = three_in_a_row()
    document.format = "psplib"
    for a in document.activities:
        a.duration = 5.0
    document.relations[0].lag = 2.0
    longer = in_days(document)
    assert [a.duration for a in longer.activities] == [5 * 1440.0] * 3
    assert (longer.relations[0].lag, document.relations[0].lag) == (2 * 1440.0, 2.0)


def test_an_ordinary_document_is_not_copied():
    document = three_in_a_row()
    assert prepared(document) is document
