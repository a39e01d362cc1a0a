"""Entering documents, changing what the register says of one, putting up the next version."""

from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.core.enums import Confidentiality
from kaname.domains.document.actions import documents, versions
from kaname.domains.document.models import Document
from kaname.domains.document.rules import keeps, may_write, person_of
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Deliverable, Project
from kaname.web.documents.forms import DocumentForm, VersionForm
from kaname.web.documents.views.record import address_of, found_or_404
from kaname.web.imports.limits import say_too_large, too_large
from kaname.web.shell.access import anywhere_page, company_page, signed_in
from kaname.web.shell.saving import answer, posted, tell


@anywhere_page(Subject.DOCUMENT, read=Level.EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Enter one document, or as many as files come in; from a deliverable, what is known there stands in already."""
    return _enter(request, Project.objects.visible_to(request.user, Subject.DOCUMENT, Level.EDIT))


@company_page(Subject.FILING, read=Level.EDIT)
def company_new(request: HttpRequest) -> HttpResponse:
    """Enter documents of the whole company: also for who keeps those and no project's."""
    return _enter(request, Project.objects.none())


def _enter(request: HttpRequest, projects: Any) -> HttpResponse:
    user: Any = request.user
    company = keeps(user, None)
    first = _asked(request, projects)
    fixed = first.get("project")
    form = DocumentForm(
        posted(request), request.FILES or None, by=user, projects=projects, company=company, fixed=fixed, initial=first
    )
    say_too_large(form, "files", request)

    def write(**values: Any) -> list[Document]:
        arriving = form.arriving()
        kept = {n: v for n, v in values.items() if n not in ("files", "place", "version", "name")}
        if len(arriving) > 1:
            return documents.register_many(files=arriving, by=user, **kept)
        one = arriving[0] if arriving else None
        name = values["name"] or (one.title if one else "")
        return [documents.register(name=name, arriving=one, by=user, **kept)]

    def done(made: list[Document]) -> str:
        if len(made) == 1:
            return address_of(made[0])
        said = ngettext("%(count)s document was entered.", "%(count)s documents were entered.", len(made))
        tell(request, said % {"count": len(made)})
        code = made[0].project.code if made[0].project else "-"
        return f"{reverse('documents:register')}?project={code}"

    _refuse_large(form, request)
    context = {"heading": _("Enter documents"), "back": reverse("documents:register"), "verb": _("Enter")}
    return answer(request, form, write, done, "documents/form.html", context)


@signed_in
def edit(request: HttpRequest, document: str) -> HttpResponse:
    """Change what the register says of a document; its number never changes."""
    found = writable_or_404(request, document)
    form = DocumentForm(
        posted(request), instance=found, by=request.user, projects=None, company=False, fixed=found.project
    )
    standing = Document.objects.select_related("kind", "project").get(pk=found.pk)
    write = partial(documents.update, document=standing, by=request.user)
    context = {"heading": found.number, "back": address_of(found), "verb": _("Save"), "d": found}
    return answer(request, form, write, address_of(found), "documents/form.html", context)


@signed_in
def next_version(request: HttpRequest, document: str) -> HttpResponse:
    """Put up the next version."""
    found = writable_or_404(request, document)
    form = VersionForm(posted(request), request.FILES or None)
    say_too_large(form, "files", request)

    def write(note: str, final: bool, **_files: Any) -> Document:
        (one,) = form.arriving()
        return versions.put_up(document=found, arriving=one, note=note, final=final, by=request.user)

    _refuse_large(form, request)
    context = {
        "heading": _("Next version of %(number)s") % {"number": found.number},
        "back": address_of(found),
        "verb": _("Put up"),
        "d": found,
    }
    return answer(request, form, write, address_of(found), "documents/form.html", context)


def writable_or_404(request: HttpRequest, number: str) -> Document:
    """Return a document that the reader may change; for all others the page does not exist."""
    found = found_or_404(request, number)
    if not may_write(request.user, found):
        raise Http404
    return found


def _refuse_large(form: forms.Form, request: HttpRequest) -> None:
    """Say beside the files that they were left out for their size."""
    if too_large(request) and form.is_bound:
        form.full_clean()
        form.errors.pop("files", None)
        form.add_error("files", form.fields["files"].error_messages["required"])


def _asked(request: HttpRequest, projects: Any) -> dict[str, Any]:
    """Return what the address fills in beforehand; what cannot be is left out."""
    me = person_of(request.user)
    found: dict[str, Any] = {"owner": me, "confidentiality": Confidentiality.PROJECT}
    code = request.POST.get("fixed") or request.GET.get("project", "")
    project = projects.filter(code=code).first() if code else None
    if project is None:
        return found
    asked = request.GET.get("deliverable", "")
    key = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 12 else 0
    part = Deliverable.objects.filter(project=project, pk=key).first()
    if part is not None:
        found |= {"deliverable": part, "phase": part.phase, "name": part.name, "name_en": part.name_en}
        found |= {"owner": part.owner or me, "reviewer": part.reviewer}
    return found | {"project": project}
