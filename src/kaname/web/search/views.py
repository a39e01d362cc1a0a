"""The search page, and the lines under the search box while somebody types."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.reporting.queries.search import Hit, search
from kaname.web.shell.access import signed_in

LABELS: dict[str, Promise] = {
    "project": _("Project"),
    "activity": _("Activity"),
    "person": _("Person"),
    "deliverable": _("Deliverable"),
    "document": _("Document"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with what it is and where it leads; without an address where its page is not for everybody."""

    hit: Hit
    label: Promise
    href: str


@signed_in
def search_page(request: HttpRequest) -> HttpResponse:
    """Show everything found, by kind."""
    words = request.GET.get("q", "").strip()
    found = [_found(hit) for hit in search(request.user, words, limit=50)]
    groups = [(label, [f for f in found if f.hit.kind == kind]) for kind, label in LABELS.items()]
    context = {"words": words, "total": len(found), "groups": [g for g in groups if g[1]]}
    return render(request, "search/search.html", context)


@signed_in
def suggest(request: HttpRequest) -> HttpResponse:
    """Show the first few of each kind."""
    words = request.GET.get("q", "").strip()
    hits = search(request.user, words, limit=4) if words else []
    return render(request, "search/suggest.html", {"words": words, "found": [_found(h) for h in hits[:10]]})


def _found(hit: Hit) -> Found:
    return Found(hit, LABELS[hit.kind], _address(hit))


def _address(hit: Hit) -> str:
    try:
        if hit.kind == "project":
            return reverse("projects:cockpit", args=[hit.project])
        if hit.kind == "activity":
            return f"{reverse('schedule:gantt', args=[hit.project])}?activity={hit.key}"
        if hit.kind == "deliverable":
            return reverse("projects:deliverables", args=[hit.project])
        if hit.kind == "document":
            return reverse("documents:document", args=[hit.key])
        return reverse("people:person", args=[hit.key])
    except NoReverseMatch:  # a page of a later part
        return ""
