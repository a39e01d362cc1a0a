"""Charts of slides: native ones, with their numbers in an embedded workbook, in the colours of the PDF."""

from typing import Any

from kaname.exchange.reports import slide_parts as parts
from kaname.exchange.reports.document import Chart, Series
from kaname.exchange.reports.drawing import COLOURS

MANY = 14
"""So many labels stand side by side under a chart."""
EPOCH_IN_EXCEL = 25569
"""1970-01-01 as Office counts days."""


def chart(slide: Any, block: Chart, area: parts.Area) -> None:
    """Draw a native chart with its numbers in an embedded workbook."""
    from pptx.enum.chart import XL_LEGEND_POSITION

    kinds, data = _chart_data(block)
    shape = slide.shapes.add_chart(kinds, area.left, area.top, area.width, area.height, data)
    shape.name = block.title or "chart"
    drawn = shape.chart
    drawn.has_title, drawn.has_legend = bool(block.title), True
    if block.title:
        drawn.chart_title.text_frame.text = block.title
        parts.dress(drawn.chart_title.text_frame.paragraphs[0], 12, parts.NAVY, bold=True)
    drawn.legend.include_in_layout = False
    drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
    if len(block.categories) > MANY:
        _every(drawn, len(block.categories) // MANY + 1)
    if block.days:
        drawn.value_axis.tick_labels.number_format = "yyyy/m/d"
        drawn.value_axis.tick_labels.number_format_is_linked = False
    for plotted, series in zip(drawn.plots[0].series, block.series, strict=True):
        colour = COLOURS[block.series.index(series) % len(COLOURS)].removeprefix("#").upper()
        if block.kind == "scatter":
            _point(plotted, now=series is block.series[-1] and len(block.series) > 1)
        elif block.kind == "line":
            _line(plotted, colour, series, len(block.categories))
        else:
            _bars(plotted, colour)
    if block.kind != "scatter":
        _quiet(drawn.value_axis)
    drawn.font.size = parts.inches(11 / 72)
    parts.fonts(drawn.font._rPr)  # noqa: SLF001 - python-pptx sets only the Latin font


def _line(plotted: Any, colour: str, series: Series, points: int) -> None:
    """Draw a line in the colour that the PDF has; its points are marked where there are few."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE

    told = RGBColor.from_string(colour)
    plotted.smooth = False
    plotted.format.line.width = int(parts.inches(2 / 72))
    plotted.format.line.color.rgb = told
    if series.dashed:
        plotted.format.line.dash_style = 4  # MSO_LINE.DASH
    marker = plotted.marker
    marker.style = XL_MARKER_STYLE.CIRCLE if points <= MANY else XL_MARKER_STYLE.NONE
    if points <= MANY:
        marker.size = 6
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = told
        marker.format.line.color.rgb = told


def _bars(plotted: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor

    plotted.format.fill.solid()
    plotted.format.fill.fore_color.rgb = RGBColor.from_string(colour)


def _point(plotted: Any, *, now: bool) -> None:
    """Draw a scatter's points so that where things stand now is told from where they stood."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE

    plotted.format.line.fill.background()
    marker = plotted.marker
    marker.style = XL_MARKER_STYLE.DIAMOND if now else XL_MARKER_STYLE.CIRCLE
    marker.size = 14 if now else 7
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = RGBColor.from_string(parts.TONES["red"] if now else "4F7CAC")
    marker.format.line.fill.background()


def _quiet(axis: Any) -> None:
    """Let the lines of the grid stand behind those of the numbers."""
    from pptx.dml.color import RGBColor

    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("D9DEE6")
    axis.major_gridlines.format.line.width = int(parts.inches(0.6 / 72))
    axis.format.line.fill.background()


def _every(drawn: Any, step: int) -> None:
    """Label only every so-manieth category; python-pptx has no name for that."""
    from lxml import etree
    from pptx.oxml.ns import qn

    axis = drawn.category_axis._element  # noqa: SLF001 - python-pptx has no name for it
    skip = etree.SubElement(axis, qn("c:tickLblSkip"))
    skip.set("val", str(step))
    after = axis.find(qn("c:lblOffset"))
    if after is not None:
        after.addnext(skip)


def _chart_data(block: Chart) -> tuple[Any, Any]:
    from pptx.chart.data import CategoryChartData, XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    if block.kind == "scatter":
        points: Any = XyChartData()
        for series in block.series:
            line = points.add_series(series.name)
            for x, y in zip(series.xs, series.values, strict=True):
                if x is not None and y is not None:
                    line.add_data_point(x, y)
        return XL_CHART_TYPE.XY_SCATTER, points
    data: Any = CategoryChartData(number_format="yyyy/m/d" if block.days else "#,##0.##")
    data.categories = block.categories
    for series in block.series:
        shift = EPOCH_IN_EXCEL if block.days else 0
        data.add_series(series.name, [None if v is None else v + shift for v in series.values])
    kinds = {"bar": XL_CHART_TYPE.COLUMN_CLUSTERED, "stacked": XL_CHART_TYPE.COLUMN_STACKED}
    return kinds.get(block.kind, XL_CHART_TYPE.LINE_MARKERS), data
