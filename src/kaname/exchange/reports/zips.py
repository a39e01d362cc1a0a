"""Office files with the same bytes for the same content: no clock but the document's own."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

FIXED = (2000, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def settled(data: bytes, made_at: datetime) -> bytes:
    """Return an Office file with every time in it set to one moment; workbooks inside it too."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as kept,
    ):
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            kept.writestr(entry, _content(name, given.read(name), made_at))
    return out.getvalue()


def _content(name: str, data: bytes, made_at: datetime) -> bytes:
    if name.endswith((".xlsx", ".xlsm")):
        return settled(data, made_at)
    if name == "docProps/core.xml":
        moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return _STAMP.sub(rb"\g<1>" + moment + rb"\g<3>", data)
    return data
