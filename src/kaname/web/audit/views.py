"""The audit trail: every write, by whom and why, as far as the reader may know; and whether its chain is whole."""

import csv
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from kaname.domains.control.names import as_stored
from kaname.domains.core.models import AuditEvent
from kaname.domains.core.queries import BEGINNING, checked_link, new_broken_links
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.audit import events_visible_to
from kaname.web.audit.describing import deed, entries_of
from kaname.web.portfolio.downloads import safe_text
from kaname.web.portfolio.selection import day_of
from kaname.web.shell.access import anywhere_page

PAGE = 50
MOST = 100_000
HEAD = ("sequence", "at", "actor", "delegation", "verb", "subject", "project", "before", "after", "reason", "hash")


@anywhere_page(Subject.AUDIT, read=Level.PARTIAL)
def trail(request: HttpRequest) -> HttpResponse:
    """Show the events that fit the address, newest first."""
    events = _events(request)
    page = Paginator(events, PAGE).get_page(request.GET.get("page", "1"))
    checked = "verify" in request.GET
    since = checked_link() if checked else BEGINNING
    context = {
        "page": page,
        "entries": entries_of(page.object_list),
        "asked": request.GET,
        "verbs": _verbs(request),
        "checked": checked,
        "since": since.sequence,
        "broken": new_broken_links(since)[:20] if checked else [],
    }
    return render(request, "audit/trail.html", context)


def _verbs(request: HttpRequest) -> list[tuple[str, str]]:
    found = events_visible_to(request.user).order_by().values_list("verb", flat=True).distinct()
    return sorted(((verb, deed(verb)) for verb in found), key=lambda pair: pair[1])


@anywhere_page(Subject.AUDIT, read=Level.PARTIAL)
def trail_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Return the events that fit the address as CSV, with their hashes."""
    lines = csv.writer(_Echo())
    rows = (lines.writerow(row) for row in _rows(_events(request)[:MOST]))
    response = StreamingHttpResponse(_marked(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit-trail.csv"'
    return response


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _marked(rows: Iterator[str]) -> Iterator[str]:
    yield "\ufeff"
    yield from rows


def _rows(events: QuerySet[AuditEvent]) -> Iterator[tuple[Any, ...]]:
    yield HEAD
    codes = dict(Project.objects.values_list("pk", "code"))
    for e in events.iterator(chunk_size=2000):
        told = e.sequence, e.at.isoformat(), e.actor_name, e.delegation, e.verb, e.subject_name
        yield tuple(
            safe_text(v) for v in (*told, codes.get(e.project_id or 0, ""), e.before, e.after, e.reason, e.hash)
        )


def _events(request: HttpRequest) -> QuerySet[AuditEvent]:
    events, asked = events_visible_to(request.user), request.GET
    if verb := asked.get("verb"):
        events = events.filter(verb=verb)
    if actor := asked.get("actor", "").strip():
        events = events.filter(actor_name__icontains=actor[:100])
    if words := asked.get("q", "").strip():
        spelled = Q(subject_name__icontains=words[:100]) | Q(subject_name__icontains=as_stored(words[:100]))
        events = events.filter(spelled)
    if code := asked.get("project", "").strip():
        events = events.filter(project_id__in=Project.objects.visible_to(request.user).filter(code=code).values("pk"))
    for name, condition, later in (("from", "at__gte", 0), ("to", "at__lt", 1)):
        if day := day_of(asked.get(name, ""), future=True):
            moment = datetime.combine(day + timedelta(days=later), time.min)
            events = events.filter(**{condition: timezone.make_aware(moment)})
    return events.order_by("-sequence")
