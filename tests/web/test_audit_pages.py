"""Audit trail, history, cockpit's news: what may be read, by whom; the chain; the download."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from factories.people import make_company, make_person, make_user
from factories.project import make_deliverable, make_member, make_project
from factories.schedule import make_plan
from kaname.domains.core.actions import audit
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role
from kaname.domains.project.actions import deliverables
from kaname.domains.project.models import Project, Visit
from kaname.domains.reporting.queries.audit import events_visible_to
from kaname.domains.schedule.models import ExpectedReport, ReportingRound

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company() -> None:
    make_company()


def written(project: Project | None, verb: str = "project.update", **told) -> AuditEvent:
    subject = project or make_person()
    given = {"before": {"status": "planning"}, "after": {"status": "executing"}, "reason": "着手"}
    with transaction.atomic():
        return audit.record(
            verb=verb, subject=subject, by=None, project_id=project.pk if project else None, **given | told
        )


def reader(role: Role, project: Project | None = None) -> Client:
    person = make_person()
    if project is not None:
        make_member(project, person, role)
    client = Client()
    client.force_login(make_user(person=person) if project else make_user(role))
    return client


def sequences(client: Client, path: str = "/audit/") -> list[int]:
    return [e.sequence for e in client.get(path).context["entries"]]


def test_classes_beyond_c3_are_told_to_nobody():
    project = make_project()
    for confidentiality in range(7):
        written(project, confidentiality=confidentiality)
    seen = {
        role: events_visible_to(make_user(role)).count() for role in (Role.PMO_MANAGER, Role.AUDITOR, Role.PMO_EXPERT)
    }
    assert seen == {Role.PMO_MANAGER: 4, Role.AUDITOR: 4, Role.PMO_EXPERT: 3}


def test_another_projects_events_are_not_there_and_not_counted():
    mine, other = make_project(), make_project()
    event, _ = written(mine), written(other)
    client = reader(Role.PMO_ADMINISTRATOR, mine)
    assert sequences(client) == [event.sequence]
    assert sequences(client, f"/audit/?project={other.code}") == []
    assert other.name not in client.get("/audit/").content.decode()


def test_events_of_no_project_are_for_the_whole_companys_roles():
    event, project = written(None), make_project()
    assert sequences(reader(Role.AUDITOR)) == [event.sequence]
    assert sequences(reader(Role.PMO_CONTROLLER, project)) == []


@pytest.mark.parametrize("role", [Role.MEMBER, Role.TEAM_LEADER, Role.CLIENT, Role.FREELANCER])
def test_who_reads_no_trail_finds_no_page(role):
    project = make_project(code="X1")
    client = reader(role, project)
    assert [client.get(p).status_code for p in ("/audit/", "/audit/trail.csv", "/projects/X1/history/")] == [404] * 3


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("verb=project.create", 1),
        ("q=刷新", 1),
        ("actor=system", 2),
        ("actor=nobody", 0),
        ("from=2999-01-01", 0),
        ("to=x", 2),
    ],
)
def test_the_address_narrows(asked, count):
    written(make_project(name="基幹刷新"))
    written(make_project(name="人事"), verb="project.create")
    assert len(sequences(reader(Role.AUDITOR), f"/audit/?{asked}")) == count


def test_an_event_is_told_in_words():
    written(make_project())
    entry = reader(Role.AUDITOR).get("/audit/").context["entries"][0]
    assert (entry.actor, entry.deed, entry.reason) == ("システム", "プロジェクトを変更", "着手")
    assert [(c.label, c.before, c.after) for c in entry.changes] == [("状態", "計画", "実行")]


def test_the_chain_is_checked_when_asked():
    written(make_project())
    client = reader(Role.AUDITOR)
    assert "改ざんはありません" in client.get("/audit/?verify=1").content.decode()
    assert "番までは前に確かめ" in client.get("/audit/?verify=1").content.decode()


def test_the_download_holds_hashes_and_no_formula():
    event = written(make_project(name="=1+1"), reason="=2+2")
    response = reader(Role.AUDITOR).get("/audit/trail.csv")
    text = b"".join(response).decode("utf-8").removeprefix("\ufeff")
    _, row = csv.reader(StringIO(text))
    assert (row[0], row[9], row[10]) == ("1", "'=2+2", event.hash)


def test_what_is_new_since_the_last_visit_is_marked_until_the_next_one():
    project = make_project(code="V1")
    first = written(project)
    client = reader(Role.PMO_CONTROLLER, project)
    assert client.get("/projects/V1/history/").context["fresh"] == 1
    Visit.objects.update(visited_at="2026-01-01T00:00:00Z")
    second = written(project)
    response = client.get("/projects/V1/history/")
    marked = [(e.sequence, e.fresh) for _, entries in response.context["days"] for e in entries]
    assert marked == [(second.sequence, True), (first.sequence, False)]
    only = client.get("/projects/V1/history/?since=visit").context["days"]
    assert [e.sequence for _, entries in only for e in entries] == [second.sequence]


def test_what_a_field_leads_to_is_told_by_its_name():
    project, owner = make_project(), make_person(name="朝倉 学", name_en="Manabu Asakura")
    item = make_deliverable(project, name="計画書")
    deliverables.update(deliverable=item, by=None, owner=owner)
    entry = reader(Role.AUDITOR).get("/audit/").context["entries"][0]
    assert [(c.before, c.after) for c in entry.changes] == [("―", "朝倉 学")]
    client = reader(Role.AUDITOR)
    client.cookies["kaname_language"] = "en"
    assert [c.after for c in client.get("/audit/").context["entries"][0].changes] == ["Manabu Asakura"]


def test_a_role_in_the_log_is_told_by_the_persons_name_in_english():
    project = make_project()
    member = make_member(project, make_person(name="朝倉 学", name_en="Manabu Asakura"), Role.MEMBER)
    with transaction.atomic():
        audit.record(verb="member.assign", subject=member, by=None, after={"role": "member"}, project_id=project.pk)
    client = reader(Role.AUDITOR)
    said = {}
    for language in ("ja", "en"):
        client.cookies["kaname_language"] = language
        said[language] = client.get("/audit/").context["entries"][0].subject
    assert (said["ja"].split(":")[0], said["en"].split(":")[0]) == ("朝倉 学", "Manabu Asakura")


def read_in(client: Client, language: str):
    client.cookies["kaname_language"] = language
    return client.get("/audit/").context["entries"][0]


def test_what_was_handed_in_is_told_by_english_names_of_all_that_it_is_about():
    project = make_project(code="N1", name="店舗データ", name_en="Store data")
    day = timezone.now()
    times = {"due": day, "freezes": day + timedelta(days=1), "opened_at": day}
    found = ReportingRound.objects.create(number=1, as_of=day.date(), **times)
    person = make_person(name="月岡 梓", name_en="Azusa Tsukioka")
    report = ExpectedReport.objects.create(round=found, plan=make_plan(project=project), person=person)
    with transaction.atomic():
        audit.record(verb="round.submit", subject=report, by=None, after={"way": "link"}, project_id=project.pk)
    client = reader(Role.AUDITOR)
    said = [read_in(client, language).subject for language in ("ja", "en")]
    assert said == ["月岡 梓: N1 店舗データ", "Azusa Tsukioka: N1 Store data"]


def test_lists_times_and_twins_are_told_as_people_read_them():
    with transaction.atomic():
        audit.record(
            verb="report.write", subject=make_project(), by=None, reason="遅れのため",
            before={"covers": [], "approved_at": None, "reason": "", "reason_en": "", "limit": {"a": None}, "day": ""},
            after={
                "covers": ["A1", "A2"], "approved_at": "2026-11-20T08:42:00Z", "reason": "遅れのため",
                "reason_en": "It is late", "limit": {"weight": 12_000.5}, "day": "2026-11-20", "id": 7,
            },
        )  # fmt: skip
    client, said = reader(Role.AUDITOR), {}
    for language in ("ja", "en"):
        entry = read_in(client, language)
        said[language] = entry.reason, {c.label: (c.before, c.after) for c in entry.changes}
    assert said["ja"] == ("遅れのため", {
        "対象の作業": ("―", "A1、A2"), "承認した日時": ("―", "2026/11/20 17:42"), "理由": ("―", "遅れのため"),
        "理由(英語)": ("―", "It is late"), "limit": ("a: ―", "重み: 12,000.50"), "day": ("―", "2026/11/20"),
    })  # fmt: skip
    assert said["en"] == ("It is late", {
        "work that it covers": ("―", "A1, A2"), "approved at": ("―", "20 Nov 2026 17:42"),
        "reason": ("―", "It is late"), "limit": ("a: ―", "weight: 12,000.50"), "day": ("―", "20 Nov 2026"),
    })  # fmt: skip
