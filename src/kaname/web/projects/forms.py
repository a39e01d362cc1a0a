"""Forms about projects and their parts."""

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import PROJECT_ROLES, Level, Role, Subject
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
    Team,
)
from kaname.domains.project.queries import people_visible_to, team_tree
from kaname.domains.project.rules import can
from kaname.domains.project.rules.teams import DELEGATED, leading
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


class TeamChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """A team of a project, those below one behind it."""

    def __init__(self, project: Project, among: Collection[int] | None = None, **kwargs: Any) -> None:
        """Offer the teams that are there, or only some of them, in the order of the tree."""
        found = [p for p in team_tree(project) if among is None or p.team.pk in among]
        self.depths = {placed.team.pk: placed.depth for placed in found}
        order = Case(*(When(pk=placed.team.pk, then=n) for n, placed in enumerate(found)), default=0)
        super().__init__(queryset=Team.objects.filter(pk__in=self.depths).order_by(order), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Return code and name, indented by how deep the team stands."""
        return f"{'　' * self.depths.get(obj.pk, 0)}{obj.code} {spoken(obj)}"


class MemberForm(forms.ModelForm):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """Somebody joins. Who leads a team is offered the own teams, and the two roles that a leader gives."""

    person = PersonChoice(label=_("Person"))

    class Meta:
        """In a role, from a day on."""

        model = ProjectMember
        fields = ("person", "role", "valid_from", "valid_to")
        widgets = {"valid_from": date_widget(), "valid_to": date_widget()}

    field_order = ("person", "role", "team", "valid_from", "valid_to")

    def __init__(self, user: Any, project: Project, *args: Any, **kwargs: Any) -> None:
        """Begin today; the project manager comes by hand-over."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", today())
        roles: list[Role] = [r for r in PROJECT_ROLES if r != Role.PROJECT_MANAGER]
        if can(user, project, Subject.PROJECT, Level.EDIT):
            team = TeamChoice(project, required=False, label=_("team"))
            team.help_text = _("A team leader edits what the team and those below it answer for.")
        else:
            mine = leading(user, project)
            roles = [r for r in DELEGATED if r != Role.TEAM_LEADER or mine.below]
            team = TeamChoice(project, mine.teams, label=_("team"))
            team.help_text = _("You may add members to your teams, and leaders to those below.")
            self.fields["person"].queryset = people_visible_to(user).filter(left_on=None)  # type: ignore[attr-defined] # a choice of rows
        self.fields["role"].choices = [("", "―"), *((r.value, r.label) for r in roles)]  # type: ignore[attr-defined] # a choice
        self.fields["team"] = team
        self.order_fields(self.field_order)

    def _post_clean(self) -> None:
        """Leave the judging to the action: it says everything at once."""


class MoveForm(RecordForm):
    """A member's team."""

    class Meta(RecordForm.Meta):
        """Role and beginning are history."""

        model = ProjectMember
        fields = ()

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        """Offer a leader the own teams, everybody else those of the project."""
        super().__init__(*args, **kwargs)
        project = self.instance.project
        every = user is None or can(user, project, Subject.PROJECT, Level.EDIT)
        among = None if every else leading(user, project).teams
        self.fields["team"] = TeamChoice(project, among, required=not every, label=_("team"))
        self.initial["team"] = self.instance.team_id

    def _post_clean(self) -> None:
        """Leave the judging to the action."""


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
