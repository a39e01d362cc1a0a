"""Which skills an activity, or one assignment of it, needs."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kaname.domains.capability.models import Skill
from kaname.domains.core.actions import audit
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.rights import rights_of
from kaname.domains.schedule.actions.edits.writing import provisional
from kaname.domains.schedule.bridge.state import state_of
from kaname.domains.schedule.models import Activity, RequiredSkill


def may_say(user: Any, activity: Activity) -> bool:
    """Return whether a user may say what an activity needs: whoever may edit the activity itself."""
    try:
        rights = rights_of(user, activity.plan.project)
    except NotAllowed:
        return False
    return rights.whole or rights.covers(Draft(state_of(activity.plan), provisional()), activity.pk)


def _check(by: Any, activity: Activity) -> None:
    if by is not None and not may_say(by, activity):
        raise NotAllowed(Subject.SCHEDULE, Level.EDIT)


@transaction.atomic
def require(
    *, activity: Activity, skill: Skill, level: int, by: Any, assignment: str = "", must: bool = True, weight: int = 1
) -> RequiredSkill:
    """Say that an activity needs a skill, or say it anew; ``assignment``: uid of the one whose work needs it.

    Raises NotAllowed, ValidationError for an assignment that the activity has not.
    """
    _check(by, activity)
    if assignment and not activity.assignments.filter(uid=assignment).exists():
        raise ValidationError({"assignment": _("Nobody works on the activity under this assignment.")})
    rows = RequiredSkill.objects.select_for_update()
    row = rows.filter(plan=activity.plan, uid=activity.uid, assignment=assignment, skill=skill).first()
    before = audit.values_of(row) if row else {}
    row = row or RequiredSkill(plan=activity.plan, uid=activity.uid, assignment=assignment, skill=skill)
    row.level, row.must, row.weight = level, must, weight
    row.full_clean()
    old, new = audit.changes(before, audit.values_of(row))
    if new:
        row.stamp(by)
        row.save()
        _told("skill.require", row, activity, by, old or None, new)
    return row


@transaction.atomic
def let_go(*, activity: Activity, needed: RequiredSkill, by: Any) -> None:
    """Say that an activity no longer needs a skill. Raises NotAllowed."""
    _check(by, activity)
    before = audit.values_of(needed)
    _told("skill.unrequire", needed, activity, by, before, None)
    needed.delete()


def _told(verb: str, row: RequiredSkill, activity: Activity, by: Any, before: Any, after: Any) -> None:
    audit.record(
        verb=verb,
        subject=activity,
        by=by,
        before=before,
        after=None if after is None else after | {"skill": str(row.skill)},
        project_id=activity.plan.project_id,
    )
