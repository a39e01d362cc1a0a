"""What several columns mean beside each other: levels that are also names, a finish that is done, rows of a chart."""

from datetime import date, timedelta

from books import codes, links, tree, when

D = ["2026/4/6", "2026/4/10"]
E = ["2026/4/13", "2026/4/17"]


def test_a_chart_may_have_rows_of_months_days_and_weekdays_below_the_header(book):
    days = [date(2026, 4, 27) + timedelta(n) for n in range(12)]
    book.rows(
        ["線表"],
        ["No", "作業項目", "2026年4月", None, None, None, "5月"],
        [None, None, *(day.day for day in days)],
        [None, None, *("月火水木金土日"[day.weekday()] for day in days)],
        [1, "設計"],
        [2, "製造"],
    )
    plan = book.merge("A2:A4", "B2:B4", "C2:F2").paint("C5", "D5", "F6", "G6", "H6").plan()
    assert tree(plan) == [(1, "設計"), (1, "製造")]
    assert when(plan) == [("2026-04-27", "2026-04-28"), ("2026-04-30", "2026-05-01")]


def test_one_cell_may_say_from_when_to_when(book):
    rows = ["設計", "April 6, 2026 → April 10, 2026", 0.5], ["製造", "April 13, 2026 → April 17, 2026", 0]
    plan = book.rows(["Name", "Date", "Progress"], *rows).plan()
    assert when(plan) == [("2026-04-06", "2026-04-10"), ("2026-04-13", "2026-04-17")]
    assert [a.percent_complete for a in plan.activities] == [50.0, 0.0]


def test_completed_beside_due_is_what_really_happened(book):
    plan = book.rows(["Task Name", "Start Date", "Due Date", "Completed At"], ["A", *D, "2026/4/9"], ["B", *E]).plan()
    assert when(plan) == [("2026-04-06", "2026-04-10"), ("2026-04-13", "2026-04-17")]
    assert [a.actual_finish and a.actual_finish.day for a in plan.activities] == [9, None]


def test_a_column_of_dates_titled_done_is_the_finish_and_one_of_marks_is_not(book):
    assert when(book.rows(["作業名", "開始", "完了"], ["設計", *D]).plan()) == [("2026-04-06", "2026-04-10")]


def test_a_mark_of_done_stays_a_state(book):
    plan = book.rows(["作業名", "開始", "日数", "完了"], ["設計", D[0], 5, "○"], ["製造", E[0], 5, None]).plan()
    assert [a.percent_complete for a in plan.activities] == [100.0, None]


def test_of_two_names_the_one_that_spans_rows_is_a_level(book):
    rows = [[1, "計画", "調査", "聞き取り", *D], [2, None, None, "整理", *D], [3, None, "要件", "作成", *E]]
    rows += [[4, "開発", "設計", "画面", *E], [5, None, None, "帳票", *E]]
    plan = book.rows(["#", "フェーズ", "アクティビティ", "タスク", "開始日", "終了日"], *rows).plan()
    assert tree(plan) == [
        (1, "計画"), (2, "調査"), (3, "聞き取り"), (3, "整理"), (2, "要件"), (3, "作成"),
        (1, "開発"), (2, "設計"), (3, "画面"), (3, "帳票"),
    ]  # fmt: skip


def test_a_name_with_its_description_stays_one_activity(book):
    rows = [["調査", "聞き取りと整理", *D], ["要件", "文書の作成", *E], ["設計", "画面の設計", *E]]
    plan = book.rows(["タスク名", "作業内容", "開始日", "終了日"], *rows).plan()
    assert tree(plan) == [(1, "調査"), (1, "要件"), (1, "設計")]
    assert plan.activities[0].fields["作業内容"] == "聞き取りと整理"


def test_a_name_below_resource_is_a_person(book):
    head = (
        ["ID", "Work Breakdown", None, "Schedule", None, "Resource"],
        [None, "Level 1", "Level 2", "Start", "End", "Name"],
    )
    plan = book.rows(*head, [1, "Design"], [2, None, "Screens", *D, "Sato"]).merge("B1:C1", "D1:E1").plan()
    assert tree(plan) == [(1, "Design"), (2, "Screens")]
    assert [r.name for r in plan.resources] == ["Sato"]


def test_the_unit_alone_tells_effort(book):
    plan = book.rows(["タスク名", "開始日", "終了日", "見積(人日)", "実績(h)"], ["設計", *D, 3, 8]).plan()
    assert (plan.activities[0].work, plan.activities[0].actual_work) == (1440.0, 480.0)


def test_the_word_that_tells_two_lines_apart_is_no_level(book):
    rows = [[1, "設計", "予定", *D], [None, None, "実績", *D], [2, "製造", "予定", *E], [None, None, "実績"]]
    plan = book.rows(["No", "作業名", "区分", "開始", "終了"], *rows).plan()
    assert tree(plan) == [(1, "設計"), (1, "製造")]
    assert plan.activities[0].actual_finish is not None


def test_lines_and_page_numbers_are_no_activities(book):
    rows = [[1, "設計", *D], ["-----"] * 4, [None, "1/2 ページ"], [2, "製造", *E]]
    plan = book.rows(["No", "作業名", "開始", "終了"], *rows).plan()
    assert tree(plan) == [(1, "設計"), (1, "製造")]
    assert codes(plan) == []


def test_kind_and_lag_may_stand_in_brackets_behind_a_name(book):
    rows = [["設計", *D, None], ["製造", *E, "設計（SS+1日）"], ["試験", *E, "製造(+2日)、設計(FF)"]]
    plan = book.rows(["作業名", "開始", "終了", "先行作業"], *rows).plan()
    names = {a.id: a.name for a in plan.activities}
    assert [(names[a], names[b], kind, lag) for a, b, kind, lag in links(plan)] == [
        ("設計", "製造", "SS", 1.0),
        ("製造", "試験", "FS", 2.0),
        ("設計", "試験", "FF", 0.0),
    ]


def test_numbers_without_a_column_count_the_rows_of_the_list_where_those_of_the_sheet_make_no_sense(book):
    head = ["Task Name", "Level", "Start", "Finish", "Predecessors"]
    rows = [["Design", 0], ["Screens", 1, *D], ["Build", 0], ["Code", 1, *E, "2"], ["Test", 1, *E, "4"]]
    plan = book.rows(head, *rows).plan()
    names = {a.id: a.name for a in plan.activities}
    assert [(names[a], names[b]) for a, b, *_ in links(plan)] == [("Screens", "Code"), ("Code", "Test")]
