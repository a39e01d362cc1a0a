"""An audit event in words: who did what to which thing, and each field before and after."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils.encoding import force_str
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kaname.domains.core.models import AuditEvent
from kaname.web.audit.edited import Edited, edited, in_words
from kaname.web.audit.verbs import VERBS

SHOWN = 6
LONGEST = 80
LABELS = {
    "as_of": _lazy("as of"),
    "finish": _lazy("Finish"),
    "activities": _lazy("Activities"),
    "declared_at": _lazy("declared at"),
    "declared_health": _lazy("declared health"),
    "declared_comment": _lazy("comment"),
    "declared_by_id": _lazy("declared by"),
    "confidentiality": _lazy("confidentiality class"),
}
"""What facts of an event are called that are no field of a table, or one without a name for people."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an event."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as people read it."""

    sequence: int
    at: datetime
    actor: str
    delegation: str
    deed: str
    subject: str
    reason: str
    changes: list[Change]
    more: int
    fresh: bool = False
    undoes: int | None = None


def entry_of(event: AuditEvent, seen: int | None = None) -> Entry:
    """Return an event in words; ``seen``: the last event that the reader had seen before."""
    changes = list(_changes(event))
    return Entry(
        event.sequence,
        event.at,
        _("the system") if event.actor_id is None else event.actor_name,
        event.delegation,
        deed(event.verb),
        event.subject_name,
        event.reason,
        changes[:SHOWN],
        max(len(changes) - SHOWN, 0),
        seen is not None and event.sequence > seen,
        event.undoes,
    )


def deed(verb: str) -> str:
    """Return what a verb means; a verb of a later version is shown as it is."""
    return str(VERBS.get(verb, verb))


def _changes(event: AuditEvent) -> Iterable[Change]:
    before, after = _mapping(event.before), _mapping(event.after)
    if before and after:
        for row in edited(before, after):
            yield _edited(row)
        for name in [*after, *(n for n in before if n not in after)]:
            if name in ("changes", "version") or before.get(name) == after.get(name):
                continue
            yield Change(label_of(event.subject_type, name, get_language() or "ja"), *_pair(event, name, before, after))


def _edited(row: Edited) -> Change:
    """Return a changed value of a plan's row: the row's name stands before the field's."""
    label = label_of(row.table, row.name, get_language() or "ja") if row.name else ""
    field = _field(row.table, row.name) if row.name else None
    told = " ".join(part for part in (row.row, label) if part)
    return Change(told, _words(field, in_words(row.name, row.before)), _words(field, in_words(row.name, row.after)))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _pair(event: AuditEvent, name: str, before: dict[str, Any], after: dict[str, Any]) -> tuple[str, str]:
    field = _field(event.subject_type, name)
    return _words(field, in_words(name, before.get(name))), _words(field, in_words(name, after.get(name)))


@lru_cache(maxsize=2000)
def label_of(subject_type: str, name: str, language: str) -> str:
    """Return what a field of a table is called in a language."""
    field = _field(subject_type, name)
    return force_str(LABELS.get(name, name if field is None else field.verbose_name))


def _field(subject_type: str, name: str) -> "Field[Any, Any] | None":
    try:
        model = apps.get_model(subject_type)
        found = next((f for f in model._meta.concrete_fields if name in (f.name, f.attname)), None)  # noqa: SLF001 - the public way to a model's fields
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return found


def _words(field: "Field[Any, Any] | None", value: Any) -> str:
    if value is None or value == "":
        return "―"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (list, dict)):
        return Truncator(json.dumps(value, ensure_ascii=False)).chars(LONGEST)
    choices = dict(field.flatchoices) if field is not None and field.choices else {}
    return Truncator(force_str(choices.get(value, value))).chars(LONGEST)
