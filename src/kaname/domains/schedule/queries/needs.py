"""Which skills pieces of work need."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kaname.domains.schedule.models import Assignment, RequiredSkill


def needed_by(plan: int, uid: str) -> QuerySet[RequiredSkill]:
    """Return everything that an activity of a plan needs, of all its people and of single ones."""
    rows = RequiredSkill.objects.filter(plan=plan, uid=uid)
    return rows.select_related("skill").order_by("assignment", "-must", "skill__code")


def needs_of(assignments: Iterable[Assignment]) -> dict[int, list[RequiredSkill]]:
    """Return what the work of each assignment needs, by its number; where a skill is asked of everybody and of this
    assignment, what is asked of it alone. One query. The assignments come with their activity.
    """
    rows = list(assignments)
    plans, uids = {a.plan_id for a in rows}, {a.activity.uid for a in rows}
    known: dict[tuple[int, str], list[RequiredSkill]] = {}
    for need in RequiredSkill.objects.filter(plan__in=plans, uid__in=uids).select_related("skill").order_by("pk"):
        known.setdefault((need.plan_id, need.uid), []).append(need)
    return {a.pk: _of(known.get((a.plan_id, a.activity.uid), ()), a.uid) for a in rows}


def _of(needs: Iterable[RequiredSkill], assignment: str) -> list[RequiredSkill]:
    found = {n.skill_id: n for n in needs if n.assignment == ""}
    found |= {n.skill_id: n for n in needs if assignment and n.assignment == assignment}
    return sorted(found.values(), key=lambda n: (not n.must, n.skill.code))
