"""One value that cannot be read costs a plan that value and a warning, never the file."""

from datetime import date, datetime

import pytest

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, Severity
from kaname.exchange.compile import schedule_plan
from kaname.exchange.document import ActivityKind, Constraint, PlanDocument
from kaname.exchange.formats import read_bytes

WEEK = "".join(
    f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(1 < day < 7)}</DayWorking></WeekDay>" for day in range(1, 8)
)
EIGHT_HOURS = "(0||0(s|08:00|f|16:00)())"


def mspdi(*tasks: str, calendar: str = "", more: str = "", head: str = "") -> PlanDocument:
    rows = "".join(
        f"<Task><UID>{n}</UID><ID>{n}</ID><Name>作業{n}</Name><OutlineLevel>1</OutlineLevel>{task}</Task>"
        if not task.startswith("<Task")
        else task
        for n, task in enumerate(tasks, 1)
    )
    text = f"""<Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-04-01T08:00:00</StartDate>{head}
<CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><Name>標準</Name><IsBaseCalendar>1</IsBaseCalendar>
<WeekDays>{WEEK}</WeekDays>{calendar}</Calendar></Calendars><Tasks>
{rows}</Tasks>{more}</Project>"""
    return read_bytes(text.encode(), "plan.xml")


def xer(tasks: list[str], columns: str = "", relations: str = "", calendar: str = "", more: str = "") -> PlanDocument:
    days = "".join(f"(0||{day}()({calendar or EIGHT_HOURS if 1 < day < 7 else ''}))" for day in range(1, 8))
    lines = [
        "ERMHDR\t20.12",
        "%T\tPROJECT\n%F\tproj_id\tproj_short_name\tplan_start_date\tclndr_id\n%R\t1\tEX\t2026-04-01 00:00\t10",
        "%T\tCALENDAR\n%F\tclndr_id\tdefault_flag\tclndr_name\tday_hr_cnt\tclndr_data",
        f"%R\t10\tY\t標準\t8\t(0||CalendarData()((0||DaysOfWeek()({days}))(0||Exceptions()({more}))))",
        "%T\tPROJWBS\n%F\twbs_id\tproj_id\twbs_short_name\twbs_name\n%R\t100\t1\tEX\t例",
        "%T\tTASK\n%F\ttask_id\tproj_id\twbs_id\tclndr_id\ttask_name\tremain_drtn_hr_cnt\ttarget_drtn_hr_cnt" + columns,
        *(f"%R\t{task}" for task in tasks),
        "%T\tTASKPRED\n%F\ttask_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt",
        *(f"%R\t{line}" for line in relations.splitlines()),
        "%E",
    ]
    return read_bytes("\n".join(lines).encode(), "plan.xer")


def told(document: PlanDocument) -> list[tuple[str, str]]:
    assert all(d.severity is not Severity.ERROR for d in document.diagnostics)
    return [(d.code, d.subject) for d in document.diagnostics]


def only(document: PlanDocument) -> Diagnostic:
    assert len(document.diagnostics) == 1, document.diagnostics
    return document.diagnostics[0]


DATES = ("Start", "Finish", "ActualStart", "ActualFinish", "Deadline", "Stop", "EarlyStart", "LateFinish")


@pytest.mark.parametrize("field", DATES)
def test_an_unreadable_date_of_one_task_of_microsoft_project_is_the_only_loss(field):
    found = mspdi(
        f"<Duration>PT8H0M0S</Duration><{field}>2026年4月1日</{field}>",
        "<Duration>PT16H0M0S</Duration><PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>",
    )
    said = only(found)
    assert (said.code, said.severity, said.subject) == ("mspdi-unreadable-date", Severity.WARNING, "Task 1")
    assert said.params == {"line": 4, "field": field, "value": "2026年4月1日"}
    assert [(a.name, a.duration) for a in found.activities] == [("作業1", 480.0), ("作業2", 960.0)]
    assert len(found.relations) == 1
    schedule_plan(found)


def test_what_hangs_on_an_unreadable_date_goes_with_it():
    found = mspdi(
        "<ConstraintType>4</ConstraintType><ConstraintDate>soon</ConstraintDate>",
        "<Baseline><Number>0</Number><Start>?</Start><Finish>2026-04-02T17:00:00</Finish></Baseline>",
        head="<StatusDate>2026-02-30T00:00:00</StatusDate>",
    )
    assert told(found) == [
        ("mspdi-unreadable-date", "Task 1"),
        ("mspdi-constraint-without-date", "Task 1"),
        ("mspdi-unreadable-date", "Task 2 Baseline 0"),
        ("mspdi-unreadable-date", "Project"),
    ]
    assert (found.activities[0].constraint, found.activities[0].constraint_date) == (Constraint.ASAP, None)
    assert (found.activities[1].baselines[0].start, found.activities[1].baselines[0].finish) == (
        None,
        datetime(2026, 4, 2, 17),
    )
    assert found.project.status_date is None


def test_unreadable_days_of_a_calendar_are_left_out_and_its_other_days_stay():
    day = "<DayWorking>0</DayWorking>"
    week = "<WeekDays><WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays>"
    found = mspdi(
        "<Duration>PT8H0M0S</Duration>",
        calendar=f"""<Exceptions>
<Exception><TimePeriod><FromDate>2026-04-31</FromDate><ToDate>2026-05-01</ToDate></TimePeriod>{day}</Exception>
<Exception><TimePeriod><FromDate>2026-05-09</FromDate><ToDate>2026-05-04</ToDate></TimePeriod>{day}</Exception>
<Exception>{day}</Exception>
<Exception><TimePeriod><FromDate>2026-05-04</FromDate><ToDate>2026-05-06</ToDate></TimePeriod>{day}</Exception>
</Exceptions><WorkWeeks>
<WorkWeek><TimePeriod><FromDate>夏</FromDate><ToDate>2026-08-31</ToDate></TimePeriod>{week}</WorkWeek>
<WorkWeek><TimePeriod><FromDate>2026-08-01</FromDate><ToDate>2026-08-31</ToDate></TimePeriod>{week}</WorkWeek>
</WorkWeeks>""",
    )
    assert [code for code, _ in told(found)] == [
        "mspdi-unreadable-date",
        "calendar-exception-backwards",
        "mspdi-exception-without-dates",
        "mspdi-unreadable-date",
    ]
    (calendar,) = found.calendars
    assert [(e.first, e.last) for e in calendar.exceptions] == [(date(2026, 5, 4), date(2026, 5, 6))]
    assert [(w.first, w.last) for w in calendar.work_weeks] == [(date(2026, 8, 1), date(2026, 8, 31))]
    schedule_plan(found)


def test_unreadable_hours_leave_the_readable_ones_or_the_usual_day():
    times = "<WorkingTime><FromTime>朝</FromTime><ToTime>12:00:00</ToTime></WorkingTime>"
    good = "<WorkingTime><FromTime>13:00:00</FromTime><ToTime>18:00:00</ToTime></WorkingTime>"
    dates = "<TimePeriod><FromDate>2026-04-04</FromDate><ToDate>2026-04-04</ToDate></TimePeriod>"
    later = dates.replace("04-04", "04-05")
    found = mspdi(
        "<Duration>PT8H0M0S</Duration>",
        calendar=f"""<Exceptions>
<Exception>{dates}<DayWorking>1</DayWorking><WorkingTimes>{times}{good}</WorkingTimes></Exception>
<Exception>{later}<DayWorking>1</DayWorking><WorkingTimes>{times}</WorkingTimes></Exception></Exceptions>""",
    )
    assert told(found) == [("mspdi-unreadable-time", "Calendar 1")] * 2
    assert [e.shifts for e in found.calendars[0].exceptions] == [((780, 1080),), ((480, 720), (780, 1020))]


def test_a_task_without_a_readable_duration_lasts_as_its_dates_say():
    dates = "<Start>2026-04-02T08:00:00</Start><Finish>2026-04-06T17:00:00</Finish>"
    found = mspdi(
        f"<Duration>三日</Duration>{dates}",
        f"<Duration>PT-8H0M0S</Duration>{dates}",
        dates,
        "<Duration>三日</Duration>",
        f"<Milestone>1</Milestone>{dates}",
    )
    assert told(found) == [
        ("mspdi-unreadable-duration", "Task 1"),
        ("mspdi-unreadable-duration", "Task 2"),
        ("mspdi-unreadable-duration", "Task 4"),
        ("plan-duration-from-dates", "Task 1"),
        ("plan-duration-from-dates", "Task 2"),
        ("plan-duration-from-dates", "Task 3"),
    ]
    assert [a.duration for a in found.activities] == [1440.0, 1440.0, 1440.0, None, None]  # a weekend lies between
    assert [d.params["days"] for d in found.diagnostics[3:]] == [3.0] * 3
    assert found.activities[4].kind is ActivityKind.MILESTONE


def test_a_file_without_calendars_counts_the_usual_week():
    text = """<Project xmlns="http://schemas.microsoft.com/project"><Tasks><Task><UID>1</UID><Duration>三日</Duration>
<Start>2026-04-02T08:00:00</Start><Finish>2026-04-06T17:00:00</Finish></Task></Tasks></Project>"""
    assert [a.duration for a in read_bytes(text.encode(), "plan.xml").activities] == [1440.0]


def test_unreadable_numbers_of_a_task_are_left_out():
    found = mspdi(
        "<Duration>PT8H0M0S</Duration><PercentComplete>半分</PercentComplete><Cost>1,000円</Cost><Priority>高</Priority>",
        "<Duration>PT8H0M0S</Duration><PredecessorLink><PredecessorUID>1</PredecessorUID><LinkLag>二日</LinkLag>"
        "</PredecessorLink>",
        "<Task><UID>3</UID><ID>3</ID><Name>深い</Name><OutlineLevel>二</OutlineLevel><OutlineNumber>2.1</OutlineNumber>"
        "<Duration>PT8H0M0S</Duration></Task>",
    )
    fields = [(d.subject, d.params["field"]) for d in found.diagnostics if d.code == "mspdi-unreadable-number"]
    assert fields == [
        ("Task 1", "Priority"),
        ("Task 1", "PercentComplete"),
        ("Task 1", "Cost"),
        ("Task 3", "OutlineLevel"),
        ("Task 2", "LinkLag"),
    ]
    first, _second, deep = found.activities
    assert (first.percent_complete, first.cost, first.priority) == (None, None, 500)
    assert (deep.outline_level, deep.parent_id) == (2, "2")
    assert [(r.predecessor_id, r.successor_id, r.lag) for r in found.relations] == [("1", "2", 0.0)]


def test_links_to_rows_that_are_not_there_are_left_out():
    link = "<PredecessorLink><PredecessorUID>{}</PredecessorUID></PredecessorLink>"
    found = mspdi("", "<Duration>PT8H0M0S</Duration>" + link.format(77) + link.format(1))
    assert told(found) == [("mspdi-dangling-predecessor", "Task 2")]
    assert [(r.predecessor_id, r.successor_id) for r in found.relations] == [("1", "2")]


def test_rows_with_the_same_uid_are_kept_apart_and_repeated_ones_left_out():
    row = (
        "<Task><UID>7</UID><ID>{}</ID><Name>{}</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration></Task>"
    )
    nameless = "<Task><ID>5</ID><Name>番号なし</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration></Task>"
    person = "<Resource><UID>1</UID><Name>{}</Name></Resource>"
    work = "<Assignment><UID>1</UID><TaskUID>7</TaskUID><ResourceUID>{}</ResourceUID></Assignment>"
    people = person.format("佐藤") + person.format("鈴木") + "<Resource><UID>2</UID><Name>高橋</Name></Resource>"
    found = mspdi(
        row.format(1, "設計"),
        row.format(1, "設計"),
        row.format(3, "試験"),
        row.format(4, "移行"),
        nameless,
        more=f"<Resources>{people}</Resources>"
        f"<Assignments>{work.format(1)}{work.format(1)}{work.format(2)}</Assignments>",
    )
    assert told(found) == [
        ("mspdi-repeated-uid", "Task 7"),
        ("mspdi-duplicate-uid", "Task 7"),
        ("mspdi-duplicate-uid", "Task 7"),
        ("mspdi-missing-uid", "Task row 5"),
        ("mspdi-repeated-uid", "Resource 1"),
        ("mspdi-repeated-uid", "Assignment 1"),
        ("mspdi-duplicate-uid", "Assignment 1"),
    ]
    ids = [(a.id, a.name) for a in found.activities]
    assert ids == [("7", "設計"), ("7 (2)", "試験"), ("7 (3)", "移行"), ("row 5", "番号なし")]
    assert [r.name for r in found.resources] == ["佐藤", "高橋"]
    assert [(a.id, a.activity_id, a.resource_id) for a in found.assignments] == [("1", "7", "1"), ("1 (2)", "7", "2")]
    schedule_plan(found)


def test_a_finish_before_its_start_is_left_out():
    found = mspdi(
        "<Duration>PT8H0M0S</Duration><ActualStart>2026-04-03T08:00:00</ActualStart>"
        "<ActualFinish>2026-04-01T17:00:00</ActualFinish>"
    )
    assert told(found) == [("mspdi-finish-before-start", "Task 1")]
    assert (found.activities[0].actual_start, found.activities[0].actual_finish) == (datetime(2026, 4, 3, 8), None)
    schedule_plan(found)


def test_an_unreadable_value_of_one_row_of_p6_is_the_only_loss():
    found = xer(
        [
            "1000\t1\t100\t10\t設計\t16\t16\t2026-13-01 08:00\t\t",
            "1010\t1\t100\t10\t製造\t16\ttwo days\t\t2026-04-02 08:00\t2026-04-06 16:00",
            "1020\t1\t100\t99\t試験\t8\t8\t\t\t",
        ],
        "\tact_start_date\tearly_start_date\tearly_end_date",
        "1\t1010\t1000\t1\t1\tPR_FS\tone\n2\t1020\t1010\t1\t1\tPR_FS\t0\n3\t1020\t5555\t1\t1\tPR_FS\t0",
        more="(0||0(d|未定)())(0||1(d|46143)())",
    )
    assert told(found) == [
        ("xer-unreadable-date", "CALENDAR 10"),
        ("xer-unreadable-date", "TASK 1000"),
        ("xer-unreadable-number", "TASK 1010"),
        ("xer-unreadable-number", "TASKPRED 1"),
        ("xer-dangling-relation", "TASKPRED 3"),
        ("xer-dangling-reference", "TASK 1020"),
        ("plan-duration-from-dates", "TASK 1010"),
    ]
    assert found.diagnostics[1].params == {"line": 13, "field": "act_start_date", "value": "2026-13-01 08:00"}
    kept = [(a.name, a.duration) for a in found.activities if a.kind is ActivityKind.TASK]
    assert kept == [("設計", 960.0), ("製造", 1440.0), ("試験", 480.0)]
    assert [(r.predecessor_id, r.successor_id, r.lag) for r in found.relations] == [
        ("1000", "1010", 0.0),
        ("1010", "1020", 0.0),
    ]
    assert [e.first for e in found.calendars[0].exceptions] == [date(2026, 5, 1)]
    schedule_plan(found)


def test_rows_of_p6_with_the_same_id_are_kept_apart_and_repeated_ones_left_out():
    found = xer(
        [
            "1000\t1\t100\t10\t設計\t16\t16",
            "1000\t1\t100\t10\t設計\t16\t16",
            "1000\t1\t100\t10\t試験\t8\t8",
            "\t1\t100\t10\t番号なし\t8\t8",
        ]
    )
    assert told(found) == [
        ("xer-repeated-id", "TASK 1000"),
        ("xer-duplicate-id", "TASK 1000"),
        ("xer-missing-id", "line 16"),
    ]
    names = [(a.id, a.name) for a in found.activities if a.kind is ActivityKind.TASK]
    assert names == [("1000", "設計"), ("1000 (2)", "試験"), ("line 16", "番号なし")]


def test_a_day_of_p6_with_unreadable_hours_is_worked_as_usual():
    found = xer(["1000\t1\t100\t10\t設計\t16\t16"], calendar="(0||0(s|朝|f|16:00)())")
    assert {code for code, _ in told(found)} == {"xer-unreadable-time"}
    assert found.calendars[0].week[:5] == (((480, 720), (780, 1020)),) * 5
    schedule_plan(found)


def test_what_makes_no_plan_is_still_refused():
    with pytest.raises(ProblemsFound, match="xer-no-project"):
        read_bytes(b"ERMHDR\t20.12\n%T\tTASK\n%F\ttask_id\ttask_name\n%R\t1\tx\n%E\n", "plan.xer")
    link = "<PredecessorLink><PredecessorUID>{}</PredecessorUID></PredecessorLink>"
    with pytest.raises(ProblemsFound, match="network-cycle"):
        schedule_plan(mspdi(link.format(2), link.format(1)))
