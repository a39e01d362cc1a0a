"""The register: every document a reader may know of, narrowed as the address says; and as a workbook."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.document.enums import OPEN, WAITING, DocumentClass, DocumentState
from kaname.domains.document.models import Document, DocumentKind
from kaname.domains.document.queries.documents import (
    counts_of,
    disposals_for,
    documents_visible_to,
    unregistered,
    waiting_for,
)
from kaname.domains.document.rules import keeps
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import can_company
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.folding import spellings
from kaname.domains.reporting.queries.portfolio import reach
from kaname.web.documents.sentences import register_answer
from kaname.web.documents.sheet import register_book
from kaname.web.shell.access import signed_in
from kaname.web.shell.books import download
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of

MOST, FEW = 7, 4
COMPANY = "-"
"""What the address says for company-wide documents."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks of the list."""

    words: str = ""
    kind: str = ""
    project: str = ""
    state: str = ""
    confidentiality: str = ""
    owner: str = ""
    late: bool = False
    ended: bool = False

    @classmethod
    def of(cls, asked: QueryDict) -> "Wanted":
        """Return the reader's wishes; what cannot be is left out."""
        state, level, owner = (asked.get(name, "") for name in ("state", "class", "owner"))
        return cls(
            words=asked.get("q", "").strip()[:100],
            kind=asked.get("kind", "")[:8],
            project=asked.get("project", "")[:20],
            state=state if state in DocumentState.values else "",
            confidentiality=level if level in map(str, DocumentClass.values) else "",
            owner=owner if owner.isascii() and owner.isdigit() and len(owner) < 12 else "",
            late=asked.get("late") == "1",
            ended=asked.get("ended") == "1",
        )


@kept
@signed_in
def register(request: HttpRequest) -> HttpResponse:
    """Show what waits for the reader, then the list."""
    wanted, user = Wanted.of(request.GET), request.user
    seen = Document.objects.visible_to(user)
    lacking = list(unregistered(user))
    context = {
        "answer": register_answer(counts_of(user)),
        "mine": waiting_for(user)[:MOST],
        "disposals": disposals_for(user)[:MOST],
        "lacking": lacking[:FEW],
        "lacking_more": max(len(lacking) - FEW, 0),
        "wanted": wanted,
        "kinds": DocumentKind.objects.all(),
        "projects": _projects(seen),
        "states": DocumentState.choices,
        "classes": DocumentClass.choices,
        "owners": list(Person.objects.filter(pk__in=seen.order_by().values("owner")).order_by("code")),
        "page": page_of(request, narrowed(user, wanted)),
        "sizes": SIZES,
        "company": COMPANY,
        "may_register": reach(user, Subject.DOCUMENT) >= Level.EDIT,
        "may_file": keeps(user, None),
        "may_end": reach(user, Subject.DOCUMENT) >= Level.PARTIAL,
        "may_set": can_company(user, Subject.FILING, Level.READ),
    }
    return render(request, "documents/register.html", context)


@signed_in
def xlsx(request: HttpRequest) -> HttpResponse:
    """Return the list as a workbook."""
    return download("documents", lambda out: register_book(out, narrowed(request.user, Wanted.of(request.GET))))


def narrowed(user: Any, wanted: Wanted) -> QuerySet[Document]:
    """Return the documents that a reader may know of and asks for, by number."""
    rows = documents_visible_to(user)
    if wanted.kind:
        rows = rows.filter(kind__code=wanted.kind)
    if wanted.project:
        rows = rows.filter(project=None) if wanted.project == COMPANY else rows.filter(project__code=wanted.project)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.confidentiality:
        rows = rows.filter(confidentiality=int(wanted.confidentiality))
    if wanted.owner:
        rows = rows.filter(owner=int(wanted.owner))
    if wanted.late:
        rows = rows.filter(state__in=WAITING, review_by__lt=today())
    if wanted.ended:
        rows = rows.filter(disposals__state__in=OPEN)
    for word in wanted.words.replace("\u3000", " ").split()[:5]:
        condition = Q()
        for text in spellings(word):
            condition |= Q(number__icontains=text) | Q(name__icontains=text) | Q(name_en__icontains=text)
        rows = rows.filter(condition)
    return rows.order_by("number")


def _projects(seen: QuerySet[Document]) -> list[Project]:
    return list(Project.objects.filter(pk__in=seen.order_by().values("project")).order_by("code"))
