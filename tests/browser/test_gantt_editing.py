"""The Gantt island in a browser: what a planner's hands do, and what is sent to the server (here: one in memory)."""

import pytest
from island import Gantt, middle
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
GHOSTS = [10, 11, 15, 16, 17, 18, 19, 21, 22, 23]  # rows that move when row 12 does, summaries with them
DAY = 14400


def test_dragging_a_bar_shows_the_consequence_and_writes_it_only_when_confirmed(gantt):
    before = gantt.column("start", 12)
    x, y = middle(gantt.bar(12))
    gantt.drag(x, y, x + 26 * 7, y)
    assert gantt.page.locator(".kg-sentence").inner_text().startswith("完了が")
    assert [(s["keep"], s["edits"]) for s in gantt.sent()] == [
        (False, [{"op": "set", "id": 12, "field": "start", "before": before, "after": before + 7 * DAY}])
    ]
    assert gantt.ask("[...g.board.ghosts.keys()].sort((a, b) => a - b)") == GHOSTS
    assert gantt.column("start", 12) == before
    gantt.page.keyboard.press("Control+Enter")
    gantt.rest()
    assert (gantt.column("start", 12), gantt.sent()[1]["keep"]) == (before + 7 * DAY, True)
    expect(gantt.page.locator(".kg-answer")).to_be_hidden()


def test_cancelling_leaves_the_plan_as_it_was(gantt):
    before = gantt.column("finish", 9)
    bar = gantt.bar(9)
    gantt.drag(bar["right"] - 2, bar["top"] + 4, bar["right"] + 26 * 5, bar["top"] + 4)
    assert gantt.sent()[0]["edits"][0]["field"] == "finish"
    gantt.page.get_by_role("button", name="取消").click()
    gantt.rest()
    assert (gantt.column("finish", 9), gantt.ask("g.board.ghosts.size"), len(gantt.sent())) == (before, 0, 1)


def test_undo_goes_through_the_server(gantt):
    before = gantt.column("duration", 7)
    gantt.cell(7, "duration").click()
    gantt.page.keyboard.type("20")
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    gantt.confirm()
    assert gantt.column("duration", 7) == 20 * 4800
    gantt.page.keyboard.press("Control+z")
    gantt.rest()
    assert (gantt.column("duration", 7), gantt.page.locator(".kg-said").inner_text()) == (
        before,
        "直前の変更を元に戻しました。",
    )


def test_a_link_is_drawn_from_a_bars_end_to_another_bar(gantt):
    gantt.page.get_by_role("button", name="週", exact=True).click()
    gantt.rest()
    first = gantt.bar(12)
    x, y = middle(first)
    gantt.page.mouse.move(x, y)
    gantt.rest()
    target = gantt.ask("g.barOf(15).toJSON()")
    gantt.drag(first["right"] + 7, first["top"] + first["height"] / 2, target["left"] + 6, target["top"] + 6)
    assert gantt.sent()[-1]["edits"] == [
        {"op": "link", "predecessor": 12, "successor": 15, "kind": "FS", "lag": 0, "lag_kind": "working"}
    ]
    gantt.page.keyboard.press("F6")
    gantt.page.keyboard.press("Control+Enter")
    gantt.rest()
    assert gantt.cell(15, "predecessors").inner_text() == "12、14FF+2日"


def test_typing_edits_cells_and_enter_moves_down(gantt):
    gantt.cell(2, "name").click()
    gantt.page.keyboard.type("現行調査")
    gantt.page.keyboard.press("Enter")
    gantt.page.keyboard.press("F2")
    gantt.page.keyboard.type("（改）")
    gantt.page.keyboard.press("Tab")
    gantt.rest()
    assert (gantt.cell(2, "name").inner_text(), gantt.cell(3, "name").inner_text()) == (
        "現行調査",
        "業務要件の整理（改）",
    )
    assert gantt.ask("[g.board.selection.active.position, g.board.selection.active.column]") == [2, 1]


def test_what_cannot_be_read_is_said_beside_the_cell(gantt):
    gantt.cell(7, "duration").click()
    gantt.page.keyboard.type("五日くらい")
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    assert gantt.page.locator(".kg-note").inner_text().startswith("「五日くらい」は期間として読めません。")
    assert gantt.sent() == []
    gantt.page.keyboard.press("Escape")
    expect(gantt.page.locator(".kg-note")).to_be_hidden()


def test_what_the_server_refuses_is_said_beside_the_cell(gantt):
    gantt.cell(7, "duration").click()
    gantt.page.keyboard.type("3000日")
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    assert gantt.page.locator(".kg-note").inner_text() == "所要期間が長すぎます。2000日までにしてください。"
    assert gantt.cell(7, "duration").inner_text() == "15日"


def test_a_cycle_is_refused_and_nothing_moves(gantt):
    gantt.cell(7, "predecessors").scroll_into_view_if_needed()
    gantt.cell(7, "predecessors").click()
    gantt.page.keyboard.type("5, 10")
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    assert gantt.page.locator(".kg-note").inner_text() == "依存関係が輪になります。"
    assert gantt.cell(7, "predecessors").inner_text() == "5"


def paste(gantt: Gantt, text: str) -> None:
    gantt.page.evaluate(
        """(text) => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(
          new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }""",
        text,
    )
    gantt.rest()


def test_a_block_from_excel_fills_cells_and_adds_rows_past_the_end(gantt):
    gantt.cell(24, "name").click()
    paste(gantt, "サービス開始\t5.4\t0日\r\n効果測定\t\t5日\t2027/4/1\r\n最終報告\t\t2日\r\n")
    assert (gantt.sent()[0]["keep"], gantt.ask("g.board.plan.size")) == (False, 24)
    gantt.confirm()
    edits = gantt.sent()[0]["edits"]
    assert [(e["op"], e.get("name", e.get("after"))) for e in edits if e["op"] != "set" or e["field"] == "name"] == [
        ("set", "サービス開始"),
        ("add", "効果測定"),
        ("add", "最終報告"),
    ]
    assert (edits[2]["after"], edits[-1]["after"], gantt.ask("g.board.plan.size")) == (edits[2]["after"], "t1", 26)
    assert gantt.ask("[...g.board.plan.columns.name].slice(-3)") == ["サービス開始", "効果測定", "最終報告"]


def test_copying_gives_excel_a_block(gantt):
    gantt.cell(2, "name").click()
    gantt.page.keyboard.press("Shift+ArrowDown")
    gantt.page.keyboard.press("Shift+ArrowRight")
    gantt.page.keyboard.press("Shift+ArrowRight")
    gantt.page.evaluate("addEventListener('copy', (e) => { window.copied = e.clipboardData.getData('text/plain'); })")
    gantt.page.keyboard.press("Control+c")
    copied = gantt.page.evaluate("copied")
    assert copied == "現行業務の調査\t1.1\t8日\r\n業務要件の整理\t1.2\t10日"


def test_a_block_chosen_with_the_mouse_is_copied_and_pasted_with_real_keys(gantt):
    gantt.cell(8, "name").hover()
    gantt.page.mouse.down()
    gantt.cell(9, "duration").hover()
    gantt.page.mouse.up()
    gantt.page.keyboard.press("Control+c")
    gantt.cell(12, "name").click()
    gantt.page.keyboard.press("Control+v")
    gantt.rest()
    assert [(e["id"], e["field"], e["after"]) for e in gantt.sent()[0]["edits"]] == [
        (12, "name", "データベースの設計"),
        (12, "duration", 57600),
        (13, "name", "外部接続の設計"),
        (13, "duration", 38400),
    ]


def test_a_double_click_opens_the_cell_and_backspace_empties_it(gantt):
    gantt.cell(7, "name").dblclick()
    gantt.page.keyboard.type("（改）")
    gantt.page.keyboard.press("Enter")
    gantt.page.keyboard.press("Backspace")
    gantt.page.keyboard.type("DB設計")
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    assert (gantt.column("name", 7), gantt.column("name", 8)) == ("画面・帳票の設計（改）", "DB設計")


def test_indent_outdent_insert_and_delete(gantt):
    gantt.cell(4, "name").click()
    gantt.page.keyboard.press("Alt+Shift+ArrowRight")
    gantt.rest()
    gantt.confirm()
    assert (gantt.column("level", 4), gantt.cell(3, "name").locator("..").get_attribute("aria-expanded")) == (3, "true")
    gantt.page.keyboard.press("Alt+Shift+ArrowLeft")
    gantt.rest()
    gantt.confirm()
    assert gantt.column("level", 4) == 2
    gantt.page.keyboard.press("Insert")
    gantt.rest()
    assert (gantt.ask("g.board.plan.size"), gantt.column("name", 4)) == (25, "新しい活動")
    gantt.cell(4, "name").click()
    gantt.page.keyboard.press("Delete")
    gantt.rest()
    gantt.page.keyboard.press("Control+Enter")
    gantt.rest()
    assert (gantt.ask("g.board.plan.size"), gantt.column("name", 4)) == (24, "システム要件の整理")


def test_a_new_row_is_written_where_it_was_inserted_and_below_the_last(gantt):
    gantt.cell(7, "name").click()
    gantt.page.keyboard.press("Insert")
    gantt.rest()
    gantt.page.keyboard.type("設計方針の確認")
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    assert (gantt.column("name", 7), gantt.column("name", 8), gantt.column("level", 7)) == (
        "設計方針の確認",
        "画面・帳票の設計",
        2,
    )
    gantt.page.keyboard.press("Control+End")
    gantt.page.keyboard.press("Home")
    for name in ("効果測定", "最終報告"):
        gantt.page.keyboard.type(name)
        gantt.page.keyboard.press("Enter")
        gantt.rest()
    assert gantt.ask("[...g.board.plan.columns.name].slice(-3)") == ["稼働開始", "効果測定", "最終報告"]


def test_rows_move_among_their_brothers(gantt):
    gantt.cell(7, "name").click()
    gantt.page.keyboard.press("Alt+Shift+ArrowDown")
    gantt.rest()
    names = gantt.ask("[...g.board.plan.columns.name].slice(6, 9)")
    assert names == ["データベースの設計", "画面・帳票の設計", "外部接続の設計"]
    assert gantt.ask("g.board.selection.active.position") == 7


def test_rows_to_be_deleted_are_struck_out_until_confirmed(gantt):
    gantt.cell(6, "name").click()
    gantt.page.keyboard.press("Delete")
    gantt.rest()
    struck = gantt.page.locator(".kg-is-dropped .kg-number").all_inner_texts()
    assert (struck, gantt.ask("g.board.plan.size")) == (["6", "7", "8", "9", "10"], 24)
    gantt.page.keyboard.press("Escape")
    gantt.rest()
    assert gantt.page.locator(".kg-is-dropped").count() == 0


def test_someone_elses_change_is_shown_beside_ones_own(gantt):
    conflict = {
        "id": 7,
        "name": "画面・帳票の設計",
        "field": "duration",
        "yours": 96000,
        "theirs": 57600,
        "by": "佐藤",
        "at": "2026-11-20T10:05:00+09:00",
    }
    gantt.page.evaluate("(c) => { mock.conflictOnce = c; }", conflict)
    gantt.cell(7, "duration").click()
    gantt.page.keyboard.type("20日")
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    dialog = gantt.page.get_by_role("dialog")
    assert dialog.locator("tbody td, tbody th").all_inner_texts() == [
        "画面・帳票の設計",
        "期間",
        "20日",
        "12日",
        "佐藤 2026-11-20 10:05",
    ]
    dialog.get_by_label("20日").check()
    dialog.get_by_role("button", name="選んだ値で続行").click()
    gantt.rest()
    assert gantt.sent()[-1]["edits"] == [{"op": "set", "id": 7, "field": "duration", "before": 57600, "after": 96000}]
    gantt.page.keyboard.press("Control+Enter")
    gantt.rest()
    assert gantt.column("duration", 7) == 96000


def test_an_unreachable_server_keeps_the_edit_and_writes_nothing(gantt):
    gantt.page.evaluate("window.offline = true")
    gantt.cell(7, "duration").click()
    gantt.page.keyboard.type("20日")
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    assert gantt.page.locator(".kg-sentence").inner_text().startswith("サーバーに接続できませんでした。")
    gantt.page.evaluate("window.offline = false")
    gantt.page.get_by_role("button", name="再試行").click()
    gantt.rest()
    assert gantt.column("duration", 7) == 96000


def test_the_chart_alone_can_be_used_with_the_keyboard(gantt):
    gantt.cell(12, "name").click()
    before = gantt.column("start", 12)
    gantt.page.keyboard.press("F6")
    gantt.page.keyboard.press("ArrowRight")
    gantt.rest()
    assert gantt.page.locator(".kg-sentence").inner_text() != ""
    gantt.page.keyboard.press("Control+Enter")
    gantt.rest()
    assert gantt.column("start", 12) == before + DAY
    width = gantt.ask("g.board.scale.pixelsPerDay")
    gantt.page.keyboard.press("+")
    assert gantt.ask("g.board.scale.pixelsPerDay") == pytest.approx(width * 1.5)
