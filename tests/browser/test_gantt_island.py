"""The Gantt island in a browser: what is seen, in light, dark, on a phone and on paper."""

from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from chromium import PHONE
from island import middle, opened

pytestmark = pytest.mark.browser


def test_rows_show_what_the_plan_says(gantt):
    row = gantt.page.locator(".kg-row[aria-rowindex='10'] .kg-cell")
    assert row.all_inner_texts()[:6] == ["9", "外部接続の設計", "2.3", "8日", "2026/12/01", "2026/12/10"]
    assert gantt.cell(4, "predecessors").inner_text() == "3SS+3日"
    tree = gantt.page.locator("[role=treegrid]")
    assert tree.get_attribute("aria-rowcount") == "25"


def test_folding_hides_rows_and_keeps_the_rest_in_place(gantt):
    gantt.page.locator(".kg-row[aria-rowindex='2'] .kg-twist").click()
    gantt.rest()
    assert gantt.page.locator(".kg-row[aria-rowindex='3'] .kg-of-name").inner_text() == "設計"
    assert (gantt.ask("g.board.rowCount"), gantt.ask("g.barOf(3)")) == (20, None)


def test_control_and_wheel_zoom_around_the_pointer(gantt):
    box = gantt.page.locator(".kg-chart").bounding_box()
    x = box["x"] + 300
    gantt.page.mouse.move(x, box["y"] + 200)
    day = "Math.round((g.viewport.scrollX + 300) / g.board.scale.pixelsPerDay)"
    before = gantt.ask(day)
    gantt.page.keyboard.down("Control")
    gantt.page.mouse.wheel(0, 120)
    gantt.page.keyboard.up("Control")
    gantt.rest()
    assert (gantt.ask(day), gantt.ask("g.board.scale.pixelsPerDay") < 26) == (before, True)


def test_the_tables_twin_says_what_the_picture_shows(gantt):
    gantt.page.wait_for_selector("canvas.kg-chart td", state="attached")
    rows = gantt.page.evaluate(
        "[...document.querySelectorAll('canvas.kg-chart table tr')].map((r) => [...r.cells].map((c) => c.textContent))"
    )
    assert (rows[0][:4], rows[9][1:5], rows[9][6]) == (
        ["行", "名称", "開始", "完了"],
        ["外部接続の設計", "2026/12/01", "2026/12/10", "0%"],
        "クリティカル",
    )


def test_a_reader_who_may_not_edit_is_told_and_can_change_nothing(chromium, island):
    gantt = opened(chromium, island, "?readonly")
    gantt.cell(2, "name").click()
    gantt.page.keyboard.type("x")
    gantt.page.keyboard.press("Delete")
    x, y = middle(gantt.bar(12))
    gantt.drag(x, y, x + 200, y)
    assert (gantt.sent(), gantt.page.locator("button.kg-icon-delete").is_disabled()) == ([], True)
    gantt.page.context.close()


def test_a_hundred_thousand_rows_scroll_to_the_last(chromium, island):
    gantt = opened(chromium, island, "?rows=100000&readonly")
    gantt.cell(2, "name").click()
    gantt.page.keyboard.press("Control+End")
    gantt.rest()
    assert gantt.page.locator(".kg-row[aria-rowindex='100001'] .kg-number").inner_text() == "100000"
    assert gantt.page.locator(".kg-row").count() < 60
    assert gantt.complaints == []
    gantt.page.context.close()


COLOURS = """(() => { const c = document.querySelector("canvas.kg-chart");
  const d = c.getContext("2d").getImageData(0, 60, c.width, c.height - 80).data;
  const seen = new Set();
  for (let i = 0; i < d.length; i += 4) seen.add(`${d[i]},${d[i + 1]},${d[i + 2]}`);
  return [...seen]; })()"""


@pytest.mark.parametrize(("scheme", "paper"), [("light", "255,255,255"), ("dark", "21,25,31")])
def test_light_and_dark(chromium, island, scheme, paper):
    gantt = opened(chromium, island, color_scheme=scheme)
    gantt.rest()
    seen = gantt.page.evaluate(COLOURS)
    assert (paper in seen, len(seen) > 20) == (True, True)
    gantt.page.context.close()


def test_a_phone_shows_names_and_chart_without_overflow(chromium, island):
    gantt = opened(chromium, island, viewport=PHONE, has_touch=True)
    gantt.rest()
    assert gantt.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert gantt.page.locator("[role=columnheader]:visible").all_inner_texts() == ["名称"]
    assert gantt.page.locator(".kg-chart").bounding_box()["width"] > 200
    gantt.page.context.close()


def test_paper_has_all_rows_and_the_picture_is_a_png(gantt, tmp_path: Path):
    gantt.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert gantt.page.locator(".kg-page canvas").count() == 1
    gantt.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert gantt.page.locator(".kg-page").count() == 0
    gantt.page.get_by_text("その他").click()
    with gantt.page.expect_download() as waiting:
        gantt.page.get_by_role("button", name="画像（PNG）で保存").click()
    target = tmp_path / "gantt.png"
    waiting.value.save_as(target)
    assert (waiting.value.suggested_filename, target.read_bytes()[:8]) == ("PJ01-gantt.png", b"\x89PNG\r\n\x1a\n")


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium, island, scheme):
    gantt = opened(chromium, island, color_scheme=scheme)
    gantt.cell(7, "duration").click()
    gantt.page.keyboard.type("20日")
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    gantt.page.wait_for_selector("canvas.kg-chart td", state="attached")
    found = Axe().run(gantt.page, "kaname-gantt")
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found["violations"]] == []
    gantt.page.context.close()


def test_a_window_that_was_narrow_for_a_while_gives_the_table_its_width_back(gantt):
    wide = gantt.ask("g.viewport.gridWidth")
    gantt.page.set_viewport_size({"width": 375, "height": 700})
    gantt.rest()
    assert gantt.ask("g.viewport.gridWidth") < 160
    gantt.page.set_viewport_size({"width": 1366, "height": 700})
    gantt.rest()
    assert gantt.ask("g.viewport.gridWidth") == wide


def test_a_plan_opens_where_its_work_is_once_the_first_screen_is_all_done(gantt):
    gantt.page.set_viewport_size({"width": 1366, "height": 420})
    gantt.rest()
    opens = "(g.dataset.open = 'work', g.viewport.scrollTo(0, 0), g.showWork(), g.viewport.scrollY)"
    assert (gantt.ask(opens), gantt.cell(22, "name").count()) == (0, 0)
    gantt.ask("g.board.plan.columns.percent.fill(100, 0, 20)")
    assert gantt.ask(opens) > 0
    gantt.rest()
    assert gantt.cell(22, "name").is_visible()
