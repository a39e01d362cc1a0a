"""A user's notices: a list, and the way to what one tells of."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.actions import notices
from kaname.domains.core.models import Notification
from kaname.domains.core.names import in_language
from kaname.domains.core.phrases import NOTICES
from kaname.domains.core.queries import notices_of
from kaname.web.shell.access import signed_in

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A notice as its reader sees it."""

    key: int
    sentence: str
    at: datetime
    fresh: bool
    leads: bool


@signed_in
def notifications(request: HttpRequest) -> HttpResponse:
    """Show the newest notices; POST marks all of them as read."""
    if request.method == "POST":
        notices.read_all(by=request.user)
        return redirect("home:notifications")
    lines = [line_of(n) for n in notices_of(request.user)[:SHOWN]]
    context = {"lines": lines, "fresh": sum(line.fresh for line in lines)}
    return render(request, "home/notifications.html", context)


@signed_in
@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read and go to what it tells of."""
    notice = notices_of(request.user).filter(pk=pk).first()
    if notice is None:
        raise Http404
    notices.read(notice=notice, by=request.user)
    return HttpResponseRedirect(notice.url or "/notifications/")


def line_of(notice: Notification) -> Line:
    """Return a notice in the reader's language; a kind from a later version is shown by its name."""
    sentence = NOTICES.get(notice.kind)
    text = str(sentence) % in_language(notice.params) if sentence else _("Notice: %(kind)s") % {"kind": notice.kind}
    return Line(notice.pk, text, notice.created_at, notice.read_at is None, bool(notice.url))
