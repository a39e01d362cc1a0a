"""Our own format holds everything a document can hold, and names everything that is wrong with a file."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from kaname.engine.diagnostics import ProblemsFound, warning
from kaname.exchange import document as d
from kaname.exchange.formats import read_plan
from kaname.exchange.kaname_json import read, write

PLANS = Path(__file__).parents[1]


def full() -> d.PlanDocument:
    """A document with something in every list."""
    noon = datetime(2026, 4, 1, 12)
    options = {"a": "1", "n": 2, "when": noon, "day": date(2026, 4, 1)}
    rule = d.Recurrence("weekly", 2, (0, 4))
    fields = {"t": "x", "f": 1.5, "b": True, "i": 3, "at": noon, "on": date(2026, 1, 1), "l": [1, {"k": None}]}
    spread = d.Distribution("triangular", (1.0, 2.0, 3.0))
    row = d.TrackedActivity("1", noon, 10.0, 20.0, 33.0, 1.0, 2.0, 3.0, 4.0, {"x": 1})
    effect = d.RiskEffect("1", delay=spread, factor=spread, cost=spread)
    return d.PlanDocument(
        "p2x",
        d.Project("p", "名前", noon, calendar_id="c", options=options),
        [d.Project("q")],
        [
            d.Calendar(
                "c",
                "標準",
                (((480, 720), (780, 1020)), None, (), (), (), (), ()),
                None,
                [d.CalendarException(date(2026, 5, 4), date(2026, 5, 6), ((0, 10),), "x", rule)],
                [d.WorkWeek(date(2026, 5, 4), date(2026, 5, 10), (None,) * 7, "w")],
                480.0,
            )
        ],
        [
            d.Activity(
                "1",
                splits=[(noon, noon)],
                baselines={0: d.Baseline(0, noon), 10: d.Baseline(10)},
                distribution=spread,
                stored=d.StoredSchedule(start=noon, critical=True),
                fields=fields,
            )
        ],
        [d.Relation("1", "1", d.RelationKind.SF, 1.5, d.LagKind.ELAPSED_PERCENT, True)],
        [d.Resource("r", availability=[(None, noon, 0.5)])],
        [d.Assignment("a", "1", "r", timephased=[d.TimephasedAmount(noon, noon, 1.0, "work")], fields={"y": "z"})],
        [d.TrackingPeriod("第1回", noon, None, [row])],
        [d.Risk("k", "雨", 0.3, [effect], True, 0.1, [effect], {"owner": "課長"})],
        [warning("mspdi-outline-jump", "Task 1", level=3)],
        {"Task.X": 2},
        "plan.json",
    )


def test_every_part_comes_back():
    document = full()
    again = read(write(document), "plan.json")
    again.source = document.source
    assert again == document


@pytest.mark.parametrize("name", ["mspdi/rich.xml", "xer/two_projects.xer"])
def test_plans_come_back(name):
    document = read_plan(PLANS / name)
    again = read(write(document), document.source)
    again.source = document.source
    assert again == document


@pytest.mark.realdata
def test_real_plans_come_back(realdata):
    for path in sorted(realdata.glob("msproject/mspdi/*.xml")):
        document = read_plan(path)
        again = read(write(document), document.source)
        again.source = document.source
        assert again == document, path.name


def test_every_problem_is_named_with_its_path():
    content = {
        "format": "kaname-plan/1",
        "project": {"start": "2026-02-30", "nmae": "x", "calendar_id": "none"},
        "activities": [{"id": "1", "duration": "long"}, {"name": "no id"}, {"id": 3}, {"id": "4", "kind": "epic"}],
        "relations": [{"predecessor_id": "1", "successor_id": "1", "lag": 1e300}],
        "calendars": {},
    }
    with pytest.raises(ProblemsFound) as raised:
        read(json.dumps(content).encode(), "plan.json")
    assert {(p.code, p.subject) for p in raised.value.diagnostics} == {
        ("json-unreadable-date", "$.project.start"),
        ("json-unknown-key", "$.project.nmae"),
        ("json-wrong-type", "$.activities[0].duration"),
        ("json-missing-key", "$.activities[1].id"),
        ("json-wrong-type", "$.activities[2].id"),
        ("json-unknown-choice", "$.activities[3].kind"),
        ("json-not-a-number", "$.relations[0].lag"),
        ("json-wrong-type", "$.calendars"),
    }


def test_all_broken_references_are_named():
    content = {
        "format": "kaname-plan/1",
        "project": {"calendar_id": "none"},
        "activities": [{"id": "1", "parent_id": "9"}, {"id": "1"}],
        "relations": [{"predecessor_id": "1", "successor_id": "8"}],
        "assignments": [{"id": "a", "activity_id": "7", "resource_id": "6"}],
    }
    with pytest.raises(ProblemsFound) as raised:
        read(json.dumps(content).encode(), "plan.json")
    assert [(p.code, p.params["value"]) for p in raised.value.diagnostics] == [
        ("json-duplicate-id", "1"),
        ("json-dangling-reference", "none"),
        ("json-dangling-reference", "9"),
        ("json-dangling-reference", "8"),
        ("json-dangling-reference", "7"),
        ("json-dangling-reference", "6"),
    ]


def test_a_number_of_thousands_of_digits_is_refused():
    text = '{"format": "kaname-plan/1", "project": {"minutes_per_day": ' + "9" * 6000 + "}}"
    with pytest.raises(ProblemsFound) as raised:
        read(text.encode(), "plan.json")
    assert [p.code for p in raised.value.diagnostics] == ["json-not-valid"]
