"""The audit log: every action calls :func:`record` inside its own transaction."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from kaname.domains.core.models import AuditEvent, AuditHead
from kaname.domains.core.queries import content_of, digest

NOT_LOGGED = {"created_at", "created_by", "updated_at", "updated_by", "version", "password", "last_login"}


def record(
    *,
    verb: str,
    subject: models.Model,
    by: Any,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    project_id: int | None = None,
    reason: str = "",
    delegation: str = "",
    confidentiality: int = 2,
    undoes: int | None = None,
) -> AuditEvent:
    """Append one event to the chain. ``by`` is the acting user, or None for the system itself.

    Must be called in the transaction of the write that it tells of: both are kept, or neither.
    Concurrent writers wait for the head of the chain; SQLite has one writer anyway.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit event belongs into the transaction of its write")
    head = AuditHead.objects.select_for_update().get_or_create(id=1)[0]
    event = AuditEvent(
        sequence=head.sequence + 1,
        at=timezone.now(),
        actor_id=getattr(by, "pk", None),
        actor_name=str(by) if by is not None else "system",
        delegation=delegation,
        verb=verb,
        subject_type=subject._meta.label_lower,  # noqa: SLF001 - Django's public name for a model's label
        subject_id=subject.pk,
        subject_name=str(subject)[:300],
        project_id=project_id,
        confidentiality=confidentiality,
        before=plain(before),
        after=plain(after),
        reason=reason,
        undoes=undoes,
        previous_hash=head.hash,
    )
    event.hash = digest(head.hash, content_of(event))
    event.save(force_insert=True)
    AuditHead.objects.filter(id=1).update(sequence=event.sequence, hash=event.hash)
    return event


def values_of(row: models.Model) -> dict[str, Any]:
    """Return a row's own values for ``before`` and ``after``, without secrets and without who and when."""
    fields = row._meta.concrete_fields  # noqa: SLF001 - the public way to a model's fields
    return {f.attname: getattr(row, f.attname) for f in fields if f.name not in NOT_LOGGED}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the two mappings with only what differs."""
    names = [n for n in after if before.get(n) != after[n]]
    return {n: before.get(n) for n in names}, {n: after[n] for n in names}


def plain(values: Mapping[str, Any] | None) -> Any:
    """Return values as the JSON that the database will give back, so that a hash can be computed again."""
    return None if values is None else json.loads(json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False))
