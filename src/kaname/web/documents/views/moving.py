"""What is done to a document by one button: its way to approval, its reservation, its end."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.rules import Conflict
from kaname.domains.document.actions import approving, disposals, documents
from kaname.domains.document.enums import OPEN
from kaname.domains.document.models import Disposal, Document
from kaname.web.documents.views.record import address_of, found_or_404
from kaname.web.shell.access import signed_in

LONGEST = 2000
type Deed = Callable[[Document, Any, str, HttpRequest], Any]


def _version(request: HttpRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None


def _open(document: Document) -> Disposal:
    found = Disposal.objects.filter(document=document, state__in=OPEN).first()
    if found is None:
        raise ValidationError(_("Its disposal is not proposed."))
    found.document = document
    return found


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("keep_until", ""))
    except ValueError:
        return None


DEEDS: dict[str, Deed] = {
    "submit": lambda d, by, said, r: approving.submit(document=d, by=by, remark=said, version=_version(r)),
    "review": lambda d, by, said, r: approving.review(document=d, by=by, remark=said, version=_version(r)),
    "send-back": lambda d, by, said, r: approving.send_back(document=d, by=by, remark=said, version=_version(r)),
    "approve": lambda d, by, said, r: approving.approve(document=d, by=by, remark=said, version=_version(r)),
    "reserve": lambda d, by, _said, _r: documents.reserve(document=d, by=by),
    "release": lambda d, by, _said, _r: documents.release(document=d, by=by),
    "withdraw": lambda d, by, said, _r: documents.withdraw(document=d, by=by, reason=said),
    "ask": lambda d, by, said, _r: disposals.ask(disposal=_open(d), by=by, reason=said),
    "dispose": lambda d, by, said, _r: disposals.dispose(disposal=_open(d), by=by, remark=said),
    "keep": lambda d, by, said, r: disposals.keep(disposal=_open(d), by=by, until=_day(r), remark=said),
    "hold": lambda d, by, said, _r: disposals.hold(document=d, by=by, reason=said),
    "lift": lambda d, by, _said, _r: disposals.lift(document=d, by=by),
}


@require_POST
@signed_in
def act(request: HttpRequest, document: str, deed: str) -> HttpResponse:
    """Do it, and show the document again; what is wrong is said whole."""
    found = found_or_404(request, document)
    if deed not in DEEDS:
        raise Http404
    try:
        DEEDS[deed](found, request.user, request.POST.get("remark", "")[:LONGEST], request)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except Conflict:
        messages.error(request, _("The document changed meanwhile. Please look at it again."))
    else:
        messages.success(request, _("Done."))
    return HttpResponseRedirect(address_of(found))
