"""Reports: composed of frozen dates, frozen themselves, never altered; sent to whom may read them; retired unread."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from factories.board import evening, make_answer, make_progress_date
from factories.health import make_health
from factories.issues import make_issue, make_step
from factories.people import make_person, make_user
from factories.project import make_charter, make_project, make_user_of
from factories.reports import BEFORE, FRIDAY, freeze, make_reported, make_snapshot
from kaname.domains.core.models import AuditEvent, Job
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions.reports import freezing, packs, reading, templates, writing
from kaname.domains.reporting.models import Explanation, HealthSnapshot, Report, ReportReading, ReportSnapshot
from kaname.domains.reporting.queries.reports import files, shelf
from kaname.domains.reporting.queries.reports.composing import compose
from kaname.domains.reporting.queries.reports.contradictions import contradictions
from kaname.exchange.reports.document import ReportDocument, Table

pytestmark = pytest.mark.django_db
KINDS = ("weekly", "steering", "evm", "milestones", "load", "charter")


@pytest.fixture
def project(monkeypatch) -> Project:
    return make_reported(monkeypatch)


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


def test_issues_stand_in_the_reports_as_they_were_on_the_date(project):
    owner = project.members.get().person
    made = make_issue(
        project, (("raised", BEFORE), ("working", BEFORE)), owner=owner, due=BEFORE, title="環境がない", impact_days=3
    )
    make_step(made, FRIDAY + timedelta(days=1), "moved", state="resolved")
    weekly = compose("weekly", project, FRIDAY)
    section = next(s for s in weekly.sections if s.key == "issues")
    assert section.title == "7. 課題"
    assert section.answer[0].endswith("新規0件、完了・却下0件。残1件、うち期限超過1件。")
    (line,) = cells(weekly, "issues")
    assert (line[0], line[1], line[4], line[5]) == (made.code, "環境がない", str((FRIDAY - BEFORE).days), "対応中")
    (main,) = cells(compose("steering", project, FRIDAY), "issues-and-risks")
    assert main[:2] == ["環境がない", "+3日"]
    assert "issues" not in [s.key for s in compose("weekly", project, BEFORE - timedelta(days=7)).sections]


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


def test_a_steering_pack_looks_back_to_the_one_before_and_not_to_last_week(project, pm):
    earlier = BEFORE - timedelta(weeks=2)
    said = {"finish": evening(date(2027, 1, 15)), "baseline_finish": evening(date(2027, 1, 22)), "percent_complete": 20}
    make_progress_date(project.plan, earlier, **said)
    make_health(project, earlier, healths={"delivery": "amber"})
    assert compose("weekly", project, FRIDAY).conclusion[1].startswith("前回から完了予測が5稼働日後ろにずれました。")
    make_snapshot(project, kind="steering", as_of=earlier)
    pack = compose("steering", project, FRIDAY, {}, pm)
    assert pack.conclusion[1] == "前回から完了予測が10稼働日後ろにずれました。進捗率は70%（+50ポイント）です。"
    assert ("前回基準日", "2026/10/30") in pack.facts
    assert cells(pack, "executive")[0][5] == "2027/01/15"
    make_snapshot(project, kind="steering", as_of=FRIDAY)  # the pack itself is not what it is compared with
    assert compose("steering", project, FRIDAY, {}, pm).conclusion == pack.conclusion


def test_progress_that_was_taken_back_is_told_as_a_loss(project):
    said = {"finish": evening(date(2027, 1, 29)), "baseline_finish": evening(date(2027, 1, 22)), "percent_complete": 66}
    make_progress_date(project.plan, FRIDAY + timedelta(weeks=1), **said)
    told = compose("weekly", project, FRIDAY + timedelta(weeks=1)).conclusion[1]
    assert told == "前回から完了予測は変わらず、進捗率は66%（-4ポイント）です。"


def test_a_pack_has_at_most_ten_slides_and_a_weekly_report_two_pages(project, pm):
    from io import BytesIO

    from pptx import Presentation

    pack = files.draft_document("steering", project, FRIDAY, {}, pm)
    assert len(Presentation(BytesIO(files.draft_file(pack, "pptx", FRIDAY))).slides) <= 10
    weekly = files.draft_document("weekly", project, FRIDAY, {}, pm)
    assert files.draft_file(weekly, "pdf", FRIDAY).count(b"/Type /Page\n") <= 2


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


def test_asked_for_is_not_yet_explained(project, pm):
    snapshot = make_health(project, FRIDAY, {"delivery": "red"}, computed="red", declared="green")
    asked = Explanation.objects.create(project=project, snapshot=snapshot, asked_of=pm.person)
    Explanation.objects.filter(pk=asked.pk).update(created_at=datetime(2026, 11, 20, tzinfo=UTC))
    (told,) = contradictions(project, "weekly", FRIDAY)
    assert told.sentence.endswith("説明がありません。")
    Explanation.objects.filter(pk=asked.pk).update(text="吸収できます。", answered_at=datetime.now(UTC), answered_by=pm)
    (told,) = contradictions(project, "weekly", FRIDAY)
    assert told.sentence.endswith("説明済みです。")


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
