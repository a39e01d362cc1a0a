"""A workbook whose cells lie too far apart is refused before it fills the memory."""

import io
import zipfile

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.safety import check_archive


def workbook(*cells: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{''.join(cells)}</worksheet>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        "<x:c s='1' r='AAAAAAA9'><x:v>1</x:v></x:c>",
        '<c r="B99999999999999"><v>1</v></c>',
    ],
)
def test_a_stray_cell_is_refused(cell):
    with pytest.raises(ProblemsFound) as raised:
        check_archive(workbook('<c r="A1"><v>1</v></c>', cell), "a.xlsx")
    assert [problem.code for problem in raised.value.diagnostics] == ["archive-cells-far-apart"]


@pytest.mark.parametrize("cell", ['<c r="XFD1048576" s="3"/>', '<c r="CV100000"><v>1</v></c>', "<c><v>1</v></c>", ""])
def test_formats_far_away_and_long_tables_are_fine(cell):
    check_archive(workbook('<c r="A1"><v>1</v></c>', cell), "a.xlsx")
