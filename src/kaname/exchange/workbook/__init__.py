"""Excel workbooks that hold a WBS: read without a mapping file, and written."""

from kaname.exchange.document import PlanDocument
from kaname.exchange.workbook.container import recognises

__all__ = ["read", "recognises", "write"]


def read(data: bytes, name: str) -> PlanDocument:
    """Return the plan of a workbook; raises ProblemsFound where it cannot be opened or holds no plan."""
    from kaname.exchange.workbook.reading import read_document  # calamine and lxml load only when needed

    return read_document(data, name)


def write(document: PlanDocument, language: str | None = None) -> bytes:
    """Return the plan as .xlsx; without a language, in the one of the activities' names."""
    from kaname.exchange.workbook.writing import workbook_bytes  # xlsxwriter loads only when needed

    return workbook_bytes(document, language)
