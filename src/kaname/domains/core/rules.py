"""Rules that every record keeps."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _

from kaname.domains.core.models import AuditEvent, Record


class Conflict(Exception):
    """Somebody else changed the row since it was read: nothing was written, and both versions are at hand.

    ``theirs`` is the row as it stands now, ``yours`` what was to be written, by field name.
    """

    def __init__(self, theirs: Record, yours: Mapping[str, Any], version: int) -> None:
        """Keep both, so that a page can show them side by side."""
        super().__init__(f"{theirs}: version {version} was read, {theirs.version} stands")
        self.theirs, self.yours, self.version = theirs, dict(yours), version

    @property
    def fields(self) -> list[str]:
        """The names of the fields in which the two differ."""
        return [name for name, value in self.yours.items() if getattr(self.theirs, name) != value]

    @property
    def touched(self) -> list[str]:
        """The names of the fields that the writer changed, as against those only kept from what was read."""
        read = values_at(self.theirs, self.version)
        return [name for name, value in self.yours.items() if read.get(_column(self.theirs, name)) != _plain(value)]


def values_at(row: Record, version: int) -> dict[str, Any]:
    """Return the values of a row at an earlier version: the present ones, with the log's changes taken back."""
    label = row._meta.label_lower  # noqa: SLF001 - the public way to a model's name
    events = AuditEvent.objects.filter(subject_type=label, subject_id=row.pk).order_by("-sequence")
    fields = row._meta.concrete_fields  # noqa: SLF001 - the public way to a model's fields
    values = {field.attname: _plain(getattr(row, field.attname)) for field in fields}
    for event in events[: max(row.version - version, 0)]:
        values |= event.before or {}
    return values


def _column(row: Record, name: str) -> str:
    return row._meta.get_field(name).attname  # type: ignore[union-attr] # noqa: SLF001 - fields of the row


def _plain(value: Any) -> Any:
    """Return a value as the log holds it."""
    if isinstance(value, Record) or hasattr(value, "_meta"):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else value


def check_version(row: Record, yours: Mapping[str, Any], version: int | None) -> None:
    """Raise Conflict when the row is no longer at the version that was read; None: the caller holds no older one."""
    if version is not None and row.version != version:
        raise Conflict(row, yours, version)


def key_of(event: AuditEvent) -> int | None:
    """Return the number of the row that an event is about; a row that came or went is told with all its values."""
    told = event.after if event.before is None else event.before if event.after is None else {}
    found: int | None = (told or {}).get("id", event.subject_id)
    return found


def values_before(event: AuditEvent, model: type[models.Model]) -> dict[str, Any]:
    """Return the values that an event replaced or removed, as the model takes them: the log holds plain JSON."""
    fields = {f.attname: f for f in model._meta.concrete_fields}  # noqa: SLF001 - the public way to a model's fields
    return {name: fields[name].to_python(v) for name, v in (event.before or {}).items() if name in fields}


def why_not(event: AuditEvent, row: models.Model | None) -> str | None:
    """Return why an event can no longer be taken back, its row standing as given; None where it can."""
    if event.after is None:
        return None if row is None else _("It is there again.")
    if row is None:
        return _("It is not there any more.")
    if any(_held(row, name) != value for name, value in event.after.items()):
        return _("It was changed again since. Take that back first, or change it by hand.")
    return None


def _held(row: models.Model, name: str) -> Any:
    """Return a value of a row through the encoder that the log uses."""
    return json.loads(json.dumps(getattr(row, name, None), cls=DjangoJSONEncoder))
