"""The company's sorts of documents and its scheme of numbers: set by the PMO manager or the PMO expert."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kaname.domains.core.actions import organisations, records
from kaname.domains.core.models import Organisation
from kaname.domains.document.actions.writing import change
from kaname.domains.document.enums import DocumentState
from kaname.domains.document.models import Document, DocumentKind
from kaname.domains.document.rules import PLACE, retention_end
from kaname.domains.document.validators import checked_scheme
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import check_company


def create(*, by: Any, **values: Any) -> DocumentKind:
    """Add a sort of documents."""
    _check(by)
    return records.add(DocumentKind(**values), verb="document_kind.create", by=by, confidentiality=1)


@transaction.atomic
def update(*, kind: DocumentKind, by: Any, version: int | None = None, **values: Any) -> DocumentKind:
    """Change a sort; its code stays once a number holds it. A new rule of retention holds for its documents at once."""
    _check(by)
    if values.get("code", kind.code) != kind.code and kind.documents.exists():
        raise ValidationError({"code": _("Numbers hold this code already. Retire the kind and add another.")})
    written = records.change(kind, values, verb="document_kind.update", by=by, version=version, confidentiality=1)
    rows = Document.objects.filter(kind=written).exclude(state=DocumentState.DISPOSED)
    for document in rows.select_related("kind", "project__closing"):
        change(document, {"retain_until": retention_end(document)}, "document.retain", by)
    return written


def settle(*, scheme: str, company: str, hours: int, by: Any) -> None:
    """Set the scheme of numbers and how long a reservation holds; numbers that were given stay as they are."""
    _check(by)
    values = {"scheme": checked_scheme(scheme), "company": company, "hours": hours}
    thresholds = Organisation.objects.values_list("thresholds", flat=True).filter(id=1).first() or {}
    organisations.update(values={"thresholds": {**thresholds, PLACE: values}}, by=by)


def _check(by: Any) -> None:
    if by is not None:
        check_company(by, Subject.FILING, Level.EDIT)
