"""Which sheet is the plan, what stands beside it, and what is no plan at all."""

from datetime import date
from pathlib import Path

import pytest
from books import codes, tree, when

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.workbook import read, recognises

HEAD = ["No", "タスク名", "開始日", "終了日"]
ROWS = [[1, "設計", "2026/4/6", "2026/4/10"], [2, "製造", "2026/4/13", "2026/4/17"]]


def test_the_plan_is_found_among_other_sheets_and_named(book):
    book.sheet.title = "表紙"
    book.rows(["販売管理刷新"], ["第1版"])
    book.rows(["No", "課題名", "起票日", "担当者", "完了日"], [1, "遅い", "2026/4/1", "甲", None], sheet="課題一覧")
    book.rows(HEAD, *ROWS, sheet="詳細WBS")
    plan = book.plan()
    assert tree(plan) == [(1, "設計"), (1, "製造")]
    [told] = [d for d in plan.diagnostics if d.code == "workbook-sheet-chosen"]
    assert (told.subject, told.params["row"], told.params["others"]) == ("詳細WBS", 1, ["表紙", "課題一覧"])


def test_old_copies_and_examples_are_not_read(book):
    book.rows(HEAD, *ROWS).rows(HEAD, *ROWS, [3, "旧作業", *ROWS[0][2:]], sheet="旧WBS")
    book.rows(HEAD, [1, "記入例", *ROWS[0][2:]], sheet="記入例")
    assert tree(book.plan()) == [(1, "設計"), (1, "製造")]


def test_several_plan_sheets_are_one_plan_with_relations_across(book):
    head = [*HEAD, "先行"]
    book.rows(head, [1, "設計", "2026/4/6", "2026/4/10", None])
    book.rows(head, [1, "移行", "2026/4/13", "2026/4/17", "設計"], sheet="WBS_移行")
    plan = book.plan()
    assert [a.id for a in plan.activities] == ["WBS!1", "WBS_移行!1"]
    assert [(r.predecessor_id, r.successor_id) for r in plan.relations] == [("WBS!1", "WBS_移行!1")]


def test_totals_notes_examples_and_empty_numbered_rows_are_left_out_and_counted(book):
    book.rows(
        [*HEAD, "工数(人日)"], ["例", "作業の例", "2026/4/1", "2026/4/2", 1], [*ROWS[0], 5], [*ROWS[1], 5], [3], [4],
        [None, "合計", None, None, 10], [], ["※ 祝日は除く"], ["凡例", "■ 予定"],
    )  # fmt: skip
    plan = book.plan()
    assert tree(plan) == [(1, "設計"), (1, "製造")]
    assert plan.left_out == {
        "example rows": 1,
        "numbered rows without a name": 2,
        "total rows": 1,
        "note rows": 2,
    }


def test_hidden_and_struck_rows_errors_and_formulas_are_told(book):
    book.rows([*HEAD, "期限"], *[[*row, None] for row in ROWS], [3, "中止した作業", "2026/4/20", "2026/4/21", "#REF!"])
    book.strike("B4").sheet["E4"].data_type = "e"
    book.sheet["E2"] = "=D2+1"
    book.sheet.row_dimensions[3].hidden = True
    plan = book.plan()
    assert [a.active for a in plan.activities] == [True, True, False]
    found = {d.code: d.subject for d in plan.diagnostics}
    assert found["workbook-error-value"] == "WBS!E4"
    assert {"workbook-formula-unstored", "workbook-hidden-rows", "workbook-struck-rows"} <= found.keys()


def test_a_row_with_dates_and_no_name_is_told(book):
    plan = book.rows(HEAD, *ROWS, [3, None, "2026/4/20", "2026/4/21"]).plan()
    assert len(plan.activities) == 2
    assert codes(plan) == ["workbook-name-missing"]


def test_the_status_date_stands_above_the_table(book):
    book.rows(["案件名：受発注刷新"], ["基準日", "R8.4.8"], [], HEAD, *ROWS)
    plan = book.plan()
    assert plan.project.status_date.date() == date(2026, 4, 8)
    assert plan.project.name == "受発注刷新"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_text_tables_in_any_encoding(encoding):
    text = "No,タスク名,開始日,終了日\r\n1,設計,2026/4/6,2026/4/10\r\n2,製造,2026/4/13,2026/4/17\r\n"
    plan = read(text.encode(encoding), "plan.csv")
    assert tree(plan) == [(1, "設計"), (1, "製造")]
    assert when(plan)[0] == ("2026-04-06", "2026-04-10")


@pytest.mark.parametrize(
    "rows",
    [
        [["No", "課題名", "課題詳細", "作成者", "作成日", "完了日"], [1, "a", "b", "甲", date(2026, 4, 1), None]],
        [["No", "件名", "状態", "起票日", "期限", "完了日"], [1, "a", "対応中", date(2026, 4, 1), None, None]],
        [["No", "テストケース", "期待結果", "実施日", "実施者"], [1, "a", "b", date(2026, 4, 1), "甲"]],
        [["日付", "出席者", "決定事項"], [date(2026, 4, 1), "甲", "x"]],
        [["品名", "数量", "単価", "金額"], ["机", 3, 1000, 3000]],
        [["こんにちは"]],
        [],
    ],
)
def test_what_is_no_plan_is_refused_with_the_sheets_named(book, rows):
    with pytest.raises(ProblemsFound) as refused:
        book.rows(*rows).plan()
    [problem] = refused.value.diagnostics
    assert (problem.code, problem.severity) == ("workbook-no-wbs", "error")
    assert problem.params["sheets"][0].startswith("WBS")


def test_broken_files_are_refused(book):
    whole = book.rows(HEAD, *ROWS).bytes()
    for cut in (10, 400, len(whole) // 2, len(whole) - 30):
        with pytest.raises(ProblemsFound):
            read(whole[:cut], "plan.xlsx")


def test_any_byte_may_be_wrong_without_a_crash(book):
    whole = bytearray(book.rows(HEAD, *ROWS).bytes())
    for place in range(0, len(whole), 37):
        changed = bytearray(whole)
        changed[place] ^= 0xFF
        try:
            read(bytes(changed), "plan.xlsx")
        except ProblemsFound as refused:
            assert refused.diagnostics


def test_what_is_recognised():
    assert recognises(b"PK\x03\x04....[Content_Types].xml", "a")
    assert recognises(b"PK\x03\x04", "plan.XLSX")
    assert recognises(bytes.fromhex("d0cf11e0a1b11ae1"), "old.xls")
    assert recognises(b"a,b", "plan.csv")
    assert not recognises(bytes.fromhex("d0cf11e0a1b11ae1"), "plan.mpp")
    assert not recognises(b"<Project>", "plan.xml")


def test_a_workbook_of_excel_97_has_whole_numbers_and_tells_what_it_hides():
    plan = read((Path(__file__).parents[2] / "corpus" / "workbook-old-format.xls").read_bytes(), "plan.xls")
    assert tree(plan) == [(1, "設計"), (2, "画面の設計"), (2, "帳票の設計")]
    assert [(a.duration, a.percent_complete) for a in plan.activities[1:]] == [(2400.0, 100.0), (960.0, 50.0)]
    assert (codes(plan), codes(plan, "info")[0]) == ([], "workbook-sheet-chosen")
    assert "workbook-old-format" in codes(plan, "info")
