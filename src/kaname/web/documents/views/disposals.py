"""The list of what is past its retention: proposed, asked for, and what was decided lately."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.document.enums import OPEN
from kaname.domains.document.models import Document
from kaname.domains.document.queries.documents import disposals_visible_to
from kaname.domains.people.enums import Level, Subject
from kaname.web.documents.sentences import disposal_answer
from kaname.web.shell.access import anywhere_page

DECIDED = 50


@anywhere_page(Subject.DOCUMENT, read=Level.PARTIAL)
def page(request: HttpRequest) -> HttpResponse:
    """Show the proposals of a reader's documents; each is acted upon on the document's own page."""
    user = request.user
    seen = disposals_visible_to(user)
    rows = list(seen.filter(state__in=OPEN).order_by("due_on", "pk"))
    held = Document.objects.visible_to(user).filter(held=True).select_related("project", "owner").order_by("number")
    context = {
        "answer": disposal_answer([row.state for row in rows]),
        "rows": rows,
        "held": list(held),
        "decided": list(seen.exclude(state__in=OPEN).order_by("-decided_at", "-pk")[:DECIDED]),
    }
    return render(request, "documents/disposals.html", context)
