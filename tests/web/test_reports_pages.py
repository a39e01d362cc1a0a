"""Pages of reports: drafts that are written in, what is frozen and read, sent, downloaded; own base files."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories.board import evening, make_activity, make_answer
from factories.people import make_company, make_person, make_user
from factories.project import make_project, make_user_of
from factories.reports import make_snapshot
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Project
from kaname.domains.reporting.models import Report, ReportSnapshot
from kaname.domains.schedule.models import ProgressDate

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def project() -> Project:
    make_company()
    project = make_project(code="S1", name="倉庫管理")
    plan = make_answer(project, date(2027, 1, 29), date(2027, 1, 22))
    a = make_activity(plan, "結合テスト", date(2026, 11, 16))
    rows = {a.uid: [a.start, a.finish, 40.0, 0, True]}
    answer = {"finish": evening(date(2027, 1, 29)), "baseline_finish": evening(date(2027, 1, 22))}
    ProgressDate.objects.create(plan=plan, as_of=FRIDAY, rows=rows, answer=answer)
    return project


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def pm(project) -> Client:
    return signed_in(make_user_of(project, Role.PROJECT_MANAGER))


def test_a_draft_answers_first_and_keeps_what_is_written(pm):
    page = pm.get("/projects/S1/reports/weekly/")
    assert page.context["document"].conclusion[0] in page.text
    assert page.context["form"].fields["summary"].initial.startswith("総合判定は不明")
    sent = {"summary": "遅れています。\n支援を求めます。", "late": page.context["form"].drafts["late"], "asked": ""}
    saved = pm.post("/projects/S1/reports/weekly/", sent, follow=True)
    assert saved.context["document"].conclusion == ("遅れています。", "支援を求めます。")
    assert Report.objects.get().sentences == {"summary": {"ja": "遅れています。\n支援を求めます。"}}


def test_two_writers_do_not_overwrite_each_other(pm):
    pm.post("/projects/S1/reports/weekly/", {"summary": "一"})
    pm.post("/projects/S1/reports/weekly/", {"summary": "二", "version": Report.objects.get().version})
    late = pm.post("/projects/S1/reports/weekly/", {"summary": "三", "version": 1})
    assert (late.status_code, Report.objects.get().sentences["summary"]["ja"]) == (422, "二")
    assert "三" in late.text


def test_frozen_opened_and_taken_it_is_noted(project, pm):
    answer = pm.post("/projects/S1/reports/weekly/freeze/?as_of=2026-11-20", follow=True)
    frozen = ReportSnapshot.objects.get()
    assert (answer.status_code, frozen.digest in answer.text) == (200, True)
    sponsor = make_user_of(project, Role.SPONSOR)
    client = signed_in(sponsor)
    assert client.get("/reports/WR-S1-20261120-1/").url == f"/projects/S1/reports/frozen/{frozen.pk}/"
    client.get(f"/projects/S1/reports/frozen/{frozen.pk}/")
    file = client.get(f"/projects/S1/reports/frozen/{frozen.pk}/file.xlsx")
    assert openpyxl.load_workbook(BytesIO(file.content)).sheetnames[0] == "週次進捗報告"
    assert sorted(frozen.readings.filter(read_by=sponsor).values_list("how", flat=True)) == ["opened", "taken"]
    assert str(sponsor) in pm.get(f"/projects/S1/reports/frozen/{frozen.pk}/").text


def test_a_reader_neither_writes_nor_freezes_nor_sees_who_read(project):
    frozen = make_snapshot(project)
    client = signed_in(make_user_of(project, Role.SPONSOR))
    assert client.post("/projects/S1/reports/weekly/", {"summary": "x"}).status_code == 403
    assert client.get("/projects/S1/reports/weekly/freeze/").status_code == 404
    page = client.get(f"/projects/S1/reports/frozen/{frozen.pk}/")
    assert "閲覧した人" not in page.text


def test_who_reads_no_costs_finds_no_report_of_them(project):
    frozen = make_snapshot(project, kind="evm")
    weekly = make_snapshot(project)
    client = signed_in(make_user_of(project, Role.TEAM_LEADER))
    for path in ("evm/", "evm/draft.pdf", f"frozen/{frozen.pk}/", f"frozen/{frozen.pk}/file.pdf"):
        assert client.get(f"/projects/S1/reports/{path}").status_code == 404
    assert "秘密の予算" not in client.get(f"/projects/S1/reports/frozen/{weekly.pk}/").text
    listed = client.get("/reports/").text
    assert (frozen.number in listed, weekly.number in listed) == (False, True)


def test_an_address_made_up_is_no_page(pm):
    for path in ("nothing/", "portfolio/", "weekly/draft.exe", "frozen/99999/"):
        assert pm.get(f"/projects/S1/reports/{path}").status_code == 404
    assert pm.get("/projects/S1/reports/weekly/?as_of=nonsense").status_code == 200


def test_drafts_come_as_every_kind_of_file(pm):
    for ending, begin in (("pdf", b"%PDF"), ("pptx", b"PK"), ("xlsx", b"PK"), ("docx", b"PK")):
        file = pm.get(f"/projects/S1/reports/weekly/draft.{ending}")
        assert file.content.startswith(begin)
        assert f"weekly-S1-20261120-draft.{ending}" in file["Content-Disposition"]


def test_a_report_is_sent_from_its_page_and_refusals_stand_beside_the_field(project, pm):
    frozen = make_snapshot(project)
    bad = {"channel": "mail", "to": "x", "ending": "pdf", "language": "ja"}
    wrong = pm.post(f"/projects/S1/reports/frozen/{frozen.pk}/send/", bad)
    assert (wrong.status_code, wrong.context["form"].errors["to"]) == (422, ["メールアドレスではありません：x"])
    good = {"channel": "mail", "to": "outside@example.com", "ending": "xlsx", "language": "ja"}
    pm.post(f"/projects/S1/reports/frozen/{frozen.pk}/send/", good)
    assert "outside@example.com" in pm.get(f"/projects/S1/reports/frozen/{frozen.pk}/").text


def test_the_calendar_takes_an_entry_and_pauses_it(project, pm):
    entry = {"kind": "weekly", "channel": "mail", "to": "outside@example.com", "ending": "pdf", "language": "ja"}
    assert pm.post("/projects/S1/reports/calendar/", entry | {"weekday": "0", "hour": "9"}).status_code == 302
    row = project.report_schedules.get()
    pm.post(f"/projects/S1/reports/calendar/{row.pk}/pause/")
    assert "停止中" in pm.get("/projects/S1/reports/calendar/").text


def test_the_pmo_freezes_all_that_wait_and_looks_at_the_company(project):
    manager = signed_in(make_user(Role.PMO_MANAGER))
    page = manager.get("/reports/")
    assert [kind.value for kind, _found in page.context["waiting"]] == ["weekly", "steering"]
    assert manager.post("/reports/packs/", {"kind": "weekly"}).status_code == 302
    assert ReportSnapshot.objects.get().number == "WR-S1-20261120-1"
    assert manager.post("/reports/packs/", {"kind": "evm"}).status_code == 404
    company = manager.get("/reports/company/portfolio/")
    assert "倉庫管理" in company.text
    assert manager.post("/reports/company/portfolio/freeze/?as_of=2026-11-20").status_code == 302


def test_a_base_file_is_refused_with_what_it_lacks(project):
    manager, owner = signed_in(make_user(Role.PMO_MANAGER)), make_person()
    data = BytesIO()
    openpyxl.Workbook().save(data)
    sent = {"file": SimpleUploadedFile("社内.xlsx", data.getvalue()), "owner": owner.pk, "effective_from": "2026-11-01"}
    page = manager.post("/reports/templates/", sent)
    assert (page.status_code, len(page.context["form"].errors["file"])) == (422, 2)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_speak_the_readers_language(pm, language):
    page = pm.get(f"/projects/S1/reports/?lang={language}")
    assert ({"ja": "週次進捗報告", "en": "Weekly progress report"}[language]) in page.text
