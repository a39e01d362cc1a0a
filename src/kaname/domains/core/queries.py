"""Reads of core."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from kaname.domains.core.models import AuditEvent, AuditHead, Notification, Organisation

_KEY = "organisation"
COMPANY_DAYS = "company.days"
"""Where the company's working days are kept between two requests; forgotten together with the company."""
_CHECKED = "audit.checked"
_LAST_EVENT = "SELECT sequence FROM core_audithead WHERE id = 1"
_UNREAD = "SELECT COUNT(*) FROM core_notification WHERE user_id = %s AND read_at IS NULL"


def organisation() -> Organisation:
    """Return the company; before it is set up, one with the defaults that is not saved."""
    found: Organisation | None = cache.get(_KEY)
    if found is None:
        found = Organisation.objects.first() or Organisation(id=1, name="")
        cache.set(_KEY, found, 5)  # several processes may serve: a change is seen within seconds
    return found


def forget_organisation() -> None:
    """Let the next read see what was just written."""
    cache.delete_many([_KEY, COMPANY_DAYS])


def today() -> date:
    """Return the date that everything is judged by: the demonstration's fixed one, or today where the company is."""
    return organisation().as_of or timezone.now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def digest(previous: str, content: dict[str, Any]) -> str:
    """Return the hash of an event: SHA-256 over the previous one's hash and the canonical JSON of the content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def content_of(event: AuditEvent) -> dict[str, Any]:
    """Return what an event's hash covers."""
    fields = event._meta.concrete_fields  # noqa: SLF001 - the public way to a model's fields
    names = [f.name for f in fields if f.name not in ("id", "at", "previous_hash", "hash")]
    return {"at": event.at.isoformat(), **{name: getattr(event, name) for name in names}}


class Link(NamedTuple):
    """An event of the log that everything up to it was found whole."""

    sequence: int
    hash: str


BEGINNING = Link(0, "0" * 64)


def broken_links(using: str = "default", since: Link = BEGINNING) -> Iterator[int]:
    """Yield the sequence number of every event whose hash, or link to the one before, is not what it should be.

    ``since``: only those behind an event. Also the end is looked at: events that were cut off are missed by the head.
    """
    head = AuditHead.objects.using(using).filter(id=1).first()
    previous, expected, ends = since.hash, since.sequence + 1, head is None or head.sequence <= since.sequence
    rows = AuditEvent.objects.using(using).filter(sequence__gt=since.sequence).order_by("sequence")
    for event in rows.iterator(chunk_size=2000):
        good = event.previous_hash == previous and event.sequence == expected
        good = good and digest(previous, content_of(event)) == event.hash
        at_head = head is not None and event.sequence == head.sequence
        ends = ends or at_head
        if not good or (at_head and head is not None and event.hash != head.hash):
            yield event.sequence
        previous, expected = event.hash, event.sequence + 1
    if head is not None and not ends:
        yield head.sequence


def checked_link() -> Link:
    """Return the last event up to which this process found the log whole, if it still stands in the log so."""
    kept: Link | None = cache.get(_CHECKED)
    if kept is None or not AuditEvent.objects.filter(sequence=kept.sequence, hash=kept.hash).exists():
        return BEGINNING
    return kept


def new_broken_links(since: Link) -> list[int]:
    """Return what is broken behind an event; where nothing is, the next check begins where this one ended.

    A row before it that was changed since is found by `kaname verify`, which reads everything.
    """
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", "hash").first()
    found = list(broken_links(since=since))
    if last is not None and not found:
        cache.set(_CHECKED, Link(*last), None)
    return found


def last_event() -> int:
    """Return the number of the last audit event: everything that was written up to it is what there is."""
    return _number(_LAST_EVENT)


def unread(user: Any) -> int:
    """Return how many notices a user has not opened yet."""
    return _number(_UNREAD, user.pk) if user.pk else 0


def _number(statement: str, *values: Any) -> int:
    """Return the one number of a statement. Asked at every request; the ORM would take longer to write the statement
    than the database takes to answer it.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def notices_of(user: Any) -> QuerySet[Notification]:
    """Return a user's own notices, newest first."""
    return Notification.objects.filter(user_id=user.pk)
