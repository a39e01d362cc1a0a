"""Hierarchy in every form people give it."""

from datetime import date

import pytest
from books import codes, tree

DATES = ["2026/4/6", "2026/4/10"]
EXPECTED = [(1, "設計"), (2, "画面"), (3, "一覧"), (2, "帳票"), (1, "製造")]


def named(names, *before):
    return [[*(column[place] for column in before), name, *DATES] for place, name in enumerate(names)]


@pytest.mark.parametrize(
    "names",
    [
        ["設計", "　画面", "　　一覧", "　帳票", "製造"],
        ["設計", "  画面", "    一覧", "  帳票", "製造"],
    ],
)
def test_spaces_before_the_name(book, names):
    plan = book.rows(["タスク名", "開始日", "終了日"], *named(names)).plan()
    assert tree(plan) == EXPECTED
    assert [a.kind.value for a in plan.activities] == ["summary", "summary", "task", "task", "task"]
    parents = {a.id: a.name for a in plan.activities}
    assert [parents.get(a.parent_id) for a in plan.activities] == [None, "設計", "画面", "設計", None]


def test_excels_own_indent(book):
    book.rows(["タスク名", "開始日", "終了日"], *named(["設計", "画面", "一覧", "帳票", "製造"])).indent(
        A3=1, A4=2, A5=1
    )
    assert tree(book.plan()) == EXPECTED


def test_excels_row_outline(book):
    book.rows(["タスク名", "開始日", "終了日"], *named(["設計", "画面", "一覧", "帳票", "製造"]))
    for row, level in ((3, 1), (4, 2), (5, 1)):
        book.sheet.row_dimensions[row].outlineLevel = level
    assert tree(book.plan()) == EXPECTED


@pytest.mark.parametrize(
    "codes_",
    [
        ["1", "1.1", "1.1.1", "1.2", "2"],
        ["1-0", "1-1", "1-1-1", "1-2", "2-0"],
        ["A", "A-1", "A-1-1", "A-2", "B"],
        [1.0, 1.1, "1.1.1", 1.2, 2.0],
        ["1.", "1.1.", "1.1.1.", "1.2.", "2."],
        ["１", "１．１", "１．１．１", "１．２", "２"],
    ],
)
def test_wbs_codes(book, codes_):
    plan = book.rows(["WBS番号", "タスク名", "開始日", "終了日"], *named([n for _, n in EXPECTED], codes_)).plan()
    assert tree(plan) == EXPECTED


@pytest.mark.parametrize(
    "marks",
    [
        ["第1章 ", "1.1 ", "1.1.1 ", "1.2 ", "第2章 "],
        ["1. ", "(1) ", "① ", "(2) ", "2. "],
        ["Ⅰ. ", "1. ", "a) ", "2. ", "Ⅱ. "],
        ["■", "□", "・", "□", "■"],
        ["1 ", "1-1 ", "1-1-1 ", "1-2 ", "2 "],
    ],
)
def test_numbers_in_front_of_names(book, marks):
    names = [mark + name for mark, (_, name) in zip(marks, EXPECTED, strict=True)]
    plan = book.rows(["作業項目", "開始日", "終了日"], *named(names)).plan()
    assert [level for level, _ in tree(plan)] == [1, 2, 3, 2, 1]


def test_a_column_of_levels(book):
    plan = book.rows(
        ["Outline Level", "Name", "Start", "Finish"], *named([n for _, n in EXPECTED], [1, 2, 3, 2, 1])
    ).plan()
    assert tree(plan) == EXPECTED


@pytest.mark.parametrize(
    "titles", [["大項目", "中項目", "小項目"], ["Lv1", "Lv2", "Lv3"], ["フェーズ", "工程", "タスク名"]]
)
def test_level_columns_filled_once(book, titles):
    rows = [
        ["設計", "画面", "一覧", *DATES],
        [None, None, "明細", *DATES],
        [None, "帳票", "請求書", *DATES],
        ["製造", None, "部品", *DATES],
    ]
    plan = book.rows([*titles, "開始日", "終了日"], *rows).plan()
    assert tree(plan) == [
        (1, "設計"), (2, "画面"), (3, "一覧"), (3, "明細"), (2, "帳票"), (3, "請求書"), (1, "製造"), (2, "部品"),
    ]  # fmt: skip


def test_level_columns_filled_in_every_row(book):
    rows = [["設計", "画面", "一覧", *DATES], ["設計", "画面", "明細", *DATES], ["設計", "帳票", "請求書", *DATES]]
    plan = book.rows(["大分類", "中分類", "作業名", "開始日", "終了日"], *rows).plan()
    assert tree(plan) == [(1, "設計"), (2, "画面"), (3, "一覧"), (3, "明細"), (2, "帳票"), (3, "請求書")]


def test_level_columns_merged_down(book):
    rows = [["設計", "画面", *DATES], [None, "帳票", *DATES], ["製造", "部品", *DATES]]
    plan = book.rows(["大項目", "小項目", "開始日", "終了日"], *rows).merge("A2:A3").plan()
    assert tree(plan) == [(1, "設計"), (2, "画面"), (2, "帳票"), (1, "製造"), (2, "部品")]


def test_names_that_step_to_the_right_below_one_merged_header(book):
    rows = [["設計", None, None, *DATES], [None, "画面", None, *DATES], [None, None, "一覧", *DATES],
            [None, "帳票", None, *DATES], ["製造", None, None, *DATES]]  # fmt: skip
    assert tree(book.rows(["タスク名", None, None, "開始日", "終了日"], *rows).merge("A1:C1").plan()) == EXPECTED


def test_names_that_step_to_the_right_below_one_plain_header(book):
    rows = [["設計", None, None, *DATES], [None, "画面", None, *DATES], [None, None, "一覧", *DATES],
            [None, "帳票", None, *DATES], ["製造", None, None, *DATES]]  # fmt: skip
    assert tree(book.rows(["タスク名", None, None, "開始日", "終了日"], *rows).plan()) == EXPECTED


def test_a_category_that_is_no_group_stays_a_field(book):
    rows = [["A班", "画面", *DATES], ["B班", "帳票", *DATES], ["A班", "部品", *DATES]]
    plan = book.rows(["チーム", "タスク名", "開始日", "終了日"], *rows).plan()
    assert tree(plan) == [(1, "画面"), (1, "帳票"), (1, "部品")]
    assert [a.fields for a in plan.activities] == [{"チーム": "A班"}, {"チーム": "B班"}, {"チーム": "A班"}]


def test_a_numbered_column_of_numbers_is_no_level(book):
    rows = [["画面", 3.0, 1.0, *DATES], ["帳票", 4.0, 2.0, *DATES]]
    plan = book.rows(["タスク名", "項目1", "項目2", "開始日", "終了日"], *rows).plan()
    assert tree(plan) == [(1, "画面"), (1, "帳票")]
    assert plan.activities[0].fields == {"項目1": 3.0, "項目2": 1.0}


def test_codes_that_excel_turned_into_dates_are_turned_back(book):
    rows = [["1", "設計", *DATES], [date(2026, 1, 1), "画面", *DATES], [date(2026, 1, 2), "帳票", *DATES]]
    plan = book.rows(["WBS番号", "タスク名", "開始日", "終了日"], *rows).plan()
    assert [a.wbs for a in plan.activities] == ["1", "1-1", "1-2"]
    assert tree(plan) == [(1, "設計"), (2, "画面"), (2, "帳票")]
    assert codes(plan) == ["workbook-code-became-date"]


def test_the_tenth_of_a_family_is_not_the_first(book):
    rows = [[1.0, "設計", *DATES], *[[float(f"1.{n}"), f"作業{n}", *DATES] for n in range(1, 12)]]
    plan = book.rows(["WBS", "タスク名", "開始日", "終了日"], *rows).plan()
    assert [a.wbs for a in plan.activities][-3:] == ["1.9", "1.10", "1.11"]
    assert {a.outline_level for a in plan.activities[1:]} == {2}


def test_a_jump_of_two_levels_is_told(book):
    rows = [[1, "設計", *DATES], [3, "画面", *DATES], [2, "帳票", *DATES]]
    plan = book.rows(["レベル", "タスク名", "開始日", "終了日"], *rows).plan()
    assert tree(plan) == [(1, "設計"), (2, "画面"), (2, "帳票")]
    assert "workbook-level-jump" in codes(plan, "info")


def test_a_parent_column(book):
    rows = [["a", "設計", None, *DATES], ["c", "製造", None, *DATES], ["b", "画面", "a", *DATES]]
    assert tree(book.rows(["ID", "タスク名", "親タスク", "開始日", "終了日"], *rows).plan()) == [
        (1, "設計"),
        (2, "画面"),
        (1, "製造"),
    ]
