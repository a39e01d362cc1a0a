"""A version's own page, and its bytes. Of class C3 no file is shown or handed out without a line in the ledger."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaname.domains.document.actions import reading, store
from kaname.domains.document.enums import LEDGERED, DocumentState, ReadingKind
from kaname.domains.document.rules import state_of
from kaname.web.documents.handing import attachment, whence
from kaname.web.documents.views.record import found_or_404, version_or_404
from kaname.web.shell.access import signed_in


@require_safe
@signed_in
def version_page(request: HttpRequest, document: str, label: str) -> HttpResponse:
    """Show a version: whether it still holds, above all."""
    found = found_or_404(request, document)
    version = version_or_404(found, label)
    reading.note(version=version, kind=ReadingKind.VIEW, **whence(request))
    context = {
        "d": found,
        "v": version,
        "standing": state_of(version, found),
        "steps": list(version.steps.select_related("made_by")),
        "secret": found.confidentiality >= LEDGERED,
    }
    return render(request, "documents/version.html", context)


@require_safe
@signed_in
def download(request: HttpRequest, document: str, label: str) -> HttpResponse:
    """Hand a version's file out: the line of the ledger is kept before the bytes leave."""
    found = found_or_404(request, document)
    version = version_or_404(found, label)
    if not version.digest:
        raise Http404
    data = None if found.state == DocumentState.DISPOSED else store.content(version)
    if data is None:
        return render(
            request,
            "documents/gone.html",
            {"d": found, "v": version},
            status=410 if found.state == DocumentState.DISPOSED else 404,
        )
    reading.note(version=version, kind=ReadingKind.DOWNLOAD, **whence(request))
    return attachment(data, version, found)


@require_safe
@signed_in
def place(request: HttpRequest, document: str, label: str) -> HttpResponse:
    """Lead to where a version lies outside Kaname; a shared folder, which no browser opens, is shown to copy."""
    found = found_or_404(request, document)
    version = version_or_404(found, label)
    if not version.place:
        raise Http404
    reading.note(version=version, kind=ReadingKind.PLACE, **whence(request))
    if version.place.startswith("https://"):
        return HttpResponseRedirect(version.place)
    return render(request, "documents/place.html", {"d": found, "v": version})
