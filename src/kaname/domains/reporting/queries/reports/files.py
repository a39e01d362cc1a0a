"""A report as a file: a frozen one always with the same bytes, a draft as it stands now."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.project.models import Project
from kaname.domains.reporting.models import ReportSnapshot
from kaname.domains.reporting.models.report_template import in_force
from kaname.domains.reporting.queries.reports.composing import compose
from kaname.domains.reporting.queries.reports.making import Sentences
from kaname.exchange.reports.document import ReportDocument
from kaname.exchange.reports.keeping import document_of, without
from kaname.exchange.reports.writers import write


def frozen_document(snapshot: ReportSnapshot, language: str, hidden: Iterable[str] = ()) -> ReportDocument:
    """Return what was frozen, in a language, without what the reader may not see, with number and hash in its foot."""
    kept = document_of(snapshot.content[language])
    foot = f"{snapshot.number}  SHA-256 {snapshot.digest[:32]}"
    return without(replace(kept, footer=foot), frozenset(hidden))


def frozen_file(
    snapshot: ReportSnapshot, ending: str, language: str, hidden: Iterable[str] = (), site: str = ""
) -> bytes:
    """Return a frozen report as a file; the base files are those of its date."""
    document = frozen_document(snapshot, language, hidden)
    base = {"pptx": snapshot.slides, "xlsx": snapshot.workbook}.get(ending)
    content = bytes(base.content) if base is not None else None
    return write(document, ending, number=snapshot.number, base=content, site=site)


def draft_document(
    kind: str, project: Project | None, as_of: date | None, sentences: Sentences, user: Any, hidden: Iterable[str] = ()
) -> ReportDocument:
    """Return a report as it stands now, marked as a draft, in the present language."""
    made = compose(kind, project, as_of, sentences, user)
    marked = replace(made, draft=_("DRAFT"), footer=_("Draft: not frozen, without a number"))
    return without(marked, frozenset(hidden))


def draft_file(document: ReportDocument, ending: str, day: date, site: str = "") -> bytes:
    """Return a draft as a file, on the base file that is in force."""
    base = in_force(ending, document.kind, day) if ending in ("pptx", "xlsx") else None
    return write(document, ending, base=bytes(base.content) if base else None, site=site)
