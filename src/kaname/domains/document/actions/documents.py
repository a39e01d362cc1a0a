"""Entering documents into the register, changing what is said of them, reserving them, taking them out of use."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.core.actions import records
from kaname.domains.core.queries import organisation
from kaname.domains.document.actions import numbering
from kaname.domains.document.actions.versions import Arriving, put_up
from kaname.domains.document.actions.writing import acting, change, told
from kaname.domains.document.enums import LEDGERED, WAITING, DocumentClass, DocumentState
from kaname.domains.document.models import Document, DocumentKind
from kaname.domains.document.rules import (
    Filing,
    demand,
    keeps,
    may_read_class,
    may_register,
    may_write,
    person_of,
    reserved_from,
    retention_end,
)
from kaname.domains.document.validators import refuse
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project

FIELDS = (
    "kind", "name", "name_en", "deliverable", "phase", "owner", "reviewer", "approver", "confidentiality", "review_by",
    "retain_years",
)  # fmt: skip


@transaction.atomic
def register(
    *, project: Project | None, kind: DocumentKind, name: str, owner: Person, by: Any,
    arriving: Arriving | None = None, note: str = "", final: bool = False, **values: Any,
) -> Document:  # fmt: skip
    """Enter a document, numbered by the company's scheme; with a file or a place, its first version as well."""
    demand(may_register(by, project), by)
    given = {"kind": kind, "name": name, "owner": owner} | {n: values[n] for n in FIELDS if n in values}
    refuse(problems(project, given, by))
    document = Document(project=project, number=numbering.take(project, kind), **given)
    records.add(document, verb="document.register", by=by, **told(document))
    if arriving is not None:
        document = put_up(document=document, arriving=arriving, note=note or _("first version"), final=final, by=by)
    return document


@transaction.atomic
def register_many(*, files: Iterable[Arriving], by: Any, **values: Any) -> list[Document]:
    """Enter several files as several documents at once, each called after its file; all of them or none."""
    return [register(name=file.title, arriving=file, by=by, **values) for file in files]


def update(*, document: Document, by: Any, version: int | None = None, **values: Any) -> Document:
    """Change what the register says of a document; its number stays. A class is made lower by its keepers alone."""
    demand(may_write(by, document), by)
    given = {n: values[n] for n in FIELDS if n in values}
    standing = {n: getattr(document, n) for n in FIELDS}
    wrong = problems(document.project, standing | given, by)
    lower = given.get("confidentiality", document.confidentiality) < document.confidentiality
    if lower and by is not None and not keeps(by, document.project):
        wrong["confidentiality"] = _("A lower class is given by whoever keeps the register.")
    if document.state in WAITING and any(given.get(n, standing[n]) != standing[n] for n in ("reviewer", "approver")):
        wrong["approver"] = _("It is under review. Send it back before somebody else is asked.")
    refuse(wrong)
    judged = Document(project=document.project, approved_on=document.approved_on, **(standing | given))
    return change(document, given | {"retain_until": retention_end(judged)}, "document.update", by, version)


def problems(project: Project | None, given: Mapping[str, Any], by: Any) -> dict[str, Any]:
    """Return everything that is wrong with what the register is to say, by field."""
    wrong: dict[str, Any] = {}
    for name in ("deliverable", "phase"):
        part = given.get(name)
        if part is not None and (project is None or part.project_id != project.pk):
            wrong[name] = _("Choose one of the document's project.")
    if given.get("confidentiality") not in (None, *DocumentClass.values):
        wrong["confidentiality"] = _("Classes C4 to C6 have registers of their own. Choose C0 to C3.")
    owner, reviewer, approver = (given.get(n) for n in ("owner", "reviewer", "approver"))
    if approver is not None and approver in (owner, reviewer):
        wrong["approver"] = _("Choose somebody else: the approver is neither owner nor reviewer.")
    if given.get("confidentiality", 0) == LEDGERED:
        named = [owner, reviewer, approver]
        me = person_of(by)
        if me is not None and me not in named and not may_read_class(me, project, LEDGERED):
            wrong["confidentiality"] = _(
                "You could not read it yourself any more. Somebody who reads the project's money enters it."
            )
    return wrong


def reserve(*, document: Document, by: Any) -> Document:
    """Reserve a document: for some hours nobody else puts up a version of it."""
    demand(may_write(by, document), by)
    with transaction.atomic():
        fresh = records.locked(document)
        if reserved_from(by, fresh):
            raise ValidationError(_("%(person)s has reserved it.") % {"person": fresh.reserved_by})
        until = timezone.now() + timedelta(hours=Filing.of(organisation()).hours)
        return change(fresh, {"reserved_by": acting(by), "reserved_until": until}, "document.reserve", by)


def release(*, document: Document, by: Any) -> Document:
    """Give a reservation back: one's own, or as a keeper of the register another's."""
    own = document.reserved_by is not None and document.reserved_by == person_of(by)
    demand(own or keeps(by, document.project), by)
    return change(document, {"reserved_by": None, "reserved_until": None}, "document.release", by)


def withdraw(*, document: Document, reason: str, by: Any) -> Document:
    """Take a document out of use: nobody is to work by it any more. It stays in the register, marked obsolete."""
    demand(may_write(by, document), by)
    wrong: dict[str, Any] = {}
    if document.state in (DocumentState.OBSOLETE, DocumentState.DISPOSED):
        wrong["__all__"] = _("This cannot be done any more: %(state)s.") % {"state": document.get_state_display()}
    if not reason.strip():
        wrong["remark"] = _("Say why.")
    refuse(wrong)
    with transaction.atomic():
        free = {"reserved_by": None, "reserved_until": None}
        return records.change(
            document, {"state": DocumentState.OBSOLETE, **free}, verb="document.withdraw", by=by, version=None,
            reason=reason.strip(), **told(document),
        )  # fmt: skip
