"""Forms about people, roles and departments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.models import OrganisationUnit, Person, RoleHolding
from kaname.domains.people.rules import held_on
from kaname.web.shell.saving import RecordForm, date_widget


def open_units() -> Any:
    """Return the departments that are or will be."""
    return OrganisationUnit.objects.filter(valid_to=None).order_by("code")


class PersonForm(RecordForm):
    """Who somebody is."""

    class Meta(RecordForm.Meta):
        """Everything but the account, which has its own page."""

        model = Person
        fields = (
            "code",
            "name",
            "kana",
            "name_en",
            "email",
            "employer",
            "company",
            "unit",
            "title",
            "title_en",
            "left_on",
        )
        labels = {"name": _("Full name"), "company": _("Company"), "unit": _("Department")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer departments that are open."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = open_units()  # type: ignore[attr-defined] # a choice of rows


class RoleForm(forms.ModelForm):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """Granting a role."""

    class Meta:
        """From a day, for the company or a department."""

        model = RoleHolding
        fields = ("role", "unit", "valid_from", "valid_to")
        labels = {"unit": _("Department")}
        help_texts = {
            "unit": _("Empty: for the whole company. With a department: for its projects and those below it."),
            "valid_to": _("The last day. Empty: until it is ended. The role is gone at midnight in Japan."),
        }
        widgets = {"valid_from": date_widget(), "valid_to": date_widget()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin today."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", today())
        self.fields["role"].choices = [("", "―"), *Role.choices]  # type: ignore[attr-defined] # a choice
        self.fields["unit"].queryset = open_units()  # type: ignore[attr-defined] # a choice of rows


class EndForm(forms.Form):
    """The last day of something."""

    on = forms.DateField(label=_("Last day"), widget=date_widget())


class InviteForm(forms.Form):
    """Where an invitation goes."""

    email = forms.EmailField(label=_("e-mail address"))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=[("ja", "日本語"), ("en", "English")])


class UnitForm(forms.ModelForm):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """A new department."""

    class Meta:
        """Its code never changes."""

        model = OrganisationUnit
        fields = ("code", "name", "name_en", "parent", "valid_from")
        labels = {"parent": _("Belongs to department")}
        widgets = {"valid_from": date_widget()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer departments of today."""
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = OrganisationUnit.objects.filter(held_on(today()), valid_to=None)  # type: ignore[attr-defined] # a choice of rows


class MoveForm(RecordForm):
    """A department's next state, from a day on."""

    on = forms.DateField(label=_("From"), widget=date_widget())

    class Meta(RecordForm.Meta):
        """What may differ."""

        model = OrganisationUnit
        fields = ("name", "name_en", "parent")
        labels = {"parent": _("Belongs to department")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the other open departments."""
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = open_units().exclude(pk=self.instance.pk)  # type: ignore[attr-defined] # a choice of rows
