"""Tolerances and targets of the company: what counts as success, how much reporting may cost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kaname.domains.core.actions import organisations
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import organisation
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.web.health.targets_form import TargetsForm
from kaname.web.shell.access import company_page


@company_page(Subject.REPORT, write=Level.DECIDE)
def targets_page(request: HttpRequest) -> HttpResponse:
    """Show the tolerances and targets; the PMO manager sets them."""
    wrote = request.method == "POST"
    company = Organisation.objects.first() or organisation()  # as it is, not as it was seconds ago
    form = TargetsForm(company, request.POST if wrote else None)
    if wrote and form.is_valid():
        organisations.update(values={"thresholds": form.thresholds()}, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("targets:targets")
    context = {
        "groups": [
            (_("Success of a project"), [form[name] for name in ("quality", "cost", "days")]),
            (_("Management effort"), [form["reporting"], form["booked"]]),
        ],
        "form": form,
        "editable": can_company(request.user, Subject.REPORT, Level.DECIDE),
    }
    return render(request, "health/targets.html", context, status=422 if wrote else 200)
