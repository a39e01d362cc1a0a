"""Charts of strategy, each with its table: a key figure over time, people against capacity, a portfolio's balance."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.core.names import chosen, spoken
from kaname.domains.portfolio.queries.objectives import Figure
from kaname.domains.reporting.queries.portfolios import Bubble, Capacity, View
from kaname.web.strategy.reach import BIG, colour_of
from kaname.web.templatetags.marks import DASH, health_sign, health_word, number, short_date
from kaname.web.templatetags.strategy import figure_value, in_millions

Chart = dict[str, Any]
TIME = {"type": "time", "axisLabel": {"formatter": "{yyyy}/{M}", "hideOverlap": True}, "minInterval": 86_400_000 * 28}


def figure_chart(figure: Figure) -> Chart | None:
    """Return the readings beside the straight way from the value before to the target; None before there are any."""
    kpi = figure.kpi
    if not figure.readings:
        return None
    ends = [[kpi.objective.begins.isoformat(), float(kpi.baseline)], [kpi.due.isoformat(), float(kpi.target)]]
    option = {
        "grid": {"left": 8, "right": 32, "top": 56, "bottom": 12, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": TIME,
        "yAxis": {"type": "value", "scale": True, "name": chosen(kpi.unit, kpi.unit_en)},
        "series": [
            {
                "type": "line",
                "name": _("measured value"),
                "symbolSize": 9,
                "data": [[r.measured_on.isoformat(), float(r.value)] for r in figure.readings],
            },
            {
                "type": "line",
                "name": _("straight way to the target"),
                "symbolSize": 5,
                "lineStyle": {"type": "dashed", "width": 1.5},
                "data": ends,
            },
        ],
    }
    rows = [
        [short_date(r.measured_on), figure_value(kpi, r.value), _way(figure, r.value), r.source]
        for r in figure.readings
    ]
    head = [_("measured on"), _("measured value"), _("of the way to the target"), _("where the value comes from")]
    return {"option": option, "table": {"head": head, "rows": rows}}


def _way(figure: Figure, value: Any) -> str:
    way = figure.kpi.way(value)
    return DASH if way is None else f"{100 * way:.0f}%"


def capacity_chart(found: Capacity) -> Chart:
    """Return the person-days wanted in each week, stacked by role, and the line of what is given."""
    names = [_role(given.row) for given in found.roles]
    series: list[Any] = [
        {"type": "bar", "stack": "load", "name": name, "data": [round(float(v), 1) for v in given.load]}
        for name, given in zip(names, found.roles, strict=True)
    ]
    line = {"silent": True, "symbol": "none", "data": [{"yAxis": round(found.given, 1)}]}
    if series:
        series[0]["markLine"] = line | {"label": {"formatter": _("given"), "position": "insideEndTop"}}
    weeks = [f"{monday.month}/{monday.day}" for monday in found.mondays]
    option = {
        "grid": {"left": 8, "right": 32, "top": 56, "bottom": 12, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {"type": "category", "data": weeks},
        "yAxis": {"type": "value", "name": _("person-days a week"), "max": _top(found)},
        "series": series,
    }
    rows = [
        [short_date(monday), *(number(float(g.load[n]), 1) for g in found.roles), number(float(found.load[n]), 1),
         number(found.given, 1)]
        for n, monday in enumerate(found.mondays)
    ]  # fmt: skip
    head = [_("week of"), *names, _("wanted"), _("given")]
    return {"option": option, "table": {"head": head, "rows": rows}}


def _top(found: Capacity) -> float:
    return round(max(found.given, float(found.load.max()) if len(found.load) else 0.0, 1.0) * 1.15)


def _role(row: Any) -> str:
    return _("everybody else") if row is None or not row.role_name else row.shown_role


def balance_chart(view: View, money: bool) -> Chart:
    """Return the projects as bubbles: how strongly they serve the strategy against the chance to be late, as large as
    their budget (of one size to who reads no money), each health a series of its own with its own sign.
    """
    shown = [bubble for bubble in view.bubbles if bubble.risk is not None]
    largest = max((b.part.money.bac for b in shown if b.part.money and money), default=0.0)
    series = []
    for health in ("red", "stale", "amber", "green", "unknown"):
        data = _points([b for b in shown if _health(b) == health], largest, money)
        if data:
            series.append(
                {
                    "type": "scatter",
                    "name": f"{health_sign(health)} {health_word(health)}",
                    "data": data,
                    "itemStyle": {"color": colour_of(health), "opacity": 0.75, "borderColor": "#ffffff"},
                }
            )
    top = max([b.alignment for b in shown], default=0.0)
    option = {
        "grid": {"left": 24, "right": 48, "top": 64, "bottom": 40, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "item", "renderMode": "richText", "formatter": "{b}"},
        "xAxis": {"type": "value", "min": 0, "max": 100, "interval": 20, "name": _("chance to be late, in percent"),
                  "nameLocation": "middle", "nameGap": 28},
        "yAxis": {"type": "value", "min": 0, "max": _above(top), "name": _("alignment in percent"),
                  "nameTextStyle": {"align": "left"}},
        "series": series,
    }  # fmt: skip
    head = [_("Project"), _("Health"), _("alignment in percent"), _("chance to be late, in percent")]
    head += [_("BAC (million yen)")] if money else []
    rows = [
        [
            f"{b.part.project.code} {spoken(b.part.project)}",
            f"{health_sign(_health(b))} {health_word(_health(b))}",
            number(b.alignment, 1),
            number(b.risk, 0),
            *([in_millions(b.part.money.bac if b.part.money else None)] if money else []),
        ]
        for b in sorted(view.bubbles, key=lambda b: (-b.alignment, b.part.project.code))
    ]
    return {"option": option, "table": {"head": head, "rows": rows}, "left_out": len(view.bubbles) - len(shown)}


def _above(top: float) -> int:
    return max(int(top // 10 + 1) * 10, 10)


def _health(bubble: Bubble) -> str:
    return bubble.part.schedule.health if bubble.part.schedule else "unknown"


def _points(bubbles: Sequence[Bubble], largest: float, money: bool) -> list[dict[str, Any]]:
    """Return bubbles whose areas follow the budget (areas, not diameters, are compared); those in one place share one
    label, which stands where there is room.
    """
    points: list[dict[str, Any]] = []
    codes: dict[tuple[int, int], list[str]] = defaultdict(list)
    for bubble in sorted(bubbles, key=lambda b: b.part.project.code):
        bac = bubble.part.money.bac if money and bubble.part.money else 0.0
        size = 14 + (BIG - 14) * (bac / largest) ** 0.5 if largest else 22
        risk, height = round(bubble.risk or 0.0, 1), round(bubble.alignment, 1)
        near = codes[round(risk / 3), round(height)]
        near.append(bubble.part.project.code)
        label = {"show": len(near) == 1, "position": "left" if risk > 50 else "right", "formatter": near}
        points.append({"name": near[-1], "value": [risk, height], "symbolSize": round(size, 1), "label": label})
    for point in points:
        point["label"]["formatter"] = "・".join(point["label"]["formatter"])
    return points
