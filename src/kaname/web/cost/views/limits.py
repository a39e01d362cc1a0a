"""The limits of cost: from where on a variance is explained and an over-run foreseen, for all projects and by type."""

from dataclasses import asdict, fields
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaname.domains.core.actions import organisations
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import organisation
from kaname.domains.cost.rules import BY_TYPE, COST, Limits
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.project.enums import ProjectType
from kaname.web.shell.access import company_page

FIELDS: dict[str, tuple[Any, Any, float, float]] = {
    "variance": (
        gettext_lazy("A variance is explained beyond (%)"),
        gettext_lazy("SV as a share of PV, CV as a share of EV, of the project and of each control account."),
        0.1,
        1000,
    ),
    "tcpi": (
        gettext_lazy("An over-run is foreseen above a TCPI of"),
        gettext_lazy("The performance still needed to keep the budget: (BAC − EV) ÷ (BAC − AC)."),
        0.5,
        10,
    ),
    "period_days": (
        gettext_lazy("A period of earned schedule (working days)"),
        gettext_lazy("5 is a week. SPI(t) is measured in such periods from the next computation on."),
        1,
        60,
    ),
}
"""Label, help, least, most."""


class CostLimitsForm(forms.Form):
    """The organisation's limits, or those of one type of project: there an empty field means the organisation's."""

    def __init__(self, company: Organisation, kind: str, *args: Any, **kwargs: Any) -> None:
        """Begin with what is set."""
        super().__init__(*args, **kwargs)
        self.company, self.kind = company, kind if kind in ProjectType.values else ""
        general = asdict(Limits.of(company))
        for name, (label, told, least, most) in FIELDS.items():
            field = forms.FloatField(
                label=label, help_text=told, min_value=least, max_value=most, required=not self.kind
            )
            field.widget.attrs["step"] = "any"
            if self.kind:
                field.widget.attrs["placeholder"] = f"{general[name]:g}"
            self.fields[name] = field
        self.initial = dict(company.thresholds.get(BY_TYPE, {}).get(self.kind, {})) if self.kind else general

    def thresholds(self) -> dict[str, Any]:
        """Return all thresholds of the organisation with these among them."""
        data = {name: value for name, value in self.cleaned_data.items() if value is not None}
        held = dict(self.company.thresholds)
        if self.kind:
            return held | {BY_TYPE: held.get(BY_TYPE, {}) | {self.kind: data}}
        return held | {COST: held.get(COST, {}) | data}


assert set(FIELDS) == {f.name for f in fields(Limits)}, "each limit has its field"


@company_page(Subject.REPORT, write=Level.DECIDE)
def limits_page(request: HttpRequest) -> HttpResponse:
    """Show the limits; the PMO manager changes them."""
    posted = request.method == "POST"
    company = Organisation.objects.first() or organisation()  # as it is, not as it was seconds ago
    form = CostLimitsForm(company, request.GET.get("type", ""), request.POST if posted else None)
    if posted and form.is_valid():
        organisations.update(values={"thresholds": form.thresholds()}, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('cost-limits:limits')}{f'?type={form.kind}' if form.kind else ''}")
    context = {
        "form": form,
        "kinds": ProjectType.choices,
        "editable": can_company(request.user, Subject.REPORT, Level.DECIDE),
    }
    return render(request, "cost/limits.html", context, status=422 if posted else 200)
