"""Pages of the savings ledger: the answer, why a claim does not count, approval by another, the workbook."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.cost import make_account, make_saving
from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from factories.schedule import make_plan
from kaname.domains.cost.models import Saving
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    make_company()
    return make_plan().project


def opened(project, role) -> Client:
    client = Client()
    client.force_login(make_user_of(project, role))
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def form(**values) -> dict[str, object]:
    given = {
        "name": "帳票の統合", "method": "hours", "yen": "240000", "begins": "2026-10-01", "ends": "2026-10-31",
        "calculation": "4人日×60,000円", "evidence": "議事録 10-3", "uids": ["1"],
    }  # fmt: skip
    return given | values


def test_a_saving_is_claimed_by_one_and_approved_by_another_on_their_pages(project):
    keeper, sponsor = opened(project, Role.PMO_EXPERT), opened(project, Role.SPONSOR)
    base = f"/projects/{project.code}/cost/savings/"
    assert keeper.post(f"{base}new/", form()).status_code == 302
    row = Saving.objects.get()
    said = page(keeper, base)
    assert "未承認の240,000円（1件）は0円として数えます" in said
    assert "コントロールアカウント</a>" not in said  # the expert reads no cost
    assert "削減効果台帳" in page(keeper, f"/projects/{project.code}/")
    approve = f"{base}{row.pk}/approve/"
    assert (keeper.post(approve).status_code, Saving.objects.get().state) == (404, "claimed")
    assert "他の人が行います" not in page(keeper, f"{base}{row.pk}/")
    assert sponsor.post(approve).status_code == 302
    assert "承認済みの削減効果は240,000円です（1件）" in page(sponsor, base)
    assert "240,000円を削減効果に算入しています" in page(sponsor, f"{base}{row.pk}/")
    assert sponsor.post(f"{base}{row.pk}/withdraw/", {"reason": "誤り"}).status_code == 302
    assert "SV-002で撤回済みのため0円" in page(sponsor, base)
    assert "承認済みの削減効果は0円です（0件）" in page(sponsor, base)


def test_every_wrong_field_is_told_and_a_better_claim_may_follow_a_refusal(project):
    keeper, sponsor = opened(project, Role.PMO_CONTROLLER), opened(project, Role.SPONSOR)
    base = f"/projects/{project.code}/cost/savings/"
    answer = keeper.post(f"{base}new/", form(ends="2026-09-01", calculation=" x ", uids=[]))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "期間の終わりが始まりより前です" in said
    assert "対象のコントロールアカウントかワークパッケージを選んでください" in said
    keeper.post(f"{base}new/", form())
    row = Saving.objects.get()
    assert sponsor.post(f"{base}{row.pk}/refuse/", {"reason": "根拠が不足"}).status_code == 302
    assert "却下のため0円：根拠が不足" in page(keeper, base)
    again = keeper.post(f"{base}{row.pk}/edit/", form(version="2", evidence="契約書 C-7"))
    assert (again.status_code, Saving.objects.get().state) == (302, "claimed")


def test_the_workbook_holds_numbers_and_days_and_why_an_overlap_does_not_count(project):
    sponsor = opened(project, Role.SPONSOR)
    account = make_account(project, code="CA-1")
    judge = make_user_of(project, Role.SPONSOR).person
    same = {"covers": {f"a:{account.pk}": "CA-1"}, "accounts": [account.pk], "state": "approved", "judged_by": judge}
    make_saving(project, yen=700, judged_at="2026-11-02T00:00Z", **same)
    make_saving(project, number=2, yen=400, judged_at="2026-11-01T00:00Z", **same)
    for path in (f"/projects/{project.code}/cost/savings.xlsx", "/cost/savings.xlsx"):
        sheet = openpyxl.load_workbook(BytesIO(sponsor.get(path).content)).active
        rows = list(sheet.iter_rows(values_only=True))
        assert [row[4:6] for row in rows[1:]] == [(700, 0), (400, 400)]
        assert rows[1][7] == "先に承認したSV-002とCA-1が重複するため0円"
        assert rows[1][8].date() == date(2026, 10, 1)
        assert sheet.auto_filter.ref == "A1:P3"
    assert "重複する700円（1件）は除いています" in page(sponsor, "/cost/savings/")


def test_the_page_of_all_projects_takes_the_same_queries_for_one_and_three(project):
    make_saving(project)
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    page(client, "/cost/savings/")
    counts = []
    for more in (0, 2):
        for _n in range(more):
            make_saving(make_project())
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page(client, "/cost/savings/?fresh=" + str(more))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_who_reads_no_savings_finds_no_page(project):
    make_saving(project)
    leader = opened(project, Role.TEAM_LEADER)
    for path in (
        "/cost/savings/",
        f"/projects/{project.code}/cost/savings/",
        f"/projects/{project.code}/cost/savings.xlsx",
    ):
        assert leader.get(path).status_code == 404
