"""An audit event in words: who did what to which thing, and each field before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kaname.domains.core.models import AuditEvent
from kaname.domains.core.names import reads_english
from kaname.web.audit.edited import Edited, edited
from kaname.web.audit.labels import LABELS
from kaname.web.audit.names import Names, field_of, mapping, names_for, table_of
from kaname.web.audit.values import days_read, told
from kaname.web.audit.verbs import VERBS

SHOWN = 6
UNTOLD = {"changes", "version", "id", "uid", "plan_id", "digest"}
"""What only a machine asks for."""


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


def entries_of(events: Iterable[AuditEvent], seen: int | None = None) -> list[Entry]:
    """Return events in words, people and things by their names in the reader's language, in a few queries.

    ``seen``: the last event that the reader had seen before.
    """
    found = list(events)
    names = names_for(found)
    return [_entry(event, seen, names) for event in found]


def _entry(event: AuditEvent, seen: int | None, names: Names) -> Entry:
    changes = list(_changes(event, names))
    return Entry(
        event.sequence,
        event.at,
        _("the system") if event.actor_id is None else names.actors.get(event.actor_id, event.actor_name),
        event.delegation,
        deed(event.verb),
        days_read(names.subject(event)),
        names.translated(event, event.reason),
        changes[:SHOWN],
        max(len(changes) - SHOWN, 0),
        seen is not None and event.sequence > seen,
        event.undoes,
    )


def deed(verb: str) -> str:
    """Return what a verb means; a verb of a later version is shown as it is."""
    return str(VERBS.get(verb, verb))


def _changes(event: AuditEvent, names: Names) -> Iterator[Change]:
    before, after = mapping(event.before), mapping(event.after)
    if not before or not after:
        return
    for row in edited(before, after):
        yield _edited(row, names)
    changed = [n for n in [*after, *(n for n in before if n not in after)] if before.get(n) != after.get(n)]
    for name in changed:
        if name not in UNTOLD and not _said_already(table_of(event), name, changed, after):
            yield _change(event, name, before, after, names)


def _said_already(table: str, name: str, changed: list[str], after: dict[str, Any]) -> bool:
    """Return whether another field tells the same: the text that this is the English of, or a row's number."""
    field = field_of(table, name)
    if field is not None and field.is_relation and name != field.attname and field.attname in changed:
        return True
    return reads_english() and name.endswith("_en") and name.removesuffix("_en") in changed and bool(after[name])


def _change(event: AuditEvent, name: str, before: dict[str, Any], after: dict[str, Any], names: Names) -> Change:
    table = table_of(event)
    if event.verb == "plan.progress":  # by activity
        label = " ".join(filter(None, (name, names.activities.get((event.project_id, name)))))
        return Change(label, _percent(before.get(name)), _percent(after.get(name)))
    sides = []
    for side in (before, after):
        twin = side.get(f"{name}_en") if reads_english() else None
        said = told(table, name, twin or side.get(name), names, event.project_id)
        sides.append(names.translated(event, said))
    return Change(label_of(table, name, get_language() or "ja"), *sides)


def _percent(value: Any) -> str:
    return f"{value:g}%" if isinstance(value, (int, float)) else told("", "", value, Names())


def _edited(row: Edited, names: Names) -> Change:
    """Return a changed value of a plan's row: the row's name stands before the field's."""
    label = label_of(row.table, row.name, get_language() or "ja") if row.name else ""
    line = " ".join(part for part in (names.rows.get((row.table, row.key), row.row), label) if part)
    return Change(line, *(told(row.table, row.name, side, names) for side in (row.before, row.after)))


@lru_cache(maxsize=4000)
def label_of(subject_type: str, name: str, language: str) -> str:
    """Return what a field of a table is called in a language: by the table's own word, where it has one for people."""
    field = field_of(subject_type, name)
    if field is not None and isinstance(field.verbose_name, Promise):
        return force_str(field.verbose_name)
    return force_str(LABELS.get(name.removesuffix("_id"), name if field is None else field.verbose_name))
