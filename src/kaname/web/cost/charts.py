"""Charts of earned value: S-curve with its cone, trend of the indices, bull's-eye. Each with its numbers as a table."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.cost.models import EvmSnapshot
from kaname.domains.cost.queries.curve import Points, SCurve
from kaname.web.cost.asking import Asked, index
from kaname.web.templatetags.marks import short_date

Chart = dict[str, Any]
_TIME = {"type": "time", "minInterval": 86_400_000, "axisLabel": {"formatter": "{yyyy}/{M}/{d}", "hideOverlap": True}}
_TIP = {"trigger": "axis", "renderMode": "richText"}


def s_curve(curve: SCurve, asked: Asked) -> Chart:
    """Return the S-curve: what was planned, earned and spent; dashed, where the cost may end."""
    named = (
        (_("PV, planned"), curve.pv, "solid"),
        (_("EV, earned"), curve.ev, "solid"),
        (_("AC, actual"), curve.ac, "solid"),
        (_("EAC, lowest"), curve.low, "dotted"),
        (_("EAC, trend"), curve.middle, "dashed"),
        (_("EAC, highest"), curve.high, "dotted"),
    )
    shown = [(name, points, style) for name, points, style in named if points]
    series = [_line(name, points, style, asked) for name, points, style in shown]
    if curve.bac is not None and series:
        level = {
            "yAxis": asked.drawn(curve.bac),
            "name": "BAC",
            "label": {"formatter": "BAC", "position": "insideEndTop"},
        }
        series[0]["markLine"] = {"silent": True, "symbol": "none", "data": [level]}
    option = {
        "grid": {"left": 60, "right": 24, "top": 64, "bottom": 40},
        "legend": {"type": "scroll", "top": 4},
        "tooltip": _TIP,
        "xAxis": _TIME,
        "yAxis": {"type": "value", "name": asked.axis},
        "series": series,
    }
    return {"option": option, "table": _by_day(shown, asked)}


def _line(name: str, points: Points, style: str, asked: Asked) -> dict[str, Any]:
    return {
        "type": "line",
        "name": name,
        "showSymbol": len(points) < 3,
        "lineStyle": {"type": style, "width": 2},
        "data": [[day.isoformat(), asked.drawn(value)] for day, value in points],
    }


def _by_day(shown: Sequence[tuple[str, Points, str]], asked: Asked) -> dict[str, Any]:
    held = [dict(points) for _name, points, _style in shown]
    days = sorted({day for points in held for day in points})
    rows = [[short_date(day), *(asked.bare(points.get(day)) for points in held)] for day in days]
    return {"head": [_("Report date"), *(name for name, _points, _style in shown)], "rows": rows}


def trend(told: Sequence[EvmSnapshot]) -> Chart:
    """Return SPI(t), SPI and CPI over the report dates; 1.0 is on plan."""
    named = (("SPI(t)", "spi_t"), ("SPI", "spi"), ("CPI", "cpi"))
    series = [
        {
            "type": "line",
            "name": name,
            "showSymbol": True,
            "data": [[s.as_of.isoformat(), round(getattr(s, key), 3)] for s in told if getattr(s, key) is not None],
        }
        for name, key in named
    ]
    series[0]["markLine"] = {"silent": True, "symbol": "none", "label": {"show": False}, "data": [{"yAxis": 1}]}
    option = {
        "grid": {"left": 48, "right": 24, "top": 48, "bottom": 40},
        "legend": {"top": 4},
        "tooltip": _TIP,
        "xAxis": _TIME,
        "yAxis": {"type": "value", "scale": True},
        "series": series,
    }
    rows = [[short_date(s.as_of), index(s.spi_t), index(s.spi), index(s.cpi)] for s in told]
    return {"option": option, "table": {"head": [_("Report date"), "SPI(t)", "SPI", "CPI"], "rows": rows}}


def bulls_eye(told: Sequence[EvmSnapshot]) -> Chart:
    """Return the way through the four quarters: right is ahead of time, up is below cost."""
    known = [s for s in told if s.spi_t is not None and s.cpi is not None]
    points = [[round(s.spi_t or 0, 3), round(s.cpi or 0, 3)] for s in known]
    cross = {"silent": True, "symbol": "none", "label": {"show": False}, "data": [{"xAxis": 1}, {"yAxis": 1}]}
    reach = max([0.1, *(abs(v - 1) for p in points for v in p)]) * 1.15
    ends = {"min": round(1 - reach, 2), "max": round(1 + reach, 2)}
    option = {
        "grid": {"left": 56, "right": 24, "top": 32, "bottom": 48},
        "tooltip": {"trigger": "item", "renderMode": "richText"},
        "xAxis": {"type": "value", "name": "SPI(t)", "nameLocation": "middle", "nameGap": 28, **ends},
        "yAxis": {"type": "value", "name": "CPI", **ends},
        "series": [
            {"type": "line", "name": _("the way so far"), "data": points, "markLine": cross, "lineStyle": {"width": 1}},
            {"type": "scatter", "name": _("now"), "symbolSize": 16, "data": points[-1:]},
        ],
    }
    rows = [[short_date(s.as_of), index(s.spi_t), index(s.cpi)] for s in known]
    return {"option": option, "table": {"head": [_("Report date"), "SPI(t)", "CPI"], "rows": rows}}
