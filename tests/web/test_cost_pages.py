"""Pages of cost: the answer first, every number opens, files are looked at before they are posted."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.cost import make_account, make_actual, make_approved, make_line, make_report
from factories.people import make_company, make_user
from factories.project import make_user_of
from factories.schedule import MONDAY, make_document, make_plan
from kaname.domains.core.instants import ticks_of
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import forget_organisation
from kaname.domains.cost.actions import evm, reserves
from kaname.domains.cost.bridge.against import against
from kaname.domains.cost.models import (
    Actual,
    BudgetLine,
    ControlAccount,
    CostBaseline,
    Drawdown,
    EvmSnapshot,
    VarianceExplanation,
)
from kaname.domains.cost.queries.rebudget import between
from kaname.domains.cost.queries.structure import Structure, structures
from kaname.domains.cost.rules import Limits as CostLimits
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Project
from kaname.exchange.document import Baseline

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 11, 20)
FINISH = datetime(2026, 11, 20, 17)
FRIDAY = ticks_of(datetime(2026, 11, 20, 17))


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_company()


def watermelon(percent: float = 90.0, spent: int = 4_500_000) -> Project:
    plan = make_plan(make_document({"設計": 5, "製造": 5}, [("設計", "製造")]))
    account = make_account(plan.project, code="CA-1", name="開発")
    make_line(account, "1", 4_000_000, minutes=4800)
    make_line(account, "2", 6_000_000)
    make_approved(plan.project)
    make_report(plan, AS_OF, {"1": percent}, FRIDAY)
    make_actual(account, AS_OF, spent, 2400)
    evm.take(projects=[plan.project], as_of=AS_OF, by=None)
    return plan.project


def opened(project: Project, role: Role = Role.PMO_CONTROLLER) -> Client:
    client = Client()
    client.force_login(make_user_of(project, role))
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_overview_says_what_it_will_cost_and_every_number_opens():
    project = watermelon()
    said = page(opened(project), f"/projects/{project.code}/cost/")
    assert "完成時総見積は12,500,000円になり、予算を2,500,000円（25.0%）超えます" in said
    assert "費用1円当たり1.16円の出来高が要ります（これまでは0.80円）" in said
    assert said.count('class="opens-formula"') == 8
    assert "13,388,889円" in said
    assert "説明を書く" in said


def test_the_overview_in_person_days_and_as_of_a_day_before_anything():
    project = watermelon()
    client = opened(project)
    assert "9.0" in page(client, f"/projects/{project.code}/cost/?unit=minutes")
    assert "最初の報告日を締める" in page(client, f"/projects/{project.code}/cost/?as_of=2026-11-01")
    page(client, f"/projects/{project.code}/cost/?as_of=never&unit=pounds")


def test_a_project_without_a_budget_says_so():
    plan = make_plan()
    assert "承認された予算はありません" in page(opened(plan.project), f"/projects/{plan.project.code}/cost/")


def test_the_table_and_its_workbook():
    import openpyxl

    project = watermelon()
    client = opened(project)
    said = page(client, f"/projects/{project.code}/cost/accounts/")
    assert "12,500" in said
    answer = client.get(f"/projects/{project.code}/cost/accounts.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:2] == ("CA-1", "開発")
    assert rows[1][3:11] == (10_000_000, 4_000_000, 3_600_000, 4_500_000, -400_000, -900_000, 12_500_000, -2_500_000)
    assert sheet.freeze_panes == "C2"


def test_a_controller_writes_a_budget_and_the_sponsor_approves_it():
    plan = make_plan()
    code = plan.project.code
    keeper, sponsor = opened(plan.project), opened(plan.project, Role.SPONSOR)
    keeper.post(f"/projects/{code}/cost/accounts/new/", {"code": "CA-1", "name": "開発", "branch": "1"})
    account = ControlAccount.objects.get()
    line = {
        "name": "設計", "activity_uid": "1", "category": "outside", "yen": "500000", "minutes": "2.5",
        "phasing": "months", "months": "2026-11: 60, 2026-12: 40", "earning": "progress",
    }  # fmt: skip
    answer = keeper.post(f"/projects/{code}/cost/accounts/{account.pk}/lines/new/", line)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    made = BudgetLine.objects.get()
    assert (made.minutes, made.months) == (1200, {"2026-11": 60.0, "2026-12": 40.0})
    again = keeper.post(f"/projects/{code}/cost/lines/{made.pk}/", line | {"yen": "600000", "version": "1"})
    assert again.status_code == 302, again.content.decode()[-3000:]
    assert "2026-11: 60" in page(keeper, f"/projects/{code}/cost/lines/{made.pk}/")
    approval = {"name": "当初予算", "valid_from": "2026-11-01", "schedule_baseline": ""}
    assert keeper.post(f"/projects/{code}/cost/approve/", approval).status_code in (403, 404)
    answer = sponsor.post(f"/projects/{code}/cost/approve/", approval)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert CostBaseline.objects.get().yen == 600_000
    assert "当初予算" in page(keeper, f"/projects/{code}/cost/accounts/")
    page(keeper, f"/projects/{code}/cost/accounts/{account.pk}/")


def test_a_wrong_line_is_refused_beside_its_fields():
    plan = make_plan()
    account = make_account(plan.project)
    client = opened(plan.project)
    wrong = {"category": "outside", "yen": "0", "minutes": "", "phasing": "even", "months": "x", "earning": "progress"}
    answer = client.post(f"/projects/{plan.project.code}/cost/accounts/{account.pk}/lines/new/", wrong)
    assert answer.status_code == 422
    assert "月ごとの配分" in answer.content.decode()
    form = client.post(answer.request["PATH_INFO"], wrong | {"yen": "-5"}).context["form"]
    assert [name for name, errors in form.errors.items() if errors] == ["yen", "months"]


def test_actuals_are_posted_and_taken_back():
    project = watermelon()
    client = opened(project)
    account = project.control_accounts.get()
    entry = {
        "account": account.pk, "incurred_on": "2026-11-18", "category": "outside", "yen": "1000", "minutes": "1",
        "document": "INV-9", "description": "設計",
    }  # fmt: skip
    assert client.post(f"/projects/{project.code}/cost/actuals/new/", entry).status_code == 302
    made = Actual.objects.get(document="INV-9")
    assert (made.yen, made.minutes) == (1000, 480)
    twice = client.post(f"/projects/{project.code}/cost/actuals/new/", entry)
    assert (twice.status_code, "計上済みです" in twice.content.decode()) == (422, True)
    back = f"/projects/{project.code}/cost/actuals/{made.pk}/reverse/"
    assert client.post(back, {"incurred_on": "2026-11-19", "reason": "誤り"}).status_code == 302
    said = page(client, f"/projects/{project.code}/cost/actuals/")
    assert "取消の計上" in said
    assert "取消済" in said


def test_a_file_is_looked_at_and_then_posted_whole():
    project = watermelon()
    client = opened(project)
    head = "計上日,勘定コード,金額(円),伝票番号\n"
    bad = SimpleUploadedFile("実績.csv", (head + "2026-11-05,CA-9,100,A\n2026-11-05,CA-1,1,B\n").encode())
    answer = client.post(f"/projects/{project.code}/cost/actuals/import/", {"file": bad})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "コントロールアカウント「CA-9」はありません" in said
    assert "2行のうち1行" in said
    good = SimpleUploadedFile("実績.csv", (head + "2026-11-05,CA-1,100,A\n").encode())
    answer = client.post(f"/projects/{project.code}/cost/actuals/import/", {"file": good})
    preview = answer.context["preview"]
    assert Actual.objects.filter(document="A").count() == 0
    assert "ファイルにない実績" in answer.content.decode()
    form = {"digest": preview.upload.digest, "name": "実績.csv"}
    assert client.post(f"/projects/{project.code}/cost/actuals/post/", form).status_code == 302
    assert Actual.objects.filter(document="A").count() == 1
    assert client.post(f"/projects/{project.code}/cost/actuals/post/", form).status_code == 422
    assert client.post(f"/projects/{project.code}/cost/actuals/post/", {"digest": "../x"}).status_code == 302
    rubbish = SimpleUploadedFile("実績.xlsx", b"PK\x03\x04 no workbook")
    assert client.post(f"/projects/{project.code}/cost/actuals/import/", {"file": rubbish}).status_code == 422
    headless = SimpleUploadedFile("実績.csv", "計上日,金額(円)\n2026-11-05,1\n".encode())
    told = client.post(f"/projects/{project.code}/cost/actuals/import/", {"file": headless}).text
    assert ("このままではファイルを読めません" in told, "0行のうち" in told) == (True, False)


def test_months_close_and_open_again():
    project = watermelon()
    client = opened(project)
    client.post(f"/projects/{project.code}/cost/months/close/", {"month": "2026-11-01"})
    month = project.closed_months.get()
    path = f"/projects/{project.code}/cost/months/{month.pk}/reopen/"
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "遅れた請求書"}).status_code == 302
    assert project.closed_months.count() == 0
    client.post(f"/projects/{project.code}/cost/months/close/", {"month": "soon"})
    assert project.closed_months.count() == 0


def test_a_reserve_is_drawn_on_its_page():
    project = watermelon()
    client = opened(project)
    client.post(f"/projects/{project.code}/cost/reserves/new/", {"kind": "contingency", "name": "備え", "yen": "1000"})
    reserve = project.reserves.get()
    draw = {
        "account": project.control_accounts.get().pk, "yen": "2000", "decision": "決定3", "reason": "手戻り",
        "drawn_on": "2026-11-10", "category": "outside",
    }  # fmt: skip
    path = f"/projects/{project.code}/cost/reserves/{reserve.pk}/draw/"
    assert client.post(path, draw).status_code == 422
    assert client.post(path, draw | {"yen": "400"}).status_code == 302
    assert Drawdown.objects.get().yen == 400
    assert "決定3" in page(client, f"/projects/{project.code}/cost/reserves/")
    assert reserves.drawn(reserve) == 400


def test_an_order_is_entered_and_settled():
    project = watermelon()
    client = opened(project)
    order = {
        "account": project.control_accounts.get().pk, "document": "PO-1", "name": "委託", "category": "outside",
        "yen": "5000", "ordered_on": "2026-11-01", "status": "ordered",
    }  # fmt: skip
    wrong = client.post(f"/projects/{project.code}/cost/orders/new/", order | {"yen": "0", "name": ""})
    assert set(wrong.context["form"].errors) == {"yen", "name"}
    assert client.post(f"/projects/{project.code}/cost/orders/new/", order).status_code == 302
    assert "発注残は5,000円" in page(client, f"/projects/{project.code}/cost/reserves/")
    held = project.control_accounts.get().commitments.get()
    settled = order | {"status": "settled", "version": "1"}
    assert client.post(f"/projects/{project.code}/cost/orders/{held.pk}/", settled).status_code == 302
    assert "発注残は0円" in page(client, f"/projects/{project.code}/cost/reserves/")


def test_the_manager_explains_and_a_member_sees_nothing():
    project = watermelon()
    manager = opened(project, Role.PROJECT_MANAGER)
    found = project.evm_snapshots.filter(account=None, unit="yen").get()
    path = f"/projects/{project.code}/cost/explain/{found.pk}/"
    assert manager.post(path, {"cause": ""}).status_code == 422
    assert manager.post(path, {"cause": "設計の手戻り", "action": "増員"}).status_code == 302
    assert VarianceExplanation.objects.get().cause == "設計の手戻り"
    assert "設計の手戻り" in page(manager, f"/projects/{project.code}/cost/")
    member = opened(project, Role.MEMBER)
    for part in ("", "accounts/", "actuals/", "reserves/", "accounts.xlsx"):
        assert member.get(f"/projects/{project.code}/cost/{part}").status_code == 404
    assert manager.post(f"/projects/{project.code}/cost/take/").status_code == 404
    assert opened(project).post(f"/projects/{project.code}/cost/take/").status_code == 302


def test_every_projects_money_with_the_worst_first_in_as_many_queries():
    first = watermelon()
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    counts = []
    for more in (0, 2):
        for n in range(more):
            watermelon(100.0, 3_000_000 + n)
        page(client, "/cost/")
        with CaptureQueriesContext(connection) as asked:
            said = page(client, f"/cost/?as_of=2026-11-{20 + more}")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert said.index(first.code) < min(said.index(p.code) for p in Project.objects.exclude(pk=first.pk))
    assert "3件のうち1件は予算を守るのが難しい" in said


@pytest.mark.parametrize("part", ["", "accounts/", "reserves/", "actuals/"])
def test_pages_take_as_many_queries_for_three_accounts_as_for_one(part):
    counts = []
    for size in (1, 3):
        plan = make_plan()
        for n in range(size):
            account = make_account(plan.project)
            make_line(account, "1")
            make_actual(account, date(2026, 11, 2 + n), 100)
        make_approved(plan.project)
        make_report(plan, AS_OF, {"1": 50}, FRIDAY)
        evm.take(projects=[plan.project], as_of=AS_OF, by=None)
        client = opened(plan.project)
        page(client, f"/projects/{plan.project.code}/cost/{part}")
        with CaptureQueriesContext(connection) as asked:
            page(client, f"/projects/{plan.project.code}/cost/{part}?again=1")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_costs_of_an_imported_baseline_become_the_budget_and_fall_due_by_month():
    document = make_document({"設計": 5, "製造": 5}, [("設計", "製造")])
    for activity in document.activities:
        activity.baselines[0] = Baseline(0, start=MONDAY, finish=FINISH, cost=120_000.4, work=2400.0)
    plan = make_plan(document)
    account = make_account(plan.project)
    client = opened(plan.project)
    path = f"/projects/{plan.project.code}/cost/accounts/"
    assert client.post(f"{path}{account.pk}/from-plan/").status_code == 302
    assert list(BudgetLine.objects.values_list("activity_uid", "yen", "minutes")) == [
        ("1", 120_000, 2400),
        ("2", 120_000, 2400),
    ]
    said = page(client, path)
    assert '<th scope="row">2026/11</th>' in said
    assert "月別の予算" in said


def test_earned_value_is_viewed_on_either_budget_and_what_was_said_stays():
    project = watermelon()
    held = EvmSnapshot.objects.get(account=None, unit="yen")
    make_line(ControlAccount.objects.get(), "2", 2_000_000)
    second = make_approved(project, valid_from=date(2026, 11, 27))
    (mine,) = against(project, 1, [AS_OF], "yen").values()
    assert {n: getattr(mine[0], n) for n in evm.VALUES} == {n: getattr(held, n) for n in evm.VALUES}
    assert mine[0].inputs == held.inputs
    client = opened(project)
    here = f"/projects/{project.code}/cost/"
    assert client.get(here).context["found"] == held
    other = client.get(f"{here}?baseline={second.number}")
    assert (other.context["found"].bac, other.context["found"].ev) == (12_000_000, held.ev)
    assert other.context["found"].vac == -3_000_000  # EAC 15,000,000 against 12,000,000
    assert "実績を測る基準" in other.text
    assert "に有効な予算ではありません" in other.text
    assert client.get(f"{here}?baseline=9").context["found"] == held
    assert EvmSnapshot.objects.filter(account=None, unit="yen").count() == 1
    found = between(*CostBaseline.objects.order_by("number"))
    assert (found.yen, found.minutes, [(a.code, a.yen) for a in found.accounts]) == (
        2_000_000,
        0,
        [("CA-1", 2_000_000)],
    )


def test_limits_are_the_companys_and_a_types_own_over_them():
    manager = Client()
    manager.force_login(make_user(Role.PMO_MANAGER))
    project = watermelon()
    assert asks(project)
    good = {"variance": 30, "tcpi": 1.2, "period_days": 5}
    wrong = manager.post("/settings/cost/", good | {"variance": "", "tcpi": 99})
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (422, ["tcpi", "variance"])
    assert manager.post("/settings/cost/", good).status_code == 302
    forget_organisation()
    assert not asks(project)  # SV -10 %, CV -25 %
    assert manager.post(f"/settings/cost/?type={project.project_type}", {"variance": 20}).status_code == 302
    forget_organisation()
    assert asks(project)
    held = Organisation.objects.get().thresholds
    assert (held["cost"], held["cost_by_type"]) == (good, {project.project_type: {"variance": 20.0}})
    own = CostLimits.of(Organisation.objects.get(), project.project_type)
    assert (own.variance, own.tcpi) == (20.0, 1.2)
    expert = Client()
    expert.force_login(make_user(Role.PMO_EXPERT))
    statuses = [expert.get("/settings/cost/").status_code, expert.post("/settings/cost/", good).status_code]
    assert statuses == [200, 403]


def asks(project: Project) -> bool:
    return "説明を書く" in page(opened(project), f"/projects/{project.code}/cost/")


def test_contingency_is_in_the_cost_baseline_and_management_reserve_outside_before_and_after_approval():
    project = watermelon()
    account = ControlAccount.objects.get()
    assert structures(project) == (Structure(10_000_000, 0, 0), Structure(10_000_000, 0, 0))
    both = [
        reserves.create(project=project, kind=kind, name="備え", yen=yen, by=None)
        for kind, yen in (("contingency", 1_000_000), ("management", 2_000_000))
    ]
    kept = Structure(10_000_000, 1_000_000, 2_000_000)
    assert structures(project) == (kept, kept)
    assert (kept.cost_baseline, kept.budget) == (11_000_000, 13_000_000)
    for reserve in both:
        draw = {"account": account, "yen": 300_000, "decision": "D-1", "reason": "手戻り", "drawn_on": AS_OF}
        reserves.draw(reserve=reserve, by=None, **draw)
    approved, written = structures(project)
    assert (approved, written) == (kept, Structure(10_600_000, 700_000, 1_700_000))
    assert (written.cost_baseline, written.budget) == (11_300_000, 13_000_000)  # the whole stays, the baseline grows
    assert EvmSnapshot.objects.filter(account=None, unit="yen").get().bac == 10_000_000
    said = page(opened(project), f"/projects/{project.code}/cost/reserves/")
    assert "予算の構成" in said
    assert "11,300,000" in said
