"""From a red cell: who could take the work over."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Subject
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.schedule.models import Assignment
from kaname.domains.schedule.queries.load import HIDDEN, Booking, load
from kaname.domains.schedule.queries.substitutes import Candidate, Substitution, relieved, substitutes
from kaname.web.resources.rights import may_ask
from kaname.web.resources.views.load import MOST_WEEKS, people_of, period
from kaname.web.shell.access import signed_in

SHOWN = 30


@signed_in
def substitutes_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who could take a piece of somebody's work over, with the score term by term; ``?work=ACTIVITY``."""
    if not may_ask(request.user):
        raise Http404
    resource = people_of(request.user).filter(pk=pk).first()
    if resource is None:
        raise Http404
    first, weeks = _weeks(request)
    asked = load(request.user, first, weeks, [resource])
    row = asked.rows[0]
    bookings = sorted((b for b in row.bookings if b.project != HIDDEN), key=lambda b: -b.hours.sum())
    chosen = next(
        (b for b in bookings if str(b.activity_id) == request.GET.get("work")), bookings[0] if bookings else None
    )
    found = _asked(request.user, chosen, asked.mondays[0]) if chosen else None
    context = {
        "resource": resource,
        "first": asked.mondays[0],
        "weeks": weeks,
        "bookings": bookings,
        "chosen": chosen,
        "found": found,
        "hidden": any(b.project == HIDDEN for b in row.bookings),
        "relieved": _relieved(row, asked.mondays, found) if found else [],
        "candidates": [shown(c, found) for c in found.candidates[:SHOWN]] if found else [],
    }
    return render(request, "resources/substitutes.html", context)


def _weeks(request: HttpRequest) -> tuple[date, int]:
    """Return the weeks that are asked about: as on the load page, or the one of its columns that ``?at=N`` names."""
    first, weeks = period(request)
    at = request.GET.get("at", "")
    if at.isascii() and at.isdigit() and int(at) < MOST_WEEKS:
        return first + timedelta(weeks=int(at)), 1
    return first, weeks


def _asked(user: Any, booking: Booking, since: date) -> Substitution | None:
    rows = Assignment.objects.select_related("activity", "plan__project", "resource")
    work = rows.filter(activity=booking.activity_id, resource=booking.resource_id).order_by("pk").first()
    return substitutes(user, reach(user, Subject.SKILL), work, max(since, today())) if work else None


def _relieved(row: Any, mondays: list[date], found: Substitution) -> list[tuple[date, int, int]]:
    return [(monday, round(100 * now), round(100 * then)) for monday, now, then in relieved(row, mondays, found)]


def shown(candidate: Candidate, found: Substitution) -> dict[str, Any]:
    """Return a candidate as the table shows them: each term of the score with its skill."""
    terms = [
        (need, term, candidate.skills.get(need.skill_id))
        for need, term in zip(found.needs, candidate.score.terms, strict=True)
    ]
    return {
        "resource": candidate.resource,
        "score": candidate.score,
        "percent": round(100 * candidate.score.load),
        "tightest": candidate.tightest,
        "terms": terms,
    }
