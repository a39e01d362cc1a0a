"""What of a plan a user may edit: all of it, the branches of the teams one leads, or progress of one's own work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.project.rules.teams import leading, may_edit_whole_plan
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.reading import Impossible
from kaname.domains.schedule.rules import spelled

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
        """Tell whether a row lies in one of the branches: schedule.rules.in_branches, of one row."""
        return self.holds(codes_above(draft.rows["activity"], pk))

    def holds(self, codes: Sequence[str]) -> bool:
        """Tell the same of a row by the WBS codes from itself up to its root."""
        return any(code in self.branches for code in codes) or bool(codes and spelled(codes[-1], self.branches))


def codes_above(rows: Mapping[int, Mapping[str, Any]], pk: int | None) -> list[str]:
    """Return the WBS codes from a row up to its root."""
    found: list[str] = []
    while pk is not None and pk in rows:
        found.append(rows[pk]["wbs"])
        pk = rows[pk]["parent_id"]
    return found


def rights_of(user: Any, project: Project) -> Rights:
    """Return a user's rights in a project's plan; the system itself (None) may all. Raises NotAllowed for none."""
    if user is None:
        return Rights(whole=True)
    if may_change_whole(user, project):
        return Rights(whole=True)
    branches = leading(user, project).branches
    own: frozenset[int] = frozenset()
    if can(user, project, Subject.PROGRESS, Level.EDIT):
        own = frozenset(Resource.objects.filter(person__user=user).values_list("pk", flat=True))
    if not branches and not own:
        raise NotAllowed(Subject.SCHEDULE, Level.EDIT)
    return Rights(whole=False, branches=branches, own=own)


def may_change_whole(user: Any, project: Project) -> bool:
    """Tell whether a user may change all of a project's plan, and so what holds for it as a whole."""
    return user is None or may_edit_whole_plan(user, project)


def check_whole(user: Any, project: Project) -> None:
    """Raise NotAllowed unless a user may change the whole plan: a file put in its place, its calendar, a report date.

    The matrix gives a team leader the schedule, but only inside their teams' branches (specification 2.8 and 2.13).
    """
    if not may_change_whole(user, project):
        raise NotAllowed(Subject.SCHEDULE, Level.EDIT)


def may_edit_row(user: Any, project: Project, rows: Mapping[int, Mapping[str, Any]], pk: int) -> bool:
    """Tell whether a user may edit all of a row of a project's plan, not only report its progress."""
    if may_change_whole(user, project):
        return True
    branches = leading(user, project).branches
    return Rights(whole=False, branches=branches).holds(codes_above(rows, pk))


def may_edit(user: Any, project: Project) -> bool:
    """Tell whether a user may edit anything in a project's plan."""
    try:
        rights_of(user, project)
    except NotAllowed:
        return False
    return True
