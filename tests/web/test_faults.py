"""Full disk, locked database, lost connection: a page that says so, and nothing half saved."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client

from kaname.domains.core.models import AuditEvent
from kaname.domains.core.queries import broken_links
from kaname.domains.people.actions import persons
from kaname.domains.people.models import Person

FAULTS = (
    OperationalError("database is locked"),
    OperationalError("database or disk is full"),
    OperationalError("server closed the connection unexpectedly"),
    InterfaceError("the connection is closed"),
    OSError(28, "No space left on device"),
)


@contextmanager
def database_that_fails(problem: Exception, on: str = ""):
    """Let the driver fail with what a real one says, at statements that begin so."""

    def fail(execute, sql, params, many, context):
        if sql.startswith(on):
            raise problem
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("problem", FAULTS, ids=str)
@pytest.mark.parametrize(("language", "said"), [("ja", "途中まで"), ("en", "Nothing was half saved")])
def test_a_page_says_that_the_database_does_not_answer(client, problem, language, said, caplog):
    client.raise_request_exception = False
    client.cookies["kaname_session"] = "x" * 32
    with database_that_fails(problem):
        answer = client.get(f"/?lang={language}")
    assert (answer.status_code, answer["Retry-After"], said in answer.content.decode()) == (503, "5", True)
    assert "x-request-id" in answer.headers


@pytest.mark.django_db
def test_another_mistake_is_not_called_so():
    client = Client(raise_request_exception=False)
    client.cookies["kaname_session"] = "x" * 32
    with database_that_fails(ValueError("a mistake of ours")):
        answer = client.get("/")
    assert (answer.status_code, answer.has_header("Retry-After")) == (500, False)


@pytest.mark.django_db
def test_the_health_check_says_503_and_recovers(client):
    with database_that_fails(OperationalError("gone")):
        assert client.get("/healthz").status_code == 503
    assert client.get("/healthz").json()["status"] == "ok"


@pytest.mark.django_db(transaction=True)
def test_a_write_whose_audit_event_cannot_be_kept_is_not_kept():
    with (
        pytest.raises(OperationalError),
        database_that_fails(OperationalError("database or disk is full"), 'INSERT INTO "core_auditevent"'),
    ):
        persons.create(code="N1", name="半分", by=None)
    assert (Person.objects.count(), AuditEvent.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_full_database_keeps_what_it_acknowledged():
    if connection.vendor != "sqlite":
        pytest.skip("the limit is SQLite's")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 3}")
    kept = 0
    try:
        with pytest.raises(DatabaseError, match="full"):
            for kept in range(10_000):
                persons.create(code=f"N{kept}", name="満" * 90, by=None)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert (Person.objects.count(), AuditEvent.objects.count()) == (kept, kept)
    assert (kept > 0, list(broken_links())) == (True, [])
