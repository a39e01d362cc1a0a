"""OpenDocument spreadsheets are read as Excel's workbooks are: the same cells, looks, limits and refusals."""

from datetime import date, datetime, timedelta

import pytest
from open_books import cell, flat, packed, row, sheet

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange import ledger
from kaname.exchange.document import ActivityKind
from kaname.exchange.formats import read_bytes
from kaname.exchange.workbook.opendocument_styles import _points
from kaname.exchange.workbook.opening import open_grids

HEAD = row("タスク名", "担当者", "開始予定", "終了予定", "進捗率")


def plan(*rows: str, columns: str = "") -> bytes:
    return packed(sheet("WBS", [HEAD, *rows], columns=columns))


def codes(data: bytes, name: str = "計画.ods") -> list[str]:
    with pytest.raises(ProblemsFound) as refused:
        read_bytes(data, name)
    return [d.code for d in refused.value.diagnostics]


WORK = (
    row(cell("設計"), "", date(2026, 4, 1), date(2026, 4, 7), ""),
    row(cell("画面設計", "in"), "佐藤", date(2026, 4, 1), date(2026, 4, 3), "100%"),
    row(cell("帳票設計", "in"), "鈴木", date(2026, 4, 6), date(2026, 4, 7), "50%"),
)


@pytest.mark.parametrize(
    ("data", "name"), [(plan(*WORK), "計画.ods"), (flat(sheet("WBS", [HEAD, *WORK])), "計画.fods")]
)
def test_a_plan_is_read_with_hierarchy_dates_people_and_progress(data, name):
    found = read_bytes(data, name)
    assert [(a.name, a.outline_level, a.kind, a.percent_complete) for a in found.activities] == [
        ("設計", 1, ActivityKind.SUMMARY, None),
        ("画面設計", 2, ActivityKind.TASK, 100.0),
        ("帳票設計", 2, ActivityKind.TASK, 50.0),
    ]
    assert [a.stored.start for a in found.activities[1:]] == [datetime(2026, 4, 1, 9), datetime(2026, 4, 6, 9)]
    assert [a.stored.finish for a in found.activities[1:]] == [datetime(2026, 4, 3, 18), datetime(2026, 4, 7, 18)]
    assert sorted(r.name for r in found.resources) == ["佐藤", "鈴木"]


def test_the_content_tells_the_kind_whatever_the_name():
    for name in ("計画.xlsx", "計画.bin", "計画"):
        assert [a.name for a in read_bytes(plan(*WORK), name).activities][:1] == ["設計"]


def test_cells_hold_what_they_show():
    comment = "<office:annotation><text:p>要確認</text:p></office:annotation>"
    texts = (
        f'<table:table-cell office:value-type="string">{comment}<text:p>設<text:s text:c="2"/>計<text:tab/>'
        "<text:span>書<text:line-break/>改</text:span></text:p><text:p>二行目</text:p></table:table-cell>",
        '<table:table-cell office:value-type="string"><text:p><text:ruby><text:ruby-base>要件</text:ruby-base>'
        "<text:ruby-text>ようけん</text:ruby-text></text:ruby>定義</text:p></table:table-cell>",
        '<table:table-cell office:value-type="currency" office:currency="JPY" office:value="1200000"/>',
        '<table:table-cell office:value-type="date" office:date-value="2026-04-01T13:30:00"/>',
        '<table:table-cell office:value-type="date" office:date-value="2026-02-30"><text:p>2月30日</text:p>'
        "</table:table-cell>",
        '<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/>',
        '<table:table-cell office:value-type="float" office:value="x"><text:p>x</text:p></table:table-cell>',
    )
    (grid,) = open_grids(packed(sheet("S", [row(*texts, True)])), "x.ods")
    assert grid.rows == [
        [
            "設  計\t書\n改\n二行目",
            "要件定義",
            1_200_000.0,
            datetime(2026, 4, 1, 13, 30),
            "2月30日",
            timedelta(hours=8, minutes=30),
            "x",
            True,
        ]
    ]


def test_repeated_and_merged_cells_stand_where_the_sheet_shows_them():
    covered = "<table:covered-table-cell/>"
    wide = cell("見出し", more='table:number-columns-spanned="2" table:number-rows-spanned="2"')
    gap = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    again = row(cell(1.0, more='table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"')
    (grid,) = open_grids(packed(sheet("S", [row(wide, covered, "右"), gap, again])), "x.ods")
    assert grid.rows == [["見出し", "", "右"], [], [], [], [1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
    assert grid.merges == [(0, 0, 1, 1)]


def test_struck_hidden_and_grouped_rows_are_as_of_excel():
    hidden = row("隠れた作業", "", date(2026, 4, 8), date(2026, 4, 9), "", more='table:visibility="collapse"')
    struck = row(cell("やめた作業", "struck"), "", date(2026, 4, 8), date(2026, 4, 9), "")
    found = read_bytes(plan(*WORK, struck, hidden), "計画.ods")
    told = {d.code: d.params.get("count") for d in found.diagnostics}
    assert (told["workbook-struck-rows"], told["workbook-hidden-rows"]) == (1, 1)
    flat_rows = [
        row(name, "", date(2026, 4, d), date(2026, 4, d + 1), "") for name, d in (("試験", 1), ("単体", 1), ("結合", 6))
    ]
    group = f"{flat_rows[0]}<table:table-row-group>{''.join(flat_rows[1:])}</table:table-row-group>"
    found = read_bytes(plan(group), "計画.ods")
    assert [(a.name, a.outline_level) for a in found.activities] == [("試験", 1), ("単体", 2), ("結合", 2)]


def test_a_painted_chart_is_read():
    days = [row("作業名", *(date(2026, 4, n) for n in range(1, 11)))]
    bars = [
        row(
            name,
            cell("", "white", f'table:number-columns-repeated="{first}"'),
            cell("", "bar", f'table:number-columns-repeated="{last - first}"'),
        )
        for name, first, last in (("設計", 1, 3), ("製造", 5, 8))
    ]
    found = read_bytes(packed(sheet("工程表", days + bars)), "線表.ods")
    assert [(a.name, a.stored.start.day, a.stored.finish.day) for a in found.activities] == [
        ("設計", 2, 3),
        ("製造", 6, 8),
    ]


def test_errors_and_formulas_without_a_result_are_told():
    failed = (
        '<table:table-cell table:formula="of:=[.X1]" office:value-type="string" calcext:value-type="error">'
        "<text:p>#REF!</text:p></table:table-cell>"
    )
    unstored = '<table:table-cell table:formula="of:=[.C2]+2"/>'
    found = read_bytes(plan(*WORK, row("試験", failed, date(2026, 4, 8), unstored, "")), "計画.ods")
    told = {d.code: (d.subject, d.params.get("value")) for d in found.diagnostics}
    assert told["workbook-error-value"] == ("WBS!B5", "#REF!")
    assert "workbook-formula-unstored" in told


def test_hidden_sheets_and_dates_without_a_year():
    old = sheet("WBS 旧", [HEAD, *WORK[:2]], style="hidden")
    grids = open_grids(packed(old, sheet("WBS", [HEAD, *WORK])), "x.ods")
    assert [(g.name, g.hidden, g.index) for g in grids] == [("WBS 旧", True, 0), ("WBS", False, 1)]
    found = read_bytes(plan(row("設計", "", "4/1", "4/3", "")), "x.ods")
    assert found.activities[0].stored.start == datetime(2026, 4, 1, 9)  # the year of the day it was saved


def test_actuals_are_read_from_a_sheet():
    rows = [row("勘定コード", "計上日", "伝票番号", "金額"), row("A-1", date(2026, 4, 3), "V-1", 1200.0)]
    (entry,) = ledger.read(packed(sheet("実績", rows)), "実績.ods").entries
    assert (entry.account, entry.day, entry.document, entry.yen) == ("A-1", date(2026, 4, 3), "V-1", 1200)


def test_a_sheet_that_fills_millions_of_cells_is_refused_before_it_is_laid_out():
    full = row(cell("x", more='table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048576"')
    assert codes(packed(sheet("S", [full]))) == ["workbook-sheet-too-large"]
    far = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    right = row(cell("", more='table:number-columns-repeated="16000"'), "x")
    assert codes(packed(sheet("S", [far, right]))) == ["workbook-sheet-too-large"]


def test_broken_locked_and_foreign_files_are_refused_with_one_sentence():
    assert codes(packed(manifest="<manifest:encryption-data/>")) == ["workbook-encrypted"]
    assert codes(packed(sheet("S", [row("x")]), head='<!DOCTYPE x [<!ENTITY a "b">]>')) == ["xml-document-type"]
    assert codes(flat(sheet("S", [HEAD, *WORK]))[:-400], "計画.fods") == ["workbook-damaged"]
    assert codes(plan(*WORK)[:-40]) == ["archive-broken"]
    assert codes(packed(sheet("S", [row("買い物", "個数"), row("卵", 6.0)]))) == ["workbook-no-wbs"]
    assert codes(b"no spreadsheet at all") == ["workbook-not-a-workbook"]


@pytest.mark.parametrize(
    ("length", "points"), [("1in", 72.0), ("9e999cm", 0.0), ("nancm", 0.0), ("-1cm", 0.0), ("", 0.0)]
)
def test_a_length_that_is_none_indents_nothing(length, points):
    assert _points(length) == points
