"""The week's one question to who manages: hours of compiling and reporting, and of managing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.schedule.models import ManagementEffort

MINUTES = 60


class EffortForm(forms.Form):
    """Hours, to a quarter of one; kept as minutes."""

    reporting_hours = forms.FloatField(
        label=_("compiling and reporting (hours)"),
        min_value=0,
        max_value=168,
        widget=forms.NumberInput(attrs={"step": "0.25"}),
    )
    managing_hours = forms.FloatField(
        label=_("managing (hours)"), min_value=0, max_value=168, widget=forms.NumberInput(attrs={"step": "0.25"})
    )

    def __init__(self, row: ManagementEffort | None, *args: Any, **kwargs: Any) -> None:
        """Begin with what was answered."""
        super().__init__(*args, **kwargs)
        if row is not None:
            self.initial = {
                "reporting_hours": round(row.reporting / MINUTES, 2),
                "managing_hours": round(row.managing / MINUTES, 2),
            }

    def minutes(self) -> dict[str, int]:
        """Return the answer as the action takes it."""
        data = self.cleaned_data
        return {
            "reporting": round(data["reporting_hours"] * MINUTES),
            "spent": round(data["managing_hours"] * MINUTES),
        }
