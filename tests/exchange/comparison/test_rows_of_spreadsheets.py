"""Which row of a WBS is which of the next version's, when people type the numbers."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kaname.exchange import document as d
from kaname.exchange.comparison import Kind, compare, merge
from kaname.exchange.formats import read_plan

EXAMPLE = Path(__file__).parents[3] / "examples" / "04-販売管理刷新-WBS.xlsx"


def sheet(text: str) -> d.PlanDocument:
    """A WBS of one row a line: an indent is a level; numbers run, unless a line begins with one of its own."""
    rows: list[d.Activity] = []
    above: dict[int, str] = {}
    for number, line in enumerate(text.strip("\n").splitlines(), 1):
        level = (len(line) - len(line.lstrip())) // 2 + 1
        own, _, name = line.strip().rpartition(":")
        row = d.Activity(own or str(number), name, outline_level=level, parent_id=above.get(level - 1), duration=480.0)
        above[level] = row.id
        rows.append(row)
    return d.PlanDocument("workbook", d.Project("p", "WBS", datetime(2026, 11, 2, 9)), activities=rows)


def told(before: str, after: str) -> list[str]:
    found = []
    for c in compare(sheet(before), sheet(after)).changes:
        assert c.table == "activities"
        values = ", ".join(f"{f.field} {f.base}→{f.theirs}" for f in c.fields if f.field != "parent_id")
        moved = ["moved"] if any(f.field == "parent_id" for f in c.fields) else []
        found.append(" ".join([c.name, c.kind.value, *moved, *([values] if values else [])]))
    return sorted(found)


BEFORE = """
設計
  画面設計
  帳票設計
  レビュー
製造
  画面
  帳票
  レビュー
試験
  結合
  総合
  レビュー
"""


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (BEFORE, []),
        (
            BEFORE.replace("  帳票設計\n", "  印刷\n  帳票設計\n").replace("  総合\n", ""),
            ["印刷 added", "総合 removed"],
        ),
        (BEFORE.replace("  帳票設計", "  帳票・印刷設計"), ["帳票設計 changed name 帳票設計→帳票・印刷設計"]),
        (BEFORE.replace("  帳票設計", "  印刷"), ["帳票設計 changed name 帳票設計→印刷"]),  # its number stayed
        (
            "準備\n  体制\n  環境" + BEFORE.replace("製造", "製造・単体試験"),
            ["体制 added", "準備 added", "環境 added", "製造 changed name 製造→製造・単体試験"],
        ),
        ("準備" + BEFORE.replace("製造", "Build"), ["準備 added", "製造 changed name 製造→Build"]),  # by its children
        (
            BEFORE.replace("  結合\n", "").replace("  帳票設計\n", "  帳票設計\n  結合\n"),
            ["結合 changed moved"],
        ),
        (
            BEFORE.replace("  画面\n", "  部品\n").replace("  総合\n", "  総合\n  画面\n"),
            ["画面 changed moved", "部品 added"],
        ),
        (
            BEFORE.replace("  帳票\n  レビュー\n", "  帳票\n").replace("総合", "総合\n  監査"),
            ["レビュー removed", "監査 added"],
        ),
    ],
    ids=["same", "in and out", "renamed", "wholly", "shifted", "by children", "moved", "place taken", "common name"],
)
def test_rows_are_found_again_whatever_their_numbers(after, expected):
    assert told(BEFORE, after) == sorted(expected)


def test_numbers_that_stay_find_a_row_whose_name_is_new():
    assert told("T-1:設計\nT-2:製造", "T-3:準備\nT-1:設計\nT-2:Build") == [
        "準備 added",
        "製造 changed name 製造→Build",
    ]


def test_edits_made_here_stay_with_their_rows():
    base, theirs = sheet(BEFORE), sheet(BEFORE.replace("  帳票設計\n", "  印刷\n  帳票設計\n"))
    ours = replace(base, activities=[replace(a) for a in base.activities])
    ours.activities[2].percent_complete = 40.0
    merged = merge(base, theirs, ours)
    assert merged.conflicts == ()
    assert [a.percent_complete for a in merged.document.activities if a.name in ("帳票設計", "印刷")] == [None, 40.0]


def test_a_running_number_does_not_carry_progress_to_another_row(tmp_path):
    """The example WBS with a row more and a row less, numbered anew as people do it."""
    book = load_workbook(EXAMPLE)
    page = book["WBS"]
    rows = {str(page.cell(r, 2).value).strip(): r for r in range(7, page.max_row + 1) if page.cell(r, 2).value}
    page.delete_rows(rows["外部連携設計"])
    page.insert_rows(rows["在庫画面"])
    for column, value in enumerate([0, "\u3000\u3000顧客画面", "久住", "2026/12/1", "2026/12/4", 4], 1):
        page.cell(rows["在庫画面"], column).value = value
    numbered = [r for r in range(7, page.max_row + 1) if page.cell(r, 2).value and page.cell(r, 1).value is not None]
    for number, row in enumerate(numbered, 1):
        page.cell(row, 1).value = number
    book.save(tmp_path / "WBS.xlsx")
    found = compare(read_plan(EXAMPLE), read_plan(tmp_path / "WBS.xlsx")).changes
    rows = [(c.name, c.kind) for c in found if c.table == "activities"]
    assert ("外部連携設計", Kind.REMOVED) in rows
    assert ("顧客画面", Kind.ADDED) in rows
    assert not any(f.field == "name" for c in found for f in c.fields)


@st.composite
def sheets(draw) -> d.PlanDocument:
    lines, level = [], 0
    for _ in range(draw(st.integers(1, 12))):
        level = draw(st.integers(0, min(level + 1 if lines else 0, 3)))
        lines.append("  " * level + draw(st.sampled_from(["設計", "製造", "試験", "レビュー", "承認"])))
    return sheet("\n".join(lines))


@given(sheets(), sheets())
def test_every_row_is_at_most_one_other(before, after):
    merged = compare(before, after)
    ids = [a.id for a in merged.document.activities]
    assert len(set(ids)) == len(ids) == len(after.activities)
    assert [a.name for a in merged.document.activities] == [a.name for a in after.activities]


@given(sheets())
def test_one_sheet_numbered_anew_is_the_same(before):
    new = {a.id: str(int(a.id) + 3) for a in before.activities}
    rows = [replace(a, id=new[a.id], parent_id=a.parent_id and new[a.parent_id]) for a in before.activities]
    assert compare(before, replace(before, activities=rows)).changes == ()
