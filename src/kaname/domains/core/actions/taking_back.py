"""Taking one write of one row back, as the audit log tells it: changed values return, an added row goes, a removed one
comes again under its own number. The undo is a write like any other, and its event says which one it undoes.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.models import AuditEvent, Record
from kaname.domains.core.rules import key_of, values_before, why_not

type Told = Callable[[Any], models.Model]


@transaction.atomic
def take_back(event: AuditEvent, model: type[Record], *, verb: str, by: Any, about: Told) -> Record:
    """Undo an event under ``verb``; ``about`` gives of the row what the log is told about.

    Raises ValidationError where the row is no longer as the event left it, or something stands on it by now.
    """
    row = model._default_manager.select_for_update().filter(pk=key_of(event)).first()  # noqa: SLF001 - the public manager
    reason = why_not(event, row)
    if reason:
        raise ValidationError(reason)
    told: dict[str, Any] = {
        "verb": verb,
        "by": by,
        "project_id": event.project_id,
        "confidentiality": event.confidentiality,
        "undoes": event.sequence,
    }
    if row is None:
        return _bring_again(model(**values_before(event, model)), about, told)
    if event.before is None:
        return _remove(row, about, told)
    return _put_back(row, event, about, told)


def _put_back(row: Record, event: AuditEvent, about: Told, told: dict[str, Any]) -> Record:
    back = values_before(event, type(row))
    was = {name: getattr(row, name) for name in back}
    for name, value in back.items():
        setattr(row, name, value)
    _save(row, told["by"])
    audit.record(subject=about(row), before=was, after=back, **told)
    return row


def _bring_again(row: Record, about: Told, told: dict[str, Any]) -> Record:
    _save(row, told["by"])
    audit.record(subject=about(row), after=audit.values_of(row), **told)
    return row


def _remove(row: Record, about: Told, told: dict[str, Any]) -> Record:
    audit.record(subject=about(row), before=audit.values_of(row), **told)
    try:
        row.delete()
    except ProtectedError:
        raise ValidationError(_("Something else stands on it by now. Take that back first.")) from None
    return row


def _save(row: Record, by: Any) -> None:
    """Save values that were valid before: what has gone since, or was taken by another row, is refused in words."""
    new = row._state.adding  # noqa: SLF001 - the public way to ask whether a row is saved already
    row.stamp(by)
    fields = row._meta.concrete_fields  # noqa: SLF001 - the public way to a model's fields
    empty = {f.name for f in fields if getattr(row, f.attname) in f.empty_values}
    row.full_clean(exclude=empty)
    row.save(force_insert=new, force_update=not new)
