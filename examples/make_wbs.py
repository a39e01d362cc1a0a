"""Write the example workbook 04-販売管理刷新-WBS.xlsx: a WBS as people really keep it, nobody's in particular.

A title block, a two-row header, merged cells, full-width indents, dates in four notations, several people in a cell,
a total row, notes below the table and a painted chart at the right. Run: python examples/make_wbs.py
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

TARGET = Path(__file__).parent / "04-販売管理刷新-WBS.xlsx"
HEAD = 4  # the row of the upper header line, counted from 0
FIRST_DAY, DAYS = date(2026, 4, 6), 182  # the chart: one column a week
CHART = 13

type Row = tuple[
    int, str, str, str | date, str | date, float | None, str | date | None, str | date | None, object, str, str
]

ROWS: list[Row] = [
    # level, name, people, planned start and finish, effort, actual start and finish, progress, predecessors, notes
    (0, "プロジェクト管理", "", "令和8年4月6日", "令和8年10月2日", None, "R8.4.6", None, None, "", ""),
    (1, "計画策定", "佐々木", "2026/4/6", "2026/4/10", 5, "4/6", "4/10", "完了", "", ""),
    (1, "定例会議・進捗管理", "佐々木", "2026/4/13", "2026/10/2", 24, "4/13", None, 0.3, "", "毎週月曜日"),
    (0, "要件定義", "", "R8.4.13", "R8.5.22", None, "R8.4.13", None, None, "", ""),
    (1, "現行業務調査", "佐々木、高梨", "4月13日", "4月22日", 14, "4月13日", "4月24日", 1.0, "2", "営業部の協力が必要"),
    (1, "業務要件定義", "高梨／長谷部", "4月23日", "5月12日", 22, "4月27日", "5月13日", "完了", "5", ""),
    (1, "非機能要件定義", "長谷部", date(2026, 4, 23), date(2026, 5, 8), 9, date(2026, 4, 27), "5/8", "100%", "5", ""),
    (
        1,
        "要件定義書レビュー",
        "佐々木・高梨・長谷部",
        date(2026, 5, 13),
        date(2026, 5, 20),
        6,
        "5/14",
        None,
        0.8,
        "6,7",
        "",
    ),
    (
        1,
        "◆要件定義完了",
        "佐々木",
        date(2026, 5, 22),
        date(2026, 5, 22),
        0,
        None,
        None,
        None,
        "8",
        "ステアリングコミッティ承認",
    ),
    (0, "基本設計", "", "R8.5.25", "R8.6.30", None, None, None, None, "", ""),
    (1, "画面設計", "高梨、三好", "2026年5月25日", "2026年6月12日", 26, None, None, "未着手", "9", ""),
    (2, "受注画面", "高梨", "5/25", "6/5", 10, None, None, 0, "9", ""),
    (2, "在庫画面", "三好", "5/25", "6/3", 8, None, None, 0, "9", ""),
    (2, "請求画面", "高梨、三好", "6/4", "6/12", 8, None, None, 0, "12FS;13FS", ""),
    (1, "帳票設計", "三好[50%]", "6/8", "6/19", 5, None, None, 0, "13", ""),
    (1, "データベース設計", "長谷部", "5/25", "6/10", 13, None, None, 0, "9", ""),
    (1, "外部連携設計", "長谷部", "6/11", "6/22", 8, None, None, 0, "16", "会計システムの仕様は先方確認中"),
    (1, "基本設計レビュー", "佐々木、高梨", "6/23", "6/29", 6, None, None, 0, "14,15,17", ""),
    (1, "◆基本設計完了", "佐々木", "6/30", "6/30", 0, None, None, None, "18", ""),
    (0, "製造・単体テスト", "", "R8.7.1", "R8.8.7", None, None, None, None, "", ""),
    (1, "共通部品", "三好", date(2026, 7, 1), date(2026, 7, 8), 6, None, None, 0, "19", ""),
    (
        1,
        "受注機能",
        "高梨、（パートナー）和久井",
        date(2026, 7, 6),
        date(2026, 7, 29),
        34,
        None,
        None,
        0,
        "19FS+3日",
        "",
    ),
    (
        1,
        "在庫機能",
        "三好、（パートナー）和久井[50%]",
        date(2026, 7, 9),
        date(2026, 7, 28),
        18,
        None,
        None,
        0,
        "21",
        "",
    ),
    (1, "請求機能", "高梨", date(2026, 7, 30), date(2026, 8, 7), 7, None, None, 0, "22", ""),
    (1, "帳票", "（パートナー）和久井", date(2026, 7, 30), date(2026, 8, 6), 6, None, None, 0, "22SS+15d", ""),
    (1, "外部連携", "長谷部", date(2026, 7, 1), date(2026, 7, 24), 17, None, None, 0, "19", ""),
    (0, "データ移行", "", "R8.7.1", "R8.9.18", None, None, None, None, "", ""),
    (1, "移行設計", "長谷部[50%]", "7/1", "7/17", 6, None, None, 0, "16,19", ""),
    (1, "移行プログラム", "長谷部", "7/27", "8/7", 10, None, None, 0, "26,28", ""),
    (
        1,
        "移行リハーサル(1回目)",
        "長谷部、三好",
        "8/17",
        "8/21",
        10,
        None,
        None,
        0,
        "29",
        "夏季休業（8/10〜8/14）を除く",
    ),
    (1, "移行リハーサル(2回目)", "長谷部、三好", "9/14", "9/18", 10, None, None, 0, "30", ""),
    (0, "テスト", "", "R8.8.17", "R8.9.25", None, None, None, None, "", ""),
    (1, "結合テスト", "高梨、三好", "8月17日", "9月1日", 22, None, None, 0, "24,25,23,26", ""),
    (1, "総合テスト", "佐々木、高梨、三好", "9月2日", "9月15日", 28, None, None, 0, "33", ""),
    (1, "利用者受入テスト", "佐々木", "9月16日", "9月25日", 5, None, None, 0, "34", "営業部が実施"),
    (0, "リリース", "", "R8.9.28", "R8.10.2", None, None, None, None, "", ""),
    (1, "利用者研修", "佐々木／高梨", "9/28", "9/29", 4, None, None, 0, "35", ""),
    (1, "本番移行", "長谷部、三好", "9/30", "10/1", 4, None, None, 0, "31,35", ""),
    (1, "★サービス開始", "佐々木", "10/2", "10/2", 0, None, None, None, "37,38", "期日厳守"),
]
WIDTHS = [5, 32, 20, 13, 13, 9, 12, 12, 9, 12, 26, 2, 2]


def main() -> None:
    """Write the workbook."""
    book = xlsxwriter.Workbook(str(TARGET))
    book.set_properties({"title": "販売管理システム刷新 WBS", "created": datetime(2026, 5, 15)})
    sheet = book.add_worksheet("WBS")
    looks = Looks(book)
    _write_title(sheet, looks)
    _write_head(sheet, looks)
    for number, row in enumerate(ROWS, 1):
        _write_row(sheet, HEAD + 1 + number, number, row, looks)
    end = HEAD + 2 + len(ROWS)
    sheet.write_string(end, 1, "合計", looks.bold)
    sheet.write_number(end, 5, sum(row[5] or 0 for row in ROWS), looks.days)
    sheet.write_string(end + 2, 1, "※ 工数にレビュー指摘の修正を含む")
    sheet.write_string(end + 3, 1, "※ 先行はこの表の No")
    _write_holidays(book)
    book.close()


class Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        """Make each format once."""
        border = {"border": 1, "valign": "vcenter"}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.bold = book.add_format({"bold": True, **border})
        self.head = book.add_format(
            {"bold": True, "bg_color": "#DDEBF7", "align": "center", "text_wrap": True, **border}
        )
        self.text = book.add_format(border)
        self.day = book.add_format({"num_format": "yyyy/m/d", "align": "left", **border})
        self.week = book.add_format({"num_format": "m/d", "font_size": 8, "bg_color": "#DDEBF7", **border})
        self.percent = book.add_format({"num_format": "0%", **border})
        self.days = book.add_format({"num_format": "0.0", **border})
        self.bar = book.add_format({"bg_color": "#5B9BD5"})


def _write_title(sheet: Any, looks: Looks) -> None:
    sheet.write_string(0, 0, "販売管理システム刷新プロジェクト　WBS", looks.title)
    for column, (label, value) in zip(
        (1, 3, 6), (("プロジェクト名", "販売管理システム刷新"), ("PM", "佐々木"), ("基準日", "2026/5/15")), strict=True
    ):
        sheet.write_string(2, column, label, looks.bold)
        sheet.write_string(2, column + 1, value, looks.text)


def _write_head(sheet: Any, looks: Looks) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for column, label in (
        (0, "No"),
        (1, "作業項目"),
        (2, "担当者"),
        (5, "工数\n(人日)"),
        (8, "進捗率"),
        (9, "先行"),
        (10, "備考"),
    ):
        sheet.merge_range(HEAD, column, HEAD + 1, column, label, looks.head)
    sheet.merge_range(HEAD, 3, HEAD, 4, "予定", looks.head)
    sheet.merge_range(HEAD, 6, HEAD, 7, "実績", looks.head)
    for column, label in ((3, "開始日"), (4, "終了日"), (6, "開始日"), (7, "終了日")):
        sheet.write_string(HEAD + 1, column, label, looks.head)
    for column, monday in _weeks():
        sheet.set_column(column, column, 4)
        sheet.write_datetime(HEAD + 1, column, datetime.combine(monday, datetime.min.time()), looks.week)
    sheet.freeze_panes(HEAD + 2, 2)


def _weeks() -> Iterator[tuple[int, date]]:
    return ((CHART + n, FIRST_DAY + timedelta(days=7 * n)) for n in range(DAYS // 7))


def _write_row(sheet: Any, at: int, number: int, row: Row, looks: Looks) -> None:
    level, name, people, start, finish, effort, begun, ended, progress, before, notes = row
    sheet.write_number(at, 0, number, looks.text)
    sheet.write_string(at, 1, "　" * level + name, looks.bold if level == 0 else looks.text)
    for column, text in ((2, people), (9, before), (10, notes)):
        sheet.write_string(at, column, text, looks.text)
    for column, value in ((3, start), (4, finish), (6, begun), (7, ended)):
        _write_day(sheet, at, column, value, looks)
    if effort is not None:
        sheet.write_number(at, 5, effort, looks.days)
    if isinstance(progress, str):
        sheet.write_string(at, 8, progress, looks.text)
    elif isinstance(progress, (int, float)):
        sheet.write_number(at, 8, progress, looks.percent)
    if level == 0:
        for column in range(CHART, CHART + 2 + number % 3):
            sheet.write_blank(at, column + number // 2 % 20, None, looks.bar)


def _write_day(sheet: Any, at: int, column: int, value: str | date | None, looks: Looks) -> None:
    if isinstance(value, date):
        sheet.write_datetime(at, column, datetime.combine(value, datetime.min.time()), looks.day)
    else:
        sheet.write_string(at, column, value or "", looks.text)


def _write_holidays(book: Any) -> None:
    """Add the sheet of days off: national holidays of the plan's months and the company's summer closure."""
    sheet = book.add_worksheet("休日")
    day = book.add_format({"num_format": "yyyy/mm/dd"})
    days = [
        (date(2026, 4, 29), "昭和の日"), (date(2026, 5, 4), "みどりの日"), (date(2026, 5, 5), "こどもの日"),
        (date(2026, 5, 6), "振替休日"), (date(2026, 7, 20), "海の日"), (date(2026, 8, 11), "山の日"),
        (date(2026, 9, 21), "敬老の日"), (date(2026, 9, 22), "国民の休日"), (date(2026, 9, 23), "秋分の日"),
        *((date(2026, 8, n), "夏季休業") for n in (10, 12, 13, 14)),
    ]  # fmt: skip
    sheet.write_row(0, 0, ["日付", "名称"])
    sheet.set_column(0, 1, 14)
    for row, (when, name) in enumerate(days, 1):
        sheet.write_datetime(row, 0, datetime.combine(when, datetime.min.time()), day)
        sheet.write_string(row, 1, name)


if __name__ == "__main__":
    main()
