"""Write the workbooks of tests/corpus: one for each diagnostic of workbooks, named after it.

Run it after adding a diagnostic: python tests/exchange/workbook/make_corpus.py
"""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill

CORPUS = Path(__file__).parents[2] / "corpus"
HEAD = ["ID", "タスク名", "開始予定", "終了予定"]
ROW = ["1", "設計", date(2026, 4, 6), date(2026, 4, 10)]
NEXT = ["2", "製造", date(2026, 4, 13), date(2026, 4, 17)]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def book(*rows: list[object], title: str = "WBS") -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def plan(*extra: tuple[str, object, object], head: list[str] = HEAD) -> openpyxl.Workbook:
    """Two good rows, with more columns: title, first value, second value."""
    return book(head + [e[0] for e in extra], ROW + [e[1] for e in extra], NEXT + [e[2] for e in extra])


def changed(change: Callable[[openpyxl.Workbook], None], made: openpyxl.Workbook | None = None) -> openpyxl.Workbook:
    made = made or plan()
    change(made)
    return made


def cell(address: str, value: object) -> openpyxl.Workbook:
    made = plan()
    made.active[address] = value
    return made


def painted() -> openpyxl.Workbook:
    made = book(["ID", "タスク名", *[date(2026, 4, day) for day in range(6, 11)]], ["1", "設計"], ["2", "製造"])
    for address in ("C2", "D2", "E3", "F3"):
        made.active[address].fill = PatternFill("solid", fgColor="FF00B0F0")
    return made


def error_cell() -> openpyxl.Workbook:
    made = plan(("期限", "#REF!", None))
    made.active["E2"].data_type = "e"
    return made


def level_rows(head: list[str], *rows: list[object]) -> openpyxl.Workbook:
    return book(head + HEAD[2:], *[row + ROW[2:] for row in rows])


def days(count: int, *spans: tuple[date, date]) -> openpyxl.Workbook:
    rows = [[str(n), f"作業{n}", *span, count] for n, span in enumerate(spans, 1)]
    return book([*HEAD, "日数"], *rows)


def listed() -> openpyxl.Workbook:
    made = plan()
    sheet = made.create_sheet("休日")
    for day, name in (
        (date(2026, 4, 29), "昭和の日"),
        (date(2026, 5, 1), "創立記念日"),
        (date(2026, 5, 4), "みどりの日"),
    ):
        sheet.append([day, name])
    return made


def indented() -> openpyxl.Workbook:
    made = plan()
    made.active["B3"].alignment = Alignment(indent=1)
    return made


def outlined() -> openpyxl.Workbook:
    made = plan()
    made.active.row_dimensions[3].outlineLevel = 1
    return made


def struck() -> openpyxl.Workbook:
    made = plan()
    made.active["B3"].font = Font(strike=True)
    return made


def hide_row(made: openpyxl.Workbook) -> None:
    made.active.row_dimensions[3].hidden = True


def hide_column(made: openpyxl.Workbook) -> None:
    made.active.column_dimensions["D"].hidden = True


def with_details(content: str) -> openpyxl.Workbook:
    made = plan()
    made.create_sheet("詳細").append(["kaname-details/1", "id", "content"])
    made["詳細"].append(["project", "1", content])
    return made


def edited() -> openpyxl.Workbook:
    made = book(
        ["ID", "WBS番号", "タスク名", "階層", "タスク種別", "担当者", "開始予定", "終了予定", "期間(日)", "工数(人日)",
         "進捗率", "実績開始", "実績終了", "先行タスク"],
        ["1", "", "設計", 1, "作業", "", "", "", "来月まで", "", "", "", "", ""],
    )  # fmt: skip
    made.create_sheet("詳細").append(["kaname-details/1", "id", "content"])
    made["詳細"].append(["activities", "1", json.dumps({"id": "1", "name": "設計", "duration": 480})])
    return made


FIVE = [
    (date(2026, 4, 6), date(2026, 4, 10)),
    (date(2026, 4, 13), date(2026, 4, 17)),
    (date(2026, 4, 20), date(2026, 4, 24)),
]
LONG = [
    (date(2026, 4, 6), date(2026, 4, 14)),
    (date(2026, 4, 14), date(2026, 4, 22)),
    (date(2026, 4, 7), date(2026, 4, 15)),
]
NEXT_DAY = [
    (date(2026, 4, 6), date(2026, 4, 8)),
    (date(2026, 4, 8), date(2026, 4, 10)),
    (date(2026, 4, 14), date(2026, 4, 16)),
]
SATURDAYS = [(date(2026, 4, day), date(2026, 4, day + 5)) for day in (6, 13, 20)]
WEEKENDS = [
    (date(2026, 4, 5), date(2026, 4, 11)),
    (date(2026, 4, 12), date(2026, 4, 18)),
    (date(2026, 4, 19), date(2026, 4, 25)),
]
AROUND = [
    (date(2026, 4, 27), date(2026, 4, 30)),
    (date(2026, 5, 1), date(2026, 5, 8)),
    (date(2026, 5, 11), date(2026, 5, 15)),
]
ENGLISH = ["ID", "Task Name", "Start", "Finish"]

BOOKS: dict[str, Callable[[], openpyxl.Workbook]] = {
    "workbook-no-wbs": lambda: book(
        ["課題一覧"], ["No", "課題名", "起票日", "対応者"], [1, "画面が遅い", date(2026, 4, 1), "甲"]
    ),
    "workbook-no-activities": lambda: book(HEAD, ["", "合計", "", ""]),
    "workbook-sheet-chosen": plan,
    "workbook-unknown-columns": lambda: plan(("成果物", "設計書", "モジュール")),
    "workbook-chart-ignored": lambda: plan(*[(date(2026, 4, day), None, None) for day in range(6, 11)]),
    "workbook-chart-read": painted,
    "workbook-two-lines": lambda: book(
        ["ID", "タスク名", "予実", "開始", "終了"],
        ["1", "設計", "予定", *ROW[2:]],
        ["", "", "実績", *ROW[2:]],
        ["2", "製造", "予定", *NEXT[2:]],
        ["", "", "実績", "", ""],
    ),
    "workbook-rows-skipped": lambda: book(
        HEAD, ROW, NEXT, ["", "合計", ROW[2], NEXT[3]], ["※ 予定は変更することがあります"]
    ),
    "workbook-hierarchy-columns": lambda: level_rows(["大項目", "小項目"], ["設計", ""], ["", "画面"], ["", "帳票"]),
    "workbook-hierarchy-levels": lambda: level_rows(["レベル", "タスク名"], [1, "設計"], [2, "画面"]),
    "workbook-hierarchy-codes": lambda: level_rows(["WBS番号", "タスク名"], ["1", "設計"], ["1.1", "画面"]),
    "workbook-hierarchy-indent": indented,
    "workbook-hierarchy-numbering": lambda: level_rows(
        ["No", "タスク名"], [1, "第1章 設計"], [2, "(1) 画面"], [3, "(2) 帳票"]
    ),
    "workbook-hierarchy-outline": outlined,
    "workbook-level-jump": lambda: level_rows(["レベル", "タスク名"], [1, "設計"], [3, "画面"], [2, "帳票"]),
    "workbook-name-missing": lambda: cell("B3", None),
    "workbook-unknown-parent": lambda: plan(("親タスク", None, "試験")),
    "workbook-hidden-rows": lambda: changed(hide_row),
    "workbook-hidden-columns": lambda: changed(hide_column),
    "workbook-struck-rows": struck,
    "workbook-error-value": error_cell,
    "workbook-formula-unstored": lambda: plan(("期限", "=D2+1", None)),
    "workbook-undecided": lambda: plan(("期限", "未定", None)),
    "workbook-unreadable-date": lambda: plan(("期限", "2026/13/45", None)),
    "workbook-rough-date": lambda: plan(("期限", "2026年4月下旬", None)),
    "workbook-year-assumed": lambda: plan(("期限", "4/30", None)),
    "workbook-year-unknown": lambda: book(HEAD, ["1", "設計", "4/6", "4/10"]),
    "workbook-finish-before-start": lambda: changed(
        lambda made: made.active.__setitem__("D3", date(2026, 4, 1)), plan(("日数", 5, 5))
    ),
    "workbook-unreadable-duration": lambda: plan(("日数", "すぐ", 5)),
    "workbook-unreadable-effort": lambda: plan(("工数(人日)", "少し", 5)),
    "workbook-unreadable-number": lambda: plan(("コスト", "高い", 5)),
    "workbook-unreadable-progress": lambda: plan(("進捗率", "順調だと思う", 0.5)),
    "workbook-progress-disagrees": lambda: plan(("進捗率", 0.4, 0.5), ("状態", "完了", "作業中")),
    "workbook-duration-disagrees": lambda: plan(("日数", 20, 5)),
    "workbook-estimates-disordered": lambda: plan(("楽観", 9, 3), ("最可能", 5, 4), ("悲観", 7, 6)),
    "workbook-code-became-date": lambda: level_rows(["WBS番号", "タスク名"], ["1", "設計"], [date(2026, 1, 1), "画面"]),
    "workbook-duplicate-id": lambda: cell("A3", "1"),
    "workbook-unknown-predecessor": lambda: plan(("先行タスク", None, "T9")),
    "workbook-ambiguous-predecessor": lambda: book(
        [*HEAD, "先行タスク"], [*ROW, None], ["2", "設計", *NEXT[2:], None], ["3", "製造", *NEXT[2:], "設計"]
    ),
    "workbook-self-predecessor": lambda: plan(("先行タスク", None, "2")),
    "workbook-unreadable-predecessor": lambda: plan(("先行タスク", None, "1FS+3個")),
    "workbook-effort-in-days": lambda: plan(("工数", 3, 5)),
    "workbook-effort-in-hours": lambda: plan(("Work", 16, 40), head=ENGLISH),
    "workbook-calendar-listed": listed,
    "workbook-calendar-japanese": lambda: book(
        HEAD, *[[str(n), f"作業{n}", *span] for n, span in enumerate(AROUND, 1)]
    ),
    "workbook-calendar-assumed": plan,
    "workbook-calendar-weekdays": lambda: book(ENGLISH, ["1", "Design", *ROW[2:]], ["2", "Build", *NEXT[2:]]),
    "workbook-calendar-six-days": lambda: days(6, *SATURDAYS),
    "workbook-calendar-every-day": lambda: days(7, *WEEKENDS),
    "workbook-works-on-days-off": lambda: cell("D3", date(2026, 4, 18)),
    "workbook-finish-exclusive": lambda: days(2, *NEXT_DAY),
    "workbook-days-are-calendar-days": lambda: days(9, *LONG),
    "workbook-duration-from-effort": lambda: book([*HEAD, "工数(人日)"], [*ROW, 5], ["2", "製造", None, None, 3]),
    "workbook-no-duration": lambda: book(HEAD, ROW, ["2", "製造", None, None]),
    "workbook-start-constraint": plan,
    "workbook-sheet-too-large": lambda: cell("XFD1048576", "迷子"),
    "workbook-details-unreadable": lambda: with_details("{"),
    "workbook-unreadable-edit": edited,
}


def packed(name: str) -> bytes:
    file = io.BytesIO()
    made = BOOKS[name]()
    made.save(file)
    if name == "workbook-year-unknown":
        return without_properties(file.getvalue())
    return file.getvalue()


def without_properties(data: bytes) -> bytes:
    """Take the dates out of the document's properties: nothing tells the year then."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != "docProps/core.xml":
                new.writestr(entry, old.read(entry))
    return file.getvalue()


def broken() -> dict[str, bytes]:
    sheet = packed("workbook-sheet-chosen")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    cut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet)) as old, zipfile.ZipFile(cut, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, content[:60] if entry.filename == "xl/workbook.xml" else content)
    return {
        "workbook-encrypted": OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480),
        "workbook-not-a-workbook": file.getvalue(),
        "workbook-damaged": cut.getvalue(),
    }


def main() -> None:
    for name in BOOKS:
        (CORPUS / f"{name}.xlsx").write_bytes(packed(name))
    for name, content in broken().items():
        (CORPUS / f"{name}.xlsx").write_bytes(content)


if __name__ == "__main__":
    main()
