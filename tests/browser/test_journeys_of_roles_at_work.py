"""What each role does in a day, in the demo company: one writes; another, in a browser of their own, sees it arrive.

On the server that `kaname demo` starts, with its job worker; the browsers may complain of nothing.
"""

import csv
import email
import io
import re
import sqlite3
from collections.abc import Callable, Iterator
from email import policy
from pathlib import Path

import pytest
from chromium import LAPTOP, PHONE
from playwright.sync_api import Browser, Page, expect

from kaname.demo.company import DOMAIN, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
NEW_PASSWORD = "あたらしいあいことば2026"
LONG = 60_000
"""Milliseconds for a job of the worker."""
type Desks = Callable[..., Page]


@pytest.fixture
def desks(chromium: Browser, company: str) -> Iterator[Desks]:
    """Open a browser for somebody, signed in; "" for nobody. At the end none of them may have complained."""
    opened, complaints = [], []

    def desk(who: str = "", password: str = PASSWORD, **options: object) -> Page:
        context = chromium.new_context(**{"viewport": LAPTOP, "locale": "ja-JP", "base_url": company} | options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(LONG)
        page.on("console", lambda m: complaints.append(f"{page.url}: {m.text}") if m.type == "warning" else None)
        page.on("pageerror", lambda e: complaints.append(f"{page.url}: {e}"))
        if who:
            sign_in(page, who if "@" in who else f"{who}@{DOMAIN}", password)
        return page

    yield desk
    for context in opened:
        context.close()
    assert complaints == []


def sign_in(page: Page, address: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)


def fits_a_phone(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def status(page: Page, path: str) -> int:
    return page.request.get(path).status


def test_a_member_reports_and_it_arrives(desks: Desks):
    member = desks("yu.kiritani", viewport=PHONE, has_touch=True)
    member.goto("/")
    member.get_by_role("link", name="S26-02 倉庫管理システムの導入").first.tap()
    member.wait_for_url("**/rounds/mine/")
    assert fits_a_phone(member)
    member.locator("select[name$=-step]").select_option(label="テスト項目の作成・レビュー済 (20%)")
    member.locator("input[name$=-actual_start]").fill("2026-11-20")
    member.locator("input[name$=-note]").fill("模擬の窓口で確かめられる項目を先に用意しました。")
    member.get_by_role("button", name="提出", exact=True).tap()
    expect(member.locator("main")).to_contain_text("提出済み")

    administrator = desks("aya.onodera")
    administrator.goto("/rounds/?show=received")
    administrator.get_by_role("link", name="桐谷 悠").click()
    row = administrator.get_by_role("row").filter(has_text="結合テスト")
    expect(row).to_contain_text("20%")
    expect(row).to_contain_text("模擬の窓口で確かめられる項目を先に用意しました。")
    administrator.goto("/rounds/?show=missing")
    expect(administrator.locator("main")).to_contain_text("未提出")
    expect(administrator.locator("main form")).not_to_contain_text("桐谷 悠")
    assert status(member, "/rounds/") == 404


def test_a_team_leader_confirms_and_answers_a_question(desks: Desks):
    leader, administrator = desks("misaki.kuga"), desks("aya.onodera")
    leader.goto("/rounds/mine/")
    leader.get_by_role("button", name="変更なし").click()
    leader.locator("main form button[type=submit]").first.click()
    expect(leader.locator("main")).to_contain_text("提出済み")

    administrator.goto("/rounds/?show=received")
    administrator.get_by_role("link", name="久我 美咲").click()
    expect(administrator.locator("main")).to_contain_text("変更なし")
    administrator.locator("textarea[name=question]").fill("実施した拠点の数を教えてください。")
    administrator.locator("form[action$='/send-back/'] button[type=submit]").click()
    expect(administrator.locator(".answer")).to_contain_text("差戻し")

    leader.goto("/rounds/mine/")
    expect(leader.locator("main")).to_contain_text("実施した拠点の数を教えてください。")
    leader.locator("input[name$=-note]").first.fill("五つの拠点のうち三つで実施しました。")
    leader.get_by_role("button", name="提出", exact=True).click()
    administrator.reload()
    expect(administrator.locator("main")).to_contain_text("五つの拠点のうち三つで実施しました。")


def test_a_freelancer_reports_the_own_work_and_sees_no_other(desks: Desks):
    own = desks("azusa.tsukioka", viewport=PHONE, has_touch=True)
    own.goto("/rounds/mine/")
    own.locator("input[name$=-percent]").fill("120")
    own.get_by_role("button", name="提出", exact=True).tap()
    expect(own.locator("main")).to_contain_text("100")  # what is wrong stands at its field, nothing is taken in
    expect(own.locator("main")).to_contain_text("未提出")
    own.locator("input[name$=-percent]").fill("45")
    own.get_by_role("button", name="提出", exact=True).tap()
    expect(own.locator("main")).to_contain_text("提出済み")
    assert fits_a_phone(own)

    own.goto("/projects/")
    expect(own.locator("main tbody tr")).to_have_count(2)
    own.goto("/projects/N26-04/activities/")
    expect(own.locator("main")).to_contain_text("利用者への聞き取り（後半）")
    own.goto("/projects/N26-04/gantt/?activity=N5.3")
    assert "/projects/N26-04/activities/" in own.url  # the chart is the whole plan's
    hidden = ("wbs/", "gantt/data", "cost/", "decisions/", "baselines/", "reports/", "look-ahead/")
    assert {path: status(own, f"/projects/N26-04/{path}") for path in hidden} == dict.fromkeys(hidden, 404)
    assert [status(own, path) for path in ("/portfolio/", "/rounds/", "/projects/S26-02/", "/audit/")] == [404] * 4


def test_a_client_reads_what_was_decided_for_them_and_nothing_else(desks: Desks):
    client = desks("mitsuko.umehara")
    client.goto("/projects/N26-01/")
    client.get_by_role("link", name="意思決定", exact=True).last.click()
    client.get_by_role("link", name="試験期間の月額利用料を、いくらで提示するか").click()
    expect(client.locator(".answer")).to_contain_text("決定")
    assert client.locator("main form[method=post]").count() == 0
    hidden = (
        "wbs/", "gantt/", "activities/", "cost/", "cost/savings/", "reports/", "charter/", "closing/",
        "axes/", "forecast/", "baselines/", "history/", "export/", "measurement/", "stakeholders/",
    )  # fmt: skip
    assert {path: status(client, f"/projects/N26-01/{path}") for path in hidden} == dict.fromkeys(hidden, 404)
    client.goto("/search/?q=倉庫")
    expect(client.locator("main")).not_to_contain_text("倉庫管理システム")
    client.goto("/projects/?q=S26")
    expect(client.locator("main")).not_to_contain_text("S26-0")
    refused = client.request.post("/projects/N26-01/decisions/1/decide/", form={"option": "A"})
    assert refused.status == 403


def test_a_sponsor_reads_the_reason_on_a_phone_and_decides(desks: Desks):
    sponsor = desks("kenichi.fujishiro", viewport=PHONE, has_touch=True)
    sponsor.goto("/")
    sponsor.get_by_role("link", name="連携の窓口が届くまで、結合テストを模擬の窓口で先に始めるか").first.tap()
    expect(sponsor.locator("main")).to_contain_text("待つと結合テストの開始が3週間遅れ、稼働に響きます。")
    expect(sponsor.locator("main")).to_contain_text("主要な流れの8割は模擬の窓口で確かめられ、遅れの大半を防げます。")
    assert fits_a_phone(sponsor)
    sponsor.locator(".option-card").first.tap()
    sponsor.get_by_text("理由や反対意見を書く").tap()
    sponsor.locator("textarea[name=reason]:visible").first.fill(
        "稼働日を守るため。確かめ直す費用は予備費から出します。"
    )
    sponsor.get_by_role("button", name="この案に決定").tap()
    expect(sponsor.locator(".answer")).to_contain_text("A案に決定")

    manager = desks("makoto.narumi")
    manager.goto("/projects/S26-02/decisions/1/")
    expect(manager.locator("main")).to_contain_text("稼働日を守るため。確かめ直す費用は予備費から出します。")
    manager.goto("/projects/S26-02/wbs/")
    expect(manager.get_by_role("row").filter(has_text="決定待ち").filter(has_text="結合テスト")).to_have_count(0)
    manager.goto("/notifications/")
    expect(manager.locator("main")).to_contain_text("S26-02-決-0001")
    again = manager.request.post("/projects/S26-02/decisions/1/decide/", form={"option": "B"})
    assert again.status == 403  # a form that no page of theirs gave them


def test_a_controller_mends_a_file_of_actuals_and_closes_the_month(desks: Desks):
    controller = desks("kohei.toda")
    actuals = "/projects/S26-02/cost/actuals/"
    controller.goto(actuals)
    before = entries(controller)
    head = "伝票番号,計上日,コントロールアカウント,費目,金額,摘要\n"
    good = "F-1,2026/11/19,CA-I4,外注,1200000,検証環境の整備\n"
    send(controller, actuals, head + good + "F-2,2026/11/31,CA-I9,外注,abc,対象外\n")
    said = controller.locator("main").inner_text()
    assert ("CA-I9" in said, "abc" in said, "11/31" in said) == (True, True, True)  # every mistake, not the first
    controller.goto(actuals)
    assert entries(controller) == before  # whole or not at all

    send(controller, actuals, head + good + "F-2,2026/11/20,CA-I5,外注,300000,試験データの作成\n")
    controller.get_by_role("button", name=re.compile("計上")).first.click()
    controller.wait_for_url(f"**{actuals}")
    assert entries(controller) == before + 2
    expect(controller.get_by_role("row").filter(has_text="F-2")).to_contain_text("300,000")

    controller.get_by_role("button", name="2026/11を締める").click()
    expect(controller.locator("main")).to_contain_text("締め")
    send(controller, actuals, head + "F-3,2026/11/20,CA-I5,外注,1000,締めた後\n")
    expect(controller.locator("main")).to_contain_text("2026-11は締め済みです。")
    controller.goto(actuals)
    assert entries(controller) == before + 2  # a closed month takes nothing in
    assert status(desks("makoto.narumi"), f"{actuals}import/") in (403, 404)


def send(page: Page, actuals: str, text: str) -> None:
    page.goto(f"{actuals}import/")
    file = {"name": "実績.csv", "mimeType": "text/csv", "buffer": text.encode("cp932")}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="内容の確認").click()
    page.wait_for_load_state("networkidle")


def entries(page: Page) -> int:
    return int(re.search(r"（(\d+)件）", page.locator(".answer").inner_text())[1])


def test_an_auditor_finds_who_changed_a_date_and_that_nobody_changed_the_log(desks: Desks):
    manager = desks("makoto.narumi")
    manager.goto("/projects/S26-02/wbs/")
    manager.get_by_role("link", name="利用部門の教育").first.click()
    manager.get_by_role("link", name="編集", exact=True).first.click()
    manager.locator("input[name=deadline]").fill("2027-01-29")
    manager.locator("main form button[type=submit]").last.click()
    expect(manager.locator("main")).to_contain_text("2027/01/29")

    auditor = desks("aki.wakatsuki")
    auditor.goto("/audit/")
    auditor.locator("input[name=project]").fill("S26-02")
    auditor.locator("input[name=actor]").fill("鳴海")
    auditor.get_by_role("button", name="絞り込み").click()
    first = auditor.locator("main tbody tr").first
    expect(first).to_contain_text("鳴海 誠")
    expect(first).to_contain_text("利用部門の教育")
    expect(first).to_contain_text("2027")
    sequence = first.locator("td").first.inner_text().replace(",", "")
    auditor.get_by_role("link", name="連鎖を検証").click()
    expect(auditor.locator(".answer")).to_contain_text("改ざんはありません")

    with auditor.expect_download() as coming:
        auditor.get_by_role("link", name="CSV").click()
    text = Path(coming.value.path()).read_text("utf-8-sig")
    rows = {row["sequence"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (rows[sequence]["actor"], rows[sequence]["project"]) == ("鳴海 誠", "S26-02")
    assert re.fullmatch(r"[0-9a-f]{64}", rows[sequence]["hash"])
    assert auditor.request.post("/projects/S26-02/edit/", form={"name": "監査が変えた"}).status == 403


def test_a_system_administrator_invites_grants_for_a_period_and_ends_a_session(desks: Desks, demo_folder: Path):
    administrator = desks("masayuki.inui")
    administrator.goto("/people/new/")
    for name, value in (("code", "K901"), ("name", "春日 灯"), ("name_en", "Akari Kasuga"), ("title", "標準化担当")):
        administrator.fill(f"input[name={name}]", value)
    administrator.fill("input[name=email]", "akari.kasuga@kanamegawa.example")
    administrator.get_by_role("button", name="保存").click()
    administrator.wait_for_url(re.compile(r"/people/\d+/$"))
    person = administrator.url
    administrator.get_by_role("link", name="役割の付与").click()
    administrator.locator("select[name=role]").select_option(label="PMOエキスパート")
    administrator.fill("input[name=valid_to]", "2026-12-25")
    administrator.get_by_role("button", name="保存").click()
    expect(administrator.locator("main")).to_contain_text("2026/12/25")
    administrator.get_by_role("link", name="招待", exact=True).click()
    administrator.get_by_role("button", name="保存").click()
    expect(administrator.locator("main")).to_contain_text("akari.kasuga@kanamegawa.example")

    guest = desks()
    guest.goto(invitation(demo_folder))
    for field in guest.locator("input[type=password]").all():
        field.fill(NEW_PASSWORD)
    guest.locator("main form button[type=submit]").first.click()
    guest.wait_for_url("**/accounts/login/**")
    sign_in(guest, "akari.kasuga@kanamegawa.example", NEW_PASSWORD)
    expect(guest.locator("main")).to_contain_text("PMOエキスパート")
    assert [status(guest, path) for path in ("/projects/S26-02/wbs/", "/projects/S26-02/cost/")] == [200, 404]

    elsewhere = desks("akari.kasuga@kanamegawa.example", NEW_PASSWORD)
    guest.goto("/accounts/sessions/")
    guest.get_by_role("button", name="ほかのすべてからサインアウト").click()
    elsewhere.goto("/projects/")
    assert "/accounts/login/" in elsewhere.url  # a session that was ended, at its next click

    administrator.goto(person)
    administrator.get_by_role("button", name="アカウントの停止").click()
    expect(administrator.locator("main")).to_contain_text("停止")
    guest.goto("/projects/S26-02/wbs/")
    assert "/accounts/login/" in guest.url
    assert status(administrator, "/projects/S26-02/") == 404  # who gives rights has none by it


def invitation(folder: Path) -> str:
    """The way in the newest mail to the invited person."""
    mails = sorted((folder / "mail").glob("*"), key=lambda file: file.stat().st_mtime)
    found = [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in mails]
    body = [m.get_body().get_content() for m in found if "akari.kasuga" in str(m["To"])][-1]
    return re.search(r"/account/invitation/\S+", body)[0]


def test_an_analyst_asks_and_opens_the_number(desks: Desks):
    analyst = desks("takuya.enomoto")
    analyst.goto("/analysis/")
    analyst.locator("select[name=rows]").select_option(index=1)
    analyst.get_by_role("button", name="分析", exact=True).click()
    count = analyst.locator("main table a[href*='rows']").first
    number = int(count.inner_text())
    count.click()
    expect(analyst.locator("main tbody tr")).to_have_count(number)
    expect(analyst.locator("main")).not_to_contain_text("S26-02")  # no project of theirs
    assert status(analyst, "/projects/R26-01/decisions/new/") == 200
    assert status(analyst, "/projects/R26-01/cost/actuals/new/") == 404


def test_a_pmo_administrator_runs_the_round_to_its_freeze_and_sends_the_pack(desks: Desks, demo_folder: Path):
    administrator = desks("aya.onodera")
    administrator.goto("/rounds/14/")
    administrator.get_by_role("button", name="未提出者全員に催促").click()
    expect(administrator.locator("main")).to_contain_text("催促しました")
    administrator.get_by_role("link", name="織部 未来").click()
    administrator.locator("input[name=note]").fill("電話で確認。夕方に入力するとのこと。")
    administrator.get_by_role("button", name="保存").click()
    expect(administrator.locator("main")).to_contain_text("電話で確認。夕方に入力するとのこと。")
    administrator.get_by_role("link", name="代理入力").click()
    administrator.get_by_role("button", name="変更なし").click()
    administrator.locator("main form button[type=submit]").first.click()
    administrator.goto("/rounds/14/?show=proxy")
    expect(administrator.get_by_role("link", name="織部 未来")).to_be_visible()

    friday(demo_folder, "2026-11-27")
    freeze(administrator)
    member = desks("saki.hasumi")
    member.goto("/rounds/mine/")
    assert member.locator("main form button[value=report]").count() == 0  # too late: what comes now is a correction

    administrator.goto("/projects/S26-02/reports/steering/freeze/")
    administrator.locator("input[name=looked_at]").check()
    administrator.get_by_role("button", name="確定").click()
    administrator.wait_for_url("**/reports/frozen/**")
    number = administrator.locator("h1, .page-title").first.inner_text()
    assert number
    administrator.goto(administrator.url.split("?")[0] + "send/")
    administrator.locator("textarea[name=to]").fill(f"kenichi.fujishiro@{DOMAIN}")
    administrator.get_by_role("button", name="送付").click()
    expect(administrator.locator("main")).to_contain_text(f"kenichi.fujishiro@{DOMAIN}")
    mails = [file.read_bytes() for file in (demo_folder / "mail").glob("*")]
    assert sum(b"kenichi.fujishiro" in mail and b"application/pdf" in mail for mail in mails) == 1


def friday(folder: Path, day: str) -> None:
    """A week passes in the demo company, whose day stands still otherwise."""
    with sqlite3.connect(folder / "kaname.sqlite3", timeout=20) as database:
        database.execute("UPDATE core_organisation SET as_of = ?", (day,))
    database.close()


def freeze(page: Page) -> None:
    """Press the button as soon as the page knows the new day, unless the clock is faster; wait for the hash."""
    for _try in range(45):
        page.goto("/rounds/14/")
        button = page.get_by_role("button", name="今すぐ凍結")
        if "SHA-256" in page.locator("main").inner_text():
            break
        if button.count():
            button.click()
            page.wait_for_url("**/jobs/**")
        page.wait_for_timeout(2000)
    expect(page.locator("dd.hash")).to_have_text(re.compile("[0-9a-f]{64}"))
