"""The map of dependencies between projects: nodes are projects, arrows what one gives to another; its twin a table."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.schedule.enums import SignOff
from kaname.domains.schedule.queries.dependencies import Dependency, dependencies
from kaname.web.portfolio.selection import day_of
from kaname.web.shell.access import portfolio_page
from kaname.web.shell.kept import kept
from kaname.web.templatetags.marks import health_word, joined, plain_days, short_date

COLOURS = {"red": "#d13b2e", "amber": "#c47500", "green": "#2b9a66", "unknown": "#808896"}
"""Of arrows, where the marks of a line cannot follow the page's own; each is told in the table too."""
NODE = "#4f7cac"
STEP = 100


@kept
@portfolio_page
def dependency_map(request: HttpRequest) -> HttpResponse:
    """Show what the reader's projects give one another, now or on ``?as_of=DATE``."""
    as_of = day_of(request.GET.get("as_of", ""))
    found = dependencies(request.user, as_of)
    context: dict[str, Any] = {"as_of": as_of, "rows": found, "answer": _answer(found)}
    context["day"] = as_of or today()
    return render(request, "portfolio/dependencies.html", context | (picture(found) if found else {}))


def _answer(found: Sequence[Dependency]) -> str:
    if not found:
        return _("No project waits for another.")
    said = [
        ngettext("%(count)s dependency between projects.", "%(count)s dependencies between projects.", len(found))
        % {"count": len(found)}
    ]
    tight = [d for d in found if d.slack is not None and d.slack <= 0]
    if tight:
        told = ngettext(
            "%(count)s has no slack: a slip of the giver moves the receiver's finish.",
            "%(count)s have no slack: a slip of the giver moves the receiver's finish.",
            len(tight),
        )
        said.append(told % {"count": len(tight)})
    unsigned = [d for d in found if d.state in (SignOff.ASKED, SignOff.GIVEN)]
    if unsigned:
        told = ngettext("%(count)s is not agreed by both.", "%(count)s are not agreed by both.", len(unsigned))
        said.append(told % {"count": len(unsigned)})
    return joined(said)


def picture(found: Sequence[Dependency]) -> dict[str, Any]:
    """Return the graph's option and its table; givers stand left of receivers."""
    names = {p.code: spoken(p) for d in found for p in (d.giver, d.receiver)}
    places = _places(found)
    nodes = [
        {"id": code, "name": code, "value": [x, y, names[code]], "symbolSize": 34,
         "itemStyle": {"color": NODE}, "label": {"show": True, "position": "bottom", "formatter": code}}
        for code, (x, y) in places.items()
    ]  # fmt: skip
    seen: dict[tuple[str, str], int] = {}
    edges = []
    for d in reversed(found):  # the tightest lie on top
        pair = d.giver.code, d.receiver.code
        seen[pair] = seen.get(pair, 0) + 1
        agreed = d.state in (SignOff.AGREED, SignOff.NOT_NEEDED)
        style = {"color": COLOURS[d.health], "width": 3, "type": "solid" if agreed else "dashed", "opacity": 1}
        edges.append(
            {
                "source": pair[0],
                "target": pair[1],
                "name": f"{d.given} → {d.waiting}",
                "value": plain_days(d.slack),
                "lineStyle": style | {"curveness": 0.18 * (seen[pair] - 1)},
                "label": {"show": True, "formatter": plain_days(d.slack), "fontWeight": "bold"},
            }
        )
    series = {
        "type": "graph",
        "coordinateSystem": "cartesian2d",
        "edgeSymbol": ["none", "arrow"],
        "edgeSymbolSize": 12,
        "data": nodes,
        "links": edges,
    }
    across, down = (max(place[n] for place in places.values()) for n in (0, 1))
    option = {
        "tooltip": {"trigger": "item", "renderMode": "richText"},
        "grid": {"left": 44, "right": 44, "top": 32, "bottom": 48},
        "xAxis": {"type": "value", "show": False, "min": 0, "max": max(across, 1)},
        "yAxis": {"type": "value", "show": False, "inverse": True, "min": -STEP // 4, "max": down + STEP // 4},
        "series": [series],
    }
    ends = [_("Gives"), _("What is given"), _("Waits"), _("What waits")]
    head = [*ends, _("Slack (working days)"), _("Mark"), _("State")]
    rows = [
        [d.giver.code, f"{d.given} ({short_date(d.gives)})", d.receiver.code, f"{d.waiting} ({short_date(d.needs)})",
         plain_days(d.slack), health_word(d.health), str(SignOff(d.state).label)]
        for d in found
    ]  # fmt: skip
    return {"option": option, "table": {"head": head, "rows": rows}, "has_chart": True}


def _places(found: Sequence[Dependency]) -> dict[str, tuple[int, int]]:
    """Return x and y of each project: its column is the longest way of gifts that leads to it; O(nodes × relations)."""
    codes = sorted({code for d in found for code in (d.giver.code, d.receiver.code)})
    column = dict.fromkeys(codes, 0)
    for _round in codes:  # in a circle of projects nobody is first: the way is cut there
        for d in found:
            column[d.receiver.code] = max(column[d.receiver.code], min(column[d.giver.code] + 1, len(codes) - 1))
    order = {c: n for n, c in enumerate(sorted(set(column.values())))}
    held: dict[int, list[str]] = {}
    for code in codes:
        held.setdefault(order[column[code]], []).append(code)
    tallest = max(len(each) for each in held.values())
    return {
        code: (x * 2 * STEP, round((tallest - len(each)) * STEP / 2) + y * STEP)
        for x, each in held.items()
        for y, code in enumerate(each)
    }
