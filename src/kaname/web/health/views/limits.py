"""The limits of health: the organisation's, and those of each type of project over them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.core.actions import organisations
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import organisation
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.project.enums import ProjectType
from kaname.domains.reporting.enums import Axis
from kaname.web.health.forms import LimitsForm
from kaname.web.shell.access import company_page


@company_page(Subject.REPORT, write=Level.DECIDE)
def limits_page(request: HttpRequest) -> HttpResponse:
    """Show the limits; the PMO manager changes them."""
    posted = request.method == "POST"
    kind = request.GET.get("type", "")
    company = Organisation.objects.first() or organisation()  # as it is, not as it was seconds ago
    form = LimitsForm(company, kind, request.POST if posted else None)
    if posted and form.is_valid():
        organisations.update(values={"thresholds": form.thresholds()}, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('limits:limits')}{f'?type={form.kind}' if form.kind else ''}")
    context = {
        "form": form,
        "groups": [(Axis(axis).label, fields) for axis, fields in form.groups().items()],
        "kinds": ProjectType.choices,
        "editable": can_company(request.user, Subject.REPORT, Level.DECIDE),
    }
    return render(request, "health/limits.html", context, status=422 if posted else 200)
