"""A team leader's day in the demo company: the team, a member, a team below, an edit inside; and nothing outside."""

import re

import pytest
from chromium import LAPTOP, PHONE
from playwright.sync_api import Browser, Page, expect

from kaname.demo.company import DOMAIN, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def desk(chromium: Browser, company: str, who: str) -> Page:
    context = chromium.new_context(viewport=LAPTOP, locale="ja-JP", base_url=company)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{who}@{DOMAIN}")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return page


def test_a_team_leader_looks_after_the_team_and_nothing_beside(chromium: Browser, company: str):
    leader = desk(chromium, company, "ryo.asahina")  # leads development in the warehouse project
    leader.goto("/projects/S26-02/teams/")
    leader.get_by_role("link", name="T2 開発チーム").first.click()
    expect(leader.locator("main")).to_contain_text("あなたがリーダー")
    expect(leader.locator("main")).not_to_contain_text("EAC")

    leader.get_by_role("link", name="メンバーの追加").click()
    leader.locator("select[name=person]").select_option(label="葛西 大輔 (K021)")
    teams = leader.locator("select[name=team]")
    assert "業務・移行チーム" not in teams.inner_text()
    teams.select_option(value=teams.locator("option", has_text="T2-3 試験班").get_attribute("value"))
    leader.get_by_role("button", name="保存").click()
    leader.wait_for_url(re.compile(r"/teams/\d+/$"))
    expect(leader.locator("main")).to_contain_text("葛西 大輔")

    leader.get_by_role("link", name="下位チームを作る").click()
    leader.fill("input[name=code]", "T2-3-1")
    leader.fill("input[name=name]", "性能試験")
    leader.fill("input[name=wbs]", "I6.1")
    leader.get_by_role("button", name="保存").click()
    expect(leader.locator("main")).to_contain_text("受け持つ範囲（I5）の外です")
    leader.fill("input[name=wbs]", "I5.4")
    leader.get_by_role("button", name="保存").click()
    leader.wait_for_url(re.compile(r"/teams/\d+/$"))
    expect(leader.locator("h1")).to_contain_text("性能試験")
    mine = leader.url

    leader.goto("/projects/S26-02/wbs/")
    leader.get_by_role("link", name="性能テスト", exact=True).first.click()
    leader.get_by_role("link", name="編集", exact=True).click()
    leader.fill("textarea[name=notes]", "試験の順番を見直しました。")
    leader.get_by_role("button", name="保存").click()
    expect(leader.locator("main")).to_contain_text("試験の順番を見直しました。")
    leader.goto("/projects/S26-02/wbs/")
    leader.get_by_role("link", name="受入テスト", exact=True).first.click()
    expect(leader.locator("h1")).to_contain_text("受入テスト")
    expect(leader.get_by_role("link", name="編集", exact=True)).to_have_count(0)  # another team's

    leader.goto("/projects/S26-02/teams/")
    beside = leader.get_by_role("link", name="T1 業務・移行チーム").first.get_attribute("href")
    assert [leader.request.get(f"{beside}{end}").status for end in ("", "edit/", "end/")] == [200, 404, 404]
    leader.set_viewport_size(PHONE)
    leader.goto(mine)
    assert leader.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    leader.context.close()

    manager = desk(chromium, company, "makoto.narumi")
    manager.goto("/projects/S26-02/history/")
    expect(manager.locator("main")).to_contain_text("朝比奈 涼")
    expect(manager.locator("main")).to_contain_text("チームを設けた")
    manager.context.close()
