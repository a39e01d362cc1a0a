"""Pictures of quality, each with its numbers as a table: the trend, a metric over time, the zones of tests."""

import math
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.quality.enums import Stage, Unit
from kaname.domains.quality.phrases import ZONES
from kaname.domains.quality.queries.measures import Followed, Zone
from kaname.domains.quality.queries.trend import Quarter
from kaname.web.templatetags.marks import share_of, short_date
from kaname.web.templatetags.quality import measured
from kaname.web.templatetags.staffing import quarter_name

FEWEST = 2
BLUE, GOLD, RED, GREEN = "#4f7cac", "#b7791f", "#b42318", "#2f855a"
_TIP = {"trigger": "axis", "renderMode": "richText"}
_TIME = {"type": "time", "minInterval": 86_400_000, "axisLabel": {"formatter": "{yyyy}/{M}/{d}", "hideOverlap": True}}


def trend_chart(found: Sequence[Quarter]) -> dict[str, Any]:
    """Return removal and first-pass rates by quarter, the oldest first; no chart of a single quarter."""
    rows = list(reversed(found))
    if len(rows) < FEWEST:
        return {"has_chart": False}
    names = [quarter_name(q.begins) for q in rows]
    series = [
        (_("gates passed at once (%)"), [_rounded(q.first_pass) for q in rows], BLUE),
        (_("removed before release, DRE (%)"), [_rounded(q.removal) for q in rows], GREEN),
    ]
    option = {
        "grid": {"left": 8, "right": 16, "top": 48, "bottom": 8, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": _TIP,
        "xAxis": {"type": "category", "data": names},
        "yAxis": {"type": "value", "min": 0, "max": 100},
        "series": [
            {"type": "line", "name": name, "data": data, "symbolSize": 8, "itemStyle": {"color": colour},
             "lineStyle": {"color": colour, "width": 2}, "connectNulls": True}
            for name, data, colour in series
        ],
    }  # fmt: skip
    table = {
        "head": [_("Quarter"), *(name for name, _data, _colour in series)],
        "rows": [[n, share_of(q.first_pass), share_of(q.removal)] for n, q in zip(names, rows, strict=True)],
    }
    return {"has_chart": True, "option": option, "table": table}


def measure_chart(found: Followed) -> dict[str, Any]:
    """Return a metric's readings over time, with the band of the newest; no chart of a single reading."""
    if len(found.readings) < FEWEST:
        return {"has_chart": False}
    lines = [(_("upper limit"), found.upper), (_("lower limit"), found.lower)]
    marks = [{"yAxis": value, "name": name} for name, value in lines if value is not None]
    option = {
        "grid": {"left": 56, "right": 72, "top": 24, "bottom": 40},
        "tooltip": _TIP,
        "xAxis": _TIME,
        "yAxis": {"type": "value", "scale": True, "min": 0},
        "series": [
            {
                "type": "line",
                "name": spoken(found.measure.metric),
                "symbolSize": 8,
                "itemStyle": {"color": BLUE},
                "data": [[r.as_of.isoformat(), round(r.value, 4)] for r in found.readings],
                "markLine": {
                    "silent": True, "symbol": "none", "data": marks, "lineStyle": {"color": RED, "type": "dashed"},
                    "label": {"formatter": "{b}", "position": "end"},
                },
            }
        ],
    }  # fmt: skip
    table = {
        "head": [_("measured on"), _("value"), _("lower limit"), _("upper limit")],
        "rows": [
            [short_date(r.as_of), measured(r.value), measured(r.lower), measured(r.upper)] for r in found.readings
        ],
    }
    return {"has_chart": True, "option": option, "table": table}


def zone_chart(found: Zone) -> dict[str, Any]:
    """Return where tests and defects of a stage stand between their limits: nine zones, one dot."""
    x, y = found.x, found.y
    here = [x.last.value if x.last else 0.0, y.last.value if y.last else 0.0]
    unit = Unit(found.unit).label
    edges = [{"xAxis": v} for v in (x.lower, x.upper)] + [{"yAxis": v} for v in (y.lower, y.upper)]
    names = _("test cases per %(unit)s") % {"unit": unit}, _("defects per %(unit)s") % {"unit": unit}
    option = {
        "grid": {"left": 56, "right": 24, "top": 40, "bottom": 48},
        "tooltip": {"renderMode": "richText"},
        "xAxis": {"type": "value", "name": names[0], "nameLocation": "middle", "nameGap": 28, "min": 0,
                  "max": _ceiling(here[0], x.upper)},
        "yAxis": {"type": "value", "name": names[1], "min": 0, "max": _ceiling(here[1], y.upper)},
        "series": [
            {
                "type": "scatter", "name": str(Stage(found.stage).label), "symbolSize": 18, "data": [here],
                "itemStyle": {"color": GREEN if found.number == 1 else GOLD},
                "label": {"show": True, "formatter": f"{found.number}", "color": "#fff", "fontWeight": "bold"},
                "markLine": {"silent": True, "symbol": "none", "label": {"show": False}, "data": edges,
                             "lineStyle": {"color": BLUE, "type": "dashed"}},
            }
        ],
    }  # fmt: skip
    table = {
        "head": [_("zone"), names[0], names[1]],
        "rows": [[f"{found.number} {ZONES[found.number]}", measured(here[0]), measured(here[1])]],
    }
    return {"zone": found, "said": ZONES[found.number], "id": f"zone-{x.measure.number}", "option": option,
            "table": table}  # fmt: skip


def _ceiling(value: float, upper: float | None) -> float:
    """Return where an axis ends: above the value and its band, a number with one digit that is read at a glance."""
    highest = 1.2 * max(value, upper or 0.0, 0.001)
    step = 10.0 ** math.floor(math.log10(highest))
    return math.ceil(highest / step) * step


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
