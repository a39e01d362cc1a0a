"""Settings of the company: name, fiscal year, units of effort, thresholds of health."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kaname.domains.core.actions import organisations
from kaname.domains.core.queries import organisation
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.web.administration.forms import SettingsForm
from kaname.web.shell.access import company_page

GROUPS = (
    ("company", ("name", "name_en", "fiscal_year_start_month", "as_of")),
    ("effort", ("minutes_per_day", "days_per_month")),
    ("health", ("slip_amber", "slip_red", "spi_amber", "spi_red")),
    ("decisions", ("manager_yen", "manager_days")),
)


@company_page(Subject.ACCOUNT)
def settings_page(request: HttpRequest) -> HttpResponse:
    """Show the settings; who may, changes them."""
    posted = request.method == "POST"
    form = SettingsForm(organisation(), request.POST if posted else None)
    if posted and form.is_valid():
        organisations.update(values=form.values(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("administration:settings")
    groups = {key: [form[n] for n in names if n in form.fields] for key, names in GROUPS}
    editable = can_company(request.user, Subject.ACCOUNT, Level.EDIT)
    context = {"form": form, "groups": groups, "editable": editable}
    return render(request, "administration/settings.html", context, status=422 if posted else 200)
