"""The table of authority: everybody who reads decisions reads it; the PMO manager sets it, with dates."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kaname.domains.control.actions import authority
from kaname.domains.control.enums import Power
from kaname.domains.control.rules import AUTHORITY, Limits, limit_in_force
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.staffing.rules import Limits as OfDemands
from kaname.web.shell.access import anywhere_page, company_page
from kaname.web.shell.saving import date_widget

EMPTY = 2
MOST_ROWS = 60
FILLED = ("yen", "days", "first", "last")
"""What makes a new row one: the power is chosen from the start."""


class RowForm(forms.Form):
    """One limit of one power over a period."""

    power = forms.ChoiceField(label=_lazy("What is decided, and by whom"), choices=Power.choices)
    yen = forms.IntegerField(label=_lazy("up to (yen)"), required=False)
    days = forms.IntegerField(label=_lazy("up to a delay of (working days)"), required=False)
    first = forms.DateField(label=_lazy("valid from"), required=False, widget=date_widget())
    last = forms.DateField(label=_lazy("valid to"), required=False, widget=date_widget())


class Table(forms.BaseFormSet):  # type: ignore[type-arg] # takes no argument at run time
    """All limits: whatever is wrong anywhere is said at once, beside its field; the action judges again."""

    def rows(self) -> list[tuple[RowForm, authority.Row]]:
        """Return what was typed, without the rows left empty or marked to go."""
        kept = [form for form in self.forms if form.initial or any(form[name].data for name in FILLED)]
        kept = [form for form in kept if not form.cleaned_data.get("DELETE")]
        names = ("power", "yen", "days", "first", "last")
        return [(f, authority.Row(**{n: f.cleaned_data.get(n) for n in names})) for f in kept]

    def clean(self) -> None:
        """Say what the domain finds, where the field itself has said nothing."""
        rows = self.rows()
        for n, name, said in authority.problems([row for _form, row in rows]):
            form = rows[n][0]
            if name not in form.errors:
                form.add_error(name, said)


TABLE: Any = forms.formset_factory(
    RowForm, formset=Table, extra=EMPTY, can_delete=True, can_delete_extra=False, max_num=MOST_ROWS
)


@anywhere_page(Subject.DECISION, read=Level.PARTIAL)
def shown(request: HttpRequest) -> HttpResponse:
    """Show the limits: those in force today, those of other days."""
    company, day = organisation(), today()
    rows = [_told(row, day) for row in company.thresholds.get(AUTHORITY, ())]
    of_today = Limits.of(company)
    context = {
        "rows": sorted(rows, key=lambda row: (not row["in_force"], row["power"], row["first"])),
        "yen": of_today.manager_yen,
        "days": of_today.manager_days,
        "demand_yen": OfDemands.of(company).manager_yen,
        "dated": limit_in_force(company, Power.DECISION, day) is not None,
        "editable": can_company(request.user, Subject.REPORT, Level.DECIDE),
    }
    return render(request, "administration/authority.html", context)


def _told(row: dict[str, Any], day: date) -> dict[str, Any]:
    first, last = (date.fromisoformat(row[name]) if row[name] else None for name in ("first", "last"))
    in_force = (first or date.min) <= day <= (last or date.max)
    return row | {"power": Power(row["power"]).label, "first": first, "last": last, "in_force": in_force}


@company_page(Subject.REPORT, read=Level.DECIDE, write=Level.DECIDE)
def change(request: HttpRequest) -> HttpResponse:
    """Change the table."""
    company = Organisation.objects.first() or organisation()  # as it is, not as it was seconds ago
    posted = request.method == "POST"
    table = TABLE(request.POST if posted else None, initial=company.thresholds.get(AUTHORITY, []), prefix="row")
    if posted and table.is_valid():
        authority.set_table(rows=[row for _form, row in table.rows()], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("administration:authority")
    return render(request, "administration/authority_change.html", {"table": table}, status=422 if posted else 200)
