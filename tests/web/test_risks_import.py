"""A list of risks taken over: looked at first, then as one; what stands in the register already stays as it is."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories.people import AS_OF, make_company, make_person
from factories.project import make_member, make_project, make_user_of
from factories.risk import ANSWERED, make_risk
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role
from kaname.domains.risk.actions import importing
from kaname.domains.risk.models import Risk, RiskStep
from kaname.domains.risk.queries.standing import standings, visible_on
from kaname.exchange.risk_files import NoRisks, read_risks
from kaname.web.risks.sheet import register_book

pytestmark = pytest.mark.django_db
HEAD = [
    "No.", "リスク内容", "原因", "影響", "分類", "発生確率", "影響度", "対応方針", "対応策", "担当者", "対応期限",
    "状況", "備考",
]  # fmt: skip
DUE = date(2026, 12, 11)
ROWS = [
    [
        1,
        "納品が遅れる",
        "一社に頼る",
        "試験が延びる",
        "外注",
        "高",
        "大",
        "軽減",
        "二社目と契約",
        "山田",
        DUE,
        "監視中",
    ],
    [2, "要員が抜ける", "", "", "要員", "30%", 4, "", "引継ぎ資料を作る", "山田 太郎", DUE, "対応中"],
    [3, "予算が足りない", "見積り", "縮小", "費用", "", "", "", "", "", "", "未対応"],
    [4, "担当なし", "x", "y", "技術", 5, 5, "回避", "やめる", "誰か", "来月中", "対応中"],
    [5, "終わった話", "x", "y", "技術", 2, 2, "", "", "", "", "完了"],
    [6, "納品が遅れる", "", "", "", 1, 1, "", "", "", "", ""],
    [7, "読めない確率", "x", "y", "宇宙", "たぶん", "中", "", "", "", "", ""],
]


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_company()


@pytest.fixture
def project():
    made = make_project(code="A")
    make_member(made, make_person(name="山田 太郎", code="Y1"), Role.MEMBER)
    return made


@pytest.fixture
def pm(project):
    return make_user_of(project, Role.PROJECT_MANAGER)


def workbook(*rows) -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    for row in (["リスク管理表"], [], HEAD, *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def client_of(user) -> Client:
    client = Client(headers={"accept-language": "ja"})
    client.force_login(user)
    return client


def post(client, data: bytes, name: str = "risks.xlsx"):
    return client.post("/projects/A/risks/import/", {"file": SimpleUploadedFile(name, data)})


def test_each_row_goes_as_far_as_it_says(project, pm):
    taken = importing.take_over(project=project, found=read_risks(workbook(*ROWS), "r.xlsx"), by=pm)
    assert dict(taken.counts) == {"made": 6, "refused": 1}
    told = {r.event: r for r in Risk.objects.all()}
    first = told["納品が遅れる"]
    assert (first.state, first.score, first.category, first.response, first.response_due, first.owner.code) == (
        "watched", 16, "supplier", "mitigate", DUE, "Y1",
    )  # fmt: skip
    second = told["要員が抜ける"]
    assert (second.state, second.probability, second.chance, second.response) == ("planned", 2, 30, "mitigate")
    assert (second.cause, second.effect) == ("（一覧に記載なし）", "（一覧に記載なし）")
    assert (told["予算が足りない"].state, told["予算が足りない"].score) == ("identified", None)
    unowned = told["担当なし"]
    assert (unowned.state, unowned.score, unowned.steps.last().remark) == ("analysed", 25, "やめる")
    assert told["終わった話"].state == "closed"


def test_what_a_row_lacks_is_said_beside_it(project, pm):
    taken = importing.look(project=project, found=read_risks(workbook(*ROWS), "r.xlsx"), by=pm)
    said = {line.row: " ".join(line.said) for line in taken.lines}
    for text in (
        "「誰か」という名前のメンバーはいません",
        "「来月中」は読み取れません（対応期限）",
        "リスクの担当を選んで",
    ):
        assert text in said[7]
    assert "同じ事象が一覧の前の行にあります" in said[9]
    assert "「たぶん」は読み取れません（発生確率）" in said[10]
    assert "「宇宙」は読み取れません（分類）" in said[10]


def test_the_same_file_twice_changes_nothing(project, pm):
    found = read_risks(workbook(*ROWS[:5]), "r.xlsx")
    importing.take_over(project=project, found=found, by=pm)
    steps, events = RiskStep.objects.count(), AuditEvent.objects.count()
    assert dict(importing.take_over(project=project, found=found, by=pm).counts) == {"same": 5}
    assert (RiskStep.objects.count(), AuditEvent.objects.count()) == (steps, events)


def test_what_kaname_wrote_is_known_again_and_read_into_another_project(project, pm):
    made = make_risk(project, **ANSWERED | {"owner": pm.person, "reserve_yen": 500_000, "exposure_yen": 1_000_000})
    out = BytesIO()
    register_book(out, standings(visible_on(pm, AS_OF)), {project.pk})
    found = read_risks(out.getvalue(), "risks.xlsx")
    assert dict(importing.take_over(project=project, found=found, by=pm).counts) == {"same": 1}
    other = make_project(code="B")
    importing.take_over(project=other, found=found, by=make_user_of(other, Role.PROJECT_MANAGER))
    copy = Risk.objects.get(project=other)
    assert (copy.cause, copy.event, copy.effect) == (made.cause, made.event, made.effect)
    assert (copy.score, copy.impact_cost, copy.category) == (16, 2, "technical")


def test_nothing_is_written_before_it_was_seen(project, pm):
    client = client_of(pm)
    page = post(client, workbook(*ROWS))
    assert page.context["counts"] == {"made": 6, "same": 0, "refused": 1}
    assert (Risk.objects.count(), AuditEvent.objects.filter(verb__startswith="risk.").count()) == (0, 0)
    assert page.context["left_out"] == ["備考"]
    upload = page.context["upload"]
    sent = {"digest": upload.digest, "name": upload.name}
    assert client.post("/projects/A/risks/import/", sent).headers["Location"] == "/projects/A/risks/"
    assert Risk.objects.count() == 6
    lost = client.post("/projects/A/risks/import/", {"digest": "0" * 64, "name": "x"})
    assert lost.headers["Location"] == "/projects/A/risks/import/"


def test_a_file_without_risks_says_what_it_needs(project, pm):
    answer = post(client_of(pm), "名前,年\n山田,3\n".encode(), "x.csv")
    assert answer.status_code == 422
    assert "リスクの一覧と思われる表がありません" in str(answer.context["form"].errors["file"])
    with pytest.raises(NoRisks):
        read_risks("名前,年\n山田,3\n".encode(), "x.csv")


def test_members_take_no_list_over(project):
    member = client_of(make_user_of(project, Role.MEMBER))
    assert member.get("/projects/A/risks/import/").headers["Location"] == "/projects/A/risks/"
    assert post(member, workbook(*ROWS)).status_code == 403
    assert "一覧を取り込む" not in member.get("/projects/A/risks/").content.decode()


def test_a_text_table_in_the_japanese_code_page_is_read(project, pm):
    text = "リスク内容,発生確率,影響度,対応策,担当者,期限\n停電が起きる,低,大,発電機を借りる,山田,2026/12/01\n"
    importing.take_over(project=project, found=read_risks(text.encode("cp932"), "r.csv"), by=pm)
    made = Risk.objects.get()
    first = date(2026, 12, 1)
    assert (made.score, made.response_due, made.review_due, made.state) == (8, first, first, "planned")
