"""Freezing a report: it gets a number and a hash, and says the same for ever."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions.reports.writing import begun, check_may_write
from kaname.domains.reporting.enums import CODES, ReportKind
from kaname.domains.reporting.models import Report, ReportSnapshot
from kaname.domains.reporting.models.report_template import in_force
from kaname.domains.reporting.queries.reports.composing import compose, inputs_of
from kaname.domains.reporting.queries.reports.contradictions import Contradiction, contradictions
from kaname.domains.reporting.queries.reports.standpoint import frozen_dates
from kaname.exchange.reports.keeping import digest, plain


@transaction.atomic
def freeze(*, project: Project | None, kind: str, as_of: date, by: Any, looked_at: bool = False) -> ReportSnapshot:
    """Freeze a report of a closed date in every language.

    Refused where the date was never closed, and where declared and computed health differ or explanations are missing
    and nobody has said that they looked at it (``looked_at``): each is named.
    """
    check_may_write(by, project)
    if project is not None and kind != ReportKind.CHARTER and as_of not in frozen_dates(project):
        raise ValidationError({"as_of": _("Only a closed report date can be frozen into a report.")})
    found = contradictions(project, kind, as_of)
    if found and not looked_at:
        raise ValidationError({"looked_at": [unseen(each) for each in found]})
    report = begun(project=project, kind=kind, as_of=as_of, by=by)
    now = timezone.now().replace(microsecond=0)
    content = {code: _content(report, now, by, code) for code, _name in settings.LANGUAGES}
    inputs = inputs_of(project, as_of) | {"looked_at": [each.sentence for each in found]}
    snapshot = ReportSnapshot(
        report=report,
        number=_number(report),
        content=content,
        inputs=inputs,
        digest=digest_of(content, inputs),
        slides=in_force("pptx", kind, as_of),
        workbook=in_force("xlsx", kind, as_of),
        frozen_at=now,
        frozen_by=by,
    )
    snapshot.save(force_insert=True)
    told = {"number": snapshot.number, "digest": snapshot.digest, "looked_at": looked_at}
    audit.record(verb="report.freeze", subject=snapshot, by=by, after=told, project_id=project.pk if project else None)
    return snapshot


def unseen(found: Contradiction) -> ValidationError:
    """Return a contradiction as a refusal."""
    return ValidationError("%(sentence)s", params={"sentence": found.sentence})


def digest_of(content: dict[str, Any], inputs: dict[str, Any]) -> str:
    """Return the SHA-256 over what a report says and what it was made of; the time of freezing apart."""
    said = {code: {k: v for k, v in document.items() if k != "made_at"} for code, document in content.items()}
    return digest({"content": said, "inputs": inputs})


def _content(report: Report, now: datetime, by: Any, language: str) -> dict[str, Any]:
    with translation.override(language):
        made = compose(report.kind, report.project, report.as_of, report.sentences, by)
        return plain(replace(made, made_at=now))


def _number(report: Report) -> str:
    """Return the next number: WR-S26-02-20261120-1."""
    where = report.project.code if report.project else "ALL"
    count = ReportSnapshot.objects.filter(report=report).count() + 1
    return f"{CODES[ReportKind(report.kind)]}-{where}-{report.as_of:%Y%m%d}-{count}"
