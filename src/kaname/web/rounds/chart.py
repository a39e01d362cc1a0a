"""The picture of a round: how many reports of each project are in, late, missing."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from kaname.domains.schedule.enums import ReportStatus, ReportWay
from kaname.domains.schedule.models import ExpectedReport

MOST = 30
"""Projects in the picture: those with the most missing."""


WAITING = {"color": "rgba(128, 136, 150, 0.18)", "borderColor": "#808896", "borderType": "dashed"}
"""How reports are drawn that nobody is late with yet: red is for those past their hour."""


def by_project(rows: QuerySet[ExpectedReport], due_passed: bool = True) -> dict[str, Any] | None:
    """Return a bar a project, the one with most missing first; None for nothing to draw. One query."""
    received = Q(status=ReportStatus.RECEIVED)
    found: Any = rows.order_by().values("plan__project__code").annotate(
        on_time=Count("pk", filter=received & Q(late=False) & ~Q(way=ReportWay.PROXY)),
        proxy=Count("pk", filter=received & Q(late=False, way=ReportWay.PROXY)),
        late=Count("pk", filter=received & Q(late=True)),
        missing=Count("pk", filter=~received),
    )  # fmt: skip
    bars = sorted(found, key=lambda row: (-row["missing"], row["plan__project__code"]))[:MOST]
    if not bars:
        return None
    names = [row["plan__project__code"] for row in bars]
    parts = [
        (_("on time"), "on_time"),
        (_("by proxy"), "proxy"),
        (_("late"), "late"),
        (_("Not received"), "missing"),
    ]  # in the order of the page's colours: blue, grey, amber, red
    series = [
        {"type": "bar", "stack": "reports", "name": label, "data": [row[key] for row in bars], "barMaxWidth": 48}
        | ({} if due_passed or key != "missing" else {"itemStyle": WAITING})
        for label, key in parts
    ]
    option = {
        "grid": {"left": 40, "right": 16, "top": 40, "bottom": 60},
        "legend": {"top": 4},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {"type": "category", "data": names, "axisLabel": {"rotate": 40 if len(names) > 8 else 0}},
        "yAxis": {"type": "value", "minInterval": 1, "name": _("reports")},
        "series": series,
    }
    table = {
        "head": [_("Project"), *(label for label, _key in parts)],
        "rows": [[row["plan__project__code"], *(row[key] for _label, key in parts)] for row in bars],
    }
    return {"option": option, "table": table}
