"""When the workbook was last saved: the last resort for dates without a year."""

import io
import re
import zipfile
from datetime import datetime

_MODIFIED = re.compile(rb"<dcterms:(?:modified|created)[^>]*>(\d{4})-(\d\d)-(\d\d)")


def stored_date(data: bytes) -> datetime | None:
    """Return the date in the document's properties, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            match = _MODIFIED.search(archive.read("docProps/core.xml"))
        return datetime(int(match[1]), int(match[2]), int(match[3])) if match else None
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return None
