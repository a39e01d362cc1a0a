"""Forms: an activity, a baseline, a plan's settings, a report date, a relation to another project."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaname.domains.core.instants import TICKS_A_MINUTE, moment_of, ticks_of
from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.schedule.actions.edits import Conflicted
from kaname.domains.schedule.bridge.gantt import columns_of
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.enums import ConstraintKind, RelationKind
from kaname.domains.schedule.models import Activity, Baseline, Plan
from kaname.domains.schedule.queries.plans import calendars_for
from kaname.web.schedule.labels import LABELS
from kaname.web.shell.saving import date_widget
from kaname.web.templatetags.marks import plan_finish

POLICIES = (("msproject", "Microsoft Project"), ("primavera", "Primavera P6"), ("pmbok", "PMBOK"))
_SUMMARY_FIELDS = ("name", "deadline", "notes", "resources")
_EVENING = 1020  # minute of the day at which a typed finish lies


def day_field(**options: Any) -> forms.DateField:
    """Return a field for a day, with the browser's picker."""
    return forms.DateField(required=False, widget=date_widget(), **options)


class ActivityForm(forms.Form):
    """The fields of one activity; what was changed becomes edits, as in the Gantt."""

    name = forms.CharField(max_length=500, label=LABELS["name"])
    duration = forms.FloatField(min_value=0, label=gettext_lazy("duration in days"), required=False)
    percent = forms.FloatField(min_value=0, max_value=100, label=LABELS["percent"], required=False)
    actual_start = day_field(label=LABELS["actual_start"])
    actual_finish = day_field(label=LABELS["actual_finish"])
    constraint = forms.ChoiceField(choices=ConstraintKind.choices, label=LABELS["constraint"])
    constraint_date = day_field(label=LABELS["constraint_date"])
    deadline = day_field(label=LABELS["deadline"])
    resources = forms.CharField(
        required=False,
        max_length=2000,
        label=LABELS["resources"],
        help_text=gettext_lazy("For example: Yamada; Sato[50%]"),
    )
    notes = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}), label=LABELS["notes"])
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, state: PlanState, pk: int, **kwargs: Any) -> None:
        """Begin with what the activity holds."""
        super().__init__(*args, **kwargs)
        self.state, self.pk = state, pk
        if state.activities[pk]["kind"] == "summary":
            for field in set(self.fields) - {*_SUMMARY_FIELDS, "version"}:
                del self.fields[field]
        self.initial = {name: value for name, value in self._held().items() if name in self.fields}

    def _held(self) -> dict[str, Any]:
        shown = {name: values[0] for name, values in columns_of(self.state, [self.pk]).items()}
        row = self.state.activities[self.pk]
        day = (self.state.frame.project.minutes_per_day or 480) * TICKS_A_MINUTE
        return {
            "name": shown["name"],
            "duration": None if row["duration"] is None else round(row["duration"] / day, 3),
            "percent": shown["percent"],
            "actual_start": _day(row["actual_start"]),
            "actual_finish": plan_finish(row["actual_finish"]),
            "constraint": row["constraint"],
            "constraint_date": _day(row["constraint_date"]),
            "deadline": plan_finish(row["deadline"]),
            "resources": shown["resources"],
            "notes": row["notes"],
            "version": self.state.plan.version,
        }

    def edits(self) -> list[dict[str, Any]]:
        """Return the changed fields as edits, in the order in which they build on each other."""
        found = []
        for field in self.fields:
            if field == "version" or field not in self.changed_data:
                continue
            value = self._ticks(field, self.cleaned_data[field])
            found.append({"op": "set", "id": self.pk, "field": field, "before": None, "after": value})
        return found

    def _ticks(self, field: str, value: Any) -> Any:
        if field == "duration":
            day = (self.state.frame.project.minutes_per_day or 480) * TICKS_A_MINUTE
            return round((value or 0) * day)
        if field == "percent":
            return float(value or 0)
        if isinstance(value, date):
            project = self.state.frame.project
            minute = project.default_start_minute
            if field in ("actual_finish", "deadline") or (field == "constraint_date" and self._at_finish()):
                minute = project.default_finish_minute or _EVENING
            return ticks_of(datetime.combine(value, time())) + minute * TICKS_A_MINUTE
        return value

    def _at_finish(self) -> bool:
        return str(self.cleaned_data.get("constraint", "")) in ("FNET", "FNLT", "MFO", "FINISH_ON", "MANDATORY_FINISH")

    def add_conflicts(self, met: Conflicted) -> None:
        """Say beside each field who changed it in the meantime; the next attempt is made knowing it."""
        for conflict in met.conflicts:
            said = _("%(by)s changed this in the meantime. Save again to let your value stand.") % {"by": conflict.by}
            self.add_error(conflict.field if conflict.field in self.fields else None, said)
        self.data = {**{name: self.data.get(name) for name in self.data}, "version": str(met.version)}


def _day(ticks: int | None) -> date | None:
    return None if ticks is None else moment_of(ticks).date()


class BaselineForm(forms.Form):
    """A new baseline."""

    name = forms.CharField(max_length=100, label=gettext_lazy("name"))
    name_en = forms.CharField(max_length=100, required=False, label=gettext_lazy("name in English"))
    reason = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), label=gettext_lazy("reason")
    )


class RefusalForm(forms.Form):
    """Why a proposed baseline is refused, or what its approval is tied to."""

    answer = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), label=gettext_lazy("answer")
    )


class CompareForm(forms.Form):
    """Two states of a plan to compare."""

    def __init__(self, *args: Any, baselines: list[Baseline], **kwargs: Any) -> None:
        """Offer the baselines and the plan as it stands."""
        super().__init__(*args, **kwargs)
        choices = [(str(b.number), str(b)) for b in baselines]
        self.fields["one"] = forms.ChoiceField(choices=choices, label=gettext_lazy("from"))
        self.fields["other"] = forms.ChoiceField(
            choices=[("now", _("the plan now")), *choices], label=gettext_lazy("to")
        )


class CloseForm(forms.Form):
    """A report date to close."""

    as_of = forms.DateField(widget=date_widget(), label=gettext_lazy("report date"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with today."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("as_of", today())


class PlanForm(forms.Form):
    """A plan's settings."""

    calendar = forms.ModelChoiceField(
        queryset=WorkCalendar.objects.none(), required=False, label=gettext_lazy("calendar")
    )
    start = forms.DateTimeField(
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        label=gettext_lazy("start"),
    )
    must_finish_by = day_field(label=gettext_lazy("must finish by"))
    policy = forms.ChoiceField(choices=POLICIES, label=gettext_lazy("scheduling rules"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        """Begin with what the plan holds."""
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["calendar"].queryset = calendars_for(plan.project)  # type: ignore[attr-defined] # a ModelChoiceField
        self.initial = {
            "calendar": plan.calendar_id,
            "start": moment_of(plan.start),
            "must_finish_by": plan_finish(plan.must_finish_by),
            "policy": plan.policy,
            "version": plan.version,
        }

    def values(self) -> dict[str, Any]:
        """Return the settings as the action takes them: only what was changed."""
        given = dict(self.cleaned_data)
        given["start"] = ticks_of(given["start"].replace(tzinfo=None))
        finish = given["must_finish_by"]
        given["must_finish_by"] = (
            None if finish is None else ticks_of(datetime.combine(finish, time())) + _EVENING * TICKS_A_MINUTE
        )
        return {name: given[name] for name in self.changed_data if name != "version"}


class AskForm(forms.Form):
    """A relation to ask another project for."""

    predecessor: Any = forms.ModelChoiceField(queryset=None, label=gettext_lazy("activity of the other project"))
    successor: Any = forms.ModelChoiceField(queryset=None, label=gettext_lazy("activity here that waits for it"))
    kind = forms.ChoiceField(choices=RelationKind.choices, label=gettext_lazy("type"))
    days = forms.FloatField(initial=0, min_value=-1000, max_value=1000, label=gettext_lazy("lag in working days"))

    def __init__(self, *args: Any, project: Project, other: Project, **kwargs: Any) -> None:
        """Offer the activities of both projects."""
        super().__init__(*args, **kwargs)
        rows = Activity.objects.exclude(kind="summary").order_by("position")
        for field in ("predecessor", "successor"):
            self.fields[field].label_from_instance = spoken  # type: ignore[attr-defined] # a ModelChoiceField
        self.fields["predecessor"].queryset = rows.filter(plan__project=other)  # type: ignore[attr-defined] # a ModelChoiceField
        self.fields["successor"].queryset = rows.filter(plan__project=project)  # type: ignore[attr-defined] # a ModelChoiceField
