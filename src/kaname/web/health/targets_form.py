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

    def __init__(self, company: Organisation, *args: Any, **kwargs: Any) -> None:
        """Begin with what is set."""
        super().__init__(*args, **kwargs)
        self.company = company
        limits, target = success.Tolerances.of(company), effort.EffortTarget.of(company)
        self.initial = limits.kept() | {"reporting": target.reporting}
        for field in self.fields.values():
            field.widget.attrs["step"] = "any"

    def thresholds(self) -> dict[str, Any]:
        """Return all thresholds of the company with these among them."""
        data = self.cleaned_data
        own = {name: data[name] for name in ("quality", "cost", "days")}
        return dict(self.company.thresholds) | {success.PLACE: own, effort.PLACE: {"reporting": data["reporting"]}}
