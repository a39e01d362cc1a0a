"""Writing a question: draft, edit, raise, withdraw, entrust, begin anew, and the activities that wait."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.control.actions import decisions
from kaname.domains.control.enums import DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.schedule.models import Activity
from kaname.web.decisions.forms import DecisionForm, EntrustForm, ReasonForm
from kaname.web.decisions.merging import written
from kaname.web.decisions.views.answering import done
from kaname.web.decisions.views.record import address_of, found_or_404
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted

writing = project_page(Subject.DECISION, read=Level.EDIT)


@writing
def new(request: HttpRequest, project: Project) -> HttpResponse:
    """Draft a question."""
    form = DecisionForm(posted(request), instance=Decision(project=project), money=_money(request, project))
    write = partial(written, form, decisions.draft, project=project, by=request.user)
    context = {
        "project": project,
        "heading": _("New decision"),
        "back": reverse("decisions:project", args=[project.code]),
    }
    return answer(request, form, write, address_of, "decisions/form.html", context)


@writing
def edit(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Change the question while it is being written."""
    found = found_or_404(request, project, number)
    form = DecisionForm(posted(request), instance=found, money=_money(request, project))
    write = partial(written, form, decisions.update, decision=found, by=request.user)
    context = {"project": project, "heading": found.shown_code, "back": address_of(found)}
    if found.state == DecisionState.SENT_BACK:
        context["note"] = _("Sent back: %(reason)s") % {"reason": found.reason}
    return answer(request, form, write, address_of, "decisions/form.html", context)


@require_POST
@writing
def submit(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Put the question before its decider."""
    found = found_or_404(request, project, number)
    told = _("Raised. The decider has been told.")
    return done(request, found, lambda: decisions.submit(decision=found, by=request.user), told)


@writing
def withdraw(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Take the question back."""
    found = found_or_404(request, project, number)
    context = {
        "project": project,
        "heading": _("Withdraw %(code)s") % {"code": found.shown_code},
        "back": address_of(found),
    }
    write = partial(decisions.withdraw, decision=found, by=request.user)
    return answer(request, ReasonForm(posted(request)), write, address_of, "projects/form.html", context)


@writing
def entrust(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Give the question to another decider, or set another date."""
    found = found_or_404(request, project, number)
    form = EntrustForm(found, posted(request))
    context = {
        "project": project,
        "heading": _("Decider and date of %(code)s") % {"code": found.shown_code},
        "note": _("The decider is told. A new date ends the escalation."),
        "back": address_of(found),
    }
    write = partial(decisions.entrust, decision=found, by=request.user)
    return answer(request, form, write, address_of, "projects/form.html", context)


@require_POST
@writing
def begin_anew(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Begin the decision that is to take this one's place."""
    found = found_or_404(request, project, number)
    try:
        made = decisions.begin_anew(decision=found, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return HttpResponseRedirect(address_of(found))
    return HttpResponseRedirect(reverse("decisions:edit", args=[project.code, made.number]))


@require_POST
@writing
def hold_up(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Note an activity that waits for the decision."""
    found, asked = found_or_404(request, project, number), request.POST.get("activity", "")
    rows = Activity.objects.filter(plan__project=project, active=True)
    activity = rows.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() and len(asked) < 16 else None
    if activity is None:
        messages.error(request, _("Choose an activity of this project."))
        return HttpResponseRedirect(address_of(found))
    told = _("The activity now says that it waits for this decision.")
    return done(request, found, lambda: decisions.hold_up(decision=found, activity=activity, by=request.user), told)


@require_POST
@writing
def let_go(request: HttpRequest, project: Project, number: int, activity: int) -> HttpResponse:
    """Note that an activity does not wait after all."""
    found = found_or_404(request, project, number)
    row = get_object_or_404(Activity, pk=activity, plan__project=project)
    return done(request, found, lambda: decisions.let_go(decision=found, activity=row, by=request.user), _("Saved."))


def _money(request: HttpRequest, project: Project) -> bool:
    return can(request.user, project, Subject.COST, Level.PARTIAL)
