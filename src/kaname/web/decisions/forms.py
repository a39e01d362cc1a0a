"""Forms about decisions; the options' fields are named option_A_title and so on, and are kept together in one."""

from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.actions import decisions
from kaname.domains.control.enums import OPTION_KEYS
from kaname.domains.control.models import Decision
from kaname.domains.control.rules import deciders
from kaname.domains.people.enums import Role
from kaname.web.projects.forms import PersonChoice
from kaname.web.shell.saving import Judged, RecordForm, date_widget

MOST_YEN, MOST_DAYS = 10**12, 2000
PARTS = ("title", "effect", "cost_yen", "days", "risk")
MONEY = ("impact_yen", *(f"option_{key}_cost_yen" for key in OPTION_KEYS))


def option_fields() -> dict[str, forms.Field]:
    """Return the fields of the four options."""
    found: dict[str, forms.Field] = {}
    for key in OPTION_KEYS:
        found |= {
            f"option_{key}_title": forms.CharField(label=_("Option"), max_length=100, required=False),
            f"option_{key}_effect": forms.CharField(label=_("Effect"), max_length=500, required=False),
            f"option_{key}_cost_yen": forms.IntegerField(
                label=_("Cost (yen)"), min_value=-MOST_YEN, max_value=MOST_YEN, required=False
            ),
            f"option_{key}_days": forms.IntegerField(
                label=_("Delay (working days)"), min_value=-MOST_DAYS, max_value=MOST_DAYS, required=False
            ),
            f"option_{key}_risk": forms.CharField(label=_("Risk"), max_length=500, required=False),
        }
    return found


def flattened(options: list[dict[str, Any]]) -> dict[str, Any]:
    """Return options as the form's fields hold them."""
    by_key = {option["key"]: option for option in options}
    return {f"option_{key}_{part}": by_key.get(key, {}).get(part) for key in OPTION_KEYS for part in PARTS}


def gathered(values: dict[str, Any], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the options from the form's fields; an English text stays while the Japanese one beside it does."""
    known = {option["key"]: option for option in before}
    found = []
    for key in OPTION_KEYS:
        old = known.get(key, {})
        new = {part: values.get(f"option_{key}_{part}", old.get(part)) for part in PARTS}
        english = {f"{p}_en": old.get(f"{p}_en", "") for p in ("title", "effect", "risk") if new[p] == old.get(p)}
        found.append({"key": key} | new | english)
    return found


class DecisionForm(RecordForm):
    """A question with its options, its impact, and who answers by when."""

    decider = PersonChoice(
        label=_("decides"), required=False, help_text=_("Beyond the limits of the settings, a sponsor decides.")
    )

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Decision
        fields = (
            "question", "question_en", "background", "criteria", "impact_days", "impact_yen", "recommendation",
            "recommended_because", "decider", "decide_by", "open_to_client",
        )  # fmt: skip
        help_texts = {
            "question": _("One sentence that can be answered: “Do we move the go-live to April?”"),
            "impact_days": _("At most, whatever is chosen: it decides whose authority is needed."),
        }

    def __init__(self, *args: Any, money: bool = True, **kwargs: Any) -> None:
        """Offer those who may decide in the project; money only to who reads its cost."""
        super().__init__(*args, **kwargs)
        self.fields |= option_fields()
        self.initial.update(flattened(self.instance.options))
        self.fields["decider"].queryset = deciders(self.instance.project, Role.PROJECT_MANAGER)  # type: ignore[attr-defined] # a choice of rows
        letters = [("", "―"), *((key, key) for key in OPTION_KEYS)]
        self.fields["recommendation"] = forms.ChoiceField(
            label=_("recommended option"), choices=letters, required=False
        )
        for name in () if money else MONEY:
            del self.fields[name]

    @property
    def before_options(self) -> list[forms.BoundField]:
        """What stands above the options."""
        return [self[name] for name in ("question", "question_en", "background", "criteria")]

    @property
    def option_rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each option's letter and fields."""
        names = {key: [n for n in self.fields if n.startswith(f"option_{key}_")] for key in OPTION_KEYS}
        return [(key, [self[name] for name in found]) for key, found in names.items()]

    @property
    def after_options(self) -> list[forms.BoundField]:
        """What stands below the options."""
        above = {field.name for field in self.before_options} | {"version"}
        return [self[n] for n in self.fields if n not in above and not n.startswith("option_")]


class EntrustForm(Judged, forms.Form):
    """Another decider, or another date."""

    decider = PersonChoice(label=_("decides"))
    decide_by = forms.DateField(label=_("decide by"), widget=date_widget())

    def __init__(self, decision: Decision, *args: Any, **kwargs: Any) -> None:
        """Begin with those it has."""
        super().__init__(*args, **kwargs)
        self.fields["decider"].queryset = deciders(decision.project, Role.PROJECT_MANAGER)  # type: ignore[attr-defined] # a choice of rows
        self.decision = copy(decision)
        self.initial = {"decider": decision.decider_id, "decide_by": decision.decide_by}

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what stands against asking that person until that day."""
        for name, value in given.items():
            setattr(self.decision, name, value)
        return decisions.asking_problems(self.decision)


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("reason"), widget=forms.Textarea, max_length=4000)
