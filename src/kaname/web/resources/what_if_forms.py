"""The form of a step of a what-if: another person, later, another percent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.models import LoadScenario


class StepForm(forms.Form):
    """What would be done otherwise, and in which what-if."""

    to = forms.ModelChoiceField(
        label=_("Done by somebody else"), queryset=Resource.objects.none(), required=False, empty_label="―"
    )
    percent = forms.IntegerField(label=_("Percent of their time"), min_value=1, max_value=1000, required=False)
    days = forms.IntegerField(label=_("Working days later"), min_value=1, max_value=1000, required=False)
    scenario = forms.ModelChoiceField(
        label=_("What-if"), queryset=LoadScenario.objects.none(), required=False, empty_label=_("(a new one)")
    )
    name = forms.CharField(label=_("Name of a new what-if"), max_length=100, required=False)

    def __init__(self, *args: Any, people: Any, scenarios: Any, room: str, percent: str, **kwargs: Any) -> None:
        """Offer people and the reader's own what-ifs; ``room``: the working days of float, ``percent``: now."""
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset, to.label_from_instance = people, spoken
        scenario: Any = self.fields["scenario"]
        scenario.queryset = scenarios
        self.fields["days"].help_text = _("At most %(days)s, the total float.") % {"days": room}
        self.fields["percent"].help_text = _("Now %(percent)s %%.") % {"percent": percent}

    def clean(self) -> dict[str, Any]:
        """Ask for something to do, and for a what-if to do it in."""
        values = super().clean() or {}
        if not self.errors and not any(values.get(name) for name in ("to", "percent", "days")):
            self.add_error(None, ValidationError(_("Choose at least one: somebody else, a percent, or days.")))
        if not self.errors and values.get("scenario") is None and not (values.get("name") or "").strip():
            self.add_error("name", ValidationError(_("Give the new what-if a name.")))
        return values
