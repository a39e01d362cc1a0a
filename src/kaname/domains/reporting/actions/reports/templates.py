"""An organisation's own base files: each upload is a new version with an owner, a reason and a day of effect."""

import hashlib
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import check_company
from kaname.domains.reporting.models import ReportTemplate
from kaname.exchange.reports.bases import missing

ENDINGS = ("pptx", "xlsx")
WHAT = {
    "too-large": _("The file is larger than 20 MB."),
    "unreadable": _("The file cannot be read as PowerPoint or Excel."),
    "macros": _("The file contains macros. Save it without them."),
    "title-layout": _("No slide layout has a title. Add a layout with a title placeholder to the slide master."),
    "{{title}}": _("No cell contains {{title}}: the title of the report would stand nowhere."),
    "{{number}}": _("No cell contains {{number}}: the number of the frozen report would stand nowhere."),
}


def file_problems(name: str, data: bytes) -> list[Any]:
    """Return everything that keeps a file from being the base of a report."""
    if _ending(name) not in ENDINGS:
        return [_("Only .pptx and .xlsx can be the base of a report.")]
    return [WHAT[key] for key in missing(data, _ending(name))]


def _ending(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()


@transaction.atomic
def upload(
    *, name: str, data: bytes, owner: Person, effective_from: date, by: Any, kind: str = "", reason: str = ""
) -> ReportTemplate:
    """Keep a new version of a base file; what it lacks is named, all of it."""
    if by is not None:
        check_company(by, Subject.REPORT, Level.EDIT)
    if wrong := file_problems(name, data):
        raise ValidationError({"file": wrong})
    ending = _ending(name)
    last = ReportTemplate.objects.filter(ending=ending, kind=kind).order_by("-number").first()
    made = ReportTemplate(
        ending=ending,
        kind=kind,
        number=last.number + 1 if last else 1,
        name=name[:200],
        owner=owner,
        effective_from=effective_from,
        reason=reason,
        content=data,
        digest=hashlib.sha256(data).hexdigest(),
    )
    made.stamp(by)
    made.full_clean(exclude=["content"])
    made.save(force_insert=True)
    told = {"name": made.name, "version": made.number, "digest": made.digest, "effective_from": effective_from}
    audit.record(verb="report.template", subject=made, by=by, after=told, reason=reason, confidentiality=1)
    return made
