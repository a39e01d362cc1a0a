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
FIRST_DAY, DAYS = date(2026, 10, 12), 189  # the chart: one column a week
CHART = 13

type Row = tuple[
    int, str, str, str | date, str | date, float | None, str | date | None, str | date | None, object, str, str
]

ROWS: list[Row] = [
    # level, name, people, planned start and finish, effort, actual start and finish, progress, predecessors, notes
    (0, "プロジェクト管理", "", "令和8年10月13日", "令和9年4月7日", None, "R8.10.13", None, None, "", ""),
    (1, "計画策定", "柚木", "2026/10/13", "2026/10/19", 5, "10/13", "10/19", "完了", "", ""),
    (1, "定例会議・進捗管理", "柚木", "2026/10/20", "2027/4/7", 24, "10/20", None, 0.3, "", "毎週月曜日"),
    (0, "要件定義", "", "R8.10.20", "R8.11.26", None, "R8.10.20", None, None, "", ""),
    (
        1,
        "現行業務調査",
        "柚木、槙田",
        "10月20日",
        "10月29日",
        14,
        "10月20日",
        "11月2日",
        1.0,
        "2",
        "営業部の協力が必要",
    ),
    (1, "業務要件定義", "槙田／久住", "10月30日", "11月13日", 22, "11月4日", "11月16日", "完了", "5", ""),
    (
        1,
        "非機能要件定義",
        "久住",
        date(2026, 10, 30),
        date(2026, 11, 11),
        9,
        date(2026, 11, 4),
        "11/11",
        "100%",
        "5",
        "",
    ),
    (
        1,
        "要件定義書レビュー",
        "柚木・槙田・久住",
        date(2026, 11, 16),
        date(2026, 11, 24),
        6,
        "11/17",
        None,
        0.8,
        "6,7",
        "",
    ),
    (
        1,
        "◆要件定義完了",
        "柚木",
        date(2026, 11, 26),
        date(2026, 11, 26),
        0,
        None,
        None,
        None,
        "8",
        "ステアリングコミッティ承認",
    ),
    (0, "基本設計", "", "R8.11.27", "R9.1.8", None, None, None, None, "", ""),
    (1, "画面設計", "槙田、三輪", "2026年11月27日", "2026年12月17日", 26, None, None, "未着手", "9", ""),
    (2, "受注画面", "槙田", "11/27", "12/10", 10, None, None, 0, "9", ""),
    (2, "在庫画面", "三輪", "11/27", "12/8", 8, None, None, 0, "9", ""),
    (2, "請求画面", "槙田、三輪", "12/9", "12/17", 8, None, None, 0, "12FS;13FS", ""),
    (1, "帳票設計", "三輪[50%]", "12/11", "12/24", 5, None, None, 0, "13", ""),
    (1, "データベース設計", "久住", "11/27", "12/15", 13, None, None, 0, "9", ""),
    (1, "外部連携設計", "久住", "12/16", "12/25", 8, None, None, 0, "16", "会計システムの仕様は先方確認中"),
    (1, "基本設計レビュー", "柚木、槙田", "12/28", "1/7", 6, None, None, 0, "14,15,17", ""),
    (1, "◆基本設計完了", "柚木", "1/8", "1/8", 0, None, None, None, "18", ""),
    (0, "製造・単体テスト", "", "R9.1.12", "R9.2.18", None, None, None, None, "", ""),
    (1, "共通部品", "三輪", date(2027, 1, 12), date(2027, 1, 19), 6, None, None, 0, "19", ""),
    (1, "受注機能", "槙田、（パートナー）早瀬", date(2027, 1, 15), date(2027, 2, 8), 34, None, None, 0, "19FS+3日", ""),
    (1, "在庫機能", "三輪、（パートナー）早瀬[50%]", date(2027, 1, 20), date(2027, 2, 5), 18, None, None, 0, "21", ""),
    (1, "請求機能", "槙田", date(2027, 2, 9), date(2027, 2, 18), 7, None, None, 0, "22", ""),
    (1, "帳票", "（パートナー）早瀬", date(2027, 2, 9), date(2027, 2, 17), 6, None, None, 0, "22SS+15d", ""),
    (1, "外部連携", "久住", date(2027, 1, 12), date(2027, 2, 3), 17, None, None, 0, "19", ""),
    (0, "データ移行", "", "R9.1.12", "R9.3.29", None, None, None, None, "", ""),
    (1, "移行設計", "久住[50%]", "1/12", "1/28", 6, None, None, 0, "16,19", ""),
    (1, "移行プログラム", "久住", "2/4", "2/18", 10, None, None, 0, "26,28", ""),
    (1, "移行リハーサル(1回目)", "久住、三輪", "2/19", "2/26", 10, None, None, 0, "29", "月初の締め処理を避ける"),
    (1, "移行リハーサル(2回目)", "久住、三輪", "3/23", "3/29", 10, None, None, 0, "30", ""),
    (0, "テスト", "", "R9.2.19", "R9.3.31", None, None, None, None, "", ""),
    (1, "結合テスト", "槙田、三輪", "2月19日", "3月9日", 22, None, None, 0, "24,25,23,26", ""),
    (1, "総合テスト", "柚木、槙田、三輪", "3月10日", "3月24日", 28, None, None, 0, "33", ""),
    (1, "利用者受入テスト", "柚木", "3月25日", "3月31日", 5, None, None, 0, "34", "営業部が実施"),
    (0, "リリース", "", "R9.4.1", "R9.4.7", None, None, None, None, "", ""),
    (1, "利用者研修", "柚木／槙田", "4/1", "4/2", 4, None, None, 0, "35", ""),
    (1, "本番移行", "久住、三輪", "4/5", "4/6", 4, None, None, 0, "31,35", ""),
    (1, "★サービス開始", "柚木", "4/7", "4/7", 0, None, None, None, "37,38", "期日厳守"),
]
WIDTHS = [5, 32, 20, 13, 13, 9, 12, 12, 9, 12, 26, 2, 2]


def main() -> None:
    """Write the workbook."""
    book = xlsxwriter.Workbook(str(TARGET))
    book.set_properties({"title": "販売管理システム刷新 WBS", "created": datetime(2026, 11, 20)})
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
        (1, 3, 6), (("プロジェクト名", "販売管理システム刷新"), ("PM", "柚木"), ("基準日", "2026/11/20")), strict=True
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
    """Add the sheet of days off: national holidays and the company's closure over new year."""
    sheet = book.add_worksheet("休日")
    day = book.add_format({"num_format": "yyyy/mm/dd"})
    days = [
        (date(2026, 10, 12), "スポーツの日"),
        (date(2026, 11, 3), "文化の日"),
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2026, 12, 29), "年末年始休業"),
        (date(2026, 12, 30), "年末年始休業"),
        (date(2026, 12, 31), "年末年始休業"),
        (date(2027, 1, 1), "元日"),
        (date(2027, 1, 11), "成人の日"),
        (date(2027, 2, 11), "建国記念の日"),
        (date(2027, 2, 23), "天皇誕生日"),
        (date(2027, 3, 22), "春分の日 振替休日"),
    ]
    sheet.write_row(0, 0, ["日付", "名称"])
    sheet.set_column(0, 1, 14)
    for row, (when, name) in enumerate(days, 1):
        sheet.write_datetime(row, 0, datetime.combine(when, datetime.min.time()), day)
        sheet.write_string(row, 1, name)


if __name__ == "__main__":
    main()
