"""Pages of issues: the list, a project's, one issue and its steps, sorting; what each reader sees."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.issues import make_issue, make_step
from factories.people import AS_OF, make_company, read_company
from factories.project import make_project, make_user_of
from kaname.domains.control.models import Issue
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db
BEFORE = AS_OF - timedelta(days=20)
PAST = AS_OF - timedelta(days=2)


@pytest.fixture(autouse=True)
def company():
    make_company()


@pytest.fixture
def project():
    return make_project(code="A", name="会計更改")


@pytest.fixture
def pm(project):
    return make_user_of(project, Role.PROJECT_MANAGER)


def signed_in(user) -> Client:
    client = Client(headers={"Accept-Language": "ja"})
    client.force_login(user)
    return client


def page(client: Client, path: str, **asked) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == 200, path
    return answer.content.decode()


def late(project, **values) -> Issue:
    return make_issue(project, (("raised", BEFORE), ("accepted", BEFORE), ("working", BEFORE)), due=PAST, **values)


def test_the_list_says_what_is_open_overdue_and_escalated(project, pm):
    one = late(project, title="環境が止まった", level=2)
    make_issue(project, title="質問が残る")
    text = page(signed_in(pm), "/issues/")
    assert "未完了の課題は2件です。うち1件が期限を過ぎています。スポンサーか全社へ引き上げたものが1件あります。" in text
    assert text.index("環境が止まった") < text.index("質問が残る")  # by due date
    only = page(signed_in(pm), "/issues/", flag="overdue")
    assert "環境が止まった" in only
    assert "質問が残る" not in only
    assert "質問が残る" not in page(signed_in(pm), "/issues/", q=one.code_en)


def test_the_list_of_an_earlier_day_shows_what_stood_then(project, pm):
    made = late(project, title="環境が止まった")
    make_step(made, AS_OF, "moved", state="resolved")
    Issue.objects.filter(pk=made.pk).update(state="resolved", result="直した")
    then = page(signed_in(pm), "/issues/", as_of=(BEFORE + timedelta(days=3)).isoformat())
    assert "うち1件が期限を過ぎています" not in then
    assert "環境が止まった" in then
    assert "環境が止まった" not in page(signed_in(pm), "/issues/", as_of=(BEFORE - timedelta(days=1)).isoformat())
    told = page(signed_in(pm), f"/projects/A/issues/{made.number}/", as_of=PAST.isoformat())
    assert "対応中" in told
    assert "対応済" not in told
    assert "次の対応" not in told  # nobody acts on a day that is over
    early = page(signed_in(pm), f"/projects/A/issues/{made.number}/", as_of=(BEFORE - timedelta(days=1)).isoformat())
    assert "まだありません" in early
    assert "環境が止まった" not in early.split("<main")[1]


def test_raising_taking_in_resolving_and_confirming_through_the_pages(project, pm):
    member = make_user_of(project, Role.MEMBER)
    theirs, mine = signed_in(member), signed_in(pm)
    sent = theirs.post("/projects/A/issues/new/", {"title": "接続できない", "raised_on": AS_OF, "severity": 2,
                                                   "urgency": 3, "importance": 3})  # fmt: skip
    made = Issue.objects.get()
    assert (sent.status_code, sent.url) == (302, f"/projects/A/issues/{made.number}/")
    step = f"/projects/A/issues/{made.number}/to/"
    refused = mine.post(f"{step}accepted/", {})
    assert refused.status_code == 422
    for said in (
        "担当を1人選んでください。",
        "期限を入力してください。",
        "区分（課題・ToDo・質問など）を選んでください。",
    ):
        assert said in refused.content.decode()
    given = {"owner": member.person.pk, "due": AS_OF + timedelta(days=5), "kind": "issue"}
    assert mine.post(f"{step}accepted/", given).status_code == 302
    assert theirs.post(f"{step}working/", {"version": Issue.objects.get().version}).status_code == 302
    assert theirs.post(f"{step}resolved/", {"result": ""}).status_code == 422
    assert theirs.post(f"{step}resolved/", {"result": "設定を直した"}).status_code == 302
    assert theirs.get(f"{step}closed/").status_code == 302  # nobody confirms what they own: back to the issue
    theirs.post(f"{step}closed/", {"result": "設定を直した"})
    assert Issue.objects.get().state == "resolved"
    assert "確認して完了" not in page(theirs, f"/projects/A/issues/{made.number}/")
    assert mine.post(f"{step}closed/", {"result": "設定を直した"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.closed_by) == ("closed", pm.person)
    told = page(mine, f"/projects/A/issues/{made.number}/")
    assert "完了しました" in told
    assert "設定を直した" in told


def test_a_form_names_every_error_at_once(project, pm):
    wrong = {"title": "", "raised_on": AS_OF + timedelta(days=3), "severity": 2, "urgency": 2, "importance": 2,
             "impact_yen": "-5", "due": ""}  # fmt: skip
    refused = signed_in(pm).post("/projects/A/issues/new/", wrong)
    text = refused.content.decode()
    assert refused.status_code == 422
    for said in ("件名", "まだ来ていない日付です。", "影響額は0以上で入力してください。"):
        assert said in text
    assert not Issue.objects.exists()


def test_moving_a_due_date_asks_for_the_reason_beside_its_field(project, pm):
    made = make_issue(project)
    client, path = signed_in(pm), f"/projects/A/issues/{made.number}/edit/"
    sent = {"title": made.title, "kind": "issue", "raised_on": made.raised_on, "severity": 2, "urgency": 2,
            "importance": 2, "owner": made.owner_id, "due": AS_OF + timedelta(days=40), "version": 1}  # fmt: skip
    refused = client.post(path, sent)
    assert (refused.status_code, "期限を変える理由を入力してください。" in refused.content.decode()) == (422, True)
    assert client.post(path, sent | {"remark": "部品待ち"}).status_code == 302
    text = page(client, f"/projects/A/issues/{made.number}/")
    assert "部品待ち" in text
    assert "変更1回" in text


def test_many_are_sorted_on_one_page_or_none(project, pm):
    member = make_user_of(project, Role.MEMBER).person
    rows = [make_issue(project, (("raised", AS_OF),), due=None, kind="", title=f"行{n}") for n in range(2)]
    client, path = signed_in(pm), "/projects/A/issues/sorting/"
    assert "2件が受付待ちです" in page(client, path)
    first, second = (row.number for row in rows)
    sent = {f"take_{first}": 1, f"kind_{first}": "todo", f"owner_{first}": member.pk,
            f"due_{first}": AS_OF + timedelta(days=9), f"take_{second}": 1}  # fmt: skip
    refused = client.post(path, sent)
    assert refused.status_code == 422
    assert "担当を1人選んでください。" in refused.content.decode()
    assert Issue.objects.filter(state="raised").count() == 2
    sent |= {f"kind_{second}": "issue", f"owner_{second}": member.pk, f"due_{second}": AS_OF + timedelta(days=9)}
    assert client.post(path, sent).status_code == 302
    assert Issue.objects.filter(state="accepted").count() == 2


def test_what_is_said_for_all_rows_holds_where_a_row_says_nothing(project, pm):
    member = make_user_of(project, Role.MEMBER).person
    for n in range(3):
        make_issue(project, (("raised", AS_OF),), due=None, kind="risk" if n == 0 else "", title=f"行{n}")
    sent = {"take_all": 1, "kind_all": "todo", "owner_all": member.pk, "due_all": AS_OF + timedelta(days=9)}
    sent[f"kind_{Issue.objects.get(title='行0').number}"] = "risk"
    assert signed_in(pm).post("/projects/A/issues/sorting/", sent).status_code == 302
    assert list(Issue.objects.order_by("title").values_list("kind", "owner", "state")) == [
        ("risk", member.pk, "accepted"), ("todo", member.pk, "accepted"), ("todo", member.pk, "accepted"),
    ]  # fmt: skip


def test_the_workbook_has_the_columns_of_the_list_of_issues(project, pm):
    made = late(project, title="環境が止まった", affects=["delivery", "cost"], impact_yen=500_000)
    answer = signed_in(pm).get("/issues/issues.xlsx", {"project": "A", "state": "all"})
    book = openpyxl.load_workbook(BytesIO(answer.content))
    head, row = ([cell.value for cell in line] for line in list(book.worksheets[0].rows)[:2])
    assert head == [
        "番号", "件名", "区分", "発生日", "起票した人", "事象", "影響", "影響する金額（円）", "影響する日数（営業日）",
        "原因区分", "対応方針", "担当", "期限", "期限変更回数", "優先度", "状態", "引上げ段階", "最終更新日",
        "経過日数", "完了条件", "対応結果", "完了日", "確認者", "関連する活動", "重大度", "再オープン回数",
        "プロジェクト",
    ]  # fmt: skip
    told = dict(zip(head, row, strict=True))
    assert (told["番号"], told["影響"], told["経過日数"], told["期限"].date()) == (made.code, "コスト・納期", 20, PAST)
    assert told["影響する金額（円）"] == 500_000
    member = signed_in(make_user_of(project, Role.MEMBER)).get("/issues/issues.xlsx")
    cells = [cell.value for line in openpyxl.load_workbook(BytesIO(member.content)).worksheets[0].rows for cell in line]
    assert 500_000 not in cells
    figures = dict(tuple(c.value for c in line) for line in book.worksheets[1].rows)
    assert (figures["未完了"], figures["期限超過"], figures["平均滞留日数"]) == (1, 1, 20)


def test_money_is_shown_to_who_reads_cost_only(project, pm):
    made = make_issue(project, impact_yen=1_234_567)
    path = f"/projects/A/issues/{made.number}/"
    assert "1,234,567" in page(signed_in(pm), path)
    assert "1,234,567" not in page(signed_in(make_user_of(project, Role.MEMBER)), path)


def test_what_is_hidden_does_not_exist(project, pm):
    made = make_issue(project, title="秘密の課題")
    outsider = signed_in(make_user_of(make_project(code="B"), Role.PROJECT_MANAGER))
    for path in ("", "edit/", "to/resolved/", "escalate/"):
        assert outsider.get(f"/projects/A/issues/{made.number}/{path}").status_code == 404
    assert "秘密の課題" not in page(outsider, "/issues/", state="all")
    client = signed_in(make_user_of(project, Role.CLIENT))
    assert client.get(f"/projects/A/issues/{made.number}/").status_code == 404
    Issue.objects.filter(pk=made.pk).update(open_to_client=True)
    text = page(client, f"/projects/A/issues/{made.number}/")
    assert "秘密の課題" in text
    assert "次の対応" not in text


def test_a_sponsor_reads_and_does_not_act(project, pm):
    made = make_issue(project)
    sponsor = signed_in(make_user_of(project, Role.SPONSOR))
    assert "次の対応" not in page(sponsor, f"/projects/A/issues/{made.number}/")
    assert sponsor.post(f"/projects/A/issues/{made.number}/to/resolved/", {"result": "x"}).status_code == 403
    assert sponsor.post("/projects/A/issues/new/", {"title": "x"}).status_code == 403


def test_english_numbers_and_words(project, pm):
    made = make_issue(project, title="環境", title_en="The environment")
    text = page(signed_in(pm), "/issues/", lang="en")
    for said in ("1 issue is open. None of them is overdue.", "The environment", made.code_en):
        assert said in text
    assert made.code not in text


@pytest.mark.parametrize("path", ["/issues/", "/projects/A/issues/"])
def test_lists_take_as_many_queries_for_one_as_for_three(project, pm, path):
    client, counts = signed_in(pm), []
    make_issue(project)
    for n in range(4):
        if n > 1:  # the first readings also write what stands around the pages
            make_issue(project)
        read_company()
        with CaptureQueriesContext(connection) as asked:
            page(client, path, n=n)
        counts.append(len(asked))
    assert counts[1] == counts[2] == counts[3]


def test_a_day_that_is_yet_to_come_or_none_is_the_present(project, pm):
    make_issue(project, title="環境が止まった")
    for day in ("2031-01-01", "yesterday"):
        assert "環境が止まった" in page(signed_in(pm), "/issues/", as_of=day)
