"""One's own last edits: what each would put back, and the button that does it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kaname.domains.reporting.actions import undoing
from kaname.domains.reporting.queries.undoing import OwnEdit, own_edits
from kaname.web.audit.describing import Entry, entries_of
from kaname.web.shell.access import signed_in


@dataclass(frozen=True, slots=True)
class Line:
    """An own edit as it is shown; ``thing``: what it is about, without the code of its project, which stands before;
    ``way``: what taking it back does to its row.
    """

    entry: Entry
    edit: OwnEdit
    thing: str
    way: str


@require_GET
@signed_in
def edit_list(request: HttpRequest) -> HttpResponse:
    """List the reader's last edits, newest first, with what taking each back would put back."""
    edits = own_edits(request.user)
    entries = entries_of(edit.event for edit in edits)
    lines = [
        Line(entry, edit, entry.subject.removeprefix(f"{edit.project.code} " if edit.project else ""), _way(edit.event))
        for entry, edit in zip(entries, edits, strict=True)
    ]
    context = {"lines": lines, "possible": sum(line.edit.obstacle is None for line in lines)}
    return render(request, "undo/list.html", context)


@require_POST
@signed_in
def take_back(request: HttpRequest, sequence: int) -> HttpResponse:
    """Take one back."""
    try:
        undoing.undo(sequence=sequence, by=request.user)
    except undoing.NotOwn:
        raise Http404 from None
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Undone. The audit trail shows the edit and its undo."))
    return HttpResponseRedirect(reverse("undo:list"))


def _way(event: Any) -> str:
    """Return what happens to the row: its values return, it goes, or it comes again."""
    if event.before is None:
        return "goes"
    return "comes" if event.after is None else "returns"
