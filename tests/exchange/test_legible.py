"""Text as Office files can hold it: what the clipboard carries is dropped, what people wrote stays."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from factories.reports import make_report_document
from kaname.exchange.reports import writers
from kaname.exchange.reports.document import Chart, Series
from kaname.exchange.reports.legible import legible

PASTED = "納期\x0b遅れ\x00\x1f\ud800\uffff"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (PASTED, "納期 遅れ"),
        ("髙橋 﨑①㈱～\t一\n二\r", "髙橋 﨑①㈱～\t一\n二\r"),
        ((PASTED, [PASTED], {PASTED: 1}), ("納期 遅れ", ["納期 遅れ"], {"納期 遅れ": 1})),
        (Series(PASTED, (1.0, None)), Series("納期 遅れ", (1.0, None))),
    ],
)
def test_what_xml_forbids_is_dropped_and_the_rest_stays(value, read):
    assert legible(value) == read


@pytest.mark.parametrize("ending", sorted(writers.TYPES))
def test_pasted_text_is_written_in_every_format(ending):
    document = make_report_document(PASTED, subtitle=PASTED, facts=((PASTED, PASTED),))
    assert writers.write(document, ending, number="WR-1")
    assert document.conclusion == (PASTED,)  # what is kept is what was written


def test_a_category_of_a_chart_is_no_formula():
    chart = Chart("山積み", "bar", ("=1+1", "@SUM(A1)"), (Series("=2+2", (1.0, 2.0)),))
    document = make_report_document()
    document = replace(document, sections=(replace(document.sections[0], blocks=(chart,)),))
    book = openpyxl.load_workbook(BytesIO(writers.write(document, "xlsx")))
    cells = [book.worksheets[1].cell(*place) for place in ((2, 1), (3, 1), (1, 2))]
    assert [(c.value, c.data_type) for c in cells] == [("=1+1", "s"), ("@SUM(A1)", "s"), ("=2+2", "s")]
