"""A Gantt chart as slides: native shapes where their dates are, every row in the table, the same bytes again."""

from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation

from kaname.exchange.reports import gantt_slides
from kaname.exchange.reports.gantt_shapes import Scale
from kaname.exchange.reports.gantt_slides import GanttPicture, GanttRow, write

DAY = 14400
JULY = (date(2026, 7, 1) - date(1970, 1, 1)).days


def row(name: str, start: int, days: int, **values) -> GanttRow:
    begin, end = (JULY + start) * DAY, (JULY + start + days) * DAY
    said = (name, "2026/07/01", "2026/07/02")
    usual = {"level": 1, "kind": "task", "percent": 0.0, "critical": False, "baseline": None, "reached": None}
    return GanttRow(said=said, start=begin, finish=end, **(usual | values))


def picture(*rows: GanttRow, status: int | None = None) -> GanttPicture:
    at = None if status is None else (JULY + status) * DAY
    legend = {"done": "完了", "plan": "残り", "critical": "クリティカルパス", "line": "稲妻線"}
    return GanttPicture("計画", ("活動", "開始", "完了"), rows, at, legend, "2026/07/31 時点", date(2026, 7, 31), False)


def shapes(data: bytes) -> list[dict]:
    """The named shapes of each slide."""
    return [{s.name: s for s in slide.shapes} for slide in Presentation(BytesIO(data)).slides]


def test_bars_lie_where_their_dates_are_and_what_is_done_is_as_long_as_its_share():
    late = ((JULY + 10) * DAY, (JULY + 40) * DAY)
    (found,) = shapes(
        write(picture(row("設計", 0, 60, percent=50.0, baseline=late), row("製造", 60, 60, critical=True)))
    )
    design, done, build = found["設計"], found["設計 50 %"], found["製造"]
    assert done.left == pytest.approx(design.left, abs=2)
    assert build.left == pytest.approx(done.left + 2 * done.width, rel=0.01)
    assert build.width == pytest.approx(2 * done.width, rel=0.02)
    assert build.top > done.top


def test_the_baseline_is_drawn_under_the_bar():
    promised = ((JULY + 10) * DAY, (JULY + 40) * DAY)
    data = write(picture(row("設計", 0, 60, baseline=promised)))
    thin, bar = sorted(
        (s for s in Presentation(BytesIO(data)).slides[0].shapes if s.name == "設計"), key=lambda s: s.height
    )
    assert (thin.top > bar.top, thin.width) == (True, pytest.approx(bar.width / 2, rel=0.02))


def test_every_row_stands_in_a_table_with_its_dates_and_a_milestone_says_its_day():
    data = write(picture(row("工程", 0, 30, kind="summary"), row("完了判定", 30, 0, kind="milestone", level=2)))
    (slide,) = Presentation(BytesIO(data)).slides
    (grid,) = [s.table for s in slide.shapes if s.has_table]
    said = [[c.text for c in r.cells] for r in grid.rows]
    assert said == [
        ["活動", "開始", "完了"],
        ["工程", "2026/07/01", "2026/07/02"],
        ["　完了判定", "2026/07/01", "2026/07/02"],
    ]
    assert "2026/07/02" in [s.text_frame.text for s in slide.shapes if s.has_text_frame]


def test_long_plans_go_on_on_the_next_slide_on_the_same_scale():
    rows = [row(f"活動{n}", n, 10) for n in range(gantt_slides.ROWS + 3)]
    first, second = shapes(write(picture(*rows)))
    assert "活動0" in first
    assert [n for n in second if n.startswith("活動")] == ["活動24", "活動25", "活動26"]
    assert second["活動24"].left > first["活動23"].left > first["活動22"].left


def test_the_progress_line_turns_to_what_is_late():
    late = row("遅れ", 0, 40, percent=25.0, reached=(JULY + 10) * DAY)
    (found,) = shapes(write(picture(late, row("予定どおり", 30, 20, reached=(JULY + 30) * DAY), status=30)))
    line, bar = found["稲妻線"], found["遅れ 25 %"]
    assert line.left == pytest.approx(bar.left + bar.width, abs=20_000)
    (straight,) = shapes(write(picture(row("予定どおり", 30, 20, reached=(JULY + 30) * DAY), status=30)))
    assert straight["稲妻線"].width < 20_000


def test_the_same_picture_gives_the_same_bytes_and_rows_without_dates_are_only_named():
    bare = GanttRow(("未定", "", ""), 1, "task", None, None, None, 0.0, False, None)
    assert write(picture(bare, row("設計", 0, 5))) == write(picture(bare, row("設計", 0, 5)))
    assert len(shapes(write(picture()))) == 1  # an empty plan is an empty chart, not an error


@pytest.mark.parametrize(("days", "unit"), [(50, "week"), (300, "month"), (2000, "quarter")])
def test_the_scale_names_units_that_fit_and_begins_with_a_whole_one(days, unit):
    scale = Scale.of([(JULY + 4) * DAY, (JULY + 4 + days) * DAY], None)
    assert scale.unit == unit
    units = list(scale.units())
    assert (units[0] - date(1970, 1, 1)).days == scale.first <= JULY + 4
    assert scale.share((JULY + 4 + days) * DAY) < 1
