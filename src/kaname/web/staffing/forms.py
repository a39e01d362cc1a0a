"""Forms about demands; months are fields fte_2026-12 and so on, skills are lines skill_1, level_1, must_1."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.capability.enums import SkillLevel
from kaname.domains.capability.models import Skill
from kaname.domains.core.names import spoken
from kaname.domains.project.models import Project
from kaname.domains.resource.models import Resource
from kaname.domains.staffing.models import RoleDemand
from kaname.domains.staffing.validators import MOST, checked_period, months_named
from kaname.web.shell.saving import RecordForm, date_widget
from kaname.web.templatetags.marks import short_month

LINES = 4
MOST_YEN = 10**12
NEED = ((True, _("must")), (False, _("nice to have")))


class SkillChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """A skill that is still asked for."""

    def label_from_instance(self, obj: Any) -> str:
        """Return what the list shows."""
        return f"{obj.code} {spoken(obj)}"


class DemandForm(RecordForm):
    """Whom, how much, from when until when, by when, why."""

    project = forms.ModelChoiceField(label=_("Project"), queryset=Project.objects.none())
    percent = forms.IntegerField(
        label=_("Percent of full time, every month"), min_value=1, max_value=MOST, initial=100,
        help_text=_("100 is one person all day, 200 two people. Each month is changed afterwards by “Edit”."),
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = RoleDemand
        fields = ("role", "begins", "ends", "needed_by", "place", "ceiling_yen", "reason")
        help_texts = {
            "role": _("As in the load by role, so that both go together."),
            "needed_by": _("By this day somebody must be confirmed; time to fill and reminders go by it."),
            "ceiling_yen": _("For the whole period. Needed before anybody is searched outside."),
            "reason": _("What the person does, and what happens without them."),
        }

    def __init__(self, *args: Any, projects: Any = None, money: bool = True, **kwargs: Any) -> None:
        """Ask for the project and one percent for a new demand, else for each month; money only of who may see it."""
        super().__init__(*args, **kwargs)
        self.fields["role"].widget.attrs |= {"list": "roles", "autocomplete": "off"}
        if self.instance.pk is None:
            self.fields["project"].queryset = projects  # type: ignore[attr-defined] # a choice of rows
            self.order_fields(["project", "role", "begins", "ends", "percent"])
        else:
            del self.fields["project"], self.fields["percent"]
            self._add_months()
        if not money:
            del self.fields["ceiling_yen"]
        else:
            self.fields["ceiling_yen"].min_value = 0  # type: ignore[attr-defined] # an integer field
        self._add_skills()

    def _add_months(self) -> None:
        for month in months_named(self.instance.begins, self.instance.ends):
            label = short_month(date.fromisoformat(f"{month}-01"))
            field = forms.IntegerField(label=label, min_value=0, max_value=MOST, required=False)
            self.fields[f"fte_{month}"] = field
            self.initial[f"fte_{month}"] = self.instance.fte.get(month, 0)

    def _add_skills(self) -> None:
        asked = list(self.instance.skills.all()) if self.instance.pk else []
        skills = Skill.objects.filter(retired=False)
        for n in range(1, LINES + 1):
            self.fields[f"skill_{n}"] = SkillChoice(label=_("Skill"), queryset=skills, required=False, empty_label="―")
            self.fields[f"level_{n}"] = forms.TypedChoiceField(
                label=_("needed level"), choices=SkillLevel.choices, coerce=int, initial=SkillLevel.ALONE
            )
            self.fields[f"must_{n}"] = forms.TypedChoiceField(
                label=_("must or nice to have"), choices=NEED, coerce=lambda v: v in (True, "True"), initial=True
            )
            if n <= len(asked):
                line = asked[n - 1]
                self.initial.update({f"skill_{n}": line.skill_id, f"level_{n}": line.level, f"must_{n}": line.must})

    @property
    def head_fields(self) -> list[forms.BoundField]:
        """What stands above the months and the skills."""
        apart = ("fte_", "skill_", "level_", "must_", "version")
        return [self[name] for name in self.fields if not name.startswith(apart)]

    @property
    def month_fields(self) -> list[forms.BoundField]:
        """The months of a demand that is there already."""
        return [self[name] for name in self.fields if name.startswith("fte_")]

    @property
    def skill_rows(self) -> list[list[forms.BoundField]]:
        """The lines of skills."""
        return [[self[f"{part}_{n}"] for part in ("skill", "level", "must")] for n in range(1, LINES + 1)]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that cannot be, beside its fields."""
        values = super().clean() or {}
        begins, ends, needed_by = (values.get(name) for name in ("begins", "ends", "needed_by"))
        if begins and ends and needed_by:
            try:
                checked_period(begins, ends, needed_by)
            except ValidationError as refused:
                self.add_error(None, refused)
        return values


def gathered(values: Mapping[str, Any], before: RoleDemand | None) -> dict[str, Any]:
    """Return what an action takes of a form's values: months and skills in one each, the role's English name."""
    apart = ("fte_", "skill_", "level_", "must_", "percent")
    found = {name: value for name, value in values.items() if not name.startswith(apart)}
    months = months_named(values["begins"], values["ends"])
    if before is None:
        found["fte"] = dict.fromkeys(months, values["percent"])
    else:
        usual = next((v for v in before.fte.values() if v), 0)
        found["fte"] = {m: values[f"fte_{m}"] or 0 if f"fte_{m}" in values else usual for m in months}
        if values["reason"] != before.reason:
            found["reason_en"] = ""
    found["skills"] = [
        {"skill": values[f"skill_{n}"], "level": values[f"level_{n}"], "must": values[f"must_{n}"]}
        for n in range(1, LINES + 1)
        if values.get(f"skill_{n}")
    ]
    known = Resource.objects.filter(role_name=values["role"]).exclude(role_name_en="")
    found["role_en"] = known.values_list("role_name_en", flat=True).first() or ""
    return found


class AdjustForm(forms.Form):
    """Another ceiling, another date."""

    ceiling_yen = forms.IntegerField(
        label=_("budget ceiling (yen)"), min_value=0, max_value=MOST_YEN, required=False,
        help_text=_("Beyond the limit of the settings, a sponsor changes it."),
    )  # fmt: skip
    needed_by = forms.DateField(label=_("needed by"), widget=date_widget())
