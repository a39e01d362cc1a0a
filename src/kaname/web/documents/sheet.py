"""The register as a workbook: dates are dates, numbers are numbers, nothing is taken for a formula."""

from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.document.models import Document, DocumentVersion

type Column = tuple[Promise, Callable[[Document], Any]]


def _label(version: DocumentVersion | None) -> str:
    return "" if version is None else version.label


COLUMNS: tuple[Column, ...] = (
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
    import xlsxwriter

    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy/mm/dd"})
        sheet = book.add_worksheet(t("Document register"))
        for x, (label, _value) in enumerate(COLUMNS):
            sheet.write_string(0, x, str(label), head)
        last = 0
        for y, row in enumerate(rows, start=1):
            last = y
            for x, (_said, value) in enumerate(COLUMNS):
                found = value(row)
                if isinstance(found, date):
                    sheet.write_datetime(y, x, found, day)
                elif found:
                    sheet.write_string(y, x, str(found))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
        sheet.autofit()
