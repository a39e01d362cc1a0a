"""The audit log: a chain that shows every tampering, and that the database keeps."""

import pytest
from django.db import DatabaseError, connection, transaction

from kaname.domains.core.actions import audit
from kaname.domains.core.models import AuditEvent, Organisation
from kaname.domains.core.queries import broken_links

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


def test_a_changed_event_is_found():
    first = written(3)[0]
    from kaname.domains.core.models.immutable import allow, forbid

    with connection.cursor() as cursor:  # as somebody with the database file could
        editor = type(
            "Editor", (), {"connection": connection, "execute": lambda self, sql, params=None: cursor.execute(sql)}
        )()
        allow(editor, "core_auditevent")
        cursor.execute("UPDATE core_auditevent SET actor_name='nobody' WHERE sequence=%s", [first.sequence])
        forbid(editor, "core_auditevent")
    assert list(broken_links()) == [1]
