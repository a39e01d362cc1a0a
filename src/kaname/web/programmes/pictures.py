"""How far each benefit has come, over time: the way from the value before to the target is 100 percent."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.portfolio.queries.programmes import Measured


def benefit_chart(benefits: Sequence[Measured]) -> dict[str, Any]:
    """Return the chart's option and its table; nothing before a benefit has been measured twice."""
    measured = [b for b in benefits if b.readings]
    if not any(len(b.readings) > 1 for b in measured):
        return {"has_chart": False}
    series = [
        {
            "type": "line",
            "name": spoken(b.benefit),
            "symbolSize": 7,
            "data": [[r.measured_on.isoformat(), _percent(b, r.value)] for r in b.readings],
        }
        for b in measured
    ]
    option = {
        "grid": {"left": 8, "right": 24, "top": 40, "bottom": 12, "containLabel": True},
        "legend": {"top": 0, "type": "scroll"},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {"type": "time", "axisLabel": {"formatter": "{yyyy}/{M}/{d}", "hideOverlap": True}},
        "yAxis": {"type": "value", "axisLabel": {"formatter": "{value} %"}},
        "series": series,
    }
    rows = [
        [f"{spoken(b.benefit)} {r.measured_on.isoformat()}", f"{r.value.normalize():f}", f"{_percent(b, r.value)} %"]
        for b in measured
        for r in b.readings
    ]
    return {
        "has_chart": True,
        "option": option,
        "table": {"head": [_("Benefit"), _("measured value"), _("of the way to the target")], "rows": rows},
    }


def _percent(measured: Measured, value: Any) -> float:
    return round(float(measured.benefit.reached(value)) * 100, 1)
