"""The load page: who is wanted for more than a week holds, and by which projects."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.resource.rules import level_anywhere
from kaname.domains.schedule.models import ProgressDate
from kaname.domains.schedule.queries.load import Load, everybody, load
from kaname.web.resources.asking import demand_asked
from kaname.web.resources.load_table import GROUPS, answer, group_rows, stacked
from kaname.web.resources.rights import may_ask
from kaname.web.shell.access import signed_in
from kaname.web.shell.as_of import day_asked
from kaname.web.shell.kept import kept

MOST_WEEKS, USUAL_WEEKS, DAYS = 52, 13, 60


def people_of(user: Any) -> Any:
    """Return whose load a user may see: everybody's, or where the role reaches only in part, the own."""
    level = level_anywhere(user, Subject.RESOURCE)
    if level >= Level.READ:
        return everybody(user)
    if level == Level.PARTIAL:
        return everybody(user).filter(person__user=user)
    raise Http404


def period(request: HttpRequest, as_of: date | None = None) -> tuple[date, int]:
    """Return the first day and the number of weeks that the address asks for; what cannot be read is as not given: from
    the week of the day that the page is of.
    """
    usual = as_of or today()
    try:
        first = date.fromisoformat(request.GET.get("from", ""))
        weeks = int(request.GET.get("weeks", USUAL_WEEKS))
    except ValueError:
        first, weeks = usual, USUAL_WEEKS
    usable = date(2000, 1, 3) <= first <= date(2100, 1, 1)
    return first if usable else today(), min(max(weeks, 1), MOST_WEEKS)


def _of_day(as_of: date | None, found: Load) -> dict[str, Any]:
    """Return what pages say of the day that they are of."""
    days = ProgressDate.objects.order_by("-as_of").values_list("as_of", flat=True).distinct()
    return {"as_of": as_of, "days": list(days[:DAYS]), "unkept": found.unkept}


@kept
@signed_in
def load_page(request: HttpRequest) -> HttpResponse:
    """Show everybody's weeks, the most overloaded first, by person, role or unit; ``?as_of=DATE``: as frozen then."""
    as_of = day_asked(request)
    first, weeks = period(request, as_of)
    found = load(request.user, first, weeks, people_of(request.user), as_of)
    by = request.GET.get("by", "person")
    by = by if by in GROUPS else "person"
    only_over = request.GET.get("only") == "over"
    rows = group_rows(found, by)
    shown = [r for r in rows if r.over] if only_over else rows
    context = {
        "mondays": found.mondays,
        "rows": shown,
        "by": by,
        "only_over": only_over,
        "weeks": weeks,
        "first": found.mondays[0],
        "earlier": found.mondays[0] - timedelta(weeks=weeks),
        "later": found.mondays[0] + timedelta(weeks=weeks),
        "answer": answer(rows, found.mondays),
        "may_ask": as_of is None and may_ask(request.user),
        **_of_day(as_of, found),
    }
    return render(request, "resources/load.html", context)


@kept
@signed_in
def load_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one resource's weeks as stacked bars, and the bookings behind them."""
    resource = people_of(request.user).filter(pk=pk).first()
    if resource is None:
        raise Http404
    as_of = day_asked(request)
    first, weeks = period(request, as_of)
    found = load(request.user, first, weeks, [resource], as_of)
    context = {
        "resource": resource,
        "chart": stacked(found),
        "mondays": found.mondays,
        "row": group_rows(found, "person")[0],
        "may_ask": as_of is None and may_ask(request.user),
        "bookings": sorted(found.rows[0].bookings, key=lambda b: (b.start, b.project)),
        "weeks": weeks,
        "first": found.mondays[0],
        "demand": demand_asked(request.user, found),
        **_of_day(as_of, found),
    }
    return render(request, "resources/load_detail.html", context)
