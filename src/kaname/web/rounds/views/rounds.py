"""A round's page: how many reports are in, who has not reported (未提出者), what was frozen."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Subject
from kaname.domains.schedule.actions.rounds import chasing, freezing, opening
from kaname.domains.schedule.enums import ReportStatus
from kaname.domains.schedule.models import ExpectedReport, ReportingRound
from kaname.domains.schedule.queries.round_times import moment
from kaname.domains.schedule.queries.rounds import counts, current_round, latest_frozen, visible_reports
from kaname.domains.schedule.rules import can_run_rounds
from kaname.web.rounds.chart import by_project
from kaname.web.shell.access import anywhere_page
from kaname.web.shell.paging import SIZES, page_of
from kaname.web.templatetags.marks import joined, near_moment

SHOWS = ("missing", "late", "proxy", "received", "all")
EARLIER = 16
A_PAGE = 50
"""Rows of a page unless more are asked for: a chase list is looked at a hundred times on a Friday."""
reading = anywhere_page(Subject.REPORT)


@reading
def present(request: HttpRequest) -> HttpResponse:
    """Show the round that collects, else the last that froze, else how a first one opens."""
    found = current_round() or latest_frozen()
    if found is None:
        return render(request, "rounds/none.html", {"may_run": can_run_rounds(request.user), "next": _next(request)})
    return _page(request, found)


@reading
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one round."""
    return _page(request, _known(number))


def _page(request: HttpRequest, found: ReportingRound) -> HttpResponse:
    rows = visible_reports(request.user, found)
    code = request.GET.get("project", "")
    if code:
        rows = rows.filter(plan__project__code=code)
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "missing" if found.status != "frozen" else "all"
    total = counts(rows)
    narrowed = _narrowed(rows, show)
    short = Paginator(narrowed, A_PAGE).get_page(request.GET.get("page"))
    page = page_of(request, narrowed) if "per" in request.GET else short
    context = {
        "round": found,
        "counts": total,
        "answer": _answer(found, total),
        "page": page,
        "sizes": SIZES,
        "lines": [Line(row, found) for row in page],
        "show": show,
        "shows": _shows(total),
        "project": code,
        "chart": by_project(rows, moment() > found.due),
        "earlier": ReportingRound.objects.all()[:EARLIER],
        "snapshot": getattr(found, "snapshot", None),
        "may_run": can_run_rounds(request.user),
        "may_freeze": found.status == "open" and today() >= found.as_of and can_run_rounds(request.user),
        "early": moment() < found.freezes,
        "next": _next(request),
    }
    return render(request, "rounds/round.html", context)


class Line:
    """A row of the chase list; ``late``: how long after the hour it is due, or was when it came."""

    def __init__(self, row: ExpectedReport, found: ReportingRound) -> None:
        """Judge how late it is."""
        self.row, self.project, self.person = row, row.plan.project, row.person
        self.activities = len(row.uids)
        until = row.received_at if row.status == ReportStatus.RECEIVED else min(moment(), found.freezes)
        self.late = _span(found.due, until) if until and until > found.due else ""
        self.reachable = bool(row.person.email or (row.person.user and row.person.user.email))


def _span(due: datetime, until: datetime) -> str:
    """Return a delay in words: hours up to two days, then days."""
    delay = until - due
    if delay < timedelta(hours=1):
        return _("less than an hour")
    hours = int(delay.total_seconds() // 3600)
    if hours < 48:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}


def _narrowed(rows: QuerySet[ExpectedReport], show: str) -> QuerySet[ExpectedReport]:
    received = rows.filter(status=ReportStatus.RECEIVED)
    return {
        "missing": rows.exclude(status=ReportStatus.RECEIVED),
        "late": received.filter(late=True),
        "proxy": received.filter(way="proxy"),
        "received": received,
        "all": rows,
    }[show]


def _shows(total: dict[str, int]) -> list[tuple[str, str, int]]:
    return [
        ("missing", _("Not received"), total["missing"]),
        ("received", _("Received"), total["received"]),
        ("late", _("late"), total["late"]),
        ("proxy", _("by proxy"), total["proxy"]),
        ("all", _("All"), total["expected"]),
    ]


def _answer(found: ReportingRound, total: dict[str, int]) -> str:
    if not total["expected"]:
        return _("Nobody of your projects is asked in this round.")
    values = {"n": total["expected"], "received": total["received"], "missing": total["missing"], "late": total["late"]}
    if found.status == "frozen":
        return (
            _("Frozen: %(received)s of %(n)s reports came in, %(late)s of them late; %(missing)s are missing.") % values
        )
    if not total["missing"]:
        return _("All %(n)s reports are in.") % values
    said = _("%(missing)s of %(n)s reports are still missing.") % values
    return joined([said, _("They are due %(due)s.") % {"due": near_moment(localtime(found.due))}])


def _next(request: HttpRequest) -> Any:
    """Return when the next round would be, to who may open it, where none is open."""
    if not can_run_rounds(request.user):
        return None
    try:
        return opening.next_round()
    except ValidationError:
        return None


def _known(number: int) -> ReportingRound:
    found = ReportingRound.objects.filter(number=number).first()
    if found is None:
        raise Http404
    return found


@require_POST
@reading
def open_next(request: HttpRequest) -> HttpResponse:
    """Open the next round before its day, as a job."""
    if not can_run_rounds(request.user):
        raise PermissionDenied
    try:
        job = opening.ask_open(by=request.user, base_url=request.build_absolute_uri("/"))
    except ValidationError as refused:
        return _refused(request, refused, reverse("rounds:present"))
    return HttpResponseRedirect(reverse("jobs:job", args=[job.pk]))


@require_POST
@reading
def freeze(request: HttpRequest, number: int) -> HttpResponse:
    """Freeze a round by hand, as a job."""
    found = _known(number)
    if not can_run_rounds(request.user):
        raise PermissionDenied
    try:
        job = freezing.ask_freeze(round_=found, reason=request.POST.get("reason", ""), by=request.user)
    except ValidationError as refused:
        return _refused(request, refused, reverse("rounds:round", args=[number]))
    return HttpResponseRedirect(reverse("jobs:job", args=[job.pk]))


@require_POST
@reading
def remind(request: HttpRequest, number: int) -> HttpResponse:
    """Remind those chosen, or all whose reports are missing and whom the reader may chase."""
    found = _known(number)
    chosen = [int(key) for key in request.POST.getlist("report") if key.isdecimal()]
    if request.POST.get("press") == "chosen" and not chosen:
        messages.error(request, _("Choose somebody first."))
    else:
        here = request.build_absolute_uri("/")
        people = chasing.remind(round_=found, by=request.user, only=chosen or None, base_url=here)
        sentence = ngettext("%(n)s person was reminded.", "%(n)s people were reminded.", people) % {"n": people}
        messages.success(request, sentence)
    return HttpResponseRedirect(reverse("rounds:round", args=[number]))


def _refused(request: HttpRequest, refused: ValidationError, back: str) -> HttpResponse:
    for message in refused.messages:
        messages.error(request, message)
    return HttpResponseRedirect(back)
