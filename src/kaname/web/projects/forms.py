"""Forms about projects and their parts."""

import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import PROJECT_ROLES, Role
from kaname.domains.people.models import OrganisationUnit, Person
from kaname.domains.project.enums import Health
from kaname.domains.project.models import (
    Charter,
    Deliverable,
    Objective,
    Phase,
    Project,
    ProjectMember,
    Stakeholder,
)
from kaname.web.shell.saving import RecordForm, date_widget

CODE = RegexValidator(
    re.compile(r"^(?!(?:new|import)$)[^\W_][\w.-]*$"),
    _("Use letters, digits, full stops, hyphens and underscores, and begin with a letter or a digit."),
)
HEAD = (
    "code", "name", "name_en", "summary", "summary_en", "project_type", "status", "condition", "authority_level",
    "unit", "client", "confidentiality",
)  # fmt: skip


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """A person, by number and name in the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        """Offer everybody who has not left."""
        super().__init__(queryset=Person.objects.filter(left_on=None).only("code", "name", "name_en"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Return what the list shows."""
        return f"{spoken(obj)} ({obj.code})"


class ProjectForm(RecordForm):
    """A project's head."""

    class Meta(RecordForm.Meta):
        """What stands in it."""

        model = Project
        fields = HEAD
        labels = {"unit": _("Department"), "client": _("Client"), "confidentiality": _("Who may see it")}
        help_texts = {
            "confidentiality": _("C2: members and the PMO. C3: only members and the PMO manager."),
            "authority_level": _("How far the PMO decides by itself in this project."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer open departments; a code must be fit for an address; two of the classes fit a project."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = OrganisationUnit.objects.filter(valid_to=None)  # type: ignore[attr-defined] # a choice of rows
        self.fields["code"].validators.append(CODE)
        field = self.fields["confidentiality"]
        field.choices = [c for c in field.choices if c[0] in (1, 2, 3)]  # type: ignore[attr-defined] # a choice


class NewProjectForm(ProjectForm):
    """A new project, with the one who answers for it."""

    manager = PersonChoice(label=_("Project manager"))
    started_on = forms.DateField(label=_("started on"), widget=date_widget())
    field_order = ("code", "name", "name_en", "manager", "started_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin today."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("started_on", today())


class HealthForm(forms.Form):
    """How a project stands, as a person judges it."""

    health = forms.ChoiceField(label=_("How it stands"), choices=Health.choices, widget=forms.RadioSelect)
    comment = forms.CharField(label=_("Why, and what would help"), widget=forms.Textarea, required=False)


class MemberForm(forms.ModelForm):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """Somebody joins."""

    person = PersonChoice(label=_("Person"))

    class Meta:
        """In a role, from a day on."""

        model = ProjectMember
        fields = ("person", "role", "team", "subtree", "valid_from", "valid_to")
        help_texts = {"subtree": _("A team leader edits only below this WBS code. Empty: the whole project.")}
        widgets = {"valid_from": date_widget(), "valid_to": date_widget()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin today; the project manager comes by hand-over."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", today())
        roles = [(r.value, r.label) for r in PROJECT_ROLES if r != Role.PROJECT_MANAGER]
        self.fields["role"].choices = [("", "―"), *roles]  # type: ignore[attr-defined] # a choice


class TeamForm(RecordForm):
    """A member's team and branch."""

    class Meta(RecordForm.Meta):
        """Role and beginning are history."""

        model = ProjectMember
        fields = ("team", "subtree")


class HandOverForm(forms.Form):
    """Another person becomes the project manager."""

    to = PersonChoice(label=_("New project manager"))
    on = forms.DateField(label=_("Answers from"), widget=date_widget())
    issues = forms.CharField(label=_("Open issues"), widget=forms.Textarea)
    risks = forms.CharField(label=_("Risks to watch"), widget=forms.Textarea)
    decisions = forms.CharField(label=_("Decisions waiting"), widget=forms.Textarea)
    reason = forms.CharField(label=_("Reason of the change"), required=False)


class CharterForm(RecordForm):
    """The texts of a charter."""

    class Meta(RecordForm.Meta):
        """The money stands apart: see CharterForm.without_money."""

        model = Charter
        fields = ("background", "scope", "out_of_scope", "assumptions", "constraints", "budget_yen")

    def without_money(self) -> "CharterForm":
        """Leave the budget to who may read it."""
        del self.fields["budget_yen"]
        return self


class ObjectiveForm(RecordForm):
    """A goal that can be measured."""

    class Meta(RecordForm.Meta):
        """What, how counted, how much, until when."""

        model = Objective
        fields = ("text", "measure", "target", "due")


class PhaseForm(RecordForm):
    """A phase."""

    class Meta(RecordForm.Meta):
        """In their order."""

        model = Phase
        fields = ("code", "name", "name_en", "order", "started_on", "finished_on")
        labels = {"order": _("order")}


class StakeholderForm(RecordForm):
    """A stakeholder."""

    person = PersonChoice(label=_("Person"), required=False)

    class Meta(RecordForm.Meta):
        """With the three scales."""

        model = Stakeholder
        fields = ("name", "organisation", "person", "influence", "interest", "attitude", "strategy")
        help_texts = {
            "influence": _("1 little to 5 much"),
            "interest": _("1 little to 5 much"),
            "attitude": _("-2 against to +2 in favour"),
        }
        widgets = {
            "influence": forms.NumberInput(attrs={"min": 1, "max": 5}),
            "interest": forms.NumberInput(attrs={"min": 1, "max": 5}),
            "attitude": forms.NumberInput(attrs={"min": -2, "max": 2}),
        }


class DeliverableForm(RecordForm):
    """A deliverable."""

    owner = PersonChoice(label=_("Owner"), required=False)
    reviewer = PersonChoice(label=_("Reviewer"), required=False)

    class Meta(RecordForm.Meta):
        """With its phase and its people."""

        model = Deliverable
        fields = (
            "code", "name", "name_en", "phase", "mandatory", "owner", "reviewer", "status", "due", "delivered_on",
        )  # fmt: skip
        labels = {"phase": _("Phase"), "status": _("status")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the project's own phases."""
        super().__init__(*args, **kwargs)
        self.fields["phase"].queryset = self.instance.project.phases.all()  # type: ignore[attr-defined] # a choice of rows
