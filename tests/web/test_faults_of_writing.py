"""A write that fails halfway, at each of its statements in turn: a clear page, and everything as it was before."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from test_faults import database_that_fails
from test_import_pages import fields_of

from factories.people import make_company, make_user
from factories.project import make_phase, make_project, make_user_of
from factories.schedule import make_document, make_plan
from kaname.domains.core.actions import files
from kaname.domains.core.models import Job
from kaname.domains.core.queries import broken_links
from kaname.domains.people.enums import Role
from kaname.domains.people.models import User
from kaname.domains.project.actions import phases
from kaname.domains.project.models import Phase, Project, ProjectMember
from kaname.domains.resource.actions import calendars
from kaname.domains.schedule.actions.importing import uploads
from kaname.domains.schedule.models import Activity, Plan, PlanSource
from kaname.exchange.kaname_json import write

pytestmark = [pytest.mark.django_db(transaction=True)]
WRITES = ("INSERT", "UPDATE", "DELETE")
DAY_OFF = {"first": "2026-12-01", "last": "2026-12-01", "name": "棚卸", "kind": "company"}
ELSEWHERE = {"sessions.session", "usersessions.usersession", "people.user"}
"""Rows about who is there, not about the company's work."""


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    make_company()


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours."""
    models = [m for m in apps.get_models() if m.__module__.startswith("kaname.")]
    kept = [m for m in models if m._meta.label_lower not in ELSEWHERE and m._meta.label != "core.Job"]
    return {m._meta.label: sorted(map(str, m._default_manager.values_list())) for m in kept}


@contextmanager
def failing_at(number: int, *also: str) -> Iterator[list[str]]:
    """Let the number-th writing statement fail as a full disk does; gives those that were tried."""
    tried: list[str] = []

    def run(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) and "session" not in sql:
            tried.append(sql)
            if len(tried) == number:
                raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield tried


def client_of(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def walk(send: Callable[[], Any], good: int) -> int:
    """Send once for each writing statement, that one failing; return how many there are when nothing fails."""
    before = everything()
    for number in range(1, 400):
        with failing_at(number) as tried:
            answer = send()
        if len(tried) < number:
            assert answer.status_code == good, answer.content.decode()[:2000]
            assert everything() != before
            assert list(broken_links()) == []
            return number - 1
        assert answer.status_code == 503, (number, tried[-1])
        assert "途中まで" in answer.content.decode()
        assert everything() == before, (number, tried[-1])
    raise AssertionError("the write never came to its end")


def test_an_edit_in_the_gantt_is_whole_or_not_at_all():
    plan = make_plan(project=make_project(code="FW1"))
    client = client_of(make_user_of(plan.project, Role.PROJECT_MANAGER))
    row = plan.activities.get(name="製造")
    edits = [
        {"op": "set", "id": row.pk, "field": "duration", "before": row.duration, "after": 9 * 4800},
        {"op": "add", "temp": "t1", "after": row.pk, "level": 1, "name": "追加", "duration": 4800, "kind": "task"},
        {"op": "link", "predecessor": row.pk, "successor": "t1", "kind": "FS", "lag": 0, "lag_kind": "working"},
    ]
    body = json.dumps({"version": plan.version, "keep": True, "edits": edits})
    path = "/projects/FW1/gantt/edits"
    assert walk(lambda: client.post(path, body, content_type="application/json"), 200) >= 5


def test_an_undo_is_whole_or_not_at_all():
    project = make_project(code="FW2")
    user = make_user_of(project, Role.PROJECT_MANAGER)
    phase = make_phase(project, name="設計")
    phases.update(phase=phase, by=user, name="外部設計")
    client = client_of(user)
    sequence = client.get("/undo/").context["lines"][0].entry.sequence
    assert walk(lambda: client.post(f"/undo/{sequence}/"), 302) >= 3
    assert Phase.objects.get(pk=phase.pk).name == "設計"


def test_a_day_off_of_a_calendar_is_whole_or_not_at_all():
    calendar = calendars.create(name="会社", by=None)
    client = client_of(make_user(Role.PMO_MANAGER))
    assert walk(lambda: client.post(f"/resources/calendars/{calendar.pk}/exceptions/", DAY_OFF), 302) >= 2
    assert calendar.exceptions.get().first == date(2026, 12, 1)


def test_a_calendar_is_not_changed_where_its_plans_could_not_be_told():
    calendar = calendars.create(name="会社", by=None)
    Plan.objects.filter(pk=make_plan(make_document({"設計": 3}), make_project()).pk).update(calendar=calendar)
    client = client_of(make_user(Role.PMO_MANAGER))
    before = everything()
    with database_that_fails(OperationalError("database is locked"), 'INSERT INTO "core_job"'):
        answer = client.post(f"/resources/calendars/{calendar.pk}/exceptions/", DAY_OFF)
    assert (answer.status_code, everything() == before) == (503, True)


@pytest.mark.parametrize("number", [8, 16, 32, 64])
def test_an_import_that_fails_at_any_of_its_statements_makes_no_half_a_project(number):
    client = client_of(make_user(Role.PMO_MANAGER))
    files = [SimpleUploadedFile(f"{n}.json", write(make_document({"設計": 3, "製造": n}))) for n in (2, 3)]
    address = client.post("/import/", {"plans": files}).headers["Location"]
    asked = fields_of(client.get(address).content.decode()) | {"do": "commit"}
    with failing_at(number) as tried:
        answer = client.post(address, asked)
    found = {m.__name__: m.objects.count() for m in (Project, Plan, Activity, ProjectMember, PlanSource)}
    if len(tried) >= number:
        assert set(found.values()) == {0}, (found, tried[-1])
        if answer.status_code == 302:  # the job keeps why it failed, and its page says so
            page = client.get(answer.headers["Location"], follow=True)
            assert (page.status_code, Job.objects.filter(status="failed").exists()) == (200, True)
        else:
            assert answer.status_code == 503
    else:
        assert (answer.status_code, found["Plan"], found["Project"]) == (302, 2, 2)
    assert list(broken_links()) == []


def test_a_full_disk_keeps_no_half_of_an_upload(monkeypatch):
    client, fsync = client_of(make_user(Role.PMO_MANAGER)), files.os.fsync

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    before = everything()
    answer = client.post("/import/", {"plans": [SimpleUploadedFile("a.json", write(make_document({"設計": 3})))]})
    assert (answer.status_code, "途中まで" in answer.content.decode()) == (503, True)
    assert everything() == before
    assert [p for p in Path(uploads.settings.MEDIA_ROOT).rglob("*") if p.is_file()] == []
    monkeypatch.setattr(files.os, "fsync", fsync)
    again = client.post("/import/", {"plans": [SimpleUploadedFile("a.json", write(make_document({"設計": 3})))]})
    assert again.status_code == 302


def test_postgresql_that_goes_away_in_the_middle_of_a_write_leaves_nothing_of_it():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection to lose")
    project = make_project(code="FW3")
    client = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    before = everything()

    def cut(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith('INSERT INTO "core_auditevent"'):
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
            other.close()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(cut):
        answer = client.post("/projects/FW3/phases/new/", {"code": "P1", "name": "設計", "order": 1})
    assert (answer.status_code, "途中まで" in answer.content.decode()) == (503, True)
    assert everything() == before
    assert client.post("/projects/FW3/phases/new/", {"code": "P1", "name": "設計", "order": 1}).status_code == 302
