"""A document's events: in its project's trail, those of class C3 for whoever reads the whole of it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kaname.domains.core.actions import audit, records
from kaname.domains.document.models import Document
from kaname.domains.document.rules import person_of
from kaname.domains.people.models import Person


def told(document: Document) -> dict[str, Any]:
    """Return whose trail an event about a document belongs to."""
    return {"project_id": document.project_id, "confidentiality": max(2, document.confidentiality)}


def change(document: Document, values: Mapping[str, Any], verb: str, by: Any, version: int | None = None) -> Document:
    """Write some fields with their event."""
    return records.change(document, values, verb=verb, by=by, version=version, **told(document))


def note(document: Document, verb: str, by: Any, after: Mapping[str, Any], reason: str = "") -> None:
    """Tell the log of something that happened to a document beside its own fields."""
    audit.record(verb=verb, subject=document, by=by, after=after, reason=reason, **told(document))


def acting(by: Any) -> Person:
    """Return the person who acts: what is signed, is signed by somebody."""
    person = person_of(by)
    if person is None:
        raise ValidationError(_("Only a person can do this, and this account belongs to nobody."))
    return person
