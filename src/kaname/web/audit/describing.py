"""An audit event in words: who did what to which thing, and each field before and after."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
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

from kaname.domains.control.names import in_ascii
from kaname.domains.core.models import AuditEvent
from kaname.domains.core.names import reads_english, spoken
from kaname.domains.people.models import Person
from kaname.web.audit.edited import Edited, edited, in_words
from kaname.web.audit.verbs import VERBS

SHOWN = 6
LONGEST = 80
type Known = dict[tuple[Any, Any], str]
"""Names of the rows that changed fields lead to, by table and number."""

LABELS = {
    "calendar_id": _lazy("calendar"),
    "as_of": _lazy("as of"),
    "finish": _lazy("Finish"),
    "status": _lazy("status"),
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


def entry_of(event: AuditEvent, seen: int | None = None, known: Known | None = None) -> Entry:
    """Return an event in words; ``seen``: the last event that the reader had seen before."""
    changes = list(_changes(event, known or {}))
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


def entries_of(events: Iterable[AuditEvent], seen: int | None = None) -> list[Entry]:
    """Return events in words; people and things by their English names where English is read, in a few queries."""
    found = list(events)
    known = _referred(found)
    entries = [entry_of(event, seen, known) for event in found]
    if not reads_english():
        return entries
    people = dict(
        Person.objects.filter(user_id__in={e.actor_id for e in found})
        .exclude(name_en="")
        .values_list("user", "name_en")
    )
    things = _english_names(found)
    return [
        replace(
            entry,
            actor=people.get(event.actor_id or 0, entry.actor),
            subject=things.get((event.subject_type, event.subject_id), in_ascii(entry.subject)),
        )
        for event, entry in zip(found, entries, strict=True)
    ]


def _referred(events: list[AuditEvent]) -> Known:
    """Return the names of the rows that changed fields lead to: a person, a calendar; a query for each table."""
    wanted: dict[Any, set[Any]] = {}
    for event in events:
        before, after = _mapping(event.before), _mapping(event.after)
        for name in before.keys() & after.keys():
            field = _field(event.subject_type, name)
            if field is not None and field.is_relation and isinstance(field.related_model, type):
                wanted.setdefault(field.related_model, set()).update({before[name], after[name]} - {None})
    return {
        (model, key): spoken(row) or str(row)
        for model, keys in wanted.items()
        for key, row in model._default_manager.in_bulk(keys).items()  # noqa: SLF001 - the public manager
    }


def _english_names(events: list[AuditEvent]) -> dict[tuple[str, int | None], str]:
    """Return the English names of the things that events are about, where they are there: a query for each table."""
    wanted: dict[str, set[int]] = {}
    for event in events:
        if event.subject_id is not None:
            wanted.setdefault(event.subject_type, set()).add(event.subject_id)
    found: dict[tuple[str, int | None], str] = {}
    for label, keys in wanted.items():
        model = model_of(label)
        if model is None:
            continue
        if label == "schedule.plan":
            rows = model._default_manager.filter(pk__in=keys).select_related("project")  # noqa: SLF001 - the public manager
            found |= {(label, row.pk): _named(row.project) for row in rows}
        elif hasattr(model, "person_id"):  # a role, a leave: told by the person's name
            rows = model._default_manager.filter(pk__in=keys).select_related("person")  # noqa: SLF001 - the public manager
            found |= {(label, r.pk): str(r).replace(r.person.name, spoken(r.person)) for r in rows if r.person_id}
        elif hasattr(model, "name_en"):
            found |= {(label, k): _named(row) for k, row in model._default_manager.in_bulk(keys).items()}  # noqa: SLF001 - the public manager
    return {key: name for key, name in found.items() if name}


def _named(row: Any) -> str:
    """Return a row's English name, behind the code that its line begins with; "" where it has none."""
    name, line = getattr(row, "name_en", ""), str(row)
    code = line.removesuffix(row.name) if row.name and line.endswith(row.name) else ""
    return f"{code}{name}" if name else ""


def model_of(subject_type: str) -> Any:
    """Return the table that an event is about, None for one of a later version."""
    try:
        return apps.get_model(subject_type)
    except (LookupError, ValueError):
        return None


def deed(verb: str) -> str:
    """Return what a verb means; a verb of a later version is shown as it is."""
    return str(VERBS.get(verb, verb))


def _changes(event: AuditEvent, known: Known) -> Iterable[Change]:
    before, after = _mapping(event.before), _mapping(event.after)
    if before and after:
        for row in edited(before, after):
            yield _edited(row)
        for name in [*after, *(n for n in before if n not in after)]:
            if name in ("changes", "version") or before.get(name) == after.get(name):
                continue
            yield Change(
                label_of(event.subject_type, name, get_language() or "ja"), *_pair(event, name, before, after, known)
            )


def _edited(row: Edited) -> Change:
    """Return a changed value of a plan's row: the row's name stands before the field's."""
    label = label_of(row.table, row.name, get_language() or "ja") if row.name else ""
    field = _field(row.table, row.name) if row.name else None
    told = " ".join(part for part in (row.row, label) if part)
    return Change(told, _words(field, in_words(row.name, row.before)), _words(field, in_words(row.name, row.after)))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _pair(event: AuditEvent, name: str, before: dict[str, Any], after: dict[str, Any], known: Known) -> tuple[str, str]:
    field = _field(event.subject_type, name)
    if field is not None and field.is_relation:
        sides = (side.get(name) for side in (before, after))
        one, other = (_words(None, known.get((field.related_model, v), v)) for v in sides)
        return one, other
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
