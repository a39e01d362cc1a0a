"""The register as a workbook: dates are dates, numbers are numbers, nothing is taken for a formula."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.document.models import Document, DocumentVersion
from kaname.web.shell.books import Column, Listed, write_book


def _label(version: DocumentVersion | None) -> str:
    return "" if version is None else version.label


COLUMNS: tuple[Column[Document], ...] = (
    (_("document no."), lambda d: d.number),
    (_("document title"), lambda d: d.name),
    (_("title in English"), lambda d: d.name_en),
    (_("kind of document"), lambda d: spoken(d.kind)),
    (_("Project"), lambda d: d.project.code if d.project else ""),
    (_("Phase"), lambda d: spoken(d.phase)),
    (_("Deliverable"), lambda d: d.deliverable.code if d.deliverable else ""),
    (_("Document owner"), lambda d: spoken(d.owner)),
    (_("confidentiality class"), lambda d: str(d.get_confidentiality_display())),
    (_("state"), lambda d: str(d.get_state_display())),
    (_("in force"), lambda d: _label(d.in_force)),
    (_("newest version"), lambda d: _label(d.latest)),
    (_("approved on"), lambda d: d.approved_on),
    (_("approved by"), lambda d: spoken(d.approved_by)),
    (_("review and approval by"), lambda d: d.review_by),
    (_("kept until"), lambda d: d.retain_until),
    (_("legal hold"), lambda d: t("yes") if d.held else ""),
)


def register_book(out: BytesIO, rows: Iterable[Document]) -> None:
    """Write the list."""
    write_book(out, Listed(t("Document register"), COLUMNS, list(rows)))
