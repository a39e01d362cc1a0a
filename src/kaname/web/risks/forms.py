"""Forms about a risk: what it tells, how high it is, what is done about it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.queries import today
from kaname.domains.people.models import Person
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.risk.enums import RESPONSES
from kaname.domains.risk.models import Risk
from kaname.domains.risk.models.content import CONTENT, TEXTS
from kaname.domains.risk.rules.judging import wrong_response, wrong_scores
from kaname.web.shell.saving import Judged, RecordForm

LEVELS = _("1: up to 10 %, 2: 30 %, 3: 50 %, 4: 70 %, 5: 90 % and more")
DELAYS = _("Of the remaining duration. 1: below 1 %, 2: 1-3 %, 3: 3-5 %, 4: 5-10 %, 5: above 10 %")
COSTS = _("Of the budget at completion. 1: below 1 %, 2: 1-3 %, 3: 3-5 %, 4: 5-10 %, 5: above 10 %")
REMARK = _("Stands in the risk's history.")
MONEY = ("exposure_yen", "reserve_yen")


class RiskForm(RecordForm):
    """What might happen, why, and what that would mean."""

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Risk
        fields = (
            "direction", "category", "cause", "event", "effect", "proximity", "owner", "review_due", "open_to_client",
        )  # fmt: skip
        help_texts = {
            "cause": _("What is so today, and makes it possible."),
            "event": _("What might happen. Not certain: what is certain is an issue."),
            "effect": _("What that would do to dates, cost or quality."),
        }

    def __init__(self, project: Project, *args: Any, money: bool = True, **kwargs: Any) -> None:
        """Offer the people of the project."""
        super().__init__(*args, **kwargs)
        owners_of(self, project)


class AssessForm(Judged, RecordForm):
    """How likely, how bad; a review is the same once more."""

    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=2000, widget=forms.Textarea, help_text=REMARK
    )

    class Meta(RecordForm.Meta):
        """What a person scores."""

        model = Risk
        fields = (
            "probability", "chance", "impact_delay", "impact_cost", "impact_quality", "exposure_yen", "proximity",
            "review_due",
        )  # fmt: skip
        help_texts = {
            "probability": LEVELS,
            "chance": _("Only where it is known better than the grade says."),
            "impact_delay": DELAYS,
            "impact_cost": COSTS,
            "impact_quality": _("1: hardly seen, 3: acceptance needs rework, 5: the deliverable cannot be used"),
            "exposure_yen": _("Chance times this amount is the expected value; their sum guides the reserve."),
        }

    def __init__(self, project: Project, *args: Any, money: bool = True, **kwargs: Any) -> None:
        """Ask for amounts only of who may see them."""
        super().__init__(*args, **kwargs)
        without_money(self, money)

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what is wrong with the scores."""
        return wrong_scores(_whole(self.instance) | given)


class PlanForm(Judged, RecordForm):
    """What is done about it, by whom, until when, and what is left then."""

    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=2000, widget=forms.Textarea, help_text=REMARK
    )

    class Meta(RecordForm.Meta):
        """What a person plans."""

        model = Risk
        fields = (
            "response", "prevention", "response_due", "contingency", "trigger", "owner", "residual_probability",
            "residual_impact", "reserve_yen", "review_due",
        )  # fmt: skip
        help_texts = {
            "prevention": _("What is done before it happens."),
            "contingency": _("What is done when it happens all the same."),
            "trigger": _("By what one notices that it begins."),
            "residual_probability": _("How high it is expected to be when the action is done; not above the score."),
        }

    def __init__(self, project: Project, *args: Any, money: bool = True, **kwargs: Any) -> None:
        """Offer the responses of the risk's direction."""
        super().__init__(*args, **kwargs)
        owners_of(self, project)
        without_money(self, money)
        offered = RESPONSES[self.instance.direction]
        self.fields["response"].choices = [("", "―"), *((r.value, r.label) for r in offered)]  # type: ignore[attr-defined] # a choice

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what the plan lacks."""
        return wrong_response(_whole(self.instance) | given)


def owners_of(form: RecordForm, project: Project) -> None:
    """Offer who is in the project today, and who answers for the risk already."""
    held = ProjectMember.objects.filter(held_on(today()), project=project).values("person")
    people = Person.objects.filter(Q(pk__in=held) | Q(pk=form.instance.owner_id)).order_by("code")
    form.fields["owner"].queryset = people  # type: ignore[attr-defined] # a choice of rows


def without_money(form: forms.BaseForm, money: bool) -> None:
    """Leave amounts out for who may not see them."""
    for name in MONEY:
        if name in form.fields and not money:
            del form.fields[name]


def english_gone(values: dict[str, Any], before: Risk | None) -> dict[str, Any]:
    """Return the values with the English twin emptied of each text that is another now."""
    gone = {
        f"{name}_en": ""
        for name in TEXTS
        if before is not None and name in values and (values[name] or "").strip() != getattr(before, name)
    }
    return values | gone


def _whole(risk: Risk) -> dict[str, Any]:
    return {name: getattr(risk, name) for name in CONTENT}


class ListForm(forms.Form):
    """A list of risks as a file."""

    file = forms.FileField(label=_("List of risks"), help_text=_("A list of your own, as .xlsx or .csv."))
