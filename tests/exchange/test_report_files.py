"""Reports as files: the same bytes for the same document, real cells, native charts, Japanese fonts, own base files."""

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from factories.reports import AS_OF, MADE, make_report_document
from kaname.domains.reporting.queries.reports import cells
from kaname.exchange.reports import drawing, fitting, pdf, slides, workbook, writers
from kaname.exchange.reports.assets import chart_program, font_folders
from kaname.exchange.reports.bases import missing
from kaname.exchange.reports.document import Chart, Column, Row, Section, Series, Table
from kaname.exchange.reports.keeping import digest, document_of, plain, without

DOCUMENT = make_report_document()
LATER = MADE.replace(day=27)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


@pytest.mark.parametrize("ending", writers.TYPES)
def test_the_same_document_gives_the_same_bytes(ending):
    assert writers.write(DOCUMENT, ending, number="WR-1") == writers.write(DOCUMENT, ending, number="WR-1")


@pytest.mark.parametrize("ending", ["pptx", "xlsx", "docx"])
def test_of_another_moment_only_the_time_stamps_differ(ending):
    one, two = (parts(writers.write(d, ending)) for d in (DOCUMENT, replace(DOCUMENT, made_at=LATER)))
    differing = {name for name in one if one[name] != two[name]}
    assert {name for name in differing if not name.endswith((".xlsx", "docProps/core.xml"))} == set()
    stamps = [re.findall(rb"<dcterms:created[^>]*>([^<]*)<", part["docProps/core.xml"]) for part in (one, two)]
    assert stamps == [[b"2026-11-20T09:00:00Z"], [b"2026-11-27T09:00:00Z"]]


def test_a_pdf_carries_no_other_clock_than_the_documents():
    one, two = (pdf.write(replace(DOCUMENT, made_at=at)) for at in (MADE, LATER))
    assert (b"20261120" in one, b"20261127" in two, one == two) == (True, True, False)


def test_kept_as_json_a_document_comes_back_whole():
    assert document_of(plain(DOCUMENT)) == DOCUMENT
    assert digest(plain(DOCUMENT)) == digest(plain(document_of(plain(DOCUMENT))))


def test_what_a_reader_may_not_see_is_in_no_file():
    seen = without(DOCUMENT, frozenset({"cost"}))
    assert [s.key for s in seen.sections] == ["qcd"]
    for ending in ("pptx", "xlsx", "docx"):
        everything = b"".join(parts(writers.write(seen, ending)).values())
        assert "秘密の予算".encode() not in everything


def test_a_workbook_holds_real_cells_and_never_a_formula():
    book = openpyxl.load_workbook(BytesIO(workbook.write(DOCUMENT, number="WR-1")))
    sheet = book[book.sheetnames[1]]
    first, second = (next(sheet.iter_rows(min_row=n, max_row=n)) for n in (2, 3))
    assert [c.value for c in first] == ["納期", 8, datetime(2026, 11, 20), 1_000_000, "●赤", "S1"]
    assert first[2].value.date() == AS_OF
    assert (second[0].value, second[0].data_type) == ("=1+1", "s")
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.merged_cells.ranges) == ("A1:F3", "B2", set())
    assert sum(len(s._charts) for s in book.worksheets) == 4


def test_a_column_of_several_kinds_formats_each_cell_by_its_own():
    found = (cells.day(AS_OF), cells.percent(70.0), cells.number(3), cells.ratio(0.85), cells.amount(9e6, "yen"))
    rows = tuple(Row((cells.text(str(n)), cell), str(n)) for n, cell in enumerate(found))
    block = Table("", (Column("指標"), Column("実績", "mixed")), rows)
    document = replace(DOCUMENT, sections=(Section("qcd", "QCD", (), (block,)),))
    sheet = openpyxl.load_workbook(BytesIO(workbook.write(document))).worksheets[1]
    formats = [row[1].number_format for row in sheet.iter_rows(min_row=2)]
    assert formats == ["yyyy/mm/dd", "0%", "#,##0", "0.00", "¥#,##0"]


def test_slides_have_native_tables_and_charts_in_a_japanese_font():
    data = slides.write(DOCUMENT, number="WR-1")
    deck = Presentation(BytesIO(data))
    shapes = [s for slide in deck.slides for s in slide.shapes]
    assert sum(s.has_chart for s in shapes) == 4
    assert sum(s.has_table for s in shapes) == 3
    assert all(slide.shapes.title.text for slide in deck.slides)
    xml = b"".join(v for name, v in parts(data).items() if re.match(r"ppt/slides/slide\d+\.xml", name))
    assert xml.count(b'<a:ea typeface="BIZ UDP') == xml.count(b'<a:latin typeface="BIZ UDP') > 20
    runs = re.findall(rb"<a:r>.*?</a:r>", xml)
    assert [r for r in runs if b"<a:ea" not in r] == []


def test_dates_and_figures_of_a_table_keep_their_length_where_words_can_break():
    columns = (Column("マイルストーン", "text", 2), Column("基準", "date", 1), Column("前提", "text", 4))
    row = Row((cells.text("総合テストの完了"), cells.day(AS_OF), cells.text("")))
    block = Table("", columns, (row,))
    found = fitting.widths(block, block.rows, 300.0, 12)
    assert sum(found) == pytest.approx(300)
    assert found[1] == pytest.approx(fitting.letters("2026/11/20", 12) + fitting.MARGIN)
    assert fitting.lines(["総合テストの完了", "2026/11/20", ""], [50.0, 80.0, 100.0], 12) == 3
    plain = Table("", columns[:1] + columns[2:], ())
    assert fitting.widths(plain, (), 300.0, 12) == [100.0, 200.0]


def test_a_word_documents_tables_are_as_wide_as_the_page_in_the_order_of_the_schema():
    found = Document(BytesIO(writers.write(DOCUMENT, "docx"))).tables[-1]
    assert sum(cell.width.pt for cell in found.rows[0].cells) == pytest.approx(482, abs=1)
    names = [e.tag.rpartition("}")[2] for e in found._tbl.tblPr]
    assert names.index("tblBorders") < names.index("tblLayout") < names.index("tblLook")


def test_a_word_document_sets_its_east_asian_font():
    data = writers.write(DOCUMENT, "docx")
    assert 'w:eastAsia="BIZ UDPゴシック"'.encode() in parts(data)["word/styles.xml"]
    assert len(Document(BytesIO(data)).tables) == 7  # head, table, four charts as numbers, costs


def test_charts_are_drawn_from_the_pages_own_options():
    chart = DOCUMENT.sections[0].blocks[1]
    assert drawing.option(chart)["series"][1] == {
        "name": "EV", "type": "line", "data": [1.0, None], "showSymbol": True, "lineStyle": {"type": "dashed"},
    }  # fmt: skip
    assert drawing.table(chart)["rows"] == [["10/2", "1", "1"], ["10/9", "2", "―"]]
    if chart_program():
        assert drawing.svg(chart, 300, 200).startswith("<svg")


@pytest.mark.skipif(not font_folders(), reason="no Japanese font: make bundles, or make system")
def test_every_letter_of_a_pdf_has_a_glyph():
    """A letter that no font has would be drawn as an empty box of the last font: the fallback must know them all."""
    import typst

    found = typst.Fonts(include_system_fonts=False, font_paths=[str(f) for f in font_folders()]).families()
    assert {"BIZ UDPGothic", "Noto Sans CJK JP"} & set(found)
    assert pdf.write(make_report_document("髙橋 﨑 ① ㈱ ～ 𠮷")).startswith(b"%PDF-")


def test_an_own_base_file_lends_its_layouts_and_sheets():
    base = Presentation()
    base.slide_width = 9_144_000
    kept = BytesIO()
    base.save(kept)
    deck = Presentation(BytesIO(slides.write(DOCUMENT, base=kept.getvalue())))
    assert deck.slide_width == 9_144_000
    book = openpyxl.Workbook()
    book.active.title = "表紙"
    book.active["A1"], book.active["A2"] = "{{title}} {{subtitle}}", "番号 {{number}}"
    kept = BytesIO()
    book.save(kept)
    filled = openpyxl.load_workbook(BytesIO(workbook.write(DOCUMENT, base=kept.getvalue(), number="WR-1")))
    assert [filled["表紙"][c].value for c in ("A1", "A2")] == ["週次進捗報告 S1 倉庫管理", "番号 WR-1"]
    assert filled.worksheets[1]["A3"].value == "=1+1"
    assert filled.worksheets[1]["A3"].data_type == "s"


def test_what_a_base_file_lacks_is_named():
    empty = BytesIO()
    openpyxl.Workbook().save(empty)
    assert missing(empty.getvalue(), "xlsx") == ["{{title}}", "{{number}}"]
    assert missing(b"not a file", "pptx") == ["unreadable"]
    assert missing(empty.getvalue(), "pptx") == ["unreadable"]
    untitled = Presentation()
    for layout in untitled.slide_layouts:
        for place in list(layout.placeholders):
            if place.placeholder_format.type in (1, 3):
                place._element.getparent().remove(place._element)
    data = BytesIO()
    untitled.save(data)
    assert missing(data.getvalue(), "pptx") == ["title-layout"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_pdf_is_tagged_and_says_its_title_and_language(language):
    found = pdf.write(replace(DOCUMENT, language=language), base="https://kaname.example", number="WR-1")
    assert b"pdfuaid:part>1<" in found  # PDF/UA-1: typst has checked it
    assert re.search(rb"/Lang ?\(" + language.encode(), found)
    assert DOCUMENT.title.encode() in found  # of the metadata
    assert b"/StructTreeRoot" in found
    rare = pdf.write(make_report_document("𠮷"))  # no font draws it: tagged, and silent about the standard
    assert (b"/StructTreeRoot" in rare, b"pdfuaid" in rare) == (True, False)
    assert b"/DisplayDocTitle true" in found


def test_a_chart_is_told_to_whoever_cannot_see_it():
    series = (Series("PV", (1.0, 2500000.0, None)), Series("EV", (None, None, None)))
    assert pdf.told(Chart("S曲線", "line", ("8月", "9月", "10月"), series, "円")) == "PV 9月 2,500,000 円; EV"


def test_short_sections_share_a_slide_and_long_ones_have_their_own():
    table = Table("", (Column("作業"),), tuple(Row((cells.text(f"作業{n}"),), str(n)) for n in range(30)))
    short = tuple(Section(f"s{n}", f"{n}. 短い節", ("何もありません。",)) for n in range(1, 4))
    document = replace(DOCUMENT, sections=(*short, Section("long", "4. 長い節", (), (table,))))
    titles = [s.shapes.title.text for s in Presentation(BytesIO(slides.write(document))).slides]
    assert titles[1:] == [
        "1. 短い節 / 2. 短い節 / 3. 短い節",
        *(f"4. 長い節 ({n}/3)" for n in (1, 2, 3)),
    ]


def test_a_pack_that_is_talked_through_has_a_question_a_slide_and_none_for_a_sentence():
    table = Table("", (Column("作業"),), tuple(Row((cells.text(f"作業{n}"),), str(n)) for n in range(3)))
    asked = tuple(Section(f"q{n}", f"審議事項{n}", ("決めてください。",), (table,)) for n in (1, 2))
    said = tuple(Section(f"s{n}", f"節{n}", ("何もありません。",)) for n in range(3))
    pack = replace(DOCUMENT, kind="steering", sections=(said[0], asked[0], said[1], asked[1], said[2]))
    deck = Presentation(BytesIO(slides.write(pack)))
    titles = [s.shapes.title.text for s in deck.slides]
    assert titles[1:] == ["審議事項1", "節1 / 審議事項2 / 節2"]
    cover = [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert {"節0", "何もありません。"} <= set(cover)


def test_labels_of_days_under_a_picture_do_not_touch():
    weeks = tuple(f"2026/10/{n % 28 + 1}" for n in range(40))
    step = drawing.labels_left_out(weeks, 900) + 1
    assert step * (900 - drawing.SIDES) / 40 > 10 * 0.62 * drawing.LABEL
    assert drawing.labels_left_out(("8/28", "9/4", "9/11"), 900) == 0


def test_a_line_of_a_slide_has_the_colour_of_the_pdf_and_marks_where_its_points_are_few():
    few, many = (tuple(str(n) for n in range(count)) for count in (5, 30))
    blocks = tuple(
        Chart("推移", "line", names, (Series("SPI", tuple(1.0 for _ in names)), Series("CPI", (0.9,) * len(names))))
        for names in (few, many)
    )
    document = replace(DOCUMENT, sections=tuple(Section(f"c{n}", f"図{n}", (), (b,)) for n, b in enumerate(blocks)))
    deck = Presentation(BytesIO(slides.write(document)))
    drawn = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    lines = [[s.format.line.color.rgb for s in chart.plots[0].series] for chart in drawn]
    assert {f"#{colour}".lower() for colour in lines[0]} == set(drawing.COLOURS[:2])
    assert [chart.plots[0].series[0].marker.style.name for chart in drawn] == ["CIRCLE", "NONE"]


def test_a_word_of_a_head_that_cannot_break_widens_its_column():
    columns = (Column("Measure", "text", 9), Column("Judgement", "mark", 1))
    block = Table("", columns, (Row((cells.text("x"), cells.text("○"))),))
    assert fitting.widths(block, block.rows, 300.0, 12)[1] > fitting.letters("Judgement", 12) + fitting.MARGIN
    assert fitting.longest_word("判定の結果", 12) == 0


def with_pictures() -> tuple[Section, ...]:
    """A summary of nine rows, then two pictures, each with a few rows of dates and figures."""
    figures = (Column("指標", "text", 4), Column("計画", "date", 2), Column("予測", "date", 2), Column("差", "days", 1))
    names = tuple(f"{n}/1" for n in range(1, 13))
    lines = tuple(Series(f"マイルストーン{n}", tuple(float(n) for _ in names)) for n in range(7))

    def rows(count: int) -> Table:
        cell = tuple(cells.text(t) for t in ("総合テストの完了", "2026/12/04", "2027/01/05", "+18 日"))
        return Table("", figures, (Row(cell),) * count)

    pictures = [Section(f"p{n}", "図", ("一文。",), (Chart("推移", "line", names, lines), rows(3))) for n in range(2)]
    return Section("s", "要約", ("一文。",) * 6, (rows(9),)), *pictures


def test_a_picture_and_its_rows_stand_side_by_side_where_a_page_lies_across():
    """Under each other two of them left half of two pages white."""
    document = replace(DOCUMENT, sections=with_pictures(), landscape=True)
    if not chart_program():
        pytest.skip("the drawing program is not built: make bundles")
    drawn = pdf._data(document, "", "")["sections"]
    assert [["beside" in part for part in section["blocks"]] for section in drawn] == [[False], [True], [True]]
    assert len(pdf.pictures(document)) == 2
    upright = pdf._data(replace(document, landscape=False), "", "")["sections"]
    assert not any("beside" in part for section in upright for part in section["blocks"])


def test_rows_that_would_be_squeezed_stay_below_their_picture():
    wide = tuple(Column(f"列{n}", "yen", 1) for n in range(9))
    table = Table("", wide, (Row(tuple(cells.text("158,403,000 千円") for _ in wide)),))
    section = Section("s", "図", (), (Chart("推移", "line", ("a", "b"), (Series("x", (1.0, 2.0)),)), table))
    drawn = pdf._data(replace(DOCUMENT, sections=(section,), landscape=True), "", "")["sections"][0]["blocks"]
    assert ["beside" in part for part in drawn] == [False, False]


def test_names_of_lines_are_written_by_whoever_lays_out_the_page():
    """The drawing program cannot measure letters: its own names touched each other and were cut."""
    lines = tuple(Series(f"マイルストーン{n}", (1.0, 2.0), dashed=n == 6) for n in range(7))
    chart = Chart("推移", "line", ("a", "b"), lines)
    named = drawing.legend(chart)
    assert [(name, dashed) for name, _colour, dashed in named] == [(f"マイルストーン{n}", n == 6) for n in range(7)]
    assert len({colour for _name, colour, _dashed in named}) == 7
    if chart_program():
        assert "マイルストーン" not in drawing.svg(chart, 400, 200)
