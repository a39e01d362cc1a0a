"""Text tables and tables in markup: any encoding, any sign between the columns, any order of day and month."""

import pytest
from books import codes, links, tree, when

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.workbook import read, recognises

TABLE = [
    ["No", "WBS", "タスク名", "担当者", "開始日", "終了日", "進捗率", "先行"],
    ["1", "1", "要件定義", "", "", "", "", ""],
    ["2", "1.1", "業務の聞き取りと課題の整理", "佐藤", "2026/4/6", "2026/4/10", "50%", ""],
    ["3", "1.2", "レビュー、承認", "鈴木", "2026/4/13", "2026/4/14", "0%", "2"],
]
TREE = [(1, "要件定義"), (2, "業務の聞き取りと課題の整理"), (2, "レビュー、承認")]
DAYS = [(None, None), ("2026-04-06", "2026-04-10"), ("2026-04-13", "2026-04-14")]


def text(delimiter: str, end: str = "\r\n", table: list[list[str]] = TABLE) -> str:
    return "".join(delimiter.join(row) + end for row in table)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("delimiter", "end"), [(",", "\r\n"), ("\t", "\n"), (";", "\r\n"), ("|", "\n"), (",", "\r")])
def test_every_encoding_and_delimiter(encoding, delimiter, end):
    plan = read(text(delimiter, end).encode(encoding), "計画.csv")
    assert tree(plan) == TREE
    assert when(plan) == DAYS
    assert links(plan) == [("2", "3", "FS", 0.0)]
    assert codes(plan) == []


@pytest.mark.parametrize("name", ["計画.txt", "計画"])
def test_text_of_another_name_is_recognised_by_its_header(name):
    data = text("\t").encode("cp932")
    assert recognises(data, name)
    assert tree(read(data, name)) == TREE
    assert not recognises("議事録\r\n担当、期限を確認した。\r\n".encode("cp932"), name)


def test_a_letter_that_its_encoding_does_not_have_is_told():
    data = text(",").encode("cp932").replace("鈴木".encode("cp932"), "鈴".encode("cp932") + b"\x96")
    plan = read(data, "plan.csv")
    assert codes(plan) == ["workbook-text-gaps"]
    [told] = [d for d in plan.diagnostics if d.code == "workbook-text-gaps"]
    assert told.params == {"count": 1, "encoding": "cp932"}
    assert when(plan) == DAYS


def test_a_quotation_mark_that_never_ends_is_refused_with_its_line():
    whole = text(",").replace("レビュー、承認", '"レビュー') + "4,2,製造,,2026/4/15,2026/4/16,,\r\n"
    with pytest.raises(ProblemsFound) as refused:
        read(whole.encode(), "plan.csv")
    [problem] = refused.value.diagnostics
    assert (problem.code, problem.params["line"]) == ("workbook-csv-unreadable", 4)


def test_western_text_of_windows():
    data = "Task Name;Owner;Start;Finish\r\nKonzept – Büro;Jürgen Müller;01.04.2026;15.04.2026\r\n".encode("cp1252")
    plan = read(data, "plan.csv")
    assert tree(plan) == [(1, "Konzept – Büro")]
    assert [r.name for r in plan.resources] == ["Jürgen Müller"]
    assert when(plan) == [("2026-04-01", "2026-04-15")]


def dated(*pairs: tuple[str, str]) -> bytes:
    rows = [["Task Name", "Start", "Finish"], *([f"T{n}", *pair] for n, pair in enumerate(pairs))]
    return text(",", table=rows).encode()


APRIL = ("2026-04-01", "2026-04-14")
DAY, YEAR, ERA = ["workbook-day-first"], ["workbook-year-first"], ["workbook-era-first"]


@pytest.mark.parametrize(
    ("pairs", "expected", "told"),
    [
        ([("4/1/2026", "4/14/2026")], [APRIL], []),
        ([("01/04/2026", "14/04/2026")], [APRIL], DAY),
        ([("01/04/2026", "03/04/2026")], [("2026-04-01", "2026-04-03")], DAY),
        ([("Wed 4/1/26", "Tue 4/14/26")], [APRIL], []),
        ([("26/04/01", "26/04/14")], [APRIL], []),
        ([("01/04/26", "14/04/26")], [APRIL], DAY),
        ([("11/04/01", "11/04/30")], [("2011-04-01", "2011-04-30")], YEAR),
        ([("1.4.2026", "14.4.2026")], [APRIL], DAY),
        ([("8/04/01", "8/04/14")], [APRIL], ERA),
        ([("8/4/1", "8/4/14")], [APRIL], ERA),
        ([("8.4.1", "8.4.14"), ("9.1.5", "")], [APRIL, ("2027-01-05", None)], ERA),
        ([("8/4/26", "8/14/26")], [("2026-08-04", "2026-08-14")], []),
        ([("4/1/2026", "14/4/2026"), ("4/15/2026", "")], [("2026-04-01", None), ("2026-04-15", None)], []),
    ],
)  # fmt: skip
def test_the_order_of_day_month_and_year_is_one_for_the_table(pairs, expected, told):
    plan = read(dated(*pairs), "plan.csv")
    assert when(plan) == expected
    assert [d.code for d in plan.diagnostics if d.code.endswith("-first")] == told


def test_commas_are_decimals_or_thousands_by_the_digits_behind():
    rows = [
        ["Task Name", "Duration (days)", "% done", "Cost"],
        ["A", "1,5", "12,5", "1,200"],
        ["B", "3,0", "100", "2,5"],
    ]
    plan = read(text(";", table=rows).encode(), "plan.csv")
    assert [a.duration for a in plan.activities] == [720.0, 1440.0]
    assert [a.percent_complete for a in plan.activities] == [12.5, 100.0]
    assert [a.cost for a in plan.activities] == [1200.0, 2.5]


def test_fractions_of_one_as_text():
    rows = [["Task Name", "Start", "Finish", "Progress"]]
    rows += [["A", "2026-04-01", "2026-04-02", "0.25"], ["B", "2026-04-02", "2026-04-03", "1"]]
    assert [a.percent_complete for a in read(text(",", table=rows).encode(), "p.csv").activities] == [25.0, 100.0]


def page(table: list[list[str]]) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in table)
    return f"<html><head><meta charset='Shift_JIS'></head><body><table>{rows}</table></body></html>"


@pytest.mark.parametrize("name", ["出力.xls", "出力.html"])
def test_a_page_of_html_as_systems_export_it(name):
    data = page(TABLE).encode("cp932")
    assert recognises(data, name)
    plan = read(data, name)
    assert (tree(plan), when(plan)) == (TREE, DAYS)


def test_cells_of_a_page_may_span():
    body = (
        "<table><tr><th rowspan=2>タスク名</th><th colspan=2>予定</th><th colspan=2>実績</th></tr>"
        "<tr><th>開始</th><th>終了</th><th>開始</th><th>終了</th></tr>"
        "<tr><td>設計&nbsp;<br>(前半)</td><td>2026/4/6</td><td>2026/4/10</td><td>2026/4/7</td><td></td></tr></table>"
    )
    plan = read(f"<html><body>{body}</body></html>".encode(), "出力.xls")
    assert when(plan) == [("2026-04-06", "2026-04-10")]
    assert plan.activities[0].actual_start.date().isoformat() == "2026-04-07"


SPREADSHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="WBS"><Table>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">受発注刷新</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">No</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">タスク名</Data></Cell>
<Cell><Data ss:Type="String">開始日</Data></Cell><Cell><Data ss:Type="String">終了日</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">設計</Data></Cell>
<Cell><Data ss:Type="DateTime">2026-04-06T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="String">2026/4/10</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("name", ["出力.xls", "出力.xml"])
def test_the_xml_that_excel_wrote_in_2003(name):
    assert recognises(SPREADSHEET.encode(), name)
    plan = read(SPREADSHEET.encode(), name)
    assert tree(plan) == [(1, "設計")]
    assert when(plan) == [("2026-04-06", "2026-04-10")]
    assert plan.project.name == "受発注刷新"
    assert plan.activities[0].source == "WBS!C4"


def test_markup_without_a_plan_or_cut_off_is_refused():
    for data in (SPREADSHEET[:400].encode(), page([["こんにちは"]]).encode("cp932")):
        with pytest.raises(ProblemsFound):
            read(data, "出力.xls")
