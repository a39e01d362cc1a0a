"""Reading programmes: all of them in a table, one of them on four axes with its benefits."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.models import Programme
from kaname.domains.portfolio.queries.programmes import parts_of, visible_programme
from kaname.domains.portfolio.rules import can_edit, can_measure
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.reporting.queries.programmes import View
from kaname.domains.reporting.queries.programmes import views as views_of
from kaname.web.programmes.pictures import benefit_chart
from kaname.web.programmes.sentences import list_answer, programme_answer
from kaname.web.shell.access import portfolio_page
from kaname.web.shell.kept import kept


@kept
@portfolio_page
def programmes(request: HttpRequest) -> HttpResponse:
    """Show every programme that has a project the reader may see."""
    rows = Programme.objects.visible_to(request.user).select_related("owner").order_by("code")
    found = views_of(request.user, rows, today())
    context = {
        "views": found,
        "answer": list_answer(found),
        "may_edit": can_edit(request.user),
        "money": reach(request.user, Subject.COST) >= Level.READ,
    }
    return render(request, "programmes/list.html", context)


@kept
@portfolio_page
def programme_page(request: HttpRequest, programme: int) -> HttpResponse:
    """Show a programme on four axes, and its benefits; ``?as_of=DATE``: as it stood then."""
    row = programme_or_404(request, programme)
    as_of = _day(request.GET.get("as_of", ""))
    view = views_of(request.user, [row], as_of or today())[0]
    return render(request, "programmes/programme.html", page_context(request, view) | {"as_of": as_of})


def page_context(request: HttpRequest, view: View) -> dict[str, Any]:
    """Return what the page of a programme shows."""
    return {
        "view": view,
        "programme": view.programme,
        "answer": programme_answer(view),
        "may_edit": can_edit(request.user),
        "measurable": {b.benefit.pk for b in view.benefits if can_measure(request.user, b.benefit)},
        "memberships": parts_of(request.user, [view.programme], view.day),
        "money": reach(request.user, Subject.COST) >= Level.READ,
        **benefit_chart(view.benefits),
    }


def programme_or_404(request: HttpRequest, number: int) -> Programme:
    """Return a programme that the reader may see; a hidden one is the same as none."""
    try:
        return visible_programme(request.user, number)
    except Programme.DoesNotExist:
        raise Http404 from None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day < today() else None
