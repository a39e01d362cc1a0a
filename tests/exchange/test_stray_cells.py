"""A cell whose address no workbook can hold is refused; laying it out would end the process (found by fuzzing)."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.formats import read_bytes

SOUND = Path(__file__).parents[2] / "examples" / "04-販売管理刷新-WBS.xlsx"


def with_last_cell_at(address: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(SOUND) as given, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "xl/worksheets/sheet1.xml":
                *_, last = re.finditer(rb'<c r="([A-Z]+\d+)"[^<>]*(?<!/)>', content)
                content = content[: last.start(1)] + address + content[last.end(1) :]
            made.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("address", [b"C2147483648", b"E9999999999999999999", b"ABCDEFG9", b"XFD1048576"])
def test_a_stray_cell_is_refused(address):
    with pytest.raises(ProblemsFound) as raised:
        read_bytes(with_last_cell_at(address), "plan.xlsx")
    assert [problem.code for problem in raised.value.diagnostics] == ["workbook-sheet-too-large"]
