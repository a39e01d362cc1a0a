"""Cells as people fill them: dates, days, effort, progress, people, and what cannot be understood."""

from datetime import date, datetime, time, timedelta

import pytest
from books import codes, when

from kaname.exchange.workbook.dates import read_date
from kaname.exchange.workbook.people import read_people
from kaname.exchange.workbook.progress import read_percent, read_state
from kaname.exchange.workbook.quantities import Worth, read_amount

DAY = datetime(2026, 4, 1)


@pytest.mark.parametrize(
    "value",
    [
        "2026/4/1",
        "2026-04-01",
        "2026.4.1",
        "2026年4月1日",
        "2026年4月1日(水)",
        "2026/4/1（水）",
        "2026年4月1日（水曜日）",
        "R8.4.1",
        "R8/4/1",
        "令和8年4月1日",
        "令和８年４月１日",
        "20260401",
        "２０２６／０４／０１",
        "26/4/1",
        "1-Apr-2026",
        "Apr 1, 2026",
        "April 1 2026",
        "4/1/2026",
        "Wed 4/1/26",
        " 2026/4/1 ",
        46113.0,
        "46113",
        20260401.0,
        date(2026, 4, 1),
        datetime(2026, 4, 1),
    ],
)
def test_a_day_in_every_notation(value):
    read = read_date(value)
    assert (read.when, read.timed, read.yearless) == (DAY, False, False)


@pytest.mark.parametrize(
    "value", ["2026/4/1（水）13:00", "2026/4/1(水) 13:00", "2026年4月1日13時", "R8.4.1（水）13:00"]
)
def test_a_time_may_follow_the_weekday_at_once(value):
    read = read_date(value)
    assert (read.when, read.timed) == (datetime(2026, 4, 1, 13), True)


@pytest.mark.parametrize(
    ("value", "when_"),
    [
        ("H31.4.30", datetime(2019, 4, 30)),
        ("令和元年5月1日", datetime(2019, 5, 1)),
        ("S64.1.7", datetime(1989, 1, 7)),
        ("平成12年2月29日", datetime(2000, 2, 29)),
    ],
)
def test_earlier_eras(value, when_):
    assert read_date(value).when == when_


@pytest.mark.parametrize(
    "value", ["2026/4/1 13:30", "2026-04-01T13:30:00", datetime(2026, 4, 1, 13, 30), 46113.5625, "4/1/26 1:30 PM"]
)
def test_a_time_of_day_is_kept(value):
    read = read_date(value)
    assert (read.when, read.timed) == (datetime(2026, 4, 1, 13, 30), True)


@pytest.mark.parametrize(
    "value", ["2026/13/1", "2026/2/30", "未定", "TBD", "", "設計", 3.0, True, "3日", time(9), "99/99"]
)
def test_what_is_no_date(value):
    assert read_date(value) is None


@pytest.mark.parametrize(
    ("value", "days"),
    [
        (5.0, 5),
        ("5", 5),
        ("5d", 5),
        ("5 days", 5),
        ("5日", 5),
        ("5日間", 5),
        ("５日", 5),
        ("1週間", 5),
        ("2w", 10),
        ("1 mon", 20),
        ("1ヶ月", 20),
        ("0.5人月", 10),
        ("3人日", 3),
        ("8h", 1),
        ("16時間", 2),
        ("1d 4h", 1.5),
        ("240分", 0.5),
        ("約3日", 3),
        ("3日程度", 3),
        ("0 days", 0),
        (timedelta(hours=8), 1),
        (time(4), 0.5),
        ("1,000", 1000),
        ("半日", 0.5),
        ("1日半", 1.5),
        ("一週間", 5),
        ("十二日", 12),
    ],
)
def test_days_in_every_notation(value, days):
    assert read_amount(value, "day", Worth()).minutes == pytest.approx(days * 480)


def test_elapsed_and_estimated_durations_say_so():
    assert read_amount("2ed", "day", Worth()).elapsed
    assert read_amount("2ed", "day", Worth()).minutes == 2880
    assert read_amount("5d?", "day", Worth()).estimated


@pytest.mark.parametrize("value", ["すぐ", "-", "x5", "5 apples", True])
def test_what_is_no_amount(value):
    assert read_amount(value, "day", Worth()) is None


@pytest.mark.parametrize(
    ("value", "percent"),
    [
        (50.0, 50),
        ("50%", 50),
        ("５０％", 50),
        ("50", 50),
        ("5割", 50),
        ("対応中(30%)", 30),
        ("進行中 30％", 30),
        ("完了", 100),
        ("済", 100),
        ("○", 100),
        ("●", 100),
        ("未着手", 0),
        ("Done", 100),
        ("Not Started", 0),
        (True, 100),
        ("進行中", None),
        ("150%", None),
        ("多分", None),
    ],
)
def test_progress_in_every_notation(value, percent):
    assert read_percent(value, fractions=False) == percent


def test_states_have_names_in_both_languages():
    words = ["作業中", "in progress", "中止", "On Hold", "未着手"]
    assert [read_state(w).value for w in words] == ["running", "running", "cancelled", "held", "open"]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ([0.5, 1.0, 0.0], [50, 100, 0]),
        ([50.0, 100.0, 0.0], [50, 100, 0]),
        ([1.0, 1.0, 0.0], [100, 100, 0]),
        ([1.0, 30.0, 0.0], [1, 30, 0]),
    ],
)
def test_the_scale_of_progress_is_the_columns(book, column, expected):
    book.rows(
        ["タスク", "開始日", "終了日", "進捗"], *[[f"t{n}", "2026/4/6", "2026/4/7", v] for n, v in enumerate(column)]
    )
    assert [a.percent_complete for a in book.plan().activities] == expected


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("山田、佐藤", [("山田", 1), ("佐藤", 1)]),
        ("山田/佐藤／鈴木", [("山田", 1), ("佐藤", 1), ("鈴木", 1)]),
        ("山田\n佐藤", [("山田", 1), ("佐藤", 1)]),
        ("山田；佐藤;鈴木", [("山田", 1), ("佐藤", 1), ("鈴木", 1)]),
        ("山田・佐藤", [("山田", 1), ("佐藤", 1)]),
        ("ジョン・スミス", [("ジョン・スミス", 1)]),
        ("山田[50%]、佐藤(0.5)", [("山田", 0.5), ("佐藤", 0.5)]),
        ("technician[2.00 #3];leader", [("technician", 2), ("leader", 1)]),
        ("山田（開発部）", [("山田（開発部）", 1)]),
        ("山田、山田", [("山田", 1)]),
        ("未定", []),
        ("-", []),
    ],
)
def test_people_in_one_cell(text, people):
    assert [(share.name, share.units) for share in read_people(text)] == people


def test_people_become_resources_and_share_the_effort(book):
    book.rows(
        ["タスク", "開始日", "終了日", "工数(人日)", "担当者"], ["設計", "2026/4/6", "2026/4/10", 6, "甲、乙[50%]"]
    )
    plan = book.plan()
    assert [(r.id, r.name) for r in plan.resources] == [("1", "甲"), ("2", "乙")]
    assert [(a.resource_id, a.units, a.work) for a in plan.assignments] == [("1", 1.0, 1920.0), ("2", 0.5, 960.0)]


def test_ditto_marks_repeat_the_cell_above(book):
    book.rows(["タスク", "開始日", "終了日", "担当"], ["a", "2026/4/6", "2026/4/7", "甲"], ["b", "〃", "同上", "〃"])
    plan = book.plan()
    assert when(plan) == [("2026-04-06", "2026-04-07")] * 2
    assert [a.activity_id for a in plan.assignments] == [a.id for a in plan.activities]


def test_units_come_from_the_number_format(book):
    book.rows(["タスク", "開始日", "終了日", "工数"], ["a", "2026/4/6", "2026/4/7", 0.5]).form('0.0"人月"', "D2")
    assert book.plan().activities[0].work == 4800.0


def test_years_are_found_beside_complete_dates(book):
    book.rows(
        ["タスク", "開始日", "終了日"], ["a", "2026/12/21", "1/8"], ["b", "1/12", "1/15"], ["c", "2/1", "2027/2/5"]
    )
    plan = book.plan()
    assert when(plan) == [("2026-12-21", "2027-01-08"), ("2027-01-12", "2027-01-15"), ("2027-02-01", "2027-02-05")]
    assert codes(plan) == ["workbook-year-assumed"]


def test_years_are_found_from_the_fiscal_year_in_the_title(book):
    book.rows(["2026年度 保守計画"], [], ["タスク", "開始日", "終了日"], ["a", "4/6", "4/10"], ["b", "1/12", "3/19"])
    assert when(book.plan()) == [("2026-04-06", "2026-04-10"), ("2027-01-12", "2027-03-19")]


def test_a_range_in_one_cell(book):
    book.rows(["タスク", "期間"], ["a", "2026/4/6～2026/4/10"], ["b", "4/13〜4/17"], ["c", "4月20日－4月24日"])
    assert when(book.plan()) == [
        ("2026-04-06", "2026-04-10"),
        ("2026-04-13", "2026-04-17"),
        ("2026-04-20", "2026-04-24"),
    ]


def test_part_of_a_month_begins_or_ends_with_it(book):
    book.rows(["タスク", "開始日", "終了日"], ["a", "2026年4月上旬", "2026年4月末"])
    plan = book.plan()
    assert when(plan) == [("2026-04-01", "2026-04-30")]
    assert codes(plan) == ["workbook-rough-date"] * 2


def test_what_cannot_be_read_is_told_with_its_cell_and_kept(book):
    book.rows(
        ["ID", "タスク", "開始日", "終了日", "工数", "進捗", "先行"],
        ["1", "a", "2026/13/1", "未定", "少し", "たぶん", "9"],
    )
    plan = book.plan()
    found = {d.code: (d.subject, d.params.get("value")) for d in plan.diagnostics if d.severity == "warning"}
    assert found == {
        "workbook-unreadable-date": ("WBS!C2", "2026/13/1"),
        "workbook-unreadable-effort": ("WBS!E2", "少し"),
        "workbook-unreadable-progress": ("WBS!F2", "たぶん"),
        "workbook-unknown-predecessor": ("WBS!G2", "9"),
        "workbook-no-duration": ("WBS", None),
    }
    assert plan.activities[0].fields == {"開始日": "2026/13/1", "終了日": "未定", "工数": "少し", "進捗": "たぶん"}


def test_estimates_become_a_distribution(book):
    book.rows(["タスク", "楽観", "最可能", "悲観"], ["a", 2, 3, 7])
    book.sheet["A1"], book.sheet["E1"], book.sheet["E2"] = "タスク", "日数", 3
    distribution = book.plan().activities[0].distribution
    assert (distribution.kind, distribution.parameters) == ("pert", (960.0, 1440.0, 3360.0))
