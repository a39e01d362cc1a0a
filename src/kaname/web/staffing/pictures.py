"""The picture of time to fill: the median of each quarter, internal and external."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.staffing.queries.time_to_fill import Quarter
from kaname.web.templatetags.staffing import quarter_name

FEWEST = 2


def quarters_chart(quarters: Sequence[Quarter]) -> dict[str, Any]:
    """Return the chart's option and its table, the oldest quarter first; no chart of a single quarter."""
    rows = [q for q in reversed(quarters) if q.filled.count]
    if len(rows) < FEWEST:
        return {"has_chart": False}
    names = [quarter_name(q.begins) for q in rows]
    inside, outside = [q.internal.days for q in rows], [q.external.days for q in rows]
    bar = {"type": "bar", "label": {"show": True, "position": "top"}}
    option = {
        "grid": {"left": 8, "right": 16, "top": 40, "bottom": 8, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {"type": "category", "data": names},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            bar | {"name": _("internal"), "data": inside, "itemStyle": {"color": "#4f7cac"}},
            bar | {"name": _("external"), "data": outside, "itemStyle": {"color": "#b7791f"}},
        ],
    }
    table = {
        "head": [_("Quarter"), _("internal"), _("external"), "n"],
        "rows": [
            [n, _none(i), _none(o), q.filled.count] for n, i, o, q in zip(names, inside, outside, rows, strict=True)
        ],
    }
    return {"has_chart": True, "option": option, "table": table}


def _none(days: float | None) -> Any:
    return "―" if days is None else days
