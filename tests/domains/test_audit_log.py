"""The audit log: a chain that shows every tampering, and that the database keeps."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kaname.cli import main
from kaname.domains.core.actions import audit
from kaname.domains.core.models import AuditEvent, Organisation
from kaname.domains.core.queries import BEGINNING, broken_links, checked_link, new_broken_links

pytestmark = pytest.mark.django_db


def written(count: int) -> list[AuditEvent]:
    company = Organisation.objects.create(id=1, name="要商事")
    with transaction.atomic():
        return [
            audit.record(verb="organisation.rename", subject=company, by=None, before={"n": i}, after={"n": i + 1})
            for i in range(count)
        ]


def test_events_form_a_chain():
    events = written(3)
    assert [e.sequence for e in events] == [1, 2, 3]
    assert [e.previous_hash for e in events] == ["0" * 64, events[0].hash, events[1].hash]
    assert list(broken_links()) == []


def test_an_event_needs_the_transaction_of_its_write(transactional_db):
    company = Organisation.objects.create(id=1, name="要商事")
    with pytest.raises(RuntimeError, match="transaction"):
        audit.record(verb="x", subject=company, by=None)


@pytest.mark.parametrize("statement", ["UPDATE core_auditevent SET reason='x'", "DELETE FROM core_auditevent"])
def test_the_database_refuses_to_change_the_log(statement):
    written(2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.count() == 2


def tamper(statement: str, *values: object) -> None:
    """Change the log as somebody with the database file could."""
    from kaname.domains.core.models.immutable import allow, forbid

    with connection.cursor() as cursor:
        editor = type(
            "Editor", (), {"connection": connection, "execute": lambda self, sql, params=None: cursor.execute(sql)}
        )()
        allow(editor, "core_auditevent")
        cursor.execute(statement, values)
        forbid(editor, "core_auditevent")


RENAMED = "UPDATE core_auditevent SET actor_name='nobody' WHERE sequence=%s"


def test_a_changed_event_is_found():
    written(3)
    tamper(RENAMED, 1)
    assert list(broken_links()) == [1]


def test_events_that_were_cut_off_the_end_are_missed():
    written(3)
    tamper("DELETE FROM core_auditevent WHERE sequence=%s", 3)
    assert list(broken_links()) == [3]


def test_what_was_checked_is_not_read_again_and_a_whole_check_finds_what_changed_in_it(capsys):
    written(3)
    assert (checked_link(), new_broken_links(BEGINNING)) == (BEGINNING, [])
    assert checked_link().sequence == 3
    with transaction.atomic():
        audit.record(verb="x", subject=Organisation.objects.get(), by=None)
    with CaptureQueriesContext(connection) as asked:
        assert new_broken_links(checked_link()) == []
    assert any('"sequence" > 3' in q["sql"] for q in asked.captured_queries)
    tamper(RENAMED, 2)
    assert new_broken_links(checked_link()) == []
    assert main(["--lang", "en", "verify"]) == 1
    assert "1 events are not what they were, first 2" in capsys.readouterr().out


def test_a_check_begins_anew_where_its_last_event_is_not_there_any_more():
    written(3)
    assert new_broken_links(BEGINNING) == []
    tamper("UPDATE core_auditevent SET hash='0' WHERE sequence=%s", 3)
    assert checked_link() == BEGINNING
    assert new_broken_links(checked_link()) == [3]
    assert checked_link() == BEGINNING


def test_a_whole_log_is_said_to_be(capsys):
    written(2)
    assert main(["--lang", "ja", "verify"]) == 0
    assert capsys.readouterr().out.strip() == "監査証跡に改ざんはありません（2件）。"
