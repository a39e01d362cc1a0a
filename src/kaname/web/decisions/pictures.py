"""The picture of the queue: how long each open decision has waited, and how long it is late."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.control.queries.decisions import Standing

FEWEST = 2


def waiting_chart(rows: Sequence[Standing]) -> dict[str, Any]:
    """Return the chart's option and its table: business days in time, and past the date, the longest at the top."""
    if len(rows) < FEWEST:
        return {"has_chart": False}
    found = sorted(rows, key=lambda s: s.days)
    kept = [max(s.days - s.late, 0) for s in found]
    late = [min(s.late, s.days) for s in found]
    names = [s.decision.shown_code for s in found]
    option = {
        "grid": {"left": 8, "right": 32, "top": 36, "bottom": 24, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "data": names},
        "series": [
            {
                "type": "bar",
                "stack": "days",
                "name": _("waited in time"),
                "data": kept,
                "itemStyle": {"color": "#4f7cac"},
            },
            {
                "type": "bar",
                "stack": "days",
                "name": _("past the date"),
                "data": late,
                "itemStyle": {"color": "#b42318"},
            },
        ],
    }
    table = {
        "head": [_("Decision"), _("waited in time"), _("past the date")],
        "rows": [[n, k, a] for n, k, a in reversed(list(zip(names, kept, late, strict=True)))],
    }
    return {"has_chart": True, "option": option, "table": table}
