"""Measurement per work package: what each method gives, what it refuses; inspections; stuck at 90 %."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from factories.schedule import make_plan
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.schedule.actions import edits, measurement
from kaname.domains.schedule.bridge import measuring
from kaname.domains.schedule.enums import MeasurementMethod as Method
from kaname.domains.schedule.models import Activity, Plan, ProgressDate
from kaname.domains.schedule.queries.inspected import gaps
from kaname.domains.schedule.queries.step_tables import step_tables
from kaname.domains.schedule.queries.stuck import stuck_activities

pytestmark = pytest.mark.django_db
DESIGN = step_tables()["design"].steps


@pytest.fixture(autouse=True)
def company():
    return make_company()


def activity(name: str = "設計", **values) -> Activity:
    found = make_plan().activities.get(name=name)
    Activity.objects.filter(pk=found.pk).update(**values)
    found.refresh_from_db()
    return found


@pytest.mark.parametrize(
    ("method", "told", "percent"),
    [
        ("0/100", {"state": "begun"}, 0), ("0/100", {"state": "finished"}, 100),
        ("50/50", {"state": "begun"}, 50), ("25/75", {"state": "begun"}, 25), ("25/75", {"state": "waiting"}, 0),
        ("units", {"done": 12}, 30), ("units", {"done": 40}, 100),
        ("physical", {"percent": 55}, 55), ("manual", {"percent": 72.5}, 72.5),
    ],
)  # fmt: skip
def test_percent_follows_from_the_method(method, told, percent):
    assert measuring.percent_of(method, told, (), 40.0) == percent


def test_a_design_document_earns_by_steps_that_others_can_see():
    given = [measuring.percent_of("milestones", {"step": n}, DESIGN) for n in range(7)]
    assert given == [0, 0, 50, 70, 80, 90, 100]


def test_standard_tables_add_up_to_100_in_both_languages():
    tables = step_tables()
    assert set(tables) == {"document", "design", "code", "test"}
    for table in tables.values():
        assert sum(step["weight"] for step in table.steps) == 100
        assert all(step["name"] and step["name_en"] for step in table.steps)


@pytest.mark.parametrize(
    ("method", "told"),
    [("0/100", {"state": "half"}), ("units", {"done": 41}), ("units", {"done": -1}), ("milestones", {"step": 9}),
     ("physical", {"percent": 101}), ("50/50", {"percent": 40})],
)  # fmt: skip
def test_what_a_method_cannot_take_is_refused(method, told):
    with pytest.raises((ValueError, KeyError)):
        measuring.percent_of(method, told, DESIGN, 40.0)


@pytest.mark.parametrize(
    ("method", "percent", "can"),
    [("0/100", 50, False), ("0/100", 100, True), ("50/50", 50, True), ("25/75", 30, False), ("milestones", 70, True),
     ("milestones", 75, False), ("units", 30, True), ("units", 31, False), ("manual", 31, True)],
)  # fmt: skip
def test_a_method_can_give_some_percents_only(method, percent, can):
    assert measuring.can_give(method, percent, DESIGN, 40.0) is can


def test_level_of_effort_counts_as_planned():
    assert [measuring.level_of_effort(e, 10) for e in (-1, 0, 4, 12)] == [0, 0, 40, 100]


def test_choosing_a_method_keeps_what_was_reported_in_its_terms():
    row = measurement.choose(
        activity=activity(percent_complete=50.0), values={"method": "milestones", "table": "design"}, by=None
    )
    assert (row.method, row.reported, len(row.steps)) == (Method.MILESTONES, {"step": 2}, 6)


def test_a_method_that_cannot_say_the_present_percent_is_refused():
    with pytest.raises(ValidationError) as refused:
        measurement.choose(activity=activity(percent_complete=45.0), values={"method": "50/50"}, by=None)
    assert list(refused.value.error_dict) == ["method"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"method": "opinion"}, "method"),
        ({"method": "units", "planned": 0}, "planned"),
        ({"method": "milestones"}, "steps"),
        ({"method": "milestones", "steps": [{"name": "a", "weight": 60}, {"name": "b", "weight": 60}]}, "steps"),
        ({"method": "milestones", "steps": [{"name": "a", "weight": -10}, {"name": "b", "weight": 110}]}, "steps"),
    ],
)
def test_a_method_without_what_it_needs_is_refused_beside_its_field(values, field):
    with pytest.raises(ValidationError) as refused:
        measurement.choose(activity=activity(), values=values, by=None)
    assert list(refused.value.error_dict) == [field]


def test_an_inspection_stands_beside_the_report_and_becomes_the_physical_percent():
    found = activity(percent_complete=80.0, physical_percent=80.0)
    inspector = make_user_of(found.plan.project, Role.PMO_CONTROLLER)
    measurement.inspect(
        activity=found, percent=55.0, evidence="帳票設計書 12本", by=inspector, inspected_on=date(2026, 11, 19)
    )
    found.refresh_from_db()
    (gap,) = gaps(found.plan.project)
    assert (found.percent_complete, found.physical_percent) == (80.0, 55.0)
    assert (gap.reported, gap.inspection.percent, gap.points, gap.inspection.by) == (80.0, 55.0, 25.0, inspector)


def test_a_reporter_does_not_inspect_and_nobody_inspects_tomorrow():
    found = activity()
    with pytest.raises(NotAllowed):
        measurement.inspect(
            activity=found, percent=55.0, evidence="実物", by=make_user_of(found.plan.project, Role.MEMBER)
        )
    with pytest.raises(ValidationError) as refused:
        measurement.inspect(
            activity=found,
            percent=120.0,
            evidence="",
            by=make_user(Role.PMO_MANAGER),
            inspected_on=date(2026, 11, 18),
        )
    assert set(refused.value.error_dict) == {"percent", "evidence"}


def frozen(plan, percents: dict[date, float]) -> None:
    for day, percent in percents.items():
        ProgressDate.objects.create(plan=plan, as_of=day, rows={"1": [0, 1, percent, 0, False]})


@pytest.mark.parametrize(
    ("percents", "dates"),
    [([90, 90, 90], [3]), ([90, 90], []), ([85, 90, 95, 99], [3]), ([90, 90, 90, 100], []), ([90, 80, 90, 90], [])],
)
def test_stuck_is_90_percent_on_more_than_two_frozen_dates(percents, dates):
    plan = make_plan(project=make_project())
    frozen(plan, {date(2026, 10, 2 + 7 * n): p for n, p in enumerate(percents)})
    assert [each.dates for each in stuck_activities(plan.project)] == dates


def test_the_gantt_refuses_a_percent_that_the_method_cannot_give():
    found = activity()
    measurement.choose(activity=found, values={"method": "50/50"}, by=None)
    plan = found.plan

    def percent(value: float) -> edits.Outcome:
        return edits.apply(
            plan=plan,
            edits=[{"op": "set", "id": found.pk, "field": "percent", "after": value}],
            version=Plan.objects.get(pk=plan.pk).version,
            by=None,
        )

    with pytest.raises(edits.Refused) as refused:
        percent(45)
    assert "50/50" in refused.value.refusals[0].sentence
    assert percent(50).kept
