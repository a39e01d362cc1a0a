"""When the workbook was last saved: the last resort for dates without a year."""

import io
import re
import zipfile
from datetime import datetime

from kaname.exchange.workbook.container import DAMAGED

_DATE = rb"[^>]*>(\d{4})-(\d\d)-(\d\d)"
_MODIFIED = re.compile(rb"<(?:dcterms:modified|dc:date)" + _DATE)
_CREATED = re.compile(rb"<(?:dcterms:created|meta:creation-date)" + _DATE)


def stored_date(data: bytes) -> datetime | None:
    """Return the date in the document's properties, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            open_document = "meta.xml" in archive.namelist()
            properties = archive.read("meta.xml" if open_document else "docProps/core.xml")
        match = _MODIFIED.search(properties) or _CREATED.search(properties)
        return datetime(int(match[1]), int(match[2]), int(match[3])) if match else None
    except DAMAGED:
        return None
