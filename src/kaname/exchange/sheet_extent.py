"""How far apart the cells of a workbook's sheets lie: readers lay a sheet out as one dense table."""

import re
import zipfile

from kaname.engine.diagnostics import ProblemsFound, error

MAXIMUM_CELLS = 20_000_000
"""Of one sheet, empty ones included; 10,000 rows of 200 columns are a tenth of it."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_FILLED = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Za-z]+)(\d+)[\"'][^<>]*(?<!/)>")


def check_extent(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a workbook with a cell so far away that laying the sheet out would fill the memory. O(cells)."""
    for part in archive.namelist():
        if _SHEET.fullmatch(part):
            rows, columns = _extent(archive.read(part))
            if rows * columns > MAXIMUM_CELLS:
                raise ProblemsFound([error("archive-cells-far-apart", name, sheet=part, rows=rows, columns=columns)])


def _extent(sheet: bytes) -> tuple[int, int]:
    """Return the last row and the last column that any cell with a content names; cells with only a format do not count."""
    places = set(_FILLED.findall(sheet))
    rows = max((int(row[:20]) for _, row in places), default=0)
    letters = max({column.upper() for column, _ in places}, key=lambda column: (len(column), column), default=b"")
    return rows, _number(letters[:12])


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
