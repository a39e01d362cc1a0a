"""The company's tolerances of a successful project, and its target for the effort of reporting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Organisation
from kaname.domains.reporting.rules import effort, success


class TargetsForm(forms.Form):
    """What counts as success, and how much reporting may cost."""

    quality = forms.FloatField(
        label=_("Quality: mandatory deliverables accepted, at least (%)"), min_value=0, max_value=100
    )
    cost = forms.FloatField(label=_("Cost: over the approved budget, at most (%)"), min_value=0, max_value=1000)
    days = forms.FloatField(
        label=_("Delivery: after the newest baseline, at most (working days)"), min_value=0, max_value=1000
    )
    reporting = forms.FloatField(
        label=_("Compiling and reporting: share of working hours, at most (%)"), min_value=0, max_value=100
    )

    booked = forms.ChoiceField(
        label=_("Hours of project managers and the PMO"),
        choices=[
            ("1", _("they are booked as actual cost too: a part of its hours")),
            ("0", _("they are not booked: they come on top of its hours")),
        ],
        required=False,
    )

    def __init__(self, company: Organisation, *args: Any, **kwargs: Any) -> None:
        """Begin with what is set."""
        super().__init__(*args, **kwargs)
        self.company = company
        limits, target = success.Tolerances.of(company), effort.EffortTarget.of(company)
        self.initial = limits.kept() | {"reporting": target.reporting, "booked": "1" if target.booked else "0"}
        for field in self.fields.values():
            if isinstance(field, forms.FloatField):
                field.widget.attrs["step"] = "any"

    def thresholds(self) -> dict[str, Any]:
        """Return all thresholds of the company with these among them."""
        data = self.cleaned_data
        own = {name: data[name] for name in ("quality", "cost", "days")}
        target = {"reporting": data["reporting"], "booked": data["booked"] != "0"}
        return dict(self.company.thresholds) | {success.PLACE: own, effort.PLACE: target}
