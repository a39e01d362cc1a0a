"""What dates mean together: working days, holidays, exclusive finishes, constraints, milestones."""

from datetime import date, datetime

from books import codes, when

HEAD = ["ID", "タスク", "開始日", "終了日"]


def test_durations_are_counted_without_weekends_holidays_and_the_turn_of_the_year(book):
    book.rows(
        HEAD,
        [1, "a", "2026/4/27", "2026/5/8"],  # Golden Week: 4/29, 5/4, 5/5, 5/6
        [2, "b", "2026/12/25", "2027/1/5"],  # 12/29 to 1/3
        [3, "c", "2026/9/18", "2026/9/24"],  # the days of September 2026
    )
    plan = book.plan()
    assert [a.duration / 480 for a in plan.activities] == [6, 4, 2]
    assert "workbook-calendar-japanese" in codes(plan, "info")
    [calendar] = plan.calendars
    assert calendar.week[0] == ((540, 720), (780, 1080))
    assert date(2026, 12, 30) in {e.first for e in calendar.exceptions}


def test_starts_and_finishes_are_those_of_office_hours(book):
    [a] = book.rows(HEAD, [1, "a", "2026/4/6", "2026/4/10"]).plan().activities
    assert (a.stored.start, a.stored.finish) == (datetime(2026, 4, 6, 9), datetime(2026, 4, 10, 18))


def test_times_of_day_in_the_sheet_are_kept(book):
    [a] = book.rows(HEAD, [1, "a", datetime(2026, 4, 6, 13), datetime(2026, 4, 7, 15, 30)]).plan().activities
    assert (a.stored.start, a.stored.finish) == (datetime(2026, 4, 6, 13), datetime(2026, 4, 7, 15, 30))
    assert a.duration == 300 + 180 + 150


def test_an_english_sheet_has_no_japanese_holidays(book):
    plan = book.rows(["ID", "Task Name", "Start", "Finish"], [1, "a", "2026-04-27", "2026-05-08"]).plan()
    assert plan.activities[0].duration / 480 == 10
    assert codes(plan, "info")[-2:] == ["workbook-calendar-weekdays", "workbook-start-constraint"]


def test_the_workbooks_own_list_of_holidays_is_used(book):
    book.rows(HEAD, [1, "a", "2026/4/27", "2026/5/8"]).rows(
        ["日付", "名称"],
        [date(2026, 4, 30), "創立記念日"],
        [date(2026, 5, 4), "休"],
        [date(2026, 5, 5), "休"],
        sheet="休日",
    )
    plan = book.plan()
    assert plan.activities[0].duration / 480 == 7
    first = plan.calendars[0].exceptions[0]
    assert (first.first, first.name) == (date(2026, 4, 30), "創立記念日")


def test_days_in_the_sheet_show_that_holidays_are_worked(book):
    book.rows([*HEAD, "日数"], [1, "a", "2026/4/27", "2026/5/8", 10], [2, "b", "2026/9/18", "2026/9/24", 5])
    plan = book.plan()
    assert [a.duration / 480 for a in plan.activities] == [10, 5]
    assert "workbook-calendar-weekdays" in codes(plan, "info")


def test_one_release_on_a_saturday_is_a_row_of_its_own(book):
    rows = [[n, f"t{n}", f"2026/4/{6 + n}", f"2026/4/{7 + n}"] for n in range(3)]
    plan = book.rows(HEAD, *rows, [9, "リリース", "2026/4/18", "2026/4/19"]).plan()
    release = plan.activities[-1]
    assert (release.duration / 480, release.calendar_id) == (2, "every-day")
    assert {c.id for c in plan.calendars} == {"1", "every-day"}
    assert "workbook-works-on-days-off" in codes(plan, "info")


def test_finishes_that_are_start_plus_days_end_the_evening_before(book):
    rows = [[n, f"t{n}", date(2026, 4, 6 + n), date(2026, 4, 6 + 2 * n), n] for n in range(1, 5)]
    plan = book.rows([*HEAD, "工数(日)"], *rows).plan()
    assert [a.duration / 480 for a in plan.activities] == [1, 2, 3, 4]
    assert plan.activities[0].stored.finish == datetime(2026, 4, 8)
    assert "workbook-finish-exclusive" in codes(plan, "info")


def test_calendar_days_are_told_from_working_days(book):
    rows = [[n, f"t{n}", date(2026, 4, 1 + 7 * n), date(2026, 4, 9 + 7 * n), 9] for n in range(3)]
    plan = book.rows([*HEAD, "日数"], *rows).plan()
    assert [a.duration / 480 for a in plan.activities] == [7, 7, 7]
    assert "workbook-days-are-calendar-days" in codes(plan, "info")


def test_a_finish_before_its_start_is_told_and_not_used(book):
    plan = book.rows([*HEAD, "日数"], [1, "a", "2026/4/10", "2026/4/6", 3]).plan()
    [a] = plan.activities
    assert (a.stored.start.day, a.stored.finish, a.duration / 480) == (10, None, 3)
    [found] = [d for d in plan.diagnostics if d.severity == "warning"]
    assert (found.code, found.subject) == ("workbook-finish-before-start", "WBS!D2")
    assert found.params == {"start": "2026-04-10", "finish": "2026-04-06"}


def test_planned_starts_hold_unless_predecessors_explain_them(book):
    book.rows(
        [*HEAD, "先行"],
        [1, "a", "2026/4/6", "2026/4/10", None],
        [2, "b", "2026/4/13", "2026/4/15", "1"],
        [3, "c", "2026/4/20", "2026/4/22", "2"],
    )
    plan = book.plan()
    assert [a.constraint.value for a in plan.activities] == ["SNET", "ASAP", "SNET"]
    assert plan.activities[2].constraint_date == datetime(2026, 4, 20, 9)


def test_milestones_by_mark_by_flag_and_by_no_days(book):
    book.rows(
        [*HEAD, "MS", "日数"],
        [1, "a", "2026/4/6", "2026/4/10", None, 5],
        [2, "◆承認", "2026/4/10", "2026/4/10", None, None],
        [3, "検収", None, "2026/4/13", "○", None],
        [4, "着工", "2026/4/14", None, None, 0],
    )
    kinds = [(a.kind.value, a.duration) for a in book.plan().activities]
    assert kinds == [("task", 2400.0), ("milestone", 0.0), ("milestone", 0.0), ("milestone", 0.0)]


def test_a_chart_alone_gives_the_dates(book):
    book.rows(
        ["No", "タスク名", "担当", "2026年4月", None, None, None, "5月", None, None],
        [None, None, None, 27, 28, 29, 30, 1, 2, 3],
        [1, "設計", "甲"],
        [2, "製造", "乙"],
    ).merge("D1:G1", "H1:J1").paint("D3", "E3", "G4", "H4")
    plan = book.plan()
    assert when(plan) == [("2026-04-27", "2026-04-28"), ("2026-04-30", "2026-05-01")]
    assert "workbook-chart-read" in codes(plan, "info")


def test_two_lines_an_activity(book):
    book.rows(
        ["No", "作業名", "予実", "開始", "終了"],
        [1, "設計", "予定", "2026/4/6", "2026/4/10"],
        [None, None, "実績", "2026/4/7", "2026/4/13"],
        [2, "製造", "予定", "2026/4/13", "2026/4/17"],
        [None, None, "実績", None, None],
    ).merge("B2:B3", "B4:B5")
    plan = book.plan()
    assert when(plan) == [("2026-04-06", "2026-04-10"), ("2026-04-13", "2026-04-17")]
    assert [(a.actual_start and a.actual_start.day, a.percent_complete) for a in plan.activities] == [
        (7, 100.0),
        (None, None),
    ]
