"""Reports: composed of frozen dates, frozen themselves, never altered; sent to whom may read them; retired unread."""

import http.server
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from factories.board import evening, make_activity, make_answer, make_milestone
from factories.people import make_company, make_person, make_user
from factories.project import make_charter, make_project, make_user_of
from factories.reports import make_snapshot
from kaname.domains.core.models import AuditEvent, Job, Organisation
from kaname.domains.core.queries import forget_organisation
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions.reports import freezing, packs, reading, sending, templates, webhooks, writing
from kaname.domains.reporting.models import HealthSnapshot, Report, ReportReading, ReportSnapshot
from kaname.domains.reporting.queries.reports import files, shelf
from kaname.domains.reporting.queries.reports.composing import compose
from kaname.domains.schedule.models import Baseline, BaselineActivity, MilestoneForecast, ProgressDate
from kaname.exchange.reports.document import ReportDocument, Table

pytestmark = pytest.mark.django_db
FRIDAY, BEFORE = date(2026, 11, 20), date(2026, 11, 13)
KINDS = ("weekly", "steering", "evm", "milestones", "load", "charter")


@pytest.fixture
def project(monkeypatch) -> Project:
    """Two closed dates: a finished activity, a late one, one to come, a milestone that slips by five working days."""
    make_company()
    project = make_project(code="S1", name="倉庫管理", name_en="Warehouse")
    plan = make_answer(project, date(2027, 1, 29), date(2027, 1, 22), percent_complete=70.0)
    plan.status_date = evening(FRIDAY)
    plan.save()
    rows = [
        make_activity(plan, "要件定義", date(2026, 10, 1), percent_complete=100.0),
        make_activity(plan, "結合テスト", date(2026, 11, 16), days=26, percent_complete=40.0, critical=True),
        make_activity(plan, "移行", date(2026, 11, 24)),
        make_milestone(plan, "稼働開始", date(2027, 1, 29)),
    ]
    with monkeypatch.context() as earlier:
        earlier.setattr(timezone, "now", lambda: datetime(2026, 10, 1, tzinfo=UTC))
        baseline = Baseline.objects.create(plan=plan, number=1, name="当初")
    for a, finish in zip(rows, (a.finish for a in rows), strict=True):
        early = evening(date(2026, 11, 27)) if a.name == "結合テスト" else finish
        early = evening(date(2027, 1, 22)) if a.name == "稼働開始" else early
        BaselineActivity.objects.create(baseline=baseline, uid=a.uid, name=a.name, kind=a.kind, finish=early)
    for day, moved, percent in ((BEFORE, -7, 60.0), (FRIDAY, 0, 70.0)):
        stood = {
            a.uid: [a.start, a.finish + moved * 14400, 50.0 if a.name == "要件定義" and moved else a.percent_complete,
                    a.total_float, a.critical]
            for a in rows
        }  # fmt: skip
        answer = {
            "finish": evening(date(2027, 1, 29) + timedelta(days=moved)),
            "baseline_finish": evening(date(2027, 1, 22)),
            "percent_complete": percent,
            "computed_health": "red",
            "health_reasons": [],
        }
        ProgressDate.objects.create(plan=plan, as_of=day, answer=answer, rows=stood)
        finish = evening(date(2027, 1, 29) + timedelta(days=moved))
        MilestoneForecast.objects.create(plan=plan, uid=rows[3].uid, name="稼働開始", as_of=day, finish=finish)
    return project


@pytest.fixture
def pm(project):
    return make_user_of(project, Role.PROJECT_MANAGER)


def cells(document: ReportDocument, key: str) -> list[list[str]]:
    section = next(s for s in document.sections if s.key == key)
    return [[c.text for c in row.cells] for b in section.blocks if isinstance(b, Table) for row in b.rows]


def test_a_weekly_report_compares_the_two_frozen_dates(project):
    document = compose("weekly", project, FRIDAY)
    assert document.conclusion[:2] == (
        "総合判定は赤。完了予測は2027/01/29で、ベースラインより5稼働日遅れています。",
        "前回から完了予測が5稼働日後ろにずれました。進捗率は70%（+10ポイント）です。",
    )
    assert cells(document, "milestones") == [["稼働開始", "2027/01/22", "2027/01/22", "2027/01/29", "+5日", "▲黄"]]
    assert [row[1] for row in cells(document, "finished")] == ["要件定義"]
    assert [(row[1], row[5]) for row in cells(document, "late")] == [("結合テスト", "+10日")]
    assert [row[1] for row in cells(document, "coming")] == ["移行", "結合テスト"]
    assert [s.key for s in document.sections] == [
        "overall", "qcd", "milestones", "finished", "late", "coming", "not-kept", "asked", "team", "collected",
    ]  # fmt: skip


def test_the_same_in_english(project):
    with translation.override("en"):
        document = compose("weekly", project, FRIDAY)
    assert document.conclusion[0] == "Red. It will finish on 29 Jan 2027, 5 working days after the baseline."
    assert document.subtitle == "S1 Warehouse"


def test_as_of_an_earlier_date_says_what_was_known_then(project):
    document = compose("weekly", project, BEFORE)
    assert document.conclusion[0] == "総合判定は赤。完了予測は2027/01/22で、ベースラインどおりです。"
    assert "最初の基準日" in document.conclusion[1]


@pytest.mark.parametrize("kind", KINDS)
def test_every_report_of_a_project_says_openly_what_is_not_there(project, kind, pm):
    document = compose(kind, project, FRIDAY, {}, pm)
    assert document.conclusion
    empty = compose(kind, make_project(code="E1"), FRIDAY, {}, pm)
    assert empty.conclusion or empty.sections


def test_a_pack_has_at_most_ten_slides_and_a_weekly_report_two_pages(project, pm):
    from io import BytesIO

    from pptx import Presentation

    pack = files.draft_document("steering", project, FRIDAY, {}, pm)
    assert len(Presentation(BytesIO(files.draft_file(pack, "pptx", FRIDAY))).slides) <= 10
    weekly = files.draft_document("weekly", project, FRIDAY, {}, pm)
    assert files.draft_file(weekly, "pdf", FRIDAY).count(b"/Type /Page\n") <= 2


def freeze(project: Project, by, **values) -> ReportSnapshot:
    return freezing.freeze(**{"project": project, "kind": "weekly", "as_of": FRIDAY, "by": by} | values)


def test_frozen_it_has_a_number_and_a_hash_over_what_it_says(project, pm):
    one, two = freeze(project, pm), freeze(project, pm)
    assert (one.number, two.number) == ("WR-S1-20261120-1", "WR-S1-20261120-2")
    assert one.digest == freezing.digest_of(one.content, one.inputs)
    assert one.inputs["progress_dates"][0][1] == "2026-11-20"
    assert {e.verb for e in AuditEvent.objects.filter(project_id=project.pk)} >= {"report.begin", "report.freeze"}


@pytest.mark.parametrize("ending", ["pdf", "pptx", "xlsx", "docx"])
def test_written_again_it_is_the_same_although_the_plan_has_changed(project, pm, ending):
    frozen = freeze(project, pm)
    first = files.frozen_file(frozen, ending, "ja")
    project.plan.activities.update(name="改名", finish=evening(date(2028, 1, 1)))
    Project.objects.update(name="別名", declared_health="green")
    again = ReportSnapshot.objects.get(pk=frozen.pk)
    assert files.frozen_file(again, ending, "ja") == first


def test_no_path_alters_a_frozen_report(project, pm):
    frozen = freeze(project, pm)
    reading.note(snapshot=frozen, how=reading.OPENED, by=pm)
    table = ReportSnapshot._meta.db_table
    frozen.number = "other"
    attempts = (
        frozen.save,
        lambda: ReportSnapshot.objects.update(digest="x"),
        lambda: ReportSnapshot.objects.filter(pk=frozen.pk)._raw_delete("default"),
        lambda: connection.cursor().execute(f"UPDATE {table} SET digest = 'x'"),
        lambda: ReportReading.objects.update(how="x"),
    )
    for attempt in attempts:
        with pytest.raises(Error), transaction.atomic():
            attempt()


def test_only_a_closed_date_is_frozen(project, pm):
    with pytest.raises(ValidationError) as refused:
        freeze(project, pm, as_of=date(2026, 11, 19))
    assert list(refused.value.message_dict) == ["as_of"]


def test_a_watermelon_must_be_looked_at_first(project, pm):
    HealthSnapshot.objects.create(
        project=project, as_of=FRIDAY, taken_at=datetime.now(UTC), computed="red", declared="green", apart=True,
        weeks=3, marks="r------", calc_version="1",
    )  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        freeze(project, pm)
    assert refused.value.message_dict == {"looked_at": ["S1 倉庫管理：申告は緑、計算は赤（3週目）。説明がありません。"]}
    frozen = freeze(project, pm, looked_at=True)
    assert frozen.inputs["looked_at"] == ["S1 倉庫管理：申告は緑、計算は赤（3週目）。説明がありません。"]


def test_sentences_replace_the_draft_in_their_language_and_empty_ones_bring_it_back(project, pm):
    values = {"project": project, "kind": "weekly", "as_of": FRIDAY, "language": "ja", "by": pm}
    writing.write(**values, sentences={"summary": "人の言葉です。\n次の文。"})
    kept = Report.objects.get().sentences
    assert compose("weekly", project, FRIDAY, kept).conclusion == ("人の言葉です。", "次の文。")
    with translation.override("en"):
        assert compose("weekly", project, FRIDAY, kept).conclusion[0].startswith("Red.")
    frozen = freeze(project, pm)
    writing.write(**values, sentences={"summary": ""})
    assert Report.objects.get().sentences == {}
    assert files.frozen_document(frozen, "ja").conclusion == ("人の言葉です。", "次の文。")


def test_who_may_not_write_reports_neither_writes_nor_freezes(project):
    leader = make_user_of(project, Role.TEAM_LEADER)
    with pytest.raises(NotAllowed):
        freeze(project, leader)
    with pytest.raises(NotAllowed):
        writing.write(project=project, kind="weekly", as_of=FRIDAY, language="ja", sentences={}, by=leader)


def test_who_reads_no_costs_has_no_earned_value_report(project, pm):
    leader = make_user_of(project, Role.TEAM_LEADER)
    freeze(project, pm, kind="evm")
    freeze(project, pm)
    assert [s.report.kind for s in shelf.snapshots(leader, project)] == ["weekly"]
    assert len(shelf.snapshots(pm, project)) == 2
    seen = files.draft_document("steering", project, FRIDAY, {}, leader, shelf.hidden_subjects(leader, project))
    assert "cost" not in [s.key for s in seen.sections]
    assert "コスト" not in [row[0] for row in cells(seen, "executive")]


def test_mail_takes_the_file_to_addresses_and_leaves_out_what_they_may_not_see(project, pm):
    frozen = freeze(project, pm)
    done = sending.send(snapshot=frozen, channel="mail", to=f"{pm.email}, outside@example.com", by=pm, ending="xlsx")
    assert [(d.to, d.status) for d in done] == [(pm.email, "sent"), ("outside@example.com", "sent")]
    sheets = []
    for sent in mail.outbox:
        name, content, _kind = sent.attachments[0]
        assert name == "WR-S1-20261120-1.xlsx"
        from io import BytesIO

        import openpyxl

        sheets.append(openpyxl.load_workbook(BytesIO(content)).sheetnames)
    assert ("10. 判断・依頼事項" in sheets[0], "10. 判断・依頼事項" in sheets[1]) == (True, False)


def test_wrong_and_forbidden_addresses_are_all_named_and_nothing_is_sent(project, pm):
    frozen, stranger = freeze(project, pm), make_user()
    with pytest.raises(ValidationError) as refused:
        sending.send(snapshot=frozen, channel="mail", to=f"nobody\n{stranger.email}\n{pm.email}", by=pm)
    assert refused.value.message_dict["to"] == [
        "メールアドレスではありません：nobody", f"この報告書を閲覧できない人です：{stranger.email}",
    ]  # fmt: skip
    assert (mail.outbox, frozen.deliveries.count()) == ([], 0)


class Chat(http.server.BaseHTTPRequestHandler):
    """A chat server that keeps what it is told."""

    said: list[bytes] = []
    status = 200

    def do_POST(self) -> None:
        self.said.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture
def chat():
    server = http.server.HTTPServer(("127.0.0.1", 0), Chat)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Chat.said.clear()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_webhook_of_the_companys_own_server_gets_the_conclusion(project, pm, chat, settings):
    settings.WEBHOOK_HOSTS = [chat]
    frozen = freeze(project, pm)
    for channel in ("slack", "teams"):
        [done] = sending.send(
            snapshot=frozen, channel=channel, to=f"http://{chat}/hook", by=pm, site="https://k.example"
        )
        assert done.status == "sent"
    told = [said.decode() for said in Chat.said]
    assert all("総合判定は赤" in said and "https://k.example/reports/WR-S1-20261120-1/" in said for said in told)
    assert [AuditEvent.objects.filter(verb="report.send").first().after["to"]] == [["teams: 127.0.0.1"]]


def test_a_webhook_into_a_private_network_is_refused_before_anything_is_said(project, pm, chat):
    frozen = freeze(project, pm)
    for url in (f"http://{chat}/", "https://user:secret@example.com/", "ftp://example.com/", "https://[::1/"):
        with pytest.raises(ValidationError):
            sending.send(snapshot=frozen, channel="slack", to=url, by=pm)
    [done] = sending.send(snapshot=frozen, channel="slack", to=f"https://{chat}/", by=pm)
    assert (done.status, done.failure, Chat.said) == ("failed", "webhook-private", [])


def test_a_server_that_refuses_is_told_of(chat, settings, monkeypatch):
    settings.WEBHOOK_HOSTS = [chat]
    monkeypatch.setattr(Chat, "status", 410)
    with pytest.raises(webhooks.NotSent) as refused:
        webhooks.post(f"http://{chat}/hook", {"text": "x"})
    assert refused.value.key == "webhook-refused"


def test_the_calendar_sends_the_newest_report_once(project, pm):
    values = {"project": project, "kind": "weekly", "channel": "mail", "to": pm.email, "ending": "pdf", "hour": 9}
    entry = sending.schedule(values=values | {"language": "ja", "weekday": 0}, by=pm)
    assert entry.next_on == date(2026, 11, 23)
    freeze(project, pm)
    monday = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # half past nine in Tokyo
    assert sending.tick(monday) == 0  # the company stands at a fixed date
    Organisation.objects.update(as_of=None)
    forget_organisation()
    assert [sending.tick(monday - timedelta(hours=1)), sending.tick(monday), sending.tick(monday)] == [0, 1, 0]
    assert sending.tick(monday + timedelta(days=7)) == 0  # nothing new was frozen
    assert len(mail.outbox) == 1
    sending.pause(schedule=entry, paused=True, by=pm)
    entry.refresh_from_db()
    assert entry.paused


def test_what_nobody_reads_twice_is_proposed_to_stop(project, pm):
    for day in (BEFORE, FRIDAY):
        frozen = freeze(project, pm, as_of=day)
        reading.note(snapshot=frozen, how=reading.OPENED, by=pm)  # its own maker does not count
    assert [(u.label, u.cycles) for u in shelf.unread(pm)] == [("S1 週次進捗報告", 2)]
    reading.note(snapshot=frozen, how=reading.OPENED, by=make_user())
    assert shelf.unread(pm) == []


def test_a_list_asks_as_often_for_three_as_for_one(project, pm):
    make_snapshot(project)
    with CaptureQueriesContext(connection) as one:
        shelf.snapshots(pm, project), shelf.unread(pm)
    for day in (BEFORE, FRIDAY - timedelta(days=14)):
        make_snapshot(project, as_of=day)
    with CaptureQueriesContext(connection) as three:
        shelf.snapshots(pm, project), shelf.unread(pm)
    assert len(three) <= len(one) == 4


def test_the_packs_of_every_waiting_project_are_frozen_by_jobs(project):
    manager = make_user(Role.PMO_MANAGER)
    assert [p.code for p in packs.waiting(manager, "weekly", FRIDAY)] == ["S1"]
    [job] = packs.enqueue(kind="weekly", as_of=FRIDAY, by=manager)
    job.refresh_from_db()
    assert job.result == {"frozen": ["WR-S1-20261120-1"], "refused": {}}
    Job.objects.update(status="running")
    assert packs.run(job) == {"frozen": [], "refused": {}}  # delivered twice, done once
    assert packs.waiting(manager, "weekly", FRIDAY) == []


def test_company_reports_leave_out_projects_that_are_limited_to_their_members(project):
    make_answer(make_project(code="Z1", name="極秘", confidentiality=3), date(2027, 1, 29))
    manager = make_user(Role.PMO_MANAGER)
    frozen = freeze(None, manager, kind="portfolio")
    assert frozen.number == "PF-ALL-20261120-1"
    assert ("倉庫管理" in str(frozen.content), "極秘" in str(frozen.content)) == (True, False)
    assert freeze(None, manager, kind="pmo").content["ja"]["title"] == "PMO活動報告"


def test_a_base_file_that_lacks_something_is_refused_by_name(project):
    manager = make_user(Role.PMO_MANAGER)
    values = {"owner": make_person(), "effective_from": FRIDAY, "by": manager}
    with pytest.raises(ValidationError) as refused:
        templates.upload(name="x.pptx", data=b"no", **values)
    assert refused.value.message_dict == {"file": ["PowerPointまたはExcelとして読めないファイルです。"]}
    with pytest.raises(ValidationError):
        templates.upload(name="x.docx", data=b"no", **values)


def test_a_frozen_report_keeps_the_base_file_of_its_date(project, pm):
    from io import BytesIO

    from pptx import Presentation

    manager, data = make_user(Role.PMO_MANAGER), BytesIO()
    Presentation().save(data)
    values = {"owner": make_person(), "by": manager, "name": "社内.pptx", "data": data.getvalue()}
    first = templates.upload(effective_from=date(2026, 4, 1), **values)
    second = templates.upload(effective_from=date(2027, 4, 1), **values)
    assert (first.number, second.number) == (1, 2)
    frozen = freeze(project, pm)
    assert frozen.slides == first
    assert Presentation(BytesIO(files.frozen_file(frozen, "pptx", "ja"))).slide_width == 9_144_000


def test_a_charter_is_a_word_document(project, pm):
    from io import BytesIO

    from docx import Document

    make_charter(project, background="老朽化のため")
    document = files.draft_document("charter", project, None, {}, pm)
    words = [p.text for p in Document(BytesIO(files.draft_file(document, "docx", FRIDAY))).paragraphs]
    assert "老朽化のため" in words
