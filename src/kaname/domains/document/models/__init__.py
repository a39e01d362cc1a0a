"""Tables of document control."""

from kaname.domains.document.models.disposal import Disposal
from kaname.domains.document.models.document import Document
from kaname.domains.document.models.kind import DocumentKind, NumberSeries
from kaname.domains.document.models.reading import DocumentReading
from kaname.domains.document.models.version import DocumentStep, DocumentVersion

__all__ = [
    "Disposal", "Document", "DocumentKind", "DocumentReading", "DocumentStep", "DocumentVersion", "NumberSeries",
]  # fmt: skip
