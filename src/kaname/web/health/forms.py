"""Forms: an explanation, the manager's own date, the limits of health."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Organisation
from kaname.domains.project.enums import ProjectType
from kaname.domains.project.models import Project
from kaname.domains.reporting.models import Explanation
from kaname.domains.reporting.rules.limits import BY_TYPE, DEFAULTS, HEALTH, OF_SCHEDULE, SCHEDULE, given, in_order
from kaname.web.shell.saving import RecordForm, date_widget


class ExplanationForm(RecordForm):
    """How the manager sees it, and what is being done."""

    class Meta(RecordForm.Meta):
        """The two texts."""

        model = Explanation
        fields = ("text", "measure")


class OwnDateForm(forms.Form):
    """By when the manager says it will be done."""

    finish = forms.DateField(
        label=_("Done by, in your own judgement"),
        widget=date_widget(),
        help_text=_("It is kept beside what the methods say, and compared with what really happens."),
    )

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        """Know the project."""
        super().__init__(*args, **kwargs)
        self.project = project


LABELS: dict[str, tuple[Any, float]] = {
    "slip_amber": (_("Amber from a slip of (working days)"), 1000),
    "slip_red": (_("Red beyond a slip of (working days)"), 1000),
    "spi_amber": (_("Amber below an SPI(t) of"), 2),
    "spi_red": (_("Red below an SPI(t) of"), 2),
    "cpi_amber": (_("Amber below a CPI of"), 2),
    "cpi_red": (_("Red below a CPI of"), 2),
    "vac_amber": (_("Amber beyond an overrun at completion of (%)"), 100),
    "vac_red": (_("Red beyond an overrun at completion of (%)"), 100),
    "tcpi_red": (_("Red above a TCPI of"), 5),
    "s1_red_days": (_("Red when an S1 defect is open for so many business days"), 100),
    "metrics_red": (_("Red from so many metrics out of their band"), 50),
    "overdue_red": (_("Red when more open issues are overdue than (%)"), 100),
    "critical_days": (_("Red when an S1 issue is overdue for more business days than"), 100),
    "load_amber": (_("Amber above a load of (%)"), 500),
    "load_red": (_("Red above a load of (%)"), 500),
    "load_red_weeks": (_("Red from so many weeks above it"), 52),
    "unfilled_days": (_("Amber when nobody does what begins within (working days)"), 100),
    "age_amber": (_("Amber after days without a report"), 100),
    "age_red": (_("Out of date after days without a report"), 100),
}
GROUPS = {
    "delivery": ("slip_amber", "slip_red", "spi_amber", "spi_red"),
    "cost": ("cpi_amber", "cpi_red", "vac_amber", "vac_red", "tcpi_red"),
    "quality": ("s1_red_days", "metrics_red"),
    "issues": ("overdue_red", "critical_days"),
    "resource": ("load_amber", "load_red", "load_red_weeks", "unfilled_days"),
    "freshness": ("age_amber", "age_red"),
}


class LimitsForm(forms.Form):
    """The organisation's limits, or those of one type of project: there an empty field means the organisation's."""

    def __init__(self, company: Organisation, kind: str, *args: Any, **kwargs: Any) -> None:
        """Begin with what is set."""
        super().__init__(*args, **kwargs)
        self.company, self.kind = company, kind if kind in ProjectType.values else ""
        general = DEFAULTS | given(company.thresholds)
        own = company.thresholds.get(BY_TYPE, {}).get(self.kind, {})
        self.general = general
        for name, (label, most) in LABELS.items():
            field = forms.FloatField(label=label, min_value=0, max_value=most, required=not self.kind)
            field.widget.attrs["step"] = "any"
            if self.kind:
                field.widget.attrs["placeholder"] = f"{general[name]:g}"
            self.fields[name] = field
        self.initial = dict(own) if self.kind else general

    def groups(self) -> dict[str, list[forms.BoundField]]:
        """Return the fields by axis."""
        return {axis: [self[name] for name in names] for axis, names in GROUPS.items()}

    def clean(self) -> dict[str, Any]:
        """Amber comes before red, also where one of the two is the organisation's."""
        data = super().clean() or {}
        whole = self.general | {name: value for name, value in data.items() if value is not None}
        for amber, red in in_order(whole):
            if red in self.errors or amber in self.errors:
                continue
            told = _("Red must not begin before amber (%(amber)s).") % {"amber": f"{whole[amber]:g}"}
            self.add_error(red, told)
        return data

    def thresholds(self) -> dict[str, Any]:
        """Return all thresholds of the organisation with these among them."""
        data = {name: value for name, value in self.cleaned_data.items() if value is not None}
        held = dict(self.company.thresholds)
        if self.kind:
            return held | {BY_TYPE: held.get(BY_TYPE, {}) | {self.kind: data}}
        schedule = held.get(SCHEDULE, {}) | {n: v for n, v in data.items() if n in OF_SCHEDULE}
        return held | {SCHEDULE: schedule, HEALTH: {n: v for n, v in data.items() if n not in OF_SCHEDULE}}
