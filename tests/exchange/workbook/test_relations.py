"""Predecessors in every notation, and which rows they mean."""

import pytest
from books import codes, links

from kaname.exchange.document import LagKind
from kaname.exchange.workbook.links import read_links
from kaname.exchange.workbook.quantities import Worth

D = ["2026/4/6", "2026/4/10"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", [("3", "FS", 0)]),
        ("3,5", [("3", "FS", 0), ("5", "FS", 0)]),
        ("3、5；6", [("3", "FS", 0), ("5", "FS", 0), ("6", "FS", 0)]),
        ("3FS+2d;5SS", [("3", "FS", 960), ("5", "SS", 0)]),
        ("3FS+2日", [("3", "FS", 960)]),
        ("3FS-1d", [("3", "FS", -480)]),
        ("3 ff + 4h", [("3", "FF", 240)]),
        ("7SS+2w 1d 3h", [("7", "SS", 5460)]),
        ("FS4;SS6+2w", [("4", "FS", 0), ("6", "SS", 4800)]),
        ("T001、T002", [("T001", "FS", 0), ("T002", "FS", 0)]),
        ("3～5", [("3", "FS", 0), ("4", "FS", 0), ("5", "FS", 0)]),
        ("T003~T005", [("T003", "FS", 0), ("T004", "FS", 0), ("T005", "FS", 0)]),
        ("1.2.3", [("1.2.3", "FS", 0)]),
        ("1 2", [("1", "FS", 0), ("2", "FS", 0)]),
        ("1・No.12", [("1", "FS", 0), ("No.12", "FS", 0)]),
        ("５ 終了-開始", [("5", "FS", 0)]),
        ("要件定義", [("要件定義", "FS", 0)]),
        ("-", []),
        ("なし", []),
    ],
)
def test_notations(text, expected):
    found, refused = read_links(text, Worth())
    assert [(link.target, link.kind.value, link.lag) for link in found] == expected
    assert refused == []


def test_lags_elapsed_and_in_percent():
    [elapsed, percent], _ = read_links("3FS+2ed;4SS+50%", Worth())
    assert (elapsed.lag, elapsed.lag_kind) == (2880.0, LagKind.ELAPSED)
    assert (percent.lag, percent.lag_kind) == (50.0, LagKind.PERCENT)


@pytest.mark.parametrize(
    ("head", "keys", "predecessor"),
    [
        (["No", "タスク名"], [1, 2], "1"),
        (["タスクID", "タスク名"], ["T-1", "T-2"], "T-1"),
        (["WBS番号", "タスク名"], ["1.1", "1.2"], "1.1"),
        (["WBS番号", "タスク名"], ["1.1", "1.2"], 1.1),
        (["No", "タスク名"], [1, 2], "No.1"),
        (["No", "タスク名"], [1, 2], "＃1"),
        (["No", "タスク名"], [1, 2], "1の完了後"),
        (["成果物", "タスク名"], ["x", "y"], "設計"),
        (["成果物", "タスク名"], ["x", "y"], "設計の後"),
        (["成果物", "タスク名"], ["x", "y"], "2"),  # the row's number in Excel
    ],
)
def test_what_the_words_mean(book, head, keys, predecessor):
    rows = [[keys[0], "設計", *D, None], [keys[1], "製造", *D, predecessor]]
    plan = book.rows([*head, "開始日", "終了日", "先行タスク"], *rows).plan()
    [relation] = plan.relations
    names = {a.id: a.name for a in plan.activities}
    assert (names[relation.predecessor_id], names[relation.successor_id]) == ("設計", "製造")
    assert codes(plan) == []


def test_numbers_are_those_of_the_number_column_not_of_the_sheets_rows(book):
    rows = [[1, "a", *D, None], [2, "b", *D, "1"], [3, "c", *D, "2"]]
    plan = book.rows(["No", "タスク名", "開始日", "終了日", "先行"], *rows).plan()
    assert links(plan) == [("1", "2", "FS", 0), ("2", "3", "FS", 0)]


def test_successors_are_the_same_relations_the_other_way(book):
    rows = [[1, "a", *D, None, "2;3SS+1d"], [2, "b", *D, "1", None], [3, "c", *D, None, None]]
    plan = book.rows(["ID", "Name", "Start", "Finish", "Predecessors", "Successors"], *rows).plan()
    assert links(plan) == [("1", "2", "FS", 0), ("1", "3", "SS", 1)]


def test_what_means_nothing_itself_or_several_is_told(book):
    rows = [[1, "a", *D, "1"], [2, "b", *D, "9、1"], [3, "b", *D, None], [4, "c", *D, "b"], [5, "d", *D, "1FS+3個"]]
    plan = book.rows(["No", "タスク名", "開始日", "終了日", "先行"], *rows).plan()
    assert links(plan) == [("1", "2", "FS", 0)]
    assert codes(plan) == [
        "workbook-unreadable-predecessor",
        "workbook-self-predecessor",
        "workbook-unknown-predecessor",
        "workbook-ambiguous-predecessor",
    ]


def test_duplicate_ids_are_told_and_made_different(book):
    plan = book.rows(["ID", "タスク名", "開始日", "終了日"], ["a", "x", *D], ["a", "y", *D], ["b", "z", *D]).plan()
    assert [a.id for a in plan.activities] == ["a", "a#3", "b"]
    assert codes(plan) == ["workbook-duplicate-id"]


def test_numbers_that_begin_again_in_each_group_are_no_ids(book):
    rows = [["設計", 1, "x", *D], ["設計", 2, "y", *D], ["製造", 1, "z", *D], ["製造", 2, "w", *D]]
    plan = book.rows(["大項目", "No", "タスク名", "開始日", "終了日"], *rows).plan()
    assert len({a.id for a in plan.activities}) == 6
    assert codes(plan) == []
