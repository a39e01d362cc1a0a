"""What the company sets: the scheme of numbers, the sorts of documents with their retention."""

from functools import partial
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.document.actions import kinds
from kaname.domains.document.models import DocumentKind
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.web.documents.forms import KindForm, RulesForm
from kaname.web.shell.access import company_page
from kaname.web.shell.saving import answer, posted

writing = company_page(Subject.FILING, read=Level.EDIT)


@company_page(Subject.FILING)
def page(request: HttpRequest) -> HttpResponse:
    """Show what is set; who may, changes it."""
    context: dict[str, Any] = {
        "kinds": DocumentKind.objects.annotate(count=Count("documents")),
        "editable": can_company(request.user, Subject.FILING, Level.EDIT),
    }
    write = partial(kinds.settle, by=request.user)
    return answer(
        request, RulesForm(posted(request)), write, reverse("documents:rules"), "documents/rules.html", context
    )


@writing
def kind_new(request: HttpRequest) -> HttpResponse:
    """Add a sort of documents."""
    write = partial(kinds.create, by=request.user)
    context = {"heading": _("New kind of documents"), "back": reverse("documents:rules")}
    return answer(request, KindForm(posted(request)), write, context["back"], "documents/kind.html", context)


@writing
def kind_edit(request: HttpRequest, sort: str) -> HttpResponse:
    """Change a sort of documents."""
    found = get_object_or_404(DocumentKind, code=sort)
    standing = DocumentKind.objects.get(pk=found.pk)
    write = partial(kinds.update, kind=standing, by=request.user)
    context = {"heading": _("Edit the kind"), "back": reverse("documents:rules")}
    return answer(
        request, KindForm(posted(request), instance=found), write, context["back"], "documents/kind.html", context
    )
