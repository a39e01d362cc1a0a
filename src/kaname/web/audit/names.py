"""What the things of events are called in the reader's language: read together, a query or two for each table."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import FETCH_PEERS, BinaryField, Field, ForeignKey, JSONField, Model

from kaname.domains.control.names import in_ascii
from kaname.domains.core.models import AuditEvent
from kaname.domains.core.names import reads_english, spoken
from kaname.domains.people.models import Person
from kaname.domains.schedule.models import Activity
from kaname.web.audit.edited import TABLES

type Key = tuple[str, Any]
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
OF_VERB = {"skill.require": "schedule.requiredskill", "skill.unrequire": "schedule.requiredskill"}
"""Verbs about one thing whose fields are of another."""
LISTED = {
    ("staffing.roledemand", "assignments"): "schedule.assignment",
    ("staffing.roledemand", "skills"): "capability.skill",
}
"""Fields that hold a list of rows of a table, by number."""
LINES = {
    "schedule.relation": lambda r: f"{_placed(r.predecessor)} → {_placed(r.successor)}",
    "schedule.assignment": lambda r: f"{r.activity} ← {r.resource}",
    "portfolio.programmeproject": lambda r: f"{r.programme}: {r.project}",
    "portfolio.portfoliocomponent": lambda r: f"{r.portfolio}: {r.programme or r.project}",
}
"""Rows whose own line is numbers of other rows, which nobody knows."""
DEEP = 3
HEAVY = BinaryField, JSONField
"""What a name is hardly ever made of: frozen reports, plans, files."""


@dataclass(frozen=True, slots=True)
class Names:
    """``rows``: by table and number; ``activities``: by project and uid; ``twins``: a row's texts and their English."""

    rows: dict[Key, str] = field(default_factory=dict)
    activities: dict[tuple[int | None, str], str] = field(default_factory=dict)
    actors: dict[int, str] = field(default_factory=dict)
    twins: dict[Key, dict[str, str]] = field(default_factory=dict)

    def subject(self, event: AuditEvent) -> str:
        """Return what an event is about: as it was called then; in English by its English name of today."""
        key = event.subject_type, event.subject_id
        if key in self.rows and (reads_english() or event.subject_type in LINES):
            return self.rows[key]
        return english(event.subject_name, _told_twins(event)) if reads_english() else event.subject_name

    def translated(self, event: AuditEvent, text: str) -> str:
        """Return a text that somebody wrote in its English twin, where English is read and there is one."""
        if not reads_english():
            return text
        said = english(text, self.twins.get((event.subject_type, event.subject_id), {}) | _told_twins(event))
        return text if JAPANESE.search(said) else said


def names_for(events: list[AuditEvent]) -> Names:
    """Return the names that these events need."""
    keys = set(_things(events))
    names = Names()
    for table in {table for table, _ in keys}:
        model = model_of(table)
        if model is None:
            continue
        wanted = [key for kind, key in keys if kind == table]
        heavy = [f.name for f in model._meta.concrete_fields if isinstance(f, HEAVY)]  # noqa: SLF001 - the public way to a model's fields
        rows = model._default_manager.filter(pk__in=wanted).defer(*heavy)  # noqa: SLF001 - the public manager
        for row in rows.fetch_mode(FETCH_PEERS):
            names.rows[table, row.pk], names.twins[table, row.pk] = line_of(row)
    uids = set(_uids(events))
    found = Activity.objects.filter(
        plan__project__in={project for project, _ in uids}, uid__in={uid for _, uid in uids}
    ).select_related("plan") if uids else ()  # fmt: skip
    names.activities.update({(row.plan.project_id, row.uid): spoken(row) for row in found})
    if reads_english():
        people = Person.objects.filter(user_id__in={e.actor_id for e in events}).exclude(name_en="")
        names.actors.update((user, name) for user, name in people.values_list("user", "name_en") if user is not None)
    return names


def _things(events: list[AuditEvent]) -> Iterator[Key]:
    """Yield the rows whose names are needed."""
    for event in events:
        if event.subject_id is not None and (reads_english() or event.subject_type in LINES):
            yield event.subject_type, event.subject_id
        table, sides = table_of(event), (mapping(event.before), mapping(event.after))
        if not all(sides):
            continue
        for change in mapping(event.after).get("changes") or () if reads_english() else ():
            yield TABLES.get(change["table"], ""), change["id"]
        for name in set().union(*sides):
            found, values = field_of(table, name), [side.get(name) for side in sides]
            if found is not None and found.is_relation and isinstance(found.related_model, type):
                yield from ((found.related_model._meta.label_lower, v) for v in values if isinstance(v, int))  # noqa: SLF001 - Django's public name for a model's label
            listed = LISTED.get((table, name))
            if listed is not None:
                yield from ((listed, numbered(item)) for value in values for item in value or ())


def _uids(events: list[AuditEvent]) -> Iterator[tuple[int | None, str]]:
    """Yield the activities that events name by their ids in the plan."""
    for event in events:
        after = mapping(event.after)
        if event.verb == "plan.progress":
            yield from ((event.project_id, uid) for uid in after)
        yield from ((event.project_id, uid) for uid, _ in after.get("held_up") or ())


def line_of(row: Model) -> tuple[str, dict[str, str]]:
    """Return what a row is called in the reader's language, and the English twins that this found."""
    line = LINES.get(row._meta.label_lower, str)(row)  # noqa: SLF001 - Django's public name for a model's label
    if not reads_english():
        return spoken(row) or line, {}
    _person = getattr(row, "person", None)  # read, so that the name in the line has its twin
    twins = {japanese: said for each in _reached(row, DEEP) for japanese, said in _twins(each)}
    return english(line, twins), twins


def _placed(activity: Activity) -> str:
    return f"{activity.plan.project.code} {activity}"


def _reached(row: Model, deep: int) -> Iterator[Model]:
    """Yield a row and what its line has read of others."""
    yield row
    for found in row._meta.concrete_fields if deep else ():  # noqa: SLF001 - the public way to a model's fields
        if isinstance(found, ForeignKey) and found.is_cached(row):
            other = found.get_cached_value(row)
            if other is not None:
                yield from _reached(other, deep - 1)


def _twins(row: Model) -> Iterator[tuple[str, str]]:
    for found in row._meta.concrete_fields:  # noqa: SLF001 - the public way to a model's fields
        twin = getattr(row, f"{found.name}_en", "")
        if twin and isinstance(twin, str):
            yield str(getattr(row, found.name)), twin
    if hasattr(row, "ascii_code"):
        yield str(getattr(row, "code", "")), str(row.ascii_code)


def _told_twins(event: AuditEvent) -> dict[str, str]:
    """Return the texts that an event keeps with their English beside them."""
    sides = mapping(event.before), mapping(event.after)
    pairs = (
        (side.get(name.removesuffix("_en")), twin) for side in sides for name, twin in side.items() if _is_twin(name)
    )
    return {text: twin for text, twin in pairs if isinstance(text, str) and text and isinstance(twin, str) and twin}


def _is_twin(name: str) -> bool:
    return name.endswith("_en")


def english(text: str, twins: Mapping[str, str]) -> str:
    """Return a text with the names in it that have an English twin in English, each once, the longest first."""
    known = sorted(
        (japanese for japanese, said in twins.items() if japanese and japanese != said), key=len, reverse=True
    )
    if known:
        pattern = "|".join(map(re.escape, known))
        text = re.sub(rf"(?<![A-Za-z0-9])(?:{pattern})(?![A-Za-z0-9])", lambda m: twins[m[0]], text)
    return in_ascii(text)


def table_of(event: AuditEvent) -> str:
    """Return the table whose fields an event tells of."""
    return OF_VERB.get(event.verb, event.subject_type)


def mapping(value: Any) -> dict[str, Any]:
    """Return one side of an event; nothing where it is no mapping."""
    return value if isinstance(value, dict) else {}


def numbered(item: Any) -> Any:
    """Return the number of a row that stands in a list, alone or before what is said of it."""
    return item[0] if isinstance(item, list) and item else item


def model_of(subject_type: str) -> Any:
    """Return the table that an event is about, None for one of a later version."""
    try:
        return apps.get_model(subject_type)
    except (LookupError, ValueError):
        return None


@lru_cache(maxsize=4000)
def field_of(subject_type: str, name: str) -> "Field[Any, Any] | None":
    """Return a field of a table by its name or its column's; None where there is none."""
    model = model_of(subject_type)
    fields: Iterable[Field[Any, Any]] = () if model is None else model._meta.concrete_fields  # noqa: SLF001 - the public way to a model's fields
    return next((f for f in fields if name in (f.name, f.attname)), None)
