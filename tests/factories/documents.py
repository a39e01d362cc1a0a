"""Documents for tests, written straight into the tables."""

import hashlib
from datetime import date
from itertools import count

from django.utils import timezone

from factories.people import AS_OF, make_person
from kaname.domains.document.actions import store
from kaname.domains.document.models import Document, DocumentKind, DocumentStep, DocumentVersion
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project

_numbers = count(1)


def make_kind(code: str = "OTH", **values) -> DocumentKind:
    """A kind; the usual ones are there unless a test emptied the tables."""
    given = {"name": code, "retain_years": 3, "retained_from": "approval"} | values
    if values:
        return DocumentKind.objects.update_or_create(code=code, defaults=given)[0]
    return DocumentKind.objects.get_or_create(code=code, defaults=given)[0]


def make_document(
    project: Project | None = None, state: str = "approved", owner: Person | None = None,
    approved_on: date = AS_OF, content: bytes | None = None, **values,
) -> Document:  # fmt: skip
    """A document; with one version 1.0 in force where it is approved, 0.1 where it is not yet."""
    n = next(_numbers)
    given = {
        "number": f"X-{n:04}",
        "kind": values.pop("kind", None) or make_kind(),
        "name": f"資料{n}",
        "name_en": f"Paper {n}",
        "owner": owner or make_person(),
    }
    made = Document.objects.create(project=project, **given | values)
    version = make_version(made, (1, 0) if state == "approved" else (0, 1), content)
    made.latest, made.state = version, state
    if state == "approved":
        made.in_force, made.approved_on, made.approved_by = version, approved_on, make_person()
        DocumentStep.objects.create(version=version, kind="approved", made_at=timezone.now(), made_by=made.approved_by)
    made.save()
    return made


def make_version(document: Document, label: tuple[int, int], content: bytes | None = None, **values) -> DocumentVersion:
    """A version; its bytes lie in the store where ``content`` is given."""
    digest = hashlib.sha256(content or b"-").hexdigest()
    if content is not None:
        store.keep([content])
    given = {"file_name": "file.txt", "digest": digest, "size": len(content or b"-"), "note": "初版"}
    given |= {"made_at": timezone.now(), "made_by": document.owner}
    return DocumentVersion.objects.create(document=document, major=label[0], minor=label[1], **given | values)
