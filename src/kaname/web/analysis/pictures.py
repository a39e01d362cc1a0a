"""The picture of an analysis, and the same numbers as its table."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.reporting.queries.analysis.asked import Asked
from kaname.domains.reporting.queries.analysis.pivot import Line, Pivot
from kaname.domains.reporting.queries.analysis.wording import amount, caption, places, shown

LINES, BARS = 8, 15
"""So many lines or bars can be told apart; the table below the picture has all."""
COLOURS = {"red": "#b42318", "amber": "#b7791f", "green": "#2f7d4f", "unknown": "#8a929c", "stale": "#6b4fa0"}


def chart(found: Pivot) -> dict[str, Any]:
    """Return the chart's option and its table twin: lines over time, stacked bars of what adds up, else bars."""
    if not found.lines or not found.columns:
        return {"has_chart": False}
    asked = found.asked
    over = asked.over_time or asked.cohort
    if over and len(found.columns) < 2:
        return {"has_chart": False}
    option = _over_time(found) if over else _bars(found)
    return {"has_chart": True, "option": _axis(asked) | option, "table": table(found), "caption": caption(asked)}


def table(found: Pivot) -> dict[str, Any]:
    """Return every number of the picture."""
    return {
        "head": ["", *(label for _key, label in found.columns)],
        "rows": [
            [line.label or _("Overall"), *(shown(cell.value, found.asked) for _key, cell in line.of(found.columns))]
            for line in _with_foot(found)
        ],
    }


def _with_foot(found: Pivot) -> list[Line]:
    return [*found.lines, *([found.foot] if found.foot and len(found.lines) > 1 else [])]


def _axis(asked: Asked) -> dict[str, Any]:
    return {
        "grid": {"left": 8, "right": 24, "top": 40, "bottom": 12, "containLabel": True},
        "legend": {"top": 0, "type": "scroll"},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
    }


def _value(value: float | None, asked: Asked) -> float | None:
    """Return a number to draw: shares in percent, as the cells show them."""
    found = amount(value, asked)
    if found is None:
        return None
    return round(found * 100, 1) if asked.counted.shape == "share" else round(found, max(places(asked), 2))


def _scale(asked: Asked) -> dict[str, Any]:
    if asked.counted.shape == "share":
        return {"type": "value", "axisLabel": {"formatter": "{value} %"}}
    whole = {"minInterval": 1} if asked.counted.shape == "count" else {}
    return {"type": "value", "scale": asked.counted.shape == "index", **whole}


def _over_time(found: Pivot) -> dict[str, Any]:
    asked, several = found.asked, len(found.lines) > 1
    series = [_series(line, found, {}) for line in found.lines[:LINES]]
    if several and found.foot is not None:
        whole = {"lineStyle": {"width": 4, "type": "dashed"}, "itemStyle": {"color": "#6b7280"}}
        series.append(_series(found.foot, found, whole))
    labels = [label for _key, label in found.columns]
    return {"xAxis": {"type": "category", "data": labels}, "yAxis": _scale(asked), "series": series}


def _series(line: Line, found: Pivot, style: dict[str, Any]) -> dict[str, Any]:
    coloured = {"itemStyle": {"color": COLOURS[line.key]}} if line.key in COLOURS else {}
    return {
        "type": "line",
        "name": line.label or _("Overall"),
        "data": [_value(cell.value, found.asked) for _key, cell in line.of(found.columns)],
        "connectNulls": True,
        "symbolSize": 7,
        **coloured,
        **style,
    }


def _bars(found: Pivot) -> dict[str, Any]:
    asked = found.asked
    lines: Sequence[Line] = list(reversed(found.lines[:BARS]))
    stacked = {"stack": "all"} if asked.counted.bottom is None and not asked.counted.middle else {}
    series = [
        {
            "type": "bar",
            "name": label,
            "data": [_value(line.of([(key, label)])[0][1].value, asked) for line in lines],
            "barMaxWidth": 26,
            **stacked,
            **({"itemStyle": {"color": COLOURS[key]}} if key in COLOURS else {}),
        }
        for key, label in found.columns[:LINES]
    ]
    names = [line.label for line in lines]
    return {"xAxis": _scale(asked), "yAxis": {"type": "category", "data": names}, "series": series}
