"""Forms of skills: the taxonomy's, and a person's level."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaname.domains.capability.enums import SkillLevel
from kaname.domains.capability.models import PersonSkill, Skill
from kaname.web.shell.saving import RecordForm

_LONGEST = 300


class SkillForm(RecordForm):
    """A skill with what each of its levels looks like."""

    class Meta(RecordForm.Meta):
        """Names, field, whether it is still asked for."""

        model = Skill
        fields = ("code", "name", "name_en", "field", "retired")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a description of each level, and its English twin."""
        super().__init__(*args, **kwargs)
        held = {row.level: row for row in self.instance.rubric.all()} if self.instance.pk else {}
        if not held:
            del self.fields["retired"]
        for level, label in SkillLevel.choices:
            row = held.get(level)
            self.fields[f"level_{level}"] = forms.CharField(label=label, max_length=_LONGEST, initial=row and row.text)
            self.fields[f"level_{level}_en"] = forms.CharField(
                label=_("In English"), max_length=_LONGEST, required=False, initial=row and row.text_en
            )


def texts_of(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Take the four descriptions out of a form's values."""
    return [(values.pop(f"level_{n}"), values.pop(f"level_{n}_en")) for n in SkillLevel.values]


class LevelForm(forms.Form):
    """At what level somebody has a skill, and what shows it."""

    skill = forms.ModelChoiceField(label=_("Skill"), queryset=Skill.objects.filter(retired=False))
    level = forms.TypedChoiceField(
        label=_("Level"), choices=SkillLevel.choices, coerce=int, initial=SkillLevel.SUPPORTED
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=500,
        required=False,
        help_text=_("Needed from level 3: a deliverable, minutes, a certificate, or who saw it."),
    )


def level_name(level: int | None) -> str:
    """Return a level in words; "" for none."""
    return str(SkillLevel(level).label) if level else ""


def people_of(rows: Sequence[PersonSkill]) -> list[dict[str, Any]]:
    """Return who has a skill as a table shows it, the highest level first."""
    found = [{"row": row, "level": level_name(row.level), "own": level_name(row.self_level)} for row in rows]
    return sorted(found, key=lambda f: (-f["row"].level, f["row"].person.code))
