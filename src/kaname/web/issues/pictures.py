"""The pictures of issues: the burn chart by week and how old the open ones are, each with its table."""

from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.control.queries.issue_figures import AGES, Figures
from kaname.web.templatetags.marks import short_date

FEWEST = 2


def burn_chart(found: Figures) -> dict[str, Any]:
    """Return the burn chart's option and its table, the oldest week first; no chart of a single week."""
    if len(found.weeks) < FEWEST:
        return {"has_chart": False}
    names = [short_date(week.ends) for week in found.weeks]
    new, over = [week.new for week in found.weeks], [week.over for week in found.weeks]
    bar = {"type": "bar", "barMaxWidth": 18}
    option = {
        "grid": {"left": 8, "right": 8, "top": 36, "bottom": 8, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {"type": "category", "data": names},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            bar | {"name": _("newly raised"), "data": new, "itemStyle": {"color": "#b7791f"}},
            bar | {"name": _("closed or rejected"), "data": over, "itemStyle": {"color": "#4f7cac"}},
            {
                "type": "line",
                "name": _("open at the end of the week"),
                "data": [week.open for week in found.weeks],
                "itemStyle": {"color": "#b42318"},
                "lineStyle": {"color": "#b42318"},
            },
        ],
    }
    table = {
        "head": [_("Week up to"), _("newly raised"), _("closed or rejected"), _("open at the end of the week")],
        "rows": [[n, w.new, w.over, w.open] for n, w in zip(names, found.weeks, strict=True)],
    }
    return {"has_chart": True, "option": option, "table": table}


def age_chart(found: Figures) -> dict[str, Any]:
    """Return the ageing of the open ones as a chart's option and its table."""
    rows = age_rows(found)
    option = {
        "grid": {"left": 8, "right": 8, "top": 16, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {"type": "category", "data": [name for name, _count in rows]},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            {
                "type": "bar",
                "barMaxWidth": 48,
                "name": _("open"),
                "data": [count or None for _name, count in rows],
                "itemStyle": {"color": "#4f7cac"},
                "label": {"show": True, "position": "insideTop", "color": "#ffffff", "textBorderWidth": 0},
            }
        ],
    }
    table = {"head": [_("days since it came up"), _("open")], "rows": [list(row) for row in rows]}
    return {"age_option": option, "age_table": table}


def age_rows(found: Figures) -> list[tuple[str, int]]:
    """Return the ageing of the open ones: calendar days, how many."""
    return [
        (f"{low}–{high}" if high is not None else _("%(days)s or more") % {"days": low}, count)
        for (low, high), count in zip(AGES, found.ages, strict=True)
    ]
