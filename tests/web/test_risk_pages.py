"""Pages of the risk register: matrix and list of a day, forms that name everything, hidden amounts, the download."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from factories.health import make_health
from factories.people import AS_OF, make_company, make_user
from factories.project import make_project, make_user_of
from factories.risk import ANSWERED, SCORED, make_risk
from kaname.domains.control.models import Issue
from kaname.domains.people.enums import Role
from kaname.domains.reporting.bridge.risks import risks_of
from kaname.domains.reporting.rules.risk_axis import risk as of_risk
from kaname.domains.risk.models import Risk

pytestmark = pytest.mark.django_db
EARLY = date(2026, 10, 2)
NEW = {
    "direction": "threat", "category": "supplier", "cause": "一社だけに頼っている", "event": "納品が遅れる",
    "effect": "試験が始められない",
}  # fmt: skip


@pytest.fixture(autouse=True)
def company():
    make_company()


@pytest.fixture
def project():
    return make_project(code="A", name="案件甲")


def client_of(user) -> Client:
    client = Client(headers={"accept-language": "ja"})
    client.force_login(user)
    return client


@pytest.fixture
def pm(project):
    return client_of(make_user_of(project, Role.PROJECT_MANAGER))


def at(risk: Risk, name: str = "risk", *more: str) -> str:
    return reverse(f"risks:{name}", args=[risk.project.code, risk.number, *more])


def events(answer) -> list[str]:
    return [s.risk.code for s in answer.context["page"].object_list]


def test_from_a_sentence_to_a_watched_risk(project, pm):
    answer = pm.post("/projects/A/risks/new/", NEW)
    risk = Risk.objects.get()
    assert answer.headers["Location"] == at(risk)
    assert pm.get(at(risk)).context["first"] == "assess"
    pm.post(at(risk, "assess"), {"version": 1, "probability": "4", "impact_delay": "4", "exposure_yen": "1000000"})
    page = pm.get(at(risk))
    assert (page.context["first"], page.context["step"].score) == ("plan", 16)
    assert "対応方針と担当が必要です" in page.content.decode()
    owner = make_user_of(project, Role.MEMBER).person
    plan = {
        "version": 2, "response": "transfer", "prevention": "二社目と契約する", "response_due": "2026-12-04",
        "owner": owner.pk, "review_due": "2026-12-04", "residual_probability": "2", "residual_impact": "4",
    }  # fmt: skip
    assert pm.post(at(risk, "plan"), plan).status_code == 302
    assert pm.post(at(risk, "move", "watched"), {"version": 3}).status_code == 302
    assert pm.post(at(risk, "done"), {"version": 4, "remark": "契約した"}).status_code == 302
    risk.refresh_from_db()
    assert (risk.state, risk.response_done, risk.steps.count()) == ("watched", AS_OF, 5)
    body = pm.get(at(risk)).content.decode()
    assert "状態：対応計画済み → 監視中" in body
    assert "契約した" in body
    assert "発生時の影響額（円）：― → 1,000,000" in body


def test_bad_input_is_named_beside_every_field_and_nothing_is_written(project, pm):
    answer = pm.post("/projects/A/risks/new/", {"direction": "threat", "review_due": "2026-13-01"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"category", "cause", "event", "effect", "review_due"}
    assert not Risk.objects.exists()
    risk = make_risk(project)
    answer = pm.post(at(risk, "plan"), {"version": 1, "residual_probability": "5", "residual_impact": "5"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"response", "owner", "review_due", "residual_probability"}
    answer = pm.post(at(risk, "assess"), {"version": 1, "probability": "2", "chance": "95", "exposure_yen": "x"})
    assert set(answer.context["form"].errors) == {"impact_delay", "chance", "exposure_yen"}


def test_the_list_is_narrowed_by_a_field_of_the_matrix_and_by_words(project, pm):
    high, low = make_risk(project), make_risk(project, **SCORED | {"probability": 1, "event": "別の出来事"})
    closed = make_risk(project, **SCORED | {"state": "closed"})
    assert events(pm.get("/risks/")) == [high.code, low.code]
    assert events(pm.get("/risks/?p=4&i=4")) == [high.code]
    assert events(pm.get("/risks/?state=closed")) == [closed.code]
    assert events(pm.get("/risks/?q=別の")) == [low.code]
    assert events(pm.get(f"/risks/?q={low.ascii_code.lower()}")) == [low.code]
    assert events(pm.get("/risks/?level=unplanned")) == [high.code]
    assert events(pm.get("/risks/?late=1")) == []
    assert events(pm.get("/risks/?p=9&i=x&state=no&sort=no&as_of=never&since=no")) == [high.code, low.code]
    body = pm.get("/risks/").content.decode()
    assert 'aria-label="発生確率4、影響4：1件。上昇0、低下0、新規1。"' in body


def test_an_earlier_day_shows_what_stood_then(project, pm):
    risk = make_risk(project, (EARLY, SCORED | {"event": "当時の出来事"}), (AS_OF, {"probability": 1, "event": "今"}))
    later = make_risk(project)
    then = pm.get("/projects/A/risks/?as_of=2026-10-05")
    assert events(then) == [risk.code]
    assert "当時の出来事" in then.content.decode()
    page = pm.get(f"{at(risk)}?as_of=2026-10-05")
    assert (page.context["step"].score, len(page.context["history"]), page.context.get("ways")) == (16, 1, None)
    assert "まだ登録されていません" in pm.get(f"{at(later)}?as_of=2026-10-05").content.decode()
    assert pm.get(at(risk)).context["s"].trend == "down"


def test_amounts_are_shown_to_who_reads_the_cost_only(project, pm):
    risk = make_risk(project, **ANSWERED | {"exposure_yen": 7_654_000, "reserve_yen": 3_210_000})
    member = client_of(make_user_of(project, Role.MEMBER))
    for path in (at(risk), "/risks/", "/projects/A/risks/"):
        assert "5,357,800" in pm.get(path).content.decode()
        shown = member.get(path).content.decode()
        assert [amount for amount in ("7,654,000", "5,357,800", "3,210,000") if amount in shown] == []
    assert "exposure_yen" not in member.get("/projects/A/risks/new/").content.decode()
    sheet = openpyxl.load_workbook(BytesIO(member.get("/risks/risks.xlsx").content)).worksheets[0]
    assert [sheet.cell(2, x).value for x in (10, 20)] == [None, None]


def test_the_workbook_has_the_columns_of_the_specification(project, pm):
    made = make_risk(project, **ANSWERED | {"exposure_yen": 1_000_000, "reserve_yen": 500_000})
    book = openpyxl.load_workbook(BytesIO(pm.get("/risks/risks.xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0] == (
        "番号", "原因→事象→影響", "区分（リスク）", "脅威・好機",
        "発生確率P（1〜5）", "影響I：日程（1〜5）", "影響I：費用（1〜5）", "影響I：品質（1〜5）",
        "スコア", "期待値EMV（円）", "切迫度", "対応方針", "予防策", "発生時対応",
        "トリガ（兆候）", "リスク担当", "次回見直し日", "残存P（1〜5）", "残存I（1〜5）",
        "予備費（円）", "状態", "推移（↑→↓）",
    )  # fmt: skip
    assert rows[1][:2] == (made.code, made.sentence)
    assert rows[1][4:10] == (4, 4, 2, 1, 16, 700_000)
    assert (rows[1][17:20], rows[1][21]) == ((2, 3, 500_000), "＋")
    matrix = list(book.worksheets[1].iter_rows(values_only=True))
    assert [line[0] for line in matrix[1:]] == [5, 4, 3, 2, 1]
    assert matrix[2][4] == 1


def test_a_hidden_risk_is_no_different_from_an_absent_one(project):
    shown, hidden = make_risk(project, **SCORED | {"open_to_client": True}), make_risk(project)
    customer = client_of(make_user_of(project, Role.CLIENT))
    assert customer.get(at(shown)).status_code == 200
    assert (customer.get(at(hidden)).status_code, customer.get("/projects/A/risks/9999/").status_code) == (404, 404)
    assert events(customer.get("/projects/A/risks/")) == [shown.code]
    assert customer.post(at(shown, "move", "closed"), {"remark": "x"}).status_code == 404
    stranger = client_of(make_user_of(make_project(code="B"), Role.PROJECT_MANAGER))
    assert stranger.get(at(shown)).status_code == 404
    assert client_of(make_user()).get("/risks/").status_code == 404


def test_steps_are_refused_to_others_and_to_who_read_an_older_version(project):
    risk = make_risk(project, **ANSWERED)
    sponsor, pm = client_of(make_user_of(project, Role.SPONSOR)), client_of(make_user_of(project, Role.PROJECT_MANAGER))
    member = client_of(make_user_of(project, Role.MEMBER))
    assert sponsor.post(at(risk, "done")).status_code == 404
    assert member.post(at(risk, "move", "closed"), {"remark": "x"}).status_code == 403
    assert member.get(at(risk, "assess")).headers["Location"] == at(risk)
    assert member.post(at(risk, "assess"), {"probability": "1"}).status_code == 403
    assert pm.post(at(risk, "move", "nowhere")).status_code == 404
    pm.post(at(risk, "move", "closed"), {"version": 1})
    Risk.objects.filter(pk=risk.pk).update(version=7)
    pm.post(at(risk, "move", "closed"), {"version": 1, "remark": "x"})
    risk.refresh_from_db()
    assert risk.state == "watched"
    pm.post(at(risk, "move", "closed"), {"version": 7, "remark": "もう起こらない"})
    risk.refresh_from_db()
    assert risk.state == "closed"


def test_a_text_that_is_changed_loses_its_english_twin(project, pm):
    risk = make_risk(project, **SCORED | {"cause_en": "An open interface", "event_en": "Rework"})
    sent = {"version": risk.version, "direction": "threat", "category": "technical", "cause": risk.cause}
    assert pm.post(at(risk, "edit"), sent | {"event": "新しい出来事", "effect": risk.effect}).status_code == 302
    risk.refresh_from_db()
    assert (risk.cause_en, risk.event_en) == ("An open interface", "")


def test_in_english_every_word_is_english(project):
    twins = {f"{name}_en": name.title() for name in ("cause", "event", "effect")}
    risk = make_risk(project, (EARLY, SCORED | twins), (AS_OF, {"probability": 5}))
    pm = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    pm.cookies["kaname_language"] = "en"
    body = pm.get(at(risk)).content.decode()
    assert "Score: 16 → 20" in body
    assert "A-RK-" in body
    assert "案" not in body.replace("案件甲", "")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", ["/risks/", "/projects/A/risks/", "/risks/risks.xlsx"])
def test_lists_take_a_constant_number_of_queries(project, path, count, django_assert_max_num_queries):
    for _ in range(count):
        make_risk(project, (EARLY, ANSWERED), (AS_OF, {"probability": 5}))
    client = client_of(make_user(Role.PMO_MANAGER))
    client.get(path)
    with django_assert_max_num_queries(24):
        assert client.get(f"{path}?since=2026-10-03").status_code == 200


def test_a_reason_of_health_opens_its_risk(project, pm):
    risk = make_risk(project, **SCORED | {"event_en": "Rework"})
    make_health(project, axes={"risk": of_risk(risks_of([project.pk], AS_OF)[project.pk]).plain()})
    body = pm.get("/projects/A/axes/").content.decode()
    assert f'<a href="{at(risk)}" title="{risk.event}">{risk.code}</a>' in body
    assert "最高スコア 16" in body
    pm.cookies["kaname_language"] = "en"
    assert "The risk “Rework” (score 16) has no response" in pm.get("/projects/A/axes/").content.decode()


def test_what_happened_becomes_one_issue(project, pm):
    risk = make_risk(project, **ANSWERED | {"contingency": "二社目に頼む"})
    assert pm.post(at(risk, "move", "happened"), {"version": risk.version}).status_code == 302
    assert not Issue.objects.exists()  # no reason was given
    pm.post(at(risk, "move", "happened"), {"version": risk.version, "remark": "仕様が変わった"})
    issue = Issue.objects.get()
    assert (issue.risk, issue.title, issue.response) == (risk, risk.event, "二社目に頼む")
    pm.post(at(risk, "move", "happened"), {"remark": "もう一度"})
    assert Issue.objects.count() == 1
    assert f'<a href="{reverse("issues:issue", args=["A", issue.number])}">' in pm.get(at(risk)).content.decode()


def titles(client, card: str) -> list[str]:
    found = next((c for c in client.get("/").context["cards"] if str(c.title) == card), None)
    return [item.title for item in found.items] if found else []


def test_home_tells_what_is_to_be_done_about_risks(project):
    owner, pm = make_user_of(project, Role.MEMBER), make_user_of(project, Role.PROJECT_MANAGER)
    due = ANSWERED | {"owner": owner.person, "response_due": date(2026, 11, 27), "event": "期限が近い"}
    make_risk(project, **due)
    make_risk(project, **due | {"response_done": AS_OF, "event": "済んだ"})
    make_risk(project, **due | {"review_due": date(2026, 11, 13), "event": "見直しが遅れた"})
    make_risk(project, **SCORED | {"event": "対応がない"})
    make_risk(make_project(code="B"), **SCORED | {"event": "よその案件"})
    assert titles(client_of(owner), "対応するリスク") == ["見直しが遅れた", "期限が近い"]
    assert titles(client_of(pm), "対応するリスク") == ["対応がない"]
    pmo = titles(client_of(make_user(Role.PMO_MANAGER)), "対応のない・期限超過の高リスク")
    assert sorted(pmo) == ["よその案件", "対応がない", "見直しが遅れた"]
