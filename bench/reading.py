"""Reading plan files of 10,000 rows, bytes in memory to PlanDocument, everything included (checks, hierarchy, dates,
calendar, relations, people, diagnostics).

The workbook has a two-row header, 30 columns, indents and outline levels, real and text dates, predecessors, people and
20 columns that mean nothing to a schedule. The peer is openpyxl loading the same cells without understanding any.
"""

import io
import time
from datetime import datetime, timedelta
from importlib import import_module

import openpyxl
import xlsxwriter

from bench.harness import Row, seconds
from kaname.exchange import workbook
from kaname.exchange.document import Activity, Calendar, PlanDocument, Project, Relation

ROWS = 10_000
WIDE = 20  # columns without a meaning
WORKBOOK_TARGET, MSPDI_TARGET = 2.0, 1.5
FIRST = datetime(2026, 4, 6)


def wbs(rows: int) -> bytes:
    """Return a workbook of so many activities."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("WBS")
    day = book.add_format({"num_format": "yyyy/mm/dd"})
    indents = [book.add_format({"indent": level}) for level in range(4)]
    _head(sheet)
    for number in range(rows):
        _row(sheet, number, day, indents)
    book.close()
    return file.getvalue()


def _head(sheet) -> None:
    single = {0: "No", 1: "タスク名", 2: "担当者", 7: "工数(人日)", 8: "進捗率", 9: "先行"}
    for column, title in (single | {10 + n: f"追加{n}" for n in range(WIDE)}).items():
        sheet.merge_range(1, column, 2, column, title)
    for column, title in ((3, "予定"), (5, "実績")):
        sheet.merge_range(1, column, 1, column + 1, title)
        sheet.write_string(2, column, "開始日")
        sheet.write_string(2, column + 1, "終了日")


def _row(sheet, number: int, day, indents) -> None:
    at, level = number + 3, (0, 1, 2, 2, 3, 3, 2, 1)[number % 8]
    start = FIRST + timedelta(days=7 * (number // 40))
    sheet.set_row(at, None, None, {"level": level})
    sheet.write_number(at, 0, number + 1)
    sheet.write_string(at, 1, f"作業 {number + 1}", indents[level])
    sheet.write_string(at, 2, f"担当{number % 50:02}、担当{number % 7:02}[50%]")
    sheet.write_datetime(at, 3, start, day)
    sheet.write_string(at, 4, (start + timedelta(days=4)).strftime("%Y/%m/%d"))
    if number % 3 == 0:
        sheet.write_string(at, 5, f"R{start.year - 2018}.{start.month}.{start.day}")
    sheet.write_number(at, 7, 1 + number % 5)
    sheet.write_number(at, 8, number % 3 / 2)
    if number > 40:
        sheet.write_string(at, 9, f"{number - 39}FS+1d;{number - 40}")
    for column in range(10, 10 + WIDE):
        sheet.write_number(at, column, column * number)


def mspdi(rows: int) -> bytes:
    """Return a Microsoft Project XML of so many activities, written by our own writer."""
    week = (((480, 720), (780, 1020)),) * 5 + ((), ())
    plan = PlanDocument(
        "mspdi", Project("1", "bench", FIRST, calendar_id="1"), calendars=[Calendar("1", "Standard", week)]
    )
    plan.activities = [Activity(str(n), f"作業 {n}", duration=480.0 * (1 + n % 5)) for n in range(1, rows + 1)]
    plan.relations = [Relation(str(n - 40), str(n)) for n in range(41, rows + 1)]
    return import_module("kaname.exchange.mspdi").write(plan)


def _loaded(data: bytes) -> int:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).active
    return sum(1 for row in sheet.iter_rows() for cell in row if cell.value is not None)


def run(small: bool) -> list[Row]:
    rows, repeat = (1_000, 1) if small else (ROWS, 3)
    book, project = wbs(rows), mspdi(rows)
    reader = import_module("kaname.exchange.mspdi")
    found = workbook.read(book, "bench.xlsx")
    ours = seconds(lambda: workbook.read(book, "bench.xlsx"), repeat)
    spent = time.process_time()
    workbook.read(book, "bench.xlsx")
    spent = time.process_time() - spent
    theirs = seconds(lambda: _loaded(book), 1, 0)
    xml = seconds(lambda: reader.read(project, "bench.xml"), repeat)
    scale = ROWS / rows
    size = f"{rows:,} rows x {10 + WIDE} columns, {len(found.relations):,} relations"
    cpu = f"{spent:.1f} s of processor time; the rest is waiting for other processes"
    return [
        Row(
            f".xlsx WBS, {size}",
            f"{ours:.2f} s",
            f"{WORKBOOK_TARGET / scale:g} s",
            ours * scale <= WORKBOOK_TARGET,
            cpu,
        ),
        Row("the same, openpyxl loading the cells", f"{theirs:.2f} s", note=f"{theirs / ours:.1f} times ours"),
        Row(f"MSPDI, {rows:,} tasks", f"{xml:.2f} s", f"{MSPDI_TARGET / scale:g} s", xml * scale <= MSPDI_TARGET),
    ]
