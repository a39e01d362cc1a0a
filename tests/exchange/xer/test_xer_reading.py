"""What an XER file says is what the document holds. The file of ours is in CP932 with DOS line ends."""

from datetime import date, datetime
from pathlib import Path

import pytest

from kaname.exchange.document import ActivityKind, Baseline, CalendarException, Constraint, PlanDocument, Relation
from kaname.exchange.document import RelationKind as Kind
from kaname.exchange.formats import read_bytes, read_plan
from kaname.exchange.xer.calendar_data import day_of, parse, times

FILE = Path(__file__).parent / "two_projects.xer"


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    return read_plan(FILE)


def test_nothing_is_wrong_and_what_is_left_out_is_counted(plan):
    assert (plan.format, plan.diagnostics, plan.left_out) == ("xer", [], {"MEMOTYPE": 1})


def test_projects_and_their_options(plan):
    first, second = plan.projects
    assert (first.name, first.start, first.must_finish_by, first.status_date, first.currency) == (
        "甲",
        datetime(2026, 4, 1),
        datetime(2026, 6, 30, 17),
        datetime(2026, 4, 15),
        "JPY",
    )
    assert (first.critical_slack_limit, second.critical_slack_limit, second.calendar_id) == (480, 0, "11")
    assert first.options == {
        "critical_path_type": "CT_TotFloat",
        "export_flag": "Y",
        "sched_retained_logic": "Y",
        "sched_calendar_on_relationship_lag": "rcal_Successor",
        "progress": "retained_logic",
        "lag_calendar": "successor",
        "float_type": "finish",
        "expected_finish": True,
    }


def test_outline(plan):
    assert [(a.id, a.wbs, a.outline_level, a.parent_id, a.project_id) for a in plan.activities] == [
        ("WBS:100", "A", 1, None, "1"),
        ("1040", "A", 2, "WBS:100", "1"),
        ("WBS:101", "A.1", 2, "WBS:100", "1"),
        ("1000", "A.1", 3, "WBS:101", "1"),
        ("1010", "A.1", 3, "WBS:101", "1"),
        ("WBS:102", "A.2", 2, "WBS:100", "1"),
        ("1020", "A.2", 3, "WBS:102", "1"),
        ("1030", "A.2", 3, "WBS:102", "1"),
        ("WBS:200", "B", 1, None, "2"),
        ("2000", "B", 2, "WBS:200", "2"),
    ]


def named(plan: PlanDocument) -> dict:
    return {activity.id: activity for activity in plan.activities}


def test_kinds(plan):
    rows = named(plan)
    assert [rows[i].kind for i in ("1000", "1010", "1030", "1040", "2000", "WBS:100")] == [
        ActivityKind.TASK,
        ActivityKind.RESOURCE_DEPENDENT,
        ActivityKind.FINISH_MILESTONE,
        ActivityKind.LEVEL_OF_EFFORT,
        ActivityKind.MILESTONE,
        ActivityKind.SUMMARY,
    ]


def test_a_done_activity(plan):
    done = named(plan)["1000"]
    assert (done.duration, done.remaining_duration, done.percent_complete) == (2400, 0, 100)
    assert (done.actual_start, done.actual_finish) == (datetime(2026, 4, 1, 8), datetime(2026, 4, 8, 16))
    assert (done.work, done.actual_work, done.remaining_work) == (4800, 5400, 0)
    assert (done.cost, done.actual_cost, done.remaining_cost) == (463_700, 463_700, 0)
    assert done.baselines == {
        0: Baseline(0, datetime(2026, 4, 1, 8), datetime(2026, 4, 7, 16), 2400.0, 4800.0, 401_000.0)
    }
    assert done.fields == {"Activity ID": "A1000", "工区": "北工区", "面積": 12.5, "工程": "設計段階"}
    assert done.notes == "地盤を調べる。&記録"


def test_an_activity_in_progress(plan):
    doing = named(plan)["1010"]
    assert (doing.percent_complete, doing.physical_percent_complete, doing.evm_method) == (25, 30, "physical")
    assert (doing.stop, doing.resume) == (datetime(2026, 4, 10, 16), datetime(2026, 4, 14, 8))
    assert (doing.constraint, doing.constraint_date) == (Constraint.FNLT, datetime(2026, 4, 22, 12))
    assert (doing.stored.total_slack, doing.stored.free_slack, doing.task_type, doing.priority) == (
        -960,
        0,
        "fixed_work",
        900,
    )


def test_constraints_of_p6(plan):
    rows = named(plan)
    assert (rows["1020"].constraint, rows["1020"].constraint2) == (Constraint.START_ON, Constraint.MANDATORY_FINISH)
    assert (rows["1030"].constraint2, rows["1030"].constraint2_date) == (
        Constraint.EXPECTED_FINISH,
        datetime(2026, 6, 10, 16),
    )
    assert rows["2000"].external_early_start == datetime(2026, 5, 11, 8)
    assert rows["1020"].duration == 7230


def test_relations(plan):
    assert plan.relations == [
        Relation("1000", "1010", Kind.FS, 0.0),
        Relation("1010", "1020", Kind.SS, 960.0),
        Relation("1020", "1030", Kind.FF, -270.0),
        Relation("1030", "2000", Kind.FS, 0.0, external=True),
    ]


def test_calendars(plan):
    standard, night = plan.calendars
    assert (standard.week, standard.minutes_per_day) == ((*(((480, 960),),) * 5, (), ()), 480)
    assert night.base_id == "10"
    assert night.week == (
        ((1320, 1440),),
        *(((0, 360), (1320, 1440)),) * 4,
        ((0, 360),),
        (),
    )
    assert night.exceptions == [
        CalendarException(date(2026, 5, 1), date(2026, 5, 1)),
        CalendarException(date(2026, 5, 4), date(2026, 5, 4), ((540, 720), (780, 930))),
    ]


def test_resources_and_assignments(plan):
    team, gravel = plan.resources
    assert (team.max_units, team.standard_rate, team.fields) == (2, 5000, {"所属": "設計部"})
    assert team.availability == [
        (datetime(2026, 1, 1), datetime(2026, 7, 1), 2),
        (datetime(2026, 7, 1), None, 3),
    ]
    labour, material = plan.assignments
    assert (labour.units, labour.work, labour.actual_work, labour.actual_cost) == (2, 4800, 5400, 462_500)
    assert (gravel.kind, material.units, material.work, material.cost) == ("material", 300, None, 6000)


def test_calendar_text_with_line_breaks_and_old_times():
    top = parse("(0||CalendarData()(\x7f\x7f  (0||DaysOfWeek()(\n(0||2()((0||0(f|5:00 PM|s|8:00 AM)())))))))")
    assert times(top.find("DaysOfWeek").parts[0]) == [(480, 1020)]
    assert day_of(parse("(0||0(d|46113)())")) == date(2026, 4, 1)
    assert (parse(""), parse("nonsense"), day_of(parse("(0||0(d|99999999)())"))) == (None, None, None)


@pytest.mark.realdata
def test_real_files(realdata):
    found = {}
    for path in sorted(realdata.glob("msproject*/**/*.xer")):
        document = read_plan(path)
        found[path.name] = (len(document.projects) or 1, len(document.activities), len(document.relations))
    assert found == {
        "MultiprojectWithExternal.xer": (2, 5, 1),
        "ScheduleOptions.xer": (4, 4, 0),
        "encoding1251.xer": (1, 3, 0),
        "test.xer": (1, 3, 0),
        "percent-complete-8.4.xer": (1, 13, 0),
        "invalid-8.4.xer": (1, 13, 0),
    }
    assert read_plan(realdata / "msproject-templates/p6/encoding1251.xer").activities[1].name == "Задача 1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_every_encoding_gives_the_same_plan(encoding, plan):
    text = FILE.read_bytes().decode("cp932")
    assert read_bytes(text.encode(encoding), "two_projects.xer") == plan
