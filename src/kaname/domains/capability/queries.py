"""Reads of capability."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from kaname.domains.capability.models import PersonSkill, Skill, SkillRubric
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level
from kaname.domains.people.models import Person


def skills(field: str = "", words: str = "", retired: bool = False) -> QuerySet[Skill]:
    """Return the taxonomy with the descriptions of its levels; two queries."""
    found = Skill.objects.prefetch_related(Prefetch("rubric", SkillRubric.objects.order_by("level")))
    if not retired:
        found = found.filter(retired=False)
    if field:
        found = found.filter(field=field)
    for word in words.split()[:5]:
        found = (
            found.filter(name__icontains=word)
            | found.filter(name_en__icontains=word)
            | found.filter(code__icontains=word)
        )
    return found.order_by("code")


def held_by(person: Person, user: Any, level: Level) -> QuerySet[PersonSkill]:
    """Return a person's skills as far as a user may see them, whose right to skills reaches to ``level``."""
    rows = PersonSkill.objects.visible_to(user, level).filter(person=person)
    return rows.select_related("skill", "reviewer").order_by("skill__field", "skill__code")


def holders(user: Any, level: Level, skills: Iterable[int]) -> QuerySet[PersonSkill]:
    """Return who has some skills, of those still here whose skills a user may see."""
    here = Person.objects.exclude(left_on__lt=today())
    rows = PersonSkill.objects.visible_to(user, level).filter(skill__in=list(skills), person__in=here)
    return rows.select_related("person", "person__unit", "person__company", "skill")


def headcount(user: Any, level: Level) -> dict[int, list[int]]:
    """Return by skill how many people have it at levels 1 to 4, of those whose skills a user may see; one query."""
    here = Person.objects.exclude(left_on__lt=today())
    rows = PersonSkill.objects.visible_to(user, level).filter(person__in=here).order_by()
    found: dict[int, list[int]] = {}
    for skill, reviewed, own in rows.values_list("skill_id", "review_level", "self_level"):
        found.setdefault(skill, [0, 0, 0, 0])[(reviewed or own or 1) - 1] += 1
    return found
