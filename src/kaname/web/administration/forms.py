"""The form of the company's settings; thresholds are numbers of their own, kept together in one field."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.rules import Limits
from kaname.domains.core.models import Organisation
from kaname.web.shell.saving import date_widget

THRESHOLDS = {"slip_amber": 1.0, "slip_red": 5.0, "spi_amber": 0.95, "spi_red": 0.90}
"""The defaults of specification 5.4."""

AUTHORITY = asdict(Limits())
"""Up to what a project manager decides alone."""


def _number(label: Any, help_text: Any = "", most: float = 1000) -> forms.FloatField:
    return forms.FloatField(label=label, help_text=help_text, min_value=0, max_value=most, required=True)


class SettingsForm(forms.Form):
    """What an administrator may set; ``as_of`` only in a demonstration."""

    name = forms.CharField(label=_("Company name"), max_length=200)
    name_en = forms.CharField(label=_("Company name in English"), max_length=200, required=False)
    fiscal_year_start_month = forms.IntegerField(
        label=_("First month of the fiscal year"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    minutes_per_day = forms.IntegerField(
        label=_("Minutes of a person-day"),
        help_text=_("8 hours are 480. Projects keep their own number once they are made."),
        validators=[MinValueValidator(60), MaxValueValidator(1440)],
    )
    days_per_month = forms.IntegerField(
        label=_("Days of a person-month"), validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    as_of = forms.DateField(
        label=_("Fixed date of the demonstration"),
        help_text=_("Everything is judged by this date. Empty: today."),
        required=False,
        widget=date_widget(),
    )
    slip_amber = _number(_("Amber from a slip of (working days)"))
    slip_red = _number(_("Red beyond a slip of (working days)"))
    spi_amber = _number(_("Amber below an SPI(t) of"), _("Schedule performance index: 1.0 is on plan."), most=2)
    spi_red = _number(_("Red below an SPI(t) of"), most=2)
    manager_yen = forms.IntegerField(label=_("A project manager decides up to (yen)"), min_value=0, max_value=10**12)
    manager_days = forms.IntegerField(
        label=_("A project manager decides up to a delay of (working days)"),
        help_text=_("What goes beyond either is put before a sponsor."),
        min_value=0,
        max_value=2000,
    )

    def __init__(self, company: Organisation, *args: Any, **kwargs: Any) -> None:
        """Begin with what is set; a real installation has no fixed date."""
        given = THRESHOLDS | company.thresholds.get("schedule", {}) | asdict(Limits.of(company))
        own = {name: getattr(company, name) for name in self.base_fields if hasattr(company, name)}
        super().__init__(*args, **kwargs)
        self.initial = own | given
        if not company.is_demo:
            del self.fields["as_of"]
        self.company = company

    def clean(self) -> dict[str, Any]:
        """Amber comes before red."""
        data = super().clean() or {}
        amber, red = data.get("slip_amber"), data.get("slip_red")
        if amber is not None and red is not None and red < amber:
            self.add_error("slip_red", _("Red must not begin before amber (%(amber)s).") % {"amber": amber})
        amber, red = data.get("spi_amber"), data.get("spi_red")
        if amber is not None and red is not None and red > amber:
            self.add_error("spi_red", _("Red must not begin before amber (%(amber)s).") % {"amber": amber})
        return data

    def values(self) -> dict[str, Any]:
        """Return what the action writes."""
        limits = {name: self.cleaned_data[name] for name in THRESHOLDS}
        authority = {name: self.cleaned_data[name] for name in AUTHORITY}
        own = {name: value for name, value in self.cleaned_data.items() if name not in {**THRESHOLDS, **AUTHORITY}}
        schedule = self.company.thresholds.get("schedule", {}) | limits
        return own | {"thresholds": self.company.thresholds | {"schedule": schedule, "decisions": authority}}
