"""Which endings there are, and the writer of each."""

from kaname.exchange.reports import pdf, slides, word, workbook
from kaname.exchange.reports.document import ReportDocument
from kaname.exchange.reports.legible import legible

TYPES = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def write(
    document: ReportDocument, ending: str, *, number: str = "", base: bytes | None = None, site: str = ""
) -> bytes:
    """Return the document as a file. ``base``: one's own .pptx or .xlsx; ``site``: where links of a PDF lead."""
    document = legible(document)
    if ending == "pdf":
        return pdf.write(document, base=site, number=number)
    if ending == "docx":
        return word.write(document, number=number)
    writer = slides.write if ending == "pptx" else workbook.write
    return writer(document, base=base, number=number)
