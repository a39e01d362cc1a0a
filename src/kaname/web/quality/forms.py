"""Forms of quality: a defect, a metric to follow, its band, a reading, a line of the catalogue."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.quality.actions.defects import problems
from kaname.domains.quality.enums import Formula, Unit
from kaname.domains.quality.models import Defect, Measure, Metric
from kaname.domains.quality.queries.people import workers
from kaname.domains.quality.validators import checked_band, checked_reading
from kaname.web.shell.saving import Judged, RecordForm, date_widget

LARGEST = 10**9
COUNTED = {
    Formula.REVIEW_FINDINGS: (_("review findings"), _("size of what was reviewed")),
    Formula.REVIEW_HOURS: (_("person-hours of review"), _("size of what was reviewed")),
    Formula.TEST_CASES: (_("test cases"), _("size of what was tested")),
    Formula.DEFECTS: (_("defects found"), _("size of what was tested")),
    Formula.REMOVAL: (_("defects found before release"), _("all defects")),
    Formula.SHARE: (_("how many are fulfilled"), _("how many were examined")),
}
"""What is counted, and what it is divided by."""


def dashed(form: forms.BaseForm) -> None:
    """Write a dash where nothing is chosen yet."""
    for field in form.fields.values():
        if isinstance(field, forms.TypedChoiceField):
            choices: Any = field.choices
            field.choices = [(value, label if value else "―") for value, label in choices]


class DefectForm(Judged, RecordForm):
    """What is wrong, how bad, where found, who fixes it by when; of one that is there also where it came from."""

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Defect
        fields = (
            "title", "detail", "module", "severity", "found_on", "stage", "phase", "owner", "due", "injected", "cause",
            "remedy",
        )  # fmt: skip
        help_texts = {
            "severity": _("S1: work stops. It turns the project's quality amber at once and red after some days."),
            "phase": _("The gate of this phase counts it."),
            "stage": _("“In operation” means that it escaped every test."),
        }

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        """Offer the project's phases and people; who had it stays offered."""
        super().__init__(*args, **kwargs)
        dashed(self)
        self.project = project
        offered: Any = self.fields["phase"]
        offered.queryset = project.phases.all()
        who: Any = self.fields["owner"]
        held = workers(project)
        who.queryset = held | held.model.objects.filter(pk=self.instance.owner_id) if self.instance.owner_id else held
        if self.instance.pk is None:
            for name in ("injected", "cause", "remedy"):
                del self.fields[name]
            self.initial.setdefault("found_on", today())

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what the domain says of it."""
        return problems(self.project, given)


class Banded(Judged):
    """A form with a band."""

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what is wrong with the band, where its numbers could be read."""
        if not {"lower", "target", "upper"} <= given.keys():
            return {}
        try:
            checked_band(given["lower"], given["target"], given["upper"])
        except ValidationError as refused:
            return dict(refused.error_dict)
        return {}


class MeasureForm(Banded, RecordForm):
    """A metric of the catalogue, with the project's own band."""

    class Meta(RecordForm.Meta):
        """What a person chooses."""

        model = Measure
        fields = ("metric", "phase", "lower", "target", "upper", "reason")
        help_texts = {
            "phase": _("Empty: for the whole project."),
            "lower": _("The catalogue's quartiles are a beginning, not a target. Empty: no lower limit."),
            "reason": _("Needed where the band differs from the catalogue's."),
        }

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        """Offer what the catalogue offers, and the project's phases."""
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["metric"]
        offered.queryset = Metric.objects.filter(retired=False)
        phases: Any = self.fields["phase"]
        phases.queryset = project.phases.all()


class BandForm(Banded, RecordForm):
    """Another band, and why."""

    class Meta(RecordForm.Meta):
        """The band."""

        model = Measure
        fields = ("lower", "target", "upper", "reason")


class StopForm(forms.Form):
    """Why a metric is not followed any more."""

    because = forms.CharField(label=_("Why is it not followed any more?"), max_length=1000, widget=forms.Textarea)


class ReadingForm(Judged, forms.Form):
    """Two counts as of a day."""

    as_of = forms.DateField(label=_("measured on"), widget=date_widget())
    count = forms.FloatField(label=_("count"), min_value=0, max_value=LARGEST)
    size = forms.FloatField(label=_("size"), min_value=0, max_value=LARGEST)
    unit = forms.ChoiceField(label=_("unit of size"), choices=Unit.choices)
    n = forms.IntegerField(
        label=_("of how many (n)"), min_value=1, max_value=LARGEST, initial=1,
        help_text=_("Documents, modules or functions that were measured."),
    )  # fmt: skip
    note = forms.CharField(label=_("remark"), max_length=1000, required=False, widget=forms.Textarea)

    def __init__(self, measure: Measure, *args: Any, correcting: bool = False, **kwargs: Any) -> None:
        """Call the counts by what the metric divides."""
        super().__init__(*args, **kwargs)
        self.metric = measure.metric
        self.fields["count"].label, self.fields["size"].label = COUNTED[Formula(self.metric.formula)]
        self.fields["note"].required = correcting
        if correcting:
            self.fields["note"].label = _("what was wrong with the reading before")
        self.initial = {"as_of": today(), "unit": self.metric.unit, "n": 1, **(self.initial or {})}

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what is wrong with the counts."""
        wrong: dict[str, Any] = {}
        try:
            checked_reading(self.metric.formula, self.metric.unit, given)
        except ValidationError as refused:
            wrong = dict(refused.error_dict)
        if given.get("as_of") and given["as_of"] > today():
            wrong["as_of"] = _("A reading is of today or of an earlier day.")
        return wrong


class MetricForm(RecordForm):
    """A line of the catalogue."""

    class Meta(RecordForm.Meta):
        """What the expert writes."""

        model = Metric
        fields = (
            "code", "name", "name_en", "formula", "stage", "unit", "lower", "median", "upper", "source", "source_en",
            "retired",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A new one is offered; of one that is measured, formula and unit stay."""
        super().__init__(*args, **kwargs)
        dashed(self)
        if self.instance.pk is None:
            del self.fields["retired"]
        elif self.instance.measures.exists():
            del self.fields["formula"], self.fields["unit"]
