"""What an organisation's own .pptx or .xlsx must have, to be the base of reports."""

import zipfile
from io import BytesIO
from typing import Any

from kaname.exchange.reports.filling import MARKS
from kaname.exchange.reports.slide_parts import title_layout

LARGEST = 20 * 2**20
NEEDED_MARKS = (MARKS[0], MARKS[2])


def missing(data: bytes, ending: str) -> list[str]:
    """Return what a base file lacks, as keys: too-large, unreadable, macros, title-layout, mark {{title}}, ..."""
    if len(data) > LARGEST:
        return ["too-large"]
    try:
        with zipfile.ZipFile(BytesIO(data)) as found:
            names = found.namelist()
            if sum(entry.file_size for entry in found.infolist()) > 20 * LARGEST:
                return ["too-large"]
        if any(name.endswith("vbaProject.bin") for name in names):
            return ["macros"]
        return _of_slides(data) if ending == "pptx" else _of_workbook(data)
    except Exception:  # noqa: BLE001 - whatever a broken file does to its reader, it is not a base
        return ["unreadable"]


def _of_slides(data: bytes) -> list[str]:
    from pptx import Presentation

    return [] if title_layout(Presentation(BytesIO(data))) is not None else ["title-layout"]


def _of_workbook(data: bytes) -> list[str]:
    from openpyxl import load_workbook

    book: Any = load_workbook(BytesIO(data))
    texts = [str(c.value) for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.value]
    return [mark for mark in NEEDED_MARKS if not any(mark in text for text in texts)]
