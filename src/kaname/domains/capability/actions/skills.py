"""The taxonomy: skills made and changed with the descriptions of their levels."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from kaname.domains.capability.enums import SkillField, SkillLevel
from kaname.domains.capability.models import Skill, SkillRubric
from kaname.domains.capability.rules import check_keeper
from kaname.domains.core.actions import audit
from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.rules import check_version

START = Path(__file__).parent.parent / "data" / "skills.csv"

type Texts = Sequence[tuple[str, str]]
"""Four descriptions, the lowest level first, each with its English twin or ""."""


@transaction.atomic
def create(*, code: str, name: str, field: str, texts: Texts, by: Any, name_en: str = "") -> Skill:
    """Make a skill with what each level looks like. Raises NotAllowed."""
    check_keeper(by)
    skill = Skill(code=code, name=name, name_en=name_en, field=SkillField(field))
    skill.stamp(by)
    skill.full_clean()
    skill.save()
    _describe(skill, texts, by)
    _told("skill.create", skill, by, {}, _values(skill))
    return skill


@transaction.atomic
def update(*, skill: Skill, by: Any, texts: Texts, version: int | None = None, **values: Any) -> Skill:
    """Change a skill's names, field and descriptions, or whether it is still asked for. Raises NotAllowed, Conflict."""
    check_keeper(by)
    locked = Skill.objects.select_for_update().get(pk=skill.pk)
    check_version(locked, values, version)
    before = _values(locked)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.full_clean()
    _describe(locked, texts, by)
    if _values(locked) != before:
        locked.stamp(by)
        locked.save()
        _told("skill.update", locked, by, before, _values(locked))
    return locked


@transaction.atomic
def start(by: Any) -> int:
    """Add the starter taxonomy for a PMO's work: what it has and the company has not, by code. Return how many."""
    check_keeper(by)
    known = set(Skill.objects.values_list("code", flat=True))
    with START.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] not in known]
    for row in rows:
        texts = [(row[f"level_{n}"], row[f"level_{n}_en"]) for n in SkillLevel.values]
        create(code=row["code"], name=row["name"], name_en=row["name_en"], field=row["field"], texts=texts, by=by)
    return len(rows)


def _describe(skill: Skill, texts: Texts, by: Any) -> None:
    held = {row.level: row for row in skill.rubric.all()}
    for level, (text, text_en) in zip(SkillLevel.values, texts, strict=True):
        row = held.get(level) or SkillRubric(skill=skill, level=level)
        if (row.text, row.text_en) != (text, text_en):
            row.text, row.text_en = text, text_en
            row.stamp(by)
            row.full_clean()
            row.save()


def _values(skill: Skill) -> dict[str, Any]:
    texts = SkillRubric.objects.filter(skill=skill).values_list("level", "text", "text_en")
    return audit.values_of(skill) | {f"level_{level}": [text, text_en] for level, text, text_en in texts}


def _told(verb: str, skill: Skill, by: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    old, new = audit.changes(before, after)
    audit.record(
        verb=verb, subject=skill, by=by, before=old or None, after=new, confidentiality=Confidentiality.COMPANY
    )
