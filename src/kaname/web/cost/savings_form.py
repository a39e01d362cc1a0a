"""Forms of the savings ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.cost.enums import SavingMethod
from kaname.domains.cost.models import ControlAccount, Saving
from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Activity
from kaname.web.cost.forms import yen_field
from kaname.web.shell.saving import RecordForm, date_widget

TALL = 12
"""Rows of the list of work packages."""


class SavingForm(RecordForm):
    """A claim: what was saved, how it was computed, by what it is proved, and what work it is about."""

    class Meta(RecordForm.Meta):
        """What stands in it."""

        model = Saving
        fields = ("name", "name_en", "method", "yen", "begins", "ends", "calculation", "evidence")
        widgets = {"begins": date_widget(), "ends": date_widget()}
        help_texts = {
            "calculation": _("So that another can compute it again: the amounts, hours and rates, before and after."),
            "evidence": _("A document, its number or its address: an offer, a contract, a minute."),
        }

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        """Offer the project's accounts and the rows of its plan."""
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [("", "―"), *SavingMethod.choices]  # type: ignore[attr-defined] # a choice
        self.fields["yen"] = yen_field(_("amount (yen)"), 1)
        accounts = ControlAccount.objects.filter(project=project)
        self.fields["accounts"] = forms.TypedMultipleChoiceField(
            label=_("control accounts"),
            coerce=int,
            required=False,
            choices=[(a.pk, f"{a.code} {spoken(a)}") for a in accounts],
            widget=forms.CheckboxSelectMultiple,
        )
        rows = Activity.objects.filter(plan__project=project).order_by("position")
        self.fields["uids"] = forms.MultipleChoiceField(
            label=_("work packages"),
            required=False,
            choices=[(a.uid, f"{a.wbs} {spoken(a)}") for a in rows],
            widget=forms.SelectMultiple(attrs={"size": TALL}),
            help_text=_("A phase stands for everything below it. Claims about the same work and days count once."),
        )
        self.initial.update(accounts=self.instance.accounts, uids=[row["uid"] for row in self.instance.work])

    def _post_clean(self) -> None:
        """Leave judging to the action: it names every problem at once."""


class ReasonForm(forms.Form):
    """Why a claim is refused or withdrawn."""

    reason = forms.CharField(label=_("reason"), max_length=300, widget=forms.Textarea)
