"""Plans written as workbooks: readable, editable, and read back without loss."""

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from books import codes, links

from kaname.exchange.document import (
    Activity,
    ActivityKind,
    Assignment,
    Baseline,
    Calendar,
    CalendarException,
    Constraint,
    Distribution,
    LagKind,
    PlanDocument,
    Project,
    Relation,
    RelationKind,
    Resource,
    Risk,
    StoredSchedule,
)
from kaname.exchange.formats import read_plan
from kaname.exchange.losses import losses
from kaname.exchange.workbook import read, write
from kaname.exchange.workbook.workdays import DAY_SHIFTS, week_of

START, FINISH = datetime(2026, 4, 6, 9), datetime(2026, 4, 10, 18)


def rich() -> PlanDocument:
    plan = PlanDocument(
        "mspdi", Project("p", "刷新", START, calendar_id="c", minutes_per_day=450.0, status_date=FINISH)
    )
    plan.calendars = [
        Calendar("c", "標準", week_of(DAY_SHIFTS), exceptions=[CalendarException(START.date(), START.date())])
    ]
    head = Activity("1", "設計", kind=ActivityKind.SUMMARY, duration=2250.0)
    first = Activity(
        "2", "=1+1", wbs="1.1", outline_level=2, parent_id="1", duration=1234.5, work=900.0, notes="改行\nあり"
    )
    first.stored = StoredSchedule(START, FINISH, early_start=START, total_slack=12.5, critical=True)
    first.baselines = {0: Baseline(0, START, FINISH, 2250.0), 3: Baseline(3, START)}
    first.constraint, first.constraint_date = Constraint.MSO, START
    first.distribution, first.percent_complete = Distribution("triangular", (1.0, 2.0, 3.0)), 37.5
    first.fields = {"成果物": "設計書", "担当部署": 3}
    second = Activity("x-9", "合計", outline_level=2, parent_id="1", duration=0.0, kind=ActivityKind.FINISH_MILESTONE)
    blank = Activity("b", "", deadline=datetime(2026, 5, 1), splits=[(START, FINISH)], active=False)
    plan.activities = [head, first, second, blank]
    plan.relations = [
        Relation("2", "x-9", RelationKind.SS, 30.0),
        Relation("2", "b", RelationKind.FS, -50.0, LagKind.PERCENT),
    ]
    plan.resources = [Resource("7", "甲、乙 & Co.", max_units=2.0), Resource("8", "丙", standard_rate=10.5)]
    plan.assignments = [
        Assignment("a", "2", "7", 0.5, 450.0),
        Assignment("b", "2", "8"),
        Assignment("n", "b", None, 1.0, 5.0),
    ]
    plan.risks = [Risk("r", "遅延", 0.3)]
    return plan


def rewritten(data: bytes, change) -> bytes:
    """What somebody saves after editing the sheet in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book["WBS"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def column(sheet, title: str) -> str:
    return next(cell.column_letter for cell in sheet[2] if cell.value == title)


@pytest.mark.parametrize("language", ["ja", "en", None])
def test_everything_comes_back(language):
    plan = rich()
    after = read(write(plan, language), "plan.xlsx")
    assert losses(plan, after) == {}
    assert after.diagnostics == []
    assert [a.id for a in after.activities] == ["1", "2", "x-9", "b"]


def test_the_sheet_shows_what_people_need():
    sheet = openpyxl.load_workbook(io.BytesIO(write(rich())))["WBS"]
    shown = {
        title: sheet[f"{column(sheet, title)}4"].value
        for title in ("タスク名", "開始予定", "進捗率", "担当者", "成果物")
    }
    assert shown == {
        "タスク名": "=1+1",
        "開始予定": START,
        "進捗率": 0.375,
        "担当者": "甲、乙 & Co.[50%]; 丙",
        "成果物": "設計書",
    }
    cell = sheet[f"{column(sheet, 'タスク名')}4"]
    assert (cell.data_type, cell.alignment.indent) == ("s", 1)
    assert sheet.row_dimensions[4].outlineLevel == 1
    assert sheet[f"{column(sheet, '先行タスク')}6"].value == "2FS-50%"


def test_the_header_is_in_the_language_asked_for():
    sheet = openpyxl.load_workbook(io.BytesIO(write(rich(), "en")))["WBS"]
    assert [cell.value for cell in sheet[2]][:4] == ["ID", "WBS", "Task Name", "Outline Level"]


def test_edited_cells_are_taken_over_and_the_rest_is_kept():
    def change(sheet):
        edits = {
            "タスク名": "新しい名前",
            "開始予定": datetime(2026, 4, 7),
            "期間(日)": 2,
            "進捗率": 0.5,
            "制約": "できるだけ早く",
            "担当者": "丙[50%]; 丁",
        }
        for title, value in edits.items():
            sheet[f"{column(sheet, title)}4"] = value
        sheet[f"{column(sheet, '先行タスク')}6"] = "x-9FS+1d"

    after = read(rewritten(write(rich()), change), "plan.xlsx")
    edited = after.activities[1]
    assert (edited.name, edited.duration, edited.percent_complete) == ("新しい名前", 900.0, 50.0)
    assert edited.stored.start == datetime(2026, 4, 7, 8)
    assert (edited.stored.finish, edited.stored.total_slack, edited.constraint) == (FINISH, 12.5, Constraint.ASAP)
    assert edited.baselines == rich().activities[1].baselines
    assert [(r.predecessor_id, r.successor_id, r.kind.value, r.lag) for r in after.relations] == [
        ("2", "x-9", "SS", 30.0),
        ("x-9", "b", "FS", 450.0),
    ]
    names = {r.id: r.name for r in after.resources}
    assert [(names.get(a.resource_id), a.units) for a in after.assignments if a.activity_id == "2"] == [
        ("丙", 0.5),
        ("丁", 1.0),
    ]
    assert codes(after) == []


def test_rows_added_and_deleted_stay_so():
    def change(sheet):
        sheet.delete_rows(5)
        sheet.append(["new", None, "追加作業", 1])

    after = read(rewritten(write(rich()), change), "plan.xlsx")
    assert [(a.id, a.name, a.parent_id) for a in after.activities] == [
        ("1", "設計", None), ("2", "=1+1", "1"), ("b", "", None), ("new", "追加作業", None),
    ]  # fmt: skip
    assert links(after) == [("2", "b", "FS", -50.0 / 480)]


def test_an_edit_that_cannot_be_read_is_told_and_the_value_before_kept():
    def change(sheet):
        sheet[f"{column(sheet, '期間(日)')}4"] = "すぐ"

    after = read(rewritten(write(rich()), change), "plan.xlsx")
    assert after.activities[1].duration == 1234.5
    [told] = after.diagnostics
    assert (told.code, told.params["value"]) == ("workbook-unreadable-edit", "すぐ")


def test_without_its_details_the_sheet_is_read_like_any_other():
    data = io.BytesIO(write(rich()))
    book = openpyxl.load_workbook(data)
    del book["詳細"]
    file = io.BytesIO()
    book.save(file)
    after = read(file.getvalue(), "plan.xlsx")
    assert [a.id for a in after.activities][:2] == ["1", "2"]
    assert after.activities[1].constraint == Constraint.MSO


@pytest.mark.realdata
def test_real_plans_come_back_without_loss(realdata):
    files = sorted((realdata / "msproject").rglob("*.xml"))[:12] + sorted((realdata / "dslib" / "p2x").glob("*Day*"))
    lost: dict[str, dict[str, int]] = {}
    for file in files:
        plan = read_plan(Path(file))
        lost[file.name] = losses(plan, read(write(plan), "plan.xlsx"))
    assert {name: found for name, found in lost.items() if found} == {}
    assert len(lost) == 13
