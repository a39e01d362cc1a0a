"""The picture of a risk: its score since it was found."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.risk.models import RiskStep
from kaname.web.templatetags.marks import short_date

FEWEST = 2


def score_chart(history: Sequence[RiskStep], day: date) -> dict[str, Any]:
    """Return the chart's option and its table: a line in steps up to a day; none of a score that never moved."""
    last = {s.day: s.score for s in history if s.score is not None}  # of several on a day, the last
    if len(set(last.values())) < FEWEST:
        return {"has_chart": False}
    points = sorted(last.items())
    drawn = points if points[-1][0] == day else [*points, (day, points[-1][1])]
    option = {
        "grid": {"left": 8, "right": 24, "top": 16, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {"type": "time", "axisLabel": {"formatter": "{M}/{d}", "hideOverlap": True}},
        "yAxis": {"type": "value", "min": 0, "max": 25, "interval": 5},
        "series": [
            {
                "type": "line",
                "step": "end",
                "name": _("score"),
                "data": [[when.isoformat(), score] for when, score in drawn],
                "itemStyle": {"color": "#b7791f"},
            }
        ],
    }
    table = {"head": [_("Date"), _("score")], "rows": [[short_date(when), score] for when, score in points]}
    return {"has_chart": True, "option": option, "table": table}
