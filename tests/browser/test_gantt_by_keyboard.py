"""The Gantt island without a mouse: nothing is lost from sight or hearing on the way."""

import pytest
from island import opened
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
HEARD = "document.querySelector('.kg-live').textContent"


@pytest.mark.parametrize("menu", ["表示", "列", "その他"])
def test_escape_closes_a_menu_and_leaves_the_keyboard_on_its_button(gantt, menu):
    summary = gantt.page.locator("summary", has_text=menu).first
    summary.focus()
    gantt.page.keyboard.press("Enter")
    gantt.page.keyboard.press("Tab")
    expect(summary).not_to_be_focused()
    gantt.page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    assert gantt.ask("[...g.querySelectorAll('details[open]')].length") == 0


def test_escape_takes_the_question_for_a_baselines_name_off_the_page(gantt):
    gantt.page.locator("summary", has_text="その他").first.click()
    gantt.page.get_by_role("button", name="ベースラインの保存").click()
    expect(gantt.page.get_by_role("dialog", name="ベースラインの保存")).to_be_visible()
    gantt.page.keyboard.press("Escape")
    expect(gantt.page.locator("dialog.kg-dialog", has_text="ベースラインの名前")).to_have_count(0)


def test_the_line_below_the_last_row_says_what_it_takes(gantt):
    gantt.cell(1, "name").click()
    gantt.page.keyboard.press("Control+End")
    assert gantt.ask(HEARD) == "新しい行：名称から入力してください"
    gantt.page.keyboard.press("Home")
    assert gantt.ask(HEARD) == "新しい行：活動の名称を入力"


def link(gantt, row: int, down: int) -> None:
    gantt.cell(row, "name").click()
    gantt.page.keyboard.press("F6")
    gantt.page.keyboard.press("l")
    for _ in range(down):
        gantt.page.keyboard.press("ArrowDown")


def test_a_link_that_is_dropped_or_stands_already_is_said_so(gantt):
    said = gantt.page.locator(".kg-said")
    link(gantt, 7, 1)
    expect(said).to_contain_text("矢印キー")
    gantt.page.keyboard.press("Escape")
    expect(said).to_have_text("")
    link(gantt, 22, 1)
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    expect(said).to_have_text("すでに依存関係があります。")
    assert gantt.sent() == []


def test_the_keyboard_begins_where_the_page_opened(chromium, island):
    gantt = opened(chromium, island, "?rows=400&open=work")
    first = gantt.ask(
        "[...g.board.plan.columns.percent].findIndex((p, row) => !g.board.plan.isSummary(row) && p < 100)"
    )
    assert gantt.ask("g.board.selection.active.position") == first > 0
    gantt.page.context.close()
