"""Files that Microsoft Project wrote: all are read, the versions of one plan are one model, writing loses nothing."""

import dataclasses
from pathlib import Path

import pytest

from kaname.engine.diagnostics import Severity
from kaname.exchange.document import PlanDocument
from kaname.exchange.formats import read_plan
from kaname.exchange.losses import losses
from kaname.exchange.mspdi import read, write

pytestmark = pytest.mark.realdata
GROUPS = """
    assignment-assignments assignment-flags assignment-text calendar-calendars calendar-recurring-exceptions
    resource-flags resource-misc resource-numbers resource-text resource-type task-baselines task-costs task-dates
    task-durations task-finishes task-flags task-links task-numbers task-starts task-text task-textvalues
"""
STEPS = {"resource-misc": "2019", "resource-type": "2007", "task-baselines": "2010"}
"""The first version whose file holds more: rows that its maker added, resources that are costs (new in 2007)."""


def files(realdata: Path) -> list[Path]:
    return sorted(realdata.glob("msproject*/mspdi/**/*.xml"))


def test_every_file_is_read_without_a_problem(realdata):
    found = {path.name: read_plan(path).diagnostics for path in files(realdata)}
    assert len(found) >= 150
    assert {name: d for name, ds in found.items() for d in ds if d.severity is Severity.ERROR} == {}


def test_writing_and_reading_again_loses_nothing(realdata):
    lost = {}
    for path in files(realdata):
        document = read_plan(path)
        again = read(write(document), path.name)
        for activity in (*document.activities, *again.activities):
            activity.source = ""
        lost[path.name] = losses(document, again) | losses(again, document)
    assert {name: fields for name, fields in lost.items() if fields} == {}


def model(document: PlanDocument) -> dict[str, object]:
    """What the versions of Microsoft Project agree on: not the day on which each file was made, nor how an old
    version without manual scheduling kept typed dates."""
    baselines = {a.name: sorted(a.baselines.items()) for a in document.activities[1:] if a.baselines}
    return {
        "activities": [
            (
                a.id,
                a.name,
                a.number,
                a.outline_level,
                a.parent_id,
                a.kind,
                a.duration,
                a.elapsed,
                a.calendar_id,
                a.priority,
            )
            for a in document.activities[1:]
        ],
        "fields": [sorted(a.fields.items()) for a in document.activities[1:]],
        "notes": [a.notes for a in document.activities[1:]],
        "costs": [(a.cost, a.fixed_cost, a.actual_cost) for a in document.activities[1:]],
        "progress": [(a.percent_complete, a.percent_work_complete) for a in document.activities[1:]],
        "baselines": baselines,
        "relations": document.relations,
        "calendars": [days_of(document, c.id) for c in document.calendars],
        "resources": [dataclasses.astuple(r) for r in document.resources],
        "assignments": [
            (a.activity_id, a.resource_id, a.units, sorted(a.fields.items())) for a in document.assignments
        ],
    }


def days_of(document: PlanDocument, calendar_id: str) -> tuple[object, ...]:
    """A calendar with its exceptions as single days, since old versions wrote no rules."""
    calendar = next(c for c in document.calendars if c.id == calendar_id)
    rules = [
        (e.first, e.last, e.shifts, dataclasses.astuple(e.recurrence)) for e in calendar.exceptions if e.recurrence
    ]
    days = {}
    for exception in calendar.exceptions:
        if exception.recurrence is None:
            for number in range(exception.first.toordinal(), exception.last.toordinal() + 1):
                days[number] = exception.shifts
    return calendar.id, calendar.name, calendar.week, calendar.base_id, sorted(days.items()), rules


@pytest.mark.parametrize("group", GROUPS.split())
def test_versions_of_one_plan_give_one_model(realdata, group):
    versions = {
        path.stem.split("-project")[1][:4]: model(read_plan(path))
        for path in sorted((realdata / "msproject" / "mspdi" / "generated" / group).glob("*.xml"))
    }
    assert len(versions) >= 4
    step = STEPS.get(group, "")
    for part in ([v for v in versions if v < step], [v for v in versions if v >= step]):
        differing = {v: [key for key in versions[v] if versions[v][key] != versions[part[-1]][key]] for v in part}
        assert differing == {v: [] for v in part}
