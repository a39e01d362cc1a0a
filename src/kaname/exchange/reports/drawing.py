"""Charts as ECharts options for a page, and by the same program as SVG for a PDF."""

import json
import threading
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from typing import Any

from kaname.exchange.reports.assets import FONT, chart_program
from kaname.exchange.reports.document import Chart, Series

COLOURS = ("#1f5fa8", "#c4622d", "#3d8b57", "#7a5aa6", "#8a8a8a", "#b3870b", "#1f8a8a", "#a23b72")
NOW = "#b3261e"
LABEL, SIDES = 12, 110
"""Pixels of the letters under an axis, and of what stands beside the field of a chart."""
EPOCH = date(1970, 1, 1)
_local = threading.local()


def day_of(value: float) -> date:
    """Return the day of a value of a chart of days."""
    return EPOCH + timedelta(days=int(value))


def option(chart: Chart) -> dict[str, Any]:
    """Return a chart as ECharts takes it."""
    scatter = chart.kind == "scatter"
    across = _values(days=False) if scatter else {"type": "category", "data": list(chart.categories)}
    return {
        "grid": {"left": 90 if chart.days else 64, "right": 20, "top": 34, "bottom": 30, "containLabel": False},
        "legend": {"type": "scroll", "top": 0},
        "tooltip": {"trigger": "item" if scatter else "axis", "renderMode": "richText"},
        "xAxis": across | {"name": chart.x_title if scatter else "", "nameLocation": "middle", "nameGap": 22},
        "yAxis": _values(days=chart.days) | {"name": chart.unit},
        "series": [_series(chart, each) for each in chart.series],
    }


def _values(*, days: bool) -> dict[str, Any]:
    if days:
        return {"type": "time", "scale": True, "axisLabel": {"formatter": "{yyyy}/{M}/{d}", "hideOverlap": True}}
    return {"type": "value", "scale": True}


def _series(chart: Chart, series: Series) -> dict[str, Any]:
    drawn: dict[str, Any] = {"name": series.name, "type": "bar" if chart.kind in ("bar", "stacked") else chart.kind}
    if chart.kind == "scatter":
        drawn |= {"data": [[x, y] for x, y in zip(series.xs, series.values, strict=True)], "symbolSize": 9}
        if series is chart.series[-1] and len(chart.series) > 1:  # where things stand now, among where they stood
            drawn |= {"symbol": "diamond", "symbolSize": 18, "itemStyle": {"color": NOW}, "z": 5}
    elif chart.days:
        points = zip(chart.categories, series.values, strict=True)
        drawn["data"] = [[c, None if v is None else day_of(v).isoformat()] for c, v in points]
    else:
        drawn["data"] = list(series.values)
    if chart.kind == "line":
        drawn |= {"showSymbol": len(series.values) <= 40, "lineStyle": {"type": "dashed" if series.dashed else "solid"}}
    if chart.kind == "stacked":
        drawn["stack"] = "all"
    return drawn


def table(chart: Chart) -> dict[str, Any]:
    """Return a chart's numbers as a table: the twin beside the picture."""
    if chart.kind == "scatter":
        rows = [
            [
                s.name,
                *(f"{x:.2f} / {y:.2f}" for x, y in zip(s.xs, s.values, strict=True) if x is not None and y is not None),
            ]
            for s in chart.series
        ]
        return {"head": ["", *(["x / y"] * max((len(r) - 1 for r in rows), default=0))], "rows": rows}
    lines = [[c, *(spoken(chart, s.values[i]) for s in chart.series)] for i, c in enumerate(chart.categories)]
    return {"head": [chart.x_title, *(s.name for s in chart.series)], "rows": lines}


def spoken(chart: Chart, value: float | None) -> str:
    """Return one number of a chart as its table shows it."""
    if value is None:
        return "―"
    return day_of(value).isoformat() if chart.days else f"{value:,.4g}" if abs(value) < 100 else f"{value:,.0f}"


def svg(chart: Chart, width: int, height: int) -> str:
    """Return a chart as an SVG image of a size in pixels; "" where the drawing program was not built.

    One interpreter a thread, kept: loading the program takes a tenth of a second, drawing a few milliseconds.
    """
    return _drawn(json.dumps(_still(chart, width), ensure_ascii=False), width, height)


@lru_cache(maxsize=64)
def _drawn(words: str, width: int, height: int) -> str:
    program = chart_program()
    if not program:
        return ""
    context = getattr(_local, "context", None)
    if context is None:
        import quickjs

        context = _local.context = quickjs.Context()
        context.eval(program)
    answer: str = json.loads(context.eval(f"JSON.stringify(drawChart({json.dumps(words)},{width},{height}))"))
    return answer


def _still(chart: Chart, width: int) -> dict[str, Any]:
    words = {"fontFamily": FONT, "fontSize": 11, "color": "#222222"}
    still = option(chart) | {"animation": False, "color": list(COLOURS), "textStyle": words}
    still["legend"] = {"show": False}  # whoever lays out the page writes it: this program cannot measure letters
    still["grid"] |= {"top": 24 if chart.unit else 10}
    if chart.kind != "scatter":
        still["xAxis"] |= {"axisLabel": {"interval": labels_left_out(chart.categories, width)}}
    return still


def legend(chart: Chart) -> list[tuple[str, str, bool]]:
    """Return the names of a chart's series, their colours on paper, and whether they are dashed."""
    now = chart.series[-1] if chart.kind == "scatter" and len(chart.series) > 1 else None
    return [
        (series.name, NOW if series is now else COLOURS[n % len(COLOURS)], series.dashed and chart.kind == "line")
        for n, series in enumerate(chart.series)
    ]


def _letters(text: str) -> float:
    return sum(LABEL * (0.62 if ord(c) < 256 else 1) for c in text)


def labels_left_out(categories: Sequence[str], width: int) -> int:
    """Return how many labels under a picture so wide are left out after each one, so that none touches the next.

    The drawing program cannot measure letters without a browser: it takes this font for narrower than it is.
    """
    widest = max(map(_letters, categories), default=0.0)
    return max(ceil(len(categories) * (widest + LABEL) / max(width - SIDES, 1)) - 1, 0)
