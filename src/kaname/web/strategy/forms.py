"""Forms about objectives, key figures and portfolios."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import chosen, spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.models import Kpi, KpiReading, Portfolio, Programme, StrategicObjective
from kaname.domains.portfolio.queries.objectives import offered
from kaname.domains.project.models import Project
from kaname.domains.resource.enums import ResourceKind
from kaname.domains.resource.models import Resource
from kaname.web.projects.forms import PersonChoice
from kaname.web.shell.saving import RecordForm, date_widget


class ObjectiveForm(RecordForm):
    """A strategy or an objective: what it is, for which fiscal years, who answers for it."""

    owner = PersonChoice(label=_("responsible"), required=False)

    class Meta(RecordForm.Meta):
        """What a person writes; weights are set for all siblings at once."""

        model = StrategicObjective
        fields = ("code", "name", "name_en", "aim", "aim_en", "owner", "first_year", "last_year")


class WeightsForm(forms.Form):
    """A percent for each of some siblings; field ``w12`` is of the row number 12."""

    def __init__(self, rows: Sequence[StrategicObjective], *args: Any, **kwargs: Any) -> None:
        """Ask for each row's weight."""
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"w{row.pk}"] = forms.DecimalField(
                label=f"{row.code} {spoken(row)} (%)", min_value=Decimal(0), max_value=Decimal(100),
                max_digits=5, decimal_places=2, initial=row.weight.normalize().__format__("f"),
            )  # fmt: skip

    def weights(self) -> dict[int, Decimal]:
        """Return what was entered, by number."""
        return {int(name[1:]): value for name, value in self.cleaned_data.items()}


class KpiForm(RecordForm):
    """A key figure: how it is counted, from where to where by when."""

    owner = PersonChoice(label=_("responsible"), required=False)

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Kpi
        fields = (
            "name", "name_en", "definition", "definition_en", "unit", "unit_en", "direction", "baseline", "target",
            "due", "owner",
        )  # fmt: skip
        help_texts = {"target": _("The same as the value before: the figure is to be held.")}


class ReadingForm(forms.ModelForm):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """A measured value, its day, and where it comes from."""

    class Meta:
        """What a person writes."""

        model = KpiReading
        fields = ("measured_on", "value", "source")
        widgets = {"measured_on": date_widget()}


class ThingForm(forms.Form):
    """A project or a programme (and a portfolio where ``portfolios``), and since when."""

    thing = forms.ChoiceField(label=_("what"))
    valid_from = forms.DateField(label=_("valid from"), widget=date_widget())

    def __init__(self, user: Any, *args: Any, portfolios: bool = False, **kwargs: Any) -> None:
        """Offer what the writer may see, from today."""
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = today()
        seen = Project.objects.visible_to(user, Subject.PROJECT, Level.READ)
        self.rows: dict[str, Any] = {}
        groups: list[Any] = [(_("Programmes"), Programme.objects.visible_to(user)), (_("Projects"), seen)]
        groups += [(_("Portfolios"), Portfolio.objects.visible_to(user))] if portfolios else []
        choices: list[Any] = [("", "―")]
        for label, rows in groups:
            named = [(self._key(row), f"{row.code} {spoken(row)}") for row in rows.order_by("code")]
            choices += [(label, named)] if named else []
        self.fields["thing"].choices = choices  # type: ignore[attr-defined] # a choice

    def _key(self, row: Any) -> str:
        key = f"{row._meta.model_name}-{row.pk}"  # noqa: SLF001 - the public way to a model's name
        self.rows[key] = row
        return key

    def clean_thing(self) -> Any:
        """Return the row itself."""
        return self.rows[self.cleaned_data["thing"]]


class AimForm(forms.Form):
    """An objective in force."""

    objective = forms.ModelChoiceField(StrategicObjective.objects.none(), label=_("Strategic objective"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the objectives that may be served today, with their strategies."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["objective"]
        field.queryset = offered(today())
        field.label_from_instance = lambda row: f"{row.code} {spoken(row)} ({spoken(row.parent)})"


class PortfolioForm(RecordForm):
    """What a portfolio is for, who answers for it, and its money."""

    owner = PersonChoice(label=_("responsible"), required=False)

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Portfolio
        fields = ("code", "name", "name_en", "purpose", "purpose_en", "owner", "budget_yen")


class CapacityForm(forms.Form):
    """Person-days a month of a role of the pool, or of everybody else."""

    role_name = forms.ChoiceField(label=_("role"), required=False)
    days_a_month = forms.DecimalField(
        label=_("person-days a month"), min_value=Decimal("0.1"), max_digits=7, decimal_places=1
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the roles of the pool."""
        super().__init__(*args, **kwargs)
        pool = Resource.objects.filter(project=None, kind__in=(ResourceKind.PERSON, ResourceKind.ROLE))
        rows = pool.exclude(role_name="").order_by("role_name").values_list("role_name", "role_name_en")
        self.english = dict(rows)
        named = [(name, chosen(name, english)) for name, english in self.english.items()]
        self.fields["role_name"].choices = [("", _("everybody else")), *named]  # type: ignore[attr-defined] # a choice
