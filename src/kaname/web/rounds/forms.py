"""Forms: one line of a report, in the terms of its method; a measurement; an inspection; the weekly cycle."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kaname.domains.core.instants import TICKS_A_MINUTE, date_of
from kaname.domains.core.queries import today
from kaname.domains.schedule.actions.rounds.lines import ASK_REMAINING, Told, method_of
from kaname.domains.schedule.bridge import measuring
from kaname.domains.schedule.enums import MeasurementMethod as Method
from kaname.domains.schedule.models import RoundCycle
from kaname.domains.schedule.queries.asked import AskedLine
from kaname.domains.schedule.queries.step_tables import step_tables
from kaname.web.shell.saving import RecordForm, date_widget

WEEKDAYS = (
    (0, gettext_lazy("Monday")),
    (1, gettext_lazy("Tuesday")),
    (2, gettext_lazy("Wednesday")),
    (3, gettext_lazy("Thursday")),
    (4, gettext_lazy("Friday")),
    (5, gettext_lazy("Saturday")),
    (6, gettext_lazy("Sunday")),
)


class LineForm(forms.Form):
    """What is asked of one activity: its method's own question, the days that remain, and dates where they matter."""

    finished = forms.BooleanField(label=gettext_lazy("it is finished"), required=False)
    remaining_days = forms.FloatField(
        label=gettext_lazy("working days that remain"), required=False, widget=forms.NumberInput(attrs={"step": "0.5"})
    )
    actual_start = forms.DateField(label=gettext_lazy("begun on"), required=False, widget=date_widget())
    actual_finish = forms.DateField(label=gettext_lazy("finished on"), required=False, widget=date_widget())
    note = forms.CharField(label=gettext_lazy("note"), required=False, max_length=500)

    def __init__(self, *args: Any, line: AskedLine, minutes_per_day: int = 480, **kwargs: Any) -> None:
        """Ask only what is needed: the last values stand in the fields."""
        super().__init__(*args, **kwargs | {"prefix": f"a{line.activity.pk}"})
        self.line, self.day = line, (minutes_per_day or 480) * TICKS_A_MINUTE
        self.method = method_of(line.activity.kind, line.measurement)
        self.last = line.activity.percent_complete or 0.0
        self.initial = self._held()
        self._shape()
        self.order_fields(["state", "step", "done", "percent", *LineForm.base_fields])

    def _held(self) -> dict[str, Any]:
        activity, kept = self.line.activity, self.line.measurement
        steps, planned = (kept.steps, kept.planned) if kept else ([], None)
        told = measuring.told_of(self.method, self.last, steps, planned) if self.method != "loe" else {}
        if self.method in measuring.FORMULAS and activity.actual_start is not None and self.last < 100:
            told = {"state": "begun"}
        rest = activity.remaining_duration if activity.actual_start is not None else None
        days = None if rest is None or not 0 < self.last < 100 else round(rest / self.day, 2)
        begun = None if activity.actual_start is None else date_of(activity.actual_start)
        return {**told, "remaining_days": days, "actual_start": begun}

    def _shape(self) -> None:
        """Add the method's question; take away what it makes needless."""
        kept = self.line.measurement
        if self.method in measuring.FORMULAS:
            self.fields["state"] = forms.ChoiceField(label=_("how far"), choices=states(), required=False)
            del self.fields["finished"]
        elif self.method == Method.MILESTONES and kept is not None:
            self.fields["step"] = forms.TypedChoiceField(
                label=_("step reached"), choices=step_choices(kept.steps), coerce=int, required=False, empty_value=None
            )
            del self.fields["finished"]
        elif self.method == Method.UNITS and kept is not None:
            label = _("done of %(planned)s %(unit)s") % {"planned": f"{kept.planned:g}", "unit": kept.unit}
            self.fields["done"] = forms.FloatField(label=label, required=False)
            del self.fields["finished"]
        elif self.last < ASK_REMAINING:
            widget = forms.NumberInput(attrs={"step": "5", "min": "0", "max": "100"})
            self.fields["percent"] = forms.FloatField(label=_("percent done"), required=False, widget=widget)
        if not self.asks_remaining:
            self.fields["remaining_days"].label = _("working days that remain (from 80 % on)")
        if self.initial.get("actual_start"):
            del self.fields["actual_start"]

    @property
    def asks_remaining(self) -> bool:
        """Whether the remaining days are asked instead of a percent."""
        return self.last >= ASK_REMAINING

    def has_changed(self) -> bool:
        """Whether something differs from the last values; what was not sent at all has not."""
        return any(self.add_prefix(name) in self.data for name in self.fields) and super().has_changed()

    def told(self) -> Told:
        """Return the line as the action takes it."""
        names = ("state", "step", "done", "percent", "finished", "remaining_days", "actual_start", "actual_finish")
        values = {name: self.cleaned_data[name] for name in (*names, "note") if name in self.cleaned_data}
        if values.get("percent") == 100:
            values["finished"] = True
        if values.get("finished") or ("remaining_days" not in self.changed_data and not self._needs_rest(values)):
            values["remaining_days"] = None
        return Told(uid=self.line.activity.uid, **values)

    def _needs_rest(self, values: Mapping[str, Any]) -> bool:
        """Whether days that were not typed anew still count: where they are what is asked."""
        return self.asks_remaining


def states() -> list[tuple[str, str]]:
    """Return the states of the fixed formulas."""
    return [("waiting", _("not begun")), ("begun", _("under way")), ("finished", _("finished"))]


def step_choices(steps: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Return steps as choices: how many are reached, and the percent that they come to."""
    found, total = [(0, _("none yet"))], 0.0
    for count, step in enumerate(steps, start=1):
        total += float(step["weight"])
        name = step.get("name_en") if get_language() == "en" and step.get("name_en") else step["name"]
        found.append((count, f"{name} ({total:g}%)"))
    return found


class MeasurementForm(forms.Form):
    """How an activity is measured. Own steps are written one a line, name and weight."""

    method = forms.ChoiceField(label=gettext_lazy("measurement method"), choices=Method.choices)
    table = forms.ChoiceField(label=gettext_lazy("standard table of steps"), required=False)
    steps = forms.CharField(
        label=gettext_lazy("own steps"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("One a line: name, a space, weight. The weights add up to 100. For example: Draft 50"),
    )
    planned = forms.FloatField(label=gettext_lazy("planned quantity"), required=False)
    unit = forms.CharField(label=gettext_lazy("counted in"), required=False, max_length=30)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the standard tables in the reader's language."""
        super().__init__(*args, **kwargs)
        english = get_language() == "en"
        tables = [(t.key, t.name_en if english else t.name) for t in step_tables().values()]
        self.fields["table"].choices = [("", "―"), *tables]  # type: ignore[attr-defined] # a ChoiceField

    def clean_steps(self) -> list[dict[str, Any]]:
        """Return the written steps."""
        found = []
        for line in self.cleaned_data["steps"].splitlines():
            if not line.strip():
                continue
            name, _space, weight = line.strip().rpartition(" ")
            try:
                found.append({"name": name.strip(), "name_en": "", "weight": float(weight.rstrip("%"))})
            except ValueError:
                sentence = _("“%(line)s”: a name, a space and a weight are expected.")
                raise ValidationError(sentence, params={"line": line.strip()[:60]}) from None
        return found


class InspectionForm(forms.Form):
    """What was seen on the product itself."""

    percent = forms.FloatField(label=gettext_lazy("percent seen"), min_value=0, max_value=100)
    evidence = forms.CharField(
        label=gettext_lazy("what was looked at"),
        max_length=300,
        help_text=gettext_lazy("For example: 12 of 22 forms, test log of 18 November"),
    )
    inspected_on = forms.DateField(label=gettext_lazy("inspected on"), widget=date_widget(), initial=today)


class CycleForm(RecordForm):
    """The weekly cycle."""

    class Meta(RecordForm.Meta):
        """Days and times in pairs."""

        model = RoundCycle
        fields = (
            "active",
            "mails",
            "base_url",
            "opens_weekday",
            "opens_time",
            "due_weekday",
            "due_time",
            "freezes_weekday",
            "freezes_time",
        )
        widgets = {
            **{f"{n}_weekday": forms.Select(choices=WEEKDAYS) for n in ("opens", "due", "freezes")},
            **{
                f"{n}_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
                for n in ("opens", "due", "freezes")
            },
        }


class CorrectionForm(forms.Form):
    """Why a frozen report is corrected."""

    reason = forms.CharField(label=gettext_lazy("reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
