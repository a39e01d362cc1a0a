"""Small OpenDocument spreadsheets, written by hand: elements as LibreOffice writes them."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
STYLES = """<office:automatic-styles>
<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
<style:style style:name="in" style:family="table-cell">
<style:paragraph-properties fo:margin-left="0.353cm"/></style:style>
<style:style style:name="struck" style:family="table-cell" style:parent-style-name="in">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="bar" style:family="table-cell"><style:table-cell-properties fo:background-color="#4472c4"/>
</style:style>
<style:style style:name="white" style:family="table-cell"><style:table-cell-properties fo:background-color="#FFFFFF"/>
</style:style>
</office:automatic-styles>"""
TAIL = """<table:table-row table:number-rows-repeated="1048000">
<table:table-cell table:number-columns-repeated="16384"/>
</table:table-row>"""


def cell(value: object = "", style: str = "", more: str = "") -> str:
    """One cell; percentages are given as text with the sign."""
    look = f' table:style-name="{style}"' if style else ""
    match value:
        case bool():
            kind, text = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"', ""
        case float() | int():
            kind, text = f'office:value-type="float" office:value="{value}"', str(value)
        case date():
            kind, text = f'office:value-type="date" office:date-value="{value.isoformat()}"', f"{value:%m/%d}"
        case str() if value.endswith("%"):
            part = float(value[:-1]) / 100
            kind, text = f'office:value-type="percentage" office:value="{part}"', value
        case "":
            return f"<table:table-cell{look} {more}/>"
        case _:
            kind, text = 'office:value-type="string"', str(value)
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell{look} {kind} {more}>{lines}</table:table-cell>"


def row(*values: object, more: str = "") -> str:
    """One row; a text that begins with < is a cell as it stands."""
    cells = (v if isinstance(v, str) and v.startswith("<") else cell(v) for v in values)
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def sheet(name: str, rows: Sequence[str], style: str = "", columns: str = "") -> str:
    look = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{look}>{columns}{"".join(rows)}{TAIL}</table:table>'


def flat(*sheets: str, head: str = "") -> bytes:
    """The document in one piece (.fods)."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document {SPACES} office:mimetype="{MIME}">{STYLES}'
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document>"
    ).encode()


def packed(*sheets: str, manifest: str = "", head: str = "") -> bytes:
    """The document as a packed file (.ods)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME)
        archive.writestr("content.xml", flat(*sheets, head=head))
        archive.writestr(
            "meta.xml", "<office:document-meta><dc:date>2026-04-10T09:00:00</dc:date></office:document-meta>"
        )
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest>{manifest}</manifest:manifest>")
    return buffer.getvalue()
