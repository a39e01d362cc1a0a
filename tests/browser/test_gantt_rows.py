"""Rows carried by hand, and the menu of a row: right button, Shift+F10; on the example plan of the island."""

import pytest
from island import Gantt, opened
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def number(gantt: Gantt, row: int) -> tuple[float, float]:
    """The middle of a row's number."""
    box = gantt.page.locator(f".kg-row[aria-rowindex='{row + 1}'] .kg-number").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def outline(gantt: Gantt) -> list[tuple[str, int]]:
    columns = gantt.ask("({name: [...g.board.plan.columns.name], level: [...g.board.plan.columns.level]})")
    return list(zip(columns["name"], columns["level"], strict=True))


def carry(gantt: Gantt, row: int, to: int, sideways: int = 0) -> None:
    """Choose a row by its number, then hold the number and let it go above another row."""
    gantt.page.mouse.click(*number(gantt, row))
    (x, y), (_, below) = number(gantt, row), number(gantt, to)
    gantt.drag(x, y, x + sideways, below - 14)
    gantt.confirm()


def test_a_row_is_carried_by_its_number_to_another_place(gantt):
    names = [name for name, _ in outline(gantt)]
    carry(gantt, 9, 7)
    moved = [name for name, _ in outline(gantt)]
    assert moved == [*names[:6], names[8], names[6], names[7], *names[9:]]
    assert [e for s in gantt.sent() if s["keep"] for e in s["edits"]] == [
        {"op": "move", "id": 9, "after": 6, "level": gantt.column("level", 7)}
    ]
    gantt.page.keyboard.press("Control+z")
    gantt.rest()
    assert [name for name, _ in outline(gantt)] == names


def test_carried_sideways_at_the_end_of_a_branch_a_row_comes_out_of_it(gantt):
    levels = [level for _, level in outline(gantt)]
    last = next(n for n in range(7, len(levels)) if levels[n] < levels[n - 1])  # the last row of a branch
    name = outline(gantt)[last - 1][0]
    carry(gantt, last, last + 1, sideways=-16)
    assert (name, levels[last - 1] - 1) in outline(gantt)


def test_a_row_let_go_where_it_stands_or_with_escape_stays_and_asks_nobody(gantt):
    before = outline(gantt)
    gantt.page.mouse.click(*number(gantt, 9))
    x, y = number(gantt, 9)
    gantt.drag(x, y, x, y + 6)
    gantt.page.mouse.move(x, y)
    gantt.page.mouse.down()
    gantt.page.mouse.move(x, y - 70, steps=3)
    expect(gantt.page.locator(".kg-drop")).to_be_visible()
    gantt.page.keyboard.press("Escape")
    expect(gantt.page.locator(".kg-drop")).to_be_hidden()
    gantt.page.mouse.up()
    gantt.rest()
    assert (outline(gantt), gantt.sent()) == (before, [])


def test_the_menu_of_a_row_acts_on_the_row_under_the_pointer(gantt):
    before = [name for name, _ in outline(gantt)]
    gantt.cell(8, "name").click(button="right")
    menu = gantt.page.get_by_role("menu", name="行の操作")
    expect(menu).to_be_visible()
    assert gantt.ask("g.board.selection.active.position") == 7
    page = menu.get_by_role("menuitem", name="活動のページを開く")
    assert page.get_attribute("href").endswith("/activities/8/")
    menu.get_by_role("menuitem", name="上へ移動").click()
    gantt.rest()
    gantt.confirm()
    after = [name for name, _ in outline(gantt)]
    assert (after[6:8], sorted(after)) == ([before[7], before[6]], sorted(before))
    expect(menu).to_be_hidden()


def test_the_menu_opens_walks_and_closes_by_keys(gantt):
    gantt.cell(8, "name").click()
    gantt.page.keyboard.press("Shift+F10")
    menu = gantt.page.get_by_role("menu")
    expect(menu).to_be_visible()
    focused = "document.activeElement.textContent"
    first = gantt.page.evaluate(focused)
    gantt.page.keyboard.press("ArrowUp")  # round to the last
    assert gantt.page.evaluate(focused).startswith("元に戻す")
    gantt.page.keyboard.press("Home")
    assert gantt.page.evaluate(focused) == first
    gantt.page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    gantt.page.keyboard.press("ArrowDown")
    assert gantt.ask("g.board.selection.active.position") == 8


def test_several_chosen_rows_stay_chosen_for_the_menu(gantt):
    gantt.cell(7, "name").click()
    gantt.cell(9, "name").click(modifiers=["Shift"])
    gantt.cell(8, "name").click(button="right")
    assert gantt.ask("g.board.chosenIds()") == [7, 8, 9]
    link = gantt.page.get_by_role("menuitem", name="依存関係の設定")
    assert link.get_attribute("aria-disabled") is None


def test_a_bar_has_the_same_menu(gantt):
    bar = gantt.bar(12)
    gantt.page.mouse.click(bar["left"] + 10, bar["top"] + 5, button="right")
    expect(gantt.page.get_by_role("menu")).to_be_visible()
    assert gantt.ask("g.board.activeId()") == 12


def test_the_undo_button_says_what_it_takes_back(gantt):
    undo = gantt.page.locator(".kg-icon-undo")
    assert undo.get_attribute("aria-label") == "元に戻す"
    gantt.cell(7, "duration").click()
    gantt.page.keyboard.type("20")
    gantt.page.keyboard.press("Enter")
    gantt.rest()
    gantt.confirm()
    assert undo.get_attribute("title") == "元に戻す：直前の変更 (Ctrl+Z)"
    undo.click()
    gantt.rest()
    assert undo.get_attribute("aria-label") == "元に戻す"


def test_who_only_reads_gets_a_menu_that_only_reads(chromium, island):
    gantt = opened(chromium, island, "?readonly=1")
    gantt.cell(8, "name").click(button="right")
    names = gantt.page.get_by_role("menu").get_by_role("menuitem").all_inner_texts()
    assert [name.splitlines()[0] for name in names] == ["活動のページを開く", "バーを表示"]
    gantt.page.context.close()
