"""GanttProject's files: outline, dates, relations, people, holidays, baselines; what is not kept is told."""

from datetime import date, datetime

import pytest

from kaname.engine.days import moment_of
from kaname.engine.diagnostics import Severity
from kaname.exchange.compile import RESOLUTION, schedule_plan
from kaname.exchange.document import ActivityKind, Constraint, PlanDocument, RelationKind
from kaname.exchange.formats import read_bytes
from kaname.exchange.gan import recognises

TASKS = """
<task id="0" name="移行" start="2026-04-01" duration="20">
 <notes><![CDATA[夜間に行う <注意>]]></notes>
 <task id="1" name="設計" start="2026-04-01" duration="3" complete="50" priority="2" cost-manual-value="1200"
       cost-calculated="false">
  <customproperty taskproperty-id="tpc0" value="甲社"/>
  <depend id="2" type="2" difference="1" hardness="Strong"/>
  <depend id="4" type="1" difference="0" hardness="Rubber"/>
 </task>
 <task id="2" name="製造" start="2026-04-07" duration="2"><depend id="3" type="2" difference="0"/></task>
 <task id="3" name="完了" start="2026-04-09" duration="0" meeting="true"/>
</task>
<task id="4" name="教育" start="2026-04-20" duration="5" thirdDate="2026-04-20" thirdDate-constraint="1"/>
<task id="5" name="待ち" start="2026-04-27" duration="4"/>
"""
MORE = """
<resources>
 <resource id="0" name="佐藤" function="1" contacts="sato@example.jp" phone="1">
  <rate name="standard" value="40000"/></resource>
</resources>
<allocations><allocation task-id="1" resource-id="0" responsible="true" load="50.0"/></allocations>
<vacations><vacation start="2026-05-07" end="2026-05-08" resourceid="0"/></vacations>
<previous><previous-tasks name="当初">
 <previous-task id="2" begin="2026-04-06" duration="2"/></previous-tasks></previous>
<roles><role id="1" name="設計者"/></roles>
"""
DATES = """<date year="2026" month="4" date="29" type="HOLIDAY">昭和の日</date>
<date year="" month="4" date="28" type="HOLIDAY"/>
<date year="2026" month="5" date="2" type="WORKING_DAY"/>"""


def gan(tasks: str = TASKS, more: str = MORE, dates: str = DATES, weekend: str = "false") -> PlanDocument:
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<project name="計画" company="要商事" view-index="0" gantt-divider-location="300" version="3.2">
<calendars><day-types><default-week id="1" name="d" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/>
<only-show-weekends value="{weekend}"/></day-types>{dates}</calendars>
<tasks><taskproperties><taskproperty id="tpc0" name="委託先" type="custom" valuetype="text"/></taskproperties>
{tasks}</tasks>{more}</project>"""
    return read_bytes(text.encode(), "計画.gan")


def test_the_outline_its_values_and_its_people_are_read():
    found = gan()
    assert (found.diagnostics, found.format, found.project.name) == ([], "gan", "計画")
    assert [(a.wbs, a.name, a.kind, a.duration) for a in found.activities] == [
        ("1", "移行", ActivityKind.SUMMARY, 20 * 480.0),
        ("1.1", "設計", ActivityKind.TASK, 3 * 480.0),
        ("1.2", "製造", ActivityKind.TASK, 2 * 480.0),
        ("1.3", "完了", ActivityKind.MILESTONE, 0.0),
        ("2", "教育", ActivityKind.TASK, 5 * 480.0),
        ("3", "待ち", ActivityKind.TASK, 4 * 480.0),
    ]
    design = found.activities[1]
    assert (design.percent_complete, design.priority, design.fixed_cost, design.fields) == (
        50.0, 700, 1200.0, {"委託先": "甲社"},
    )  # fmt: skip
    assert found.activities[0].notes == "夜間に行う <注意>"
    (person,) = found.resources
    assert (person.name, person.group, person.email, person.standard_rate) == (
        "佐藤",
        "設計者",
        "sato@example.jp",
        5000.0,
    )
    (work,) = found.assignments
    assert (work.activity_id, work.resource_id, work.units) == ("1", "0", 0.5)
    away = next(c for c in found.calendars if c.id == person.calendar_id)
    assert [(e.first, e.last) for e in away.exceptions] == [(date(2026, 5, 7), date(2026, 5, 8))]
    assert found.left_out == {"allocation.responsible": 1, "previous-tasks.name": 1, "resource.phone": 1}


def test_relations_stand_below_their_predecessors():
    assert [(r.predecessor_id, r.successor_id, r.kind, r.lag) for r in gan().relations] == [
        ("1", "2", RelationKind.FS, 480.0),
        ("1", "4", RelationKind.SS, 0.0),
        ("2", "3", RelationKind.FS, 0.0),
    ]


def test_computed_again_every_task_lies_where_the_file_has_it():
    found = gan()
    compiled, dates = schedule_plan(found)
    assert compiled.diagnostics == []
    leaves = [(row, a) for row, a in enumerate(found.activities) if a.kind is not ActivityKind.SUMMARY]
    for row, activity in leaves:
        computed = [moment_of(int(column[row]), RESOLUTION) for column in (dates.early_start, dates.early_finish)]
        assert computed == [activity.stored.start, activity.stored.finish], activity.name
    assert found.activities[5].stored.finish == datetime(2026, 5, 2, 17)  # two holidays, and a Saturday worked
    assert [a.constraint for _, a in leaves] == [
        Constraint.SNET, Constraint.ASAP, Constraint.ASAP, Constraint.SNET, Constraint.SNET,
    ]  # fmt: skip


def test_baselines_keep_begin_and_end():
    made = gan().activities[2].baselines[0]
    assert (made.start, made.finish, made.duration) == (datetime(2026, 4, 6, 8), datetime(2026, 4, 7, 17), 960.0)


def test_weekends_that_are_only_shown_are_worked():
    found = gan('<task id="1" name="連続" start="2026-04-03" duration="3"/>', more="", dates="", weekend="true")
    assert found.activities[0].stored.finish == datetime(2026, 4, 5, 17)


def test_what_cannot_be_read_is_told_and_the_rest_is_read():
    found = gan(
        """<task id="1" name="設計" start="2026-04-31" duration="3"><depend id="9" type="2"/>
<depend id="2" type="7"/></task>
<task id="2" name="製造" start="2026-04-06" duration="x" complete="150"/><task name="番号なし" duration="1"/>
<task id="2" name="重複" duration="-1"/>""",
        more='<allocations><allocation task-id="1" resource-id="5"/></allocations>',
        dates='<date year="2026" month="2" date="30" type="HOLIDAY"/>',
    )
    assert all(d.severity is Severity.WARNING for d in found.diagnostics)
    assert [(d.code, d.subject, d.params.get("field", "")) for d in found.diagnostics] == [
        ("gan-unreadable-value", "calendars", "date"),
        ("gan-unreadable-value", "task 1", "start"),
        ("gan-unreadable-value", "task 2", "duration"),
        ("gan-unreadable-value", "task 2", "complete"),
        ("gan-repeated-id", "task", ""),
        ("gan-repeated-id", "task 2", ""),
        ("gan-unreadable-value", "task 2", "duration"),
        ("gan-dangling-reference", "task 1", ""),
        ("gan-unreadable-value", "task 1", "type"),
        ("gan-dangling-reference", "allocation 1", ""),
    ]
    assert [a.id for a in found.activities] == ["1", "2", "task (2)", "2 (2)"]
    schedule_plan(found)


@pytest.mark.parametrize(
    "other",
    [
        b'<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>',
        b'<project name="p" mrproject-version="2" calendar="1"><calendars><day-types>',
        b'<Project xmlns="http://schemas.microsoft.com/project"><Tasks>',
    ],
)
def test_other_files_are_not_taken_for_gantt_projects(other):
    assert not recognises(other, "x.gan")
