"""Forms about programmes and their benefits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.models import Benefit, BenefitReading, Programme
from kaname.domains.project.models import Project
from kaname.web.projects.forms import PersonChoice
from kaname.web.shell.saving import RecordForm, date_widget


class ProgrammeForm(RecordForm):
    """What a programme is and who answers for it."""

    owner = PersonChoice(label=_("responsible"), required=False)

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Programme
        fields = ("code", "name", "name_en", "purpose", "purpose_en", "owner")


class IncludeForm(forms.Form):
    """A project, and since when it belongs to the programme."""

    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"))
    valid_from = forms.DateField(label=_("valid from"), widget=date_widget())

    def __init__(self, user: object, *args: object, **kwargs: object) -> None:
        """Offer the projects that the writer may see."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own
        seen = Project.objects.visible_to(user, Subject.PROJECT, Level.READ)
        self.fields["project"].queryset = seen.order_by("code")  # type: ignore[attr-defined] # a choice of rows


class ReleaseForm(forms.Form):
    """The last day on which a project belongs to its programme."""

    valid_to = forms.DateField(label=_("valid to"), widget=date_widget())


class BenefitForm(RecordForm):
    """A benefit as a number: from where to where by when, and who answers for it."""

    owner = PersonChoice(label=_("responsible"), required=False)

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Benefit
        fields = (
            "name", "name_en", "measure", "measure_en", "unit", "unit_en", "baseline", "target", "due", "owner",
        )  # fmt: skip
        help_texts = {"target": _("Below the value before: it is to come down.")}


class MeasureForm(forms.ModelForm):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """A measured value, its day, and where it comes from."""

    class Meta:
        """What a person writes."""

        model = BenefitReading
        fields = ("measured_on", "value", "source")
        widgets = {"measured_on": date_widget()}
