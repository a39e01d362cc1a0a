"""What of a plan a user may edit: all of it, a team leader's branch, or the progress of their own work."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject, level_of
from kaname.domains.people.rules import NotAllowed, held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.rules import can, roles_in
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.reading import Impossible

PROGRESS = ("percent", "actual_start", "actual_finish")


@dataclass(frozen=True, slots=True)
class Rights:
    """``whole``: everything; ``branches``: WBS codes of branches; ``own``: resources whose work they may report."""

    whole: bool
    branches: tuple[str, ...] = ()
    own: frozenset[int] = frozenset()

    def check(self, draft: Draft, pk: int, field: str) -> None:
        """Raise Impossible unless a row's field may be edited."""
        if self.whole or self.covers(draft, pk):
            return
        if (
            field in PROGRESS
            and self.own
            and any(draft.rows["assignment"][k]["resource_id"] in self.own for k in draft.assignments_of(pk))
        ):
            return
        raise Impossible(_("This row is outside the part of the plan that you may edit."))

    def covers(self, draft: Draft, pk: int | None) -> bool:
        """Tell whether a row lies in one of the branches."""
        while pk in draft.rows["activity"] and self.branches:
            row = draft.activity(pk)
            if row["wbs"] in self.branches:
                return True
            pk = row["parent_id"]
        return False


def rights_of(user: Any, project: Project) -> Rights:
    """Return a user's rights in a project's plan; the system itself (None) may all. Raises NotAllowed for none."""
    if user is None:
        return Rights(whole=True)
    if may_change_whole(user, project):
        return Rights(whole=True)
    branches = branches_of(user, project) if Role.TEAM_LEADER in roles_in(user, project) else ()
    own: frozenset[int] = frozenset()
    if can(user, project, Subject.PROGRESS, Level.EDIT):
        own = frozenset(Resource.objects.filter(person__user=user).values_list("pk", flat=True))
    if not branches and not own:
        raise NotAllowed(Subject.SCHEDULE, Level.EDIT)
    return Rights(whole=False, branches=branches, own=own)


def may_change_whole(user: Any, project: Project) -> bool:
    """Tell whether a user may change all of a project's plan, and so what holds for it as a whole."""
    if user is None:
        return True
    roles = roles_in(user, project)
    if any(level_of(Subject.SCHEDULE, r) >= Level.EDIT for r in roles - {Role.TEAM_LEADER}):
        return True
    return Role.TEAM_LEADER in roles and "" in branches_of(user, project)


def check_whole(user: Any, project: Project) -> None:
    """Raise NotAllowed unless a user may change the whole plan: a file put in its place, its calendar, a report date.

    The matrix gives a team leader the schedule, but only inside their branch (specification 2.8 and 2.13).
    """
    if not may_change_whole(user, project):
        raise NotAllowed(Subject.SCHEDULE, Level.EDIT)


def branches_of(user: Any, project: Project) -> tuple[str, ...]:
    """Return the WBS branches that a team leader leads; "" where the whole plan."""
    held = ProjectMember.objects.filter(held_on(today()), project=project, person__user=user, role=Role.TEAM_LEADER)
    return tuple(held.values_list("subtree", flat=True))


def may_edit(user: Any, project: Project) -> bool:
    """Tell whether a user may edit anything in a project's plan."""
    try:
        rights_of(user, project)
    except NotAllowed:
        return False
    return True
