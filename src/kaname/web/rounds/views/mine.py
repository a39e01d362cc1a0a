"""The own report: what is asked, last values filled in, "no change" with one confirmation."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from kaname.domains.schedule.actions.rounds import effort
from kaname.domains.schedule.enums import ReportWay, RoundStatus
from kaname.domains.schedule.models import ExpectedReport, ReportingRound
from kaname.domains.schedule.queries.managing import effort_of, managing
from kaname.domains.schedule.queries.round_times import moment
from kaname.domains.schedule.queries.rounds import asked_of, current_round, person_of
from kaname.web.rounds.asking import asked_what, is_good, parts_of, submit
from kaname.web.rounds.effort_form import EffortForm
from kaname.web.shell.access import signed_in

TEMPLATE, CONFIRM = "rounds/mine.html", "rounds/confirm.html"


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Ask the reader what the open round wants of them."""
    person, found = person_of(request.user), current_round()
    expected = asked_of(person, found) if person is not None and found is not None and is_open(found) else []
    context: dict[str, Any] = {"round": found, "person": person, "frame": "base.html"}
    asked = managing(person, found.as_of) if found is not None and is_open(found) else None
    if asked is not None and person is not None and found is not None:
        row = effort_of(person, found)
        wrote = request.method == "POST" and request.POST.get("press") == "effort"
        form = EffortForm(row, request.POST if wrote else None)
        if wrote and _noted(form, found, request.user):
            messages.success(request, _("Your hours are noted. Thank you."))
            return HttpResponseRedirect(request.path)
        context |= {"effort": form, "answered": row is not None}
    return answer(request, expected, request.user, ReportWay.PAGE, context)


def _noted(form: EffortForm, found: ReportingRound, by: Any) -> bool:
    """Keep the answer to the week's one question; what is wrong stands in the form."""
    if not form.is_valid():
        return False
    try:
        effort.note(round_=found, by=by, **form.minutes())
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def is_open(found: ReportingRound | None) -> bool:
    """Whether reports still come in."""
    return found is not None and found.status == RoundStatus.OPEN and moment() < found.freezes


def answer(
    request: HttpRequest, expected: Sequence[ExpectedReport], by: Any, way: ReportWay, context: dict[str, Any]
) -> HttpResponse:
    """Show the forms; with a good report posted, take it in; "no change" asks once whether that is so."""
    pressed = asked_what(request) if request.method == "POST" and expected else ""
    parts = parts_of(expected, request.POST if pressed == "report" else None)
    context |= {"parts": parts, "open": bool(expected), "waiting": [p for p in parts if not p.received]}
    if pressed == "unchanged":
        return render(request, CONFIRM, context)
    said = submit(parts, by, way, unchanged=pressed == "confirm") if pressed else []
    if pressed and is_good(parts, said):
        messages.success(request, _("Your report is in. Thank you."))
        return HttpResponseRedirect(request.path)
    return render(request, TEMPLATE, context | {"said": said}, status=422 if pressed else 200)
