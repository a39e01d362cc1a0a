"""Forms about money. Effort is entered in person-days of the project, and kept in minutes."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.cost.actions import actuals, reserves
from kaname.domains.cost.enums import Category, CommitmentStatus, ReserveKind
from kaname.domains.cost.models import Actual, BudgetLine, Commitment, ControlAccount, CostBaseline, Reserve
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Activity
from kaname.web.shell.saving import Judged, RecordForm, date_widget

MOST = 10**13
_SHARE = re.compile(r"^\s*(\d{4}-\d{2})\s*[:：]\s*(\d+(?:\.\d+)?)\s*$")


def yen_field(label: Any, least: int = 0, required: bool = True) -> forms.IntegerField:
    """Return a field of whole yen."""
    return forms.IntegerField(label=label, min_value=least, max_value=MOST, required=required)


class AccountForm(RecordForm):
    """A control account."""

    class Meta(RecordForm.Meta):
        """What stands in it."""

        model = ControlAccount
        fields = ("code", "name", "name_en", "owner", "branch")
        help_texts = {"branch": _("The WBS code whose activities belong to it, for example I4.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer who has not left."""
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Person.objects.filter(left_on=None)  # type: ignore[attr-defined] # a choice of rows


class Days(forms.FloatField):
    """Person-days, kept as minutes."""

    def __init__(self, project: Project, **options: Any) -> None:
        """Count in the project's own days."""
        self.per_day = project.minutes_per_day or 480
        super().__init__(min_value=0, max_value=10**7, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        """Show minutes as days."""
        return round(value / self.per_day, 2) if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        """Return whole minutes."""
        return round((super().clean(value) or 0.0) * self.per_day)


class BudgetLineForm(RecordForm):
    """A budget line."""

    months = forms.CharField(
        label=_("shares by month"),
        required=False,
        help_text=_("Only where it falls due by month: 2026-10: 40, 2026-11: 60."),
    )

    class Meta(RecordForm.Meta):
        """What stands in it."""

        model = BudgetLine
        fields = ("name", "activity_uid", "category", "yen", "minutes", "phasing", "months", "earning")

    def __init__(self, project: Project, *args: Any, branch: str = "", **kwargs: Any) -> None:
        """Offer the plan's activities, those of the account's branch first; person-days for the effort."""
        super().__init__(*args, **kwargs)
        rows = Activity.objects.filter(plan__project=project).exclude(kind="summary").order_by("position")
        held = [(row.uid, row.wbs, spoken(row)) for row in rows.only("uid", "wbs", "name", "extras")]
        held.sort(key=lambda row: not (branch and row[1].startswith(branch)))
        choices = [("", _("― (the whole account)")), *((uid, f"{wbs} {name}") for uid, wbs, name in held)]
        self.fields["activity_uid"] = forms.ChoiceField(label=_("activity"), choices=choices, required=False)
        self.fields["minutes"] = Days(project, label=_("effort (person-days)"))
        self.initial["months"] = ", ".join(f"{m}: {share:g}" for m, share in (self.instance.months or {}).items())
        self.fields["yen"] = yen_field(_("amount (yen)"))

    def clean_months(self) -> dict[str, float]:
        """Return the shares by month."""
        given = self.cleaned_data["months"].strip()
        parts = [_SHARE.match(part) for part in given.split(",")] if given else []
        if not all(parts):
            raise ValidationError(_("Give each month as 2026-10 with its share, for example 2026-10: 40, 2026-11: 60."))
        return {part.group(1): float(part.group(2)) for part in parts if part}


class ApprovalForm(forms.Form):
    """The approval of a budget: what it is called, from when it holds, whose dates it follows."""

    name = forms.CharField(label=_("name"), max_length=100)
    valid_from = forms.DateField(
        label=_("holds from"),
        widget=date_widget(),
        help_text=_("Report dates from this day on are measured against it."),
    )
    schedule_baseline = forms.TypedChoiceField(label=_("whose dates"), coerce=int, empty_value=None, required=False)
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea, required=False)

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        """Offer the plan's baselines, the current one chosen."""
        super().__init__(*args, **kwargs)
        plan = getattr(project, "plan", None)
        rows = list(plan.baselines.order_by("-number").values_list("number", "name")) if plan else []
        choices = [
            (number, _("Baseline %(number)s: %(name)s") % {"number": number, "name": name}) for number, name in rows
        ]
        self.fields["schedule_baseline"].choices = [*choices, ("", _("the plan as it stands now"))]  # type: ignore[attr-defined] # a choice
        current = plan.extras.get("baselines", {}).get("0") if plan else None
        first = CostBaseline.objects.filter(project=project).exists()
        self.initial = {"schedule_baseline": current, "valid_from": today(), "name": "" if first else _("First budget")}


class AccountChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """One of the project's accounts."""

    def __init__(self, project: Project, **kwargs: Any) -> None:
        """Offer them by code."""
        super().__init__(queryset=ControlAccount.objects.filter(project=project), label=_("control account"), **kwargs)


class ActualForm(Judged, forms.ModelForm):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """One entry of actual cost."""

    class Meta:
        """What stands in it."""

        model = Actual
        fields = ("account", "incurred_on", "category", "yen", "minutes", "document", "description", "commitment")
        widgets = {"incurred_on": date_widget()}

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        """Offer the project's accounts and orders; today first."""
        super().__init__(*args, **kwargs)
        self.project = project
        self.fields["account"] = AccountChoice(project)
        self.fields["minutes"] = Days(project, label=_("effort (person-days)"))
        orders: Any = self.fields["commitment"]
        orders.queryset = Commitment.objects.filter(account__project=project).select_related("account")
        orders.label_from_instance = lambda order: f"{order.document} {spoken(order.account)}"
        self.initial.setdefault("incurred_on", today())

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what stands against posting it."""
        return actuals.problems(self.project, given)

    def _post_clean(self) -> None:
        """Leave the rest to the action."""


class ReversalForm(Judged, forms.Form):
    """Taking an entry back."""

    incurred_on = forms.DateField(label=_("incurred on"), widget=date_widget(), initial=today)
    reason = forms.CharField(label=_("reason"), max_length=300)

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        """Keep the project, whose months are closed."""
        super().__init__(*args, **kwargs)
        self.project = project

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what stands against taking it back."""
        return actuals.reversal_problems(self.project, given)


class ActualFileForm(forms.Form):
    """A file of actuals."""

    file = forms.FileField(
        label=_("File of actual cost"),
        help_text=_(
            "CSV (UTF-8 or Shift_JIS) or Excel with a row of headings: control account, incurred on, amount, effort, "
            "category, document number, description, activity, order number."
        ),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large."""
        given = self.cleaned_data["file"]
        if given.size > settings.UPLOAD_LIMIT:
            raise ValidationError(_("The file is too large."))
        return given


class ReserveForm(forms.Form):
    """A reserve."""

    kind = forms.ChoiceField(label=_("kind"), choices=ReserveKind.choices)
    name = forms.CharField(label=_("what for"), max_length=200)
    yen = yen_field(_("amount (yen)"), 1)


class DrawForm(Judged, forms.Form):
    """Money drawn from a reserve."""

    yen = yen_field(_("amount (yen)"), 1)
    decision = forms.CharField(
        label=_("decided by"), max_length=200, help_text=_("The number of the decision, or the minutes it stands in.")
    )
    reason = forms.CharField(label=_("what for"), widget=forms.Textarea)
    drawn_on = forms.DateField(label=_("drawn on"), widget=date_widget(), initial=today)
    category = forms.ChoiceField(label=_("category"), choices=Category.choices, initial=Category.OUTSIDE)

    def __init__(self, reserve: Reserve, *args: Any, **kwargs: Any) -> None:
        """Offer the project's accounts."""
        super().__init__(*args, **kwargs)
        self.reserve = reserve
        self.fields["account"] = AccountChoice(reserve.project)
        self.order_fields(["account", "yen", "decision", "reason", "drawn_on", "category"])

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what stands against drawing it."""
        return reserves.draw_problems(self.reserve, given)


class OrderForm(RecordForm):
    """An order."""

    class Meta(RecordForm.Meta):
        """What stands in it."""

        model = Commitment
        fields = ("account", "document", "name", "supplier", "category", "yen", "ordered_on", "due_on", "status")

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        """Offer the project's accounts."""
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = ControlAccount.objects.filter(project=project)  # type: ignore[attr-defined] # rows
        self.fields["yen"] = yen_field(_("amount (yen)"), 1)
        self.initial.setdefault("status", CommitmentStatus.ORDERED)


class EstimateForm(forms.Form):
    """What the rest of an account will cost."""

    as_of = forms.DateField(label=_("as of"), widget=date_widget(), initial=today)
    yen = yen_field(_("rest (yen)"))
    basis = forms.CharField(label=_("basis"), max_length=300)

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        """Ask for the effort in the project's days."""
        super().__init__(*args, **kwargs)
        self.fields["minutes"] = Days(project, label=_("effort (person-days)"))


class ExplanationForm(forms.Form):
    """Why a variance is as it is."""

    cause = forms.CharField(label=_("Cause"), widget=forms.Textarea, max_length=2000)
    action = forms.CharField(label=_("What is done about it"), widget=forms.Textarea, max_length=2000, required=False)
