"""What P6 takes from outside the file, and the spans of its levels of effort and WBS summaries."""

from dataclasses import replace
from datetime import datetime

import pytest

from kaname.exchange.compile import RESOLUTION, schedule_plan
from kaname.exchange.document import Activity, ActivityKind, Calendar, PlanDocument, Project, Relation, RelationKind

MONDAY = datetime(2026, 4, 6)
DAY = 1440


def plan(activities, relations=(), **options) -> PlanDocument:
    always = Calendar("c", "always", (((0, DAY),),) * 7, always_working=True)
    project = Project(id="p", name="P", start=MONDAY, status_date=MONDAY, calendar_id="c", options=options)
    return PlanDocument(
        format="xer",
        source="plan.xer",
        project=project,
        activities=[replace(a, project_id="p") for a in activities],
        relations=list(relations),
        calendars=[always],
    )


def days(document):
    """Early start, early finish, late finish in days from Monday, and total float in days, by id."""
    compiled, dates = schedule_plan(document)
    zero = compiled.network.project_start[0]
    columns = (dates.early_start - zero, dates.early_finish - zero, dates.late_finish - zero, dates.total_float)
    table = zip(*[(c / RESOLUTION / DAY).tolist() for c in columns], strict=True)
    return {a.id: row for a, row in zip(compiled.activities, table, strict=True)}


def test_external_dates_bound_activities():
    first = Activity("1", duration=DAY, external_early_start=datetime(2026, 4, 8))
    second = Activity("2", duration=DAY, external_late_finish=datetime(2026, 4, 8))
    third = Activity("3", duration=DAY, external_late_finish=datetime(2026, 4, 20))
    document = plan([first, second, third])
    assert days(document) == {"1": (2, 3, 3, 0), "2": (0, 1, 2, 1), "3": (0, 1, 14, 13)}
    ignoring = plan([first, second, third], sched_outer_depend_type="SD_None")
    assert {row[:2] for row in days(ignoring).values()} == {(0, 1)}


def test_what_has_not_begun_lasts_as_long_as_remains():
    assert days(plan([Activity("1", duration=DAY, remaining_duration=3 * DAY)])) == {"1": (0, 3, 3, 0)}


@pytest.mark.parametrize(("lag", "start"), [(0.0, 0), (float(DAY), 1)])
def test_a_level_of_effort_begins_with_the_first_of_its_partners(lag, start):
    activities = [
        Activity("1", duration=DAY),
        Activity("2", duration=2 * DAY),
        Activity("3", duration=DAY),
        Activity("h", duration=0, kind=ActivityKind.LEVEL_OF_EFFORT),
    ]
    relations = [
        Relation("1", "2"),
        Relation("1", "h", RelationKind.SS, lag),
        Relation("2", "h", RelationKind.SS, lag),
        Relation("h", "3", RelationKind.FF),
        Relation("2", "3"),
    ]
    assert days(plan(activities, relations))["h"] == (start, 4, 4, 0)


def test_a_wbs_summary_spans_what_is_unfinished_beside_it():
    activities = [
        Activity("s", kind=ActivityKind.SUMMARY),
        Activity("w", duration=0, kind=ActivityKind.LEVEL_OF_EFFORT, parent_id="s"),
        Activity("1", duration=DAY, parent_id="s"),
        Activity("2", duration=2 * DAY, parent_id="s"),
        Activity("3", duration=5 * DAY),
    ]
    assert days(plan(activities, [Relation("1", "2")]))["w"] == (0, 3, 5, 2)
