"""The sentences that a person writes instead of the drafts; numbers cannot be written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import check_company
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.reporting.enums import OF_COMPANY
from kaname.domains.reporting.models import Report

LONGEST = 2000


def check_may_write(by: Any, project: Project | None) -> None:
    """Raise NotAllowed unless the writer writes reports in the project, or of the company; the system (None) may."""
    if project is not None:
        check_write(by, project, Subject.REPORT)
    elif by is not None:
        check_company(by, Subject.REPORT, Level.EDIT)


@transaction.atomic
def write(
    *,
    project: Project | None,
    kind: str,
    as_of: date,
    language: str,
    sentences: Mapping[str, str],
    by: Any,
    version: int | None = None,
) -> Report:
    """Keep sentences of a report in one language; an empty one brings the draft back. Conflict as with every record."""
    check_may_write(by, project)
    report = begun(project=project, kind=kind, as_of=as_of, by=by)
    long = [key for key, said in sentences.items() if len(said) > LONGEST]
    if long:
        message = ValidationError(_("At most %(count)s letters."), params={"count": LONGEST})
        raise ValidationError(dict.fromkeys(long, message))
    kept = {key: dict(said) for key, said in report.sentences.items()}
    for key, said in sentences.items():
        kept.setdefault(key, {})[language] = said.strip()
    merged = {key: {k: v for k, v in said.items() if v} for key, said in kept.items()}
    values = {"sentences": {key: said for key, said in merged.items() if said}}
    told = {"project_id": project.pk if project else None}
    return records.change(report, values, verb="report.write", by=by, version=version, **told)


def begun(*, project: Project | None, kind: str, as_of: date, by: Any) -> Report:
    """Return the report of a date, begun where there is none yet."""
    if (kind in OF_COMPANY) != (project is None):
        raise ValidationError({"kind": _("This report is not made here.")})
    found = Report.objects.filter(project=project, kind=kind, as_of=as_of).first()
    if found is not None:
        return found
    return records.add(
        Report(project=project, kind=kind, as_of=as_of),
        verb="report.begin",
        by=by,
        project_id=project.pk if project else None,
    )
