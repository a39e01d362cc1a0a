"""What somebody can do: as they say, as a reviewer says. Two things, each with its day."""

from typing import Any

from django.db import transaction

from kaname.domains.capability.models import PersonSkill, Skill
from kaname.domains.capability.rules import check_keeper, check_reviewer, check_self, is_self
from kaname.domains.capability.validators import check_evidence, check_level
from kaname.domains.core.actions import audit
from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Employer
from kaname.domains.people.models import Person


@transaction.atomic
def assess(*, person: Person, skill: Skill, level: int, by: Any, evidence: str = "") -> PersonSkill:
    """Set the own level. Raises NotAllowed for anybody else, ValidationError for a high one without evidence."""
    check_self(by, person)
    return _set(person, skill, level, evidence, by, verb="skill.assess")


@transaction.atomic
def review(*, person: Person, skill: Skill, level: int, reviewer: Person, by: Any, evidence: str = "") -> PersonSkill:
    """Set the reviewer's level; the person's own stays beside it. Raises NotAllowed, also for reviewing oneself."""
    check_reviewer(by, person)
    return _set(person, skill, level, evidence, by, verb="skill.review", reviewer=reviewer)


@transaction.atomic
def remove(*, held: PersonSkill, by: Any) -> None:
    """Take a skill from a person: the person one that nobody reviewed, who keeps skills any."""
    if held.confirmed or not is_self(by, held.person):
        check_keeper(by)
    before = audit.values_of(held)
    _told("skill.remove", held, by, before, None)
    held.delete()


def _set(
    person: Person, skill: Skill, level: int, evidence: str, by: Any, *, verb: str, reviewer: Person | None = None
) -> PersonSkill:
    check_level(level)
    rows = PersonSkill.objects.select_for_update(of=("self",)).select_related("person", "skill")
    row = rows.filter(person=person, skill=skill).first()
    before = audit.values_of(row) if row else {}
    row = row or PersonSkill(person=person, skill=skill)
    row.evidence = evidence.strip() or row.evidence
    check_evidence(max(level, row.self_level or 0, row.review_level or 0), row.evidence)
    if reviewer is None:
        row.self_level, row.self_on = level, today()
    else:
        row.review_level, row.reviewed_on, row.reviewer = level, today(), reviewer
    old, new = audit.changes(before, audit.values_of(row))
    if new:
        row.stamp(by)
        row.save()
        _told(verb, row, by, old or None, new | {"id": row.pk})
    return row


def _told(verb: str, row: PersonSkill, by: Any, before: Any, after: Any) -> None:
    own = row.person.employer != Employer.FREELANCE
    secret = Confidentiality.MANAGEMENT if own else Confidentiality.PERSONAL
    audit.record(verb=verb, subject=row, by=by, before=before, after=after, confidentiality=secret)
