"""Excel workbooks that hold a WBS: read without a mapping file, and written."""

from kaname.exchange.document import PlanDocument
from kaname.exchange.workbook.container import recognises

__all__ = ["read", "recognises"]


def read(data: bytes, name: str) -> PlanDocument:
    """Return the plan of a workbook; raises ProblemsFound where it cannot be opened or holds no plan."""
    from kaname.exchange.workbook.reading import read_document  # calamine and lxml load only when needed

    return read_document(data, name)
