"""Headers people really write: Japanese and English, one to three rows, merged, anywhere on the sheet."""

from datetime import date

import pytest
from books import codes, tree, when

from kaname.exchange.workbook.headings import heading_of
from kaname.exchange.workbook.roles import Aspect, Role

WORDS = {
    (Role.NUMBER, ""): ["No", "No.", "項番", "＃", "番号"],
    (Role.ID, ""): ["ID", "タスク ID", "作業No", "Task ID", "管理番号"],
    (Role.WBS, ""): ["WBS", "WBS番号", "WBS Code", "アウトライン番号"],
    (Role.NAME, ""): [
        "タスク名",
        "作業項目",
        "作業名",
        "Task Name",
        "Activity Name",
        "実施事項",
        "【タスク名】",
        "作業 内容",
    ],
    (Role.START, "plan"): [
        "開始予定",
        "予定開始日",
        "開始予定日",
        "計画開始",
        "着手予定",
        "Planned Start",
        "開始(予定)",
    ],
    (Role.FINISH, "plan"): ["終了予定", "完了予定日", "予定終了", "Planned Finish", "終了日（計画）"],
    (Role.START, "actual"): ["実績開始", "開始実績日", "着手実績", "Actual Start", "実開始日"],
    (Role.FINISH, "actual"): ["実績終了", "完了実績", "終了日（実績）", "Actual Finish"],
    (Role.START, "baseline"): ["当初開始", "基準開始日", "Baseline Start", "ベースライン開始"],
    (Role.START, "revised"): ["見直し開始日", "変更後開始", "Revised Start"],
    (Role.START, ""): ["開始", "開始日", "Start", "Start Date", "着手日", "作業開始日"],
    (Role.FINISH, ""): ["終了", "終了日", "Finish", "End Date", "完了日"],
    (Role.DURATION, ""): ["期間", "日数", "所要日数", "Duration", "Duration (days)", "作業日数"],
    (Role.WORK, ""): ["工数", "工数(人日)", "Work", "Effort", "作業工数"],
    (Role.WORK, "plan"): ["予定工数", "見積工数", "Estimated Hours"],
    (Role.WORK, "actual"): ["実績工数", "Actual Work"],
    (Role.PROGRESS, ""): ["進捗率", "進捗", "% Complete", "進捗率(%)", "達成率", "完了率"],
    (Role.STATUS, ""): ["ステータス", "状態", "Status", "状況"],
    (Role.PREDECESSORS, ""): ["先行タスク", "先行作業", "先行タスクID", "依存", "Predecessors", "前提作業"],
    (Role.ASSIGNEE, ""): ["担当", "担当者", "主担当", "Resource Names", "Assigned To", "Assignee"],
    (Role.NOTES, ""): ["備考", "Notes", "コメント"],
    (Role.OUTLINE, ""): ["Outline Level", "階層", "レベル"],
    (Role.DEADLINE, ""): ["期限", "納期", "Due Date"],
    (Role.PESSIMISTIC, ""): ["悲観値", "悲観", "Pessimistic"],
}
CASES = [(word, role, aspect) for (role, aspect), words in WORDS.items() for word in words]


@pytest.mark.parametrize(("word", "role", "aspect"), CASES)
def test_a_word_is_understood(word, role, aspect):
    found = heading_of(word)
    assert found is not None
    assert (found.role, found.aspect) == (role, Aspect(aspect))


@pytest.mark.parametrize(
    "word", ["課題名", "起票日", "対応完了日", "作成日", "成果物", "レビュー対象", "最終更新者", "", "※"]
)
def test_other_words_are_not(word):
    assert heading_of(word) is None


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("工数(人日)", "person-day"),
        ("工数［人月］", "person-month"),
        ("予定工数（H）", "hour"),
        ("Duration (days)", "day"),
        ("期間(週)", "week"),
        ("工数", ""),
        ("Work [hrs]", "hour"),
        ("人日", "person-day"),
    ],
)
def test_units_stand_in_the_header(word, unit):
    found = heading_of(word)
    assert found is not None
    assert found.unit == unit


def test_two_rows_with_merged_groups_and_a_title_above(book):
    book.rows(
        ["販売管理システム刷新 WBS"],
        ["プロジェクト名", "販売管理刷新", None, "PM", "甲野"],
        [],
        ["No", "作業項目", "予定", None, "実績", None, "進捗率"],
        [None, None, "開始日", "終了日", "開始日", "終了日"],
        [1, "設計", "2026/4/6", "2026/4/10", "2026/4/7", None, 0.5],
    ).merge("A4:A5", "B4:B5", "C4:D4", "E4:F4", "G4:G5")
    plan = book.plan()
    [activity] = plan.activities
    assert (activity.id, activity.name, activity.percent_complete) == ("1", "設計", 50.0)
    assert when(plan) == [("2026-04-06", "2026-04-10")]
    assert activity.actual_start.date() == date(2026, 4, 7)
    assert activity.actual_finish is None
    assert (plan.project.name, plan.project.manager) == ("販売管理刷新", "甲野")
    assert codes(plan) == []


def test_two_rows_without_merging_and_the_quantity_above(book):
    book.rows(
        ["タスク名", "開始日", None, "終了日", None],
        [None, "予定", "実績", "予定", "実績"],
        ["設計", "2026/4/6", "2026/4/7", "2026/4/10", "2026/4/13"],
    )
    plan = book.plan()
    assert when(plan) == [("2026-04-06", "2026-04-10")]
    assert plan.activities[0].actual_start.date() == date(2026, 4, 7)
    assert plan.activities[0].actual_finish.date() == date(2026, 4, 13)


def test_three_rows_with_a_chart_of_days_at_the_right(book):
    book.rows(
        ["No", "タスク名", "予定", None, "2026年4月", None, None],
        [None, None, "開始", "終了", 6, 7, 8],
        [None, None, None, None, "月", "火", "水"],
        [1, "設計", "4/6", "4/7", "■", "■"],
        [2, "製造", "4/8", "4/8", None, None, "■"],
    ).merge("C1:D1", "E1:G1")
    plan = book.plan()
    assert [a.name for a in plan.activities] == ["設計", "製造"]
    assert when(plan) == [("2026-04-06", "2026-04-07"), ("2026-04-08", "2026-04-08")]
    assert plan.left_out == {"painted chart columns": 3}
    assert codes(plan) == ["workbook-year-assumed"]


def test_bare_dates_beside_planned_ones_are_what_happened(book):
    book.rows(
        ["作業", "開始予定日", "終了予定日", "着手日", "完了日"],
        ["設計", "2026/4/6", "2026/4/10", "2026/4/7", "2026/4/9"],
    )
    [activity] = book.plan().activities
    assert (activity.stored.start.day, activity.stored.finish.day) == (6, 10)
    assert (activity.actual_start.day, activity.actual_finish.day) == (7, 9)
    assert activity.percent_complete == 100.0


def test_a_revised_plan_makes_the_first_one_the_baseline(book):
    book.rows(
        ["作業", "開始予定", "終了予定", "見直し開始", "見直し終了"],
        ["設計", "2026/4/6", "2026/4/10", "2026/4/8", "2026/4/14"],
    )
    plan = book.plan()
    assert when(plan) == [("2026-04-08", "2026-04-14")]
    baseline = plan.activities[0].baselines[0]
    assert (baseline.start.day, baseline.finish.day, baseline.duration) == (6, 10, 2400.0)


def test_a_column_titled_wbs_names_the_activities_where_nothing_else_does(book):
    book.rows(
        ["No", "WBS", "担当", "開始日", "終了日"],
        [1, "設計", "甲", "2026/4/6", "2026/4/10"],
        [2, "　画面", "甲", "2026/4/6", "2026/4/7"],
    )
    assert tree(book.plan()) == [(1, "設計"), (2, "画面")]


def test_a_deadline_is_the_finish_where_nothing_else_is(book):
    book.rows(["タスク", "開始日", "期限"], ["設計", "2026/4/6", "2026/4/10"])
    assert when(book.plan()) == [("2026-04-06", "2026-04-10")]


def test_unknown_columns_are_kept_as_fields(book):
    book.rows(
        ["タスク名", "開始日", "終了日", "成果物", "レビュー日"],
        ["設計", "2026/4/6", "2026/4/10", "設計書", date(2026, 4, 9)],
    )
    plan = book.plan()
    assert plan.activities[0].fields == {"成果物": "設計書", "レビュー日": "2026-04-09"}
    assert "workbook-unknown-columns" in codes(plan, "info")


def test_a_header_repeated_on_every_printed_page_is_one_header(book):
    head = ["No", "タスク名", "開始日", "終了日"]
    book.rows(head, [1, "設計", "2026/4/6", "2026/4/10"], head, [2, "製造", "2026/4/13", "2026/4/17"])
    plan = book.plan()
    assert tree(plan) == [(1, "設計"), (1, "製造")]
    assert plan.left_out == {"repeated header rows": 1}
