"""Decisions as pages, cards and reports read them: what waits for whom, since when, and what it holds up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from kaname.domains.control.enums import DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.queries.past import asked_until, turned_back, visible_then
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role, Subject
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.resource.bridge.distance import working_days


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision as it stands, or stood, on a day: ``days`` business days from its raising to its answer or the day,
    ``late`` business days past decide-by (0: in time).
    """

    decision: Decision
    state: str
    days: int
    late: int

    @property
    def waits(self) -> bool:
        """Return whether it waits for its answer."""
        return self.state == DecisionState.RAISED


def decisions_visible_to(user: Any) -> QuerySet[Decision]:
    """Return what a user may read, with what a list shows."""
    return Decision.objects.visible_to(user).select_related("project", "decider", "decided_by", "supersedes")


LONG = ("background", "background_en", "criteria", "criteria_en", "recommended_because", "recommended_because_en")
"""Texts that no list shows."""


def standings(rows: Iterable[Decision], day: date | None = None) -> list[Standing]:
    """Return how each stands now, or stood on a day; working days are counted at once."""
    found, now = list(rows), day or today()
    over = [_over(d, day) for d in found]
    ends = [min(day_of(d.decided_at), now) if done else now for d, done in zip(found, over, strict=True)]
    begins = [min(day_of(d.raised_at), now) for d in found]
    limits = [d.decide_by or end for d, end in zip(found, ends, strict=True)]
    waited, late = working_days(begins, ends), working_days(limits, ends)
    return [
        Standing(d, _state(d, done), max(w, 0), max(n, 0) if d.raised_at else 0)
        for d, done, w, n in zip(found, over, waited, late, strict=True)
    ]


def asked_of(user: Any) -> QuerySet[Decision]:
    """Return what a user is to decide, the longest overdue first, then by date."""
    sponsored = ProjectMember.objects.filter(held_on(today()), person__user=user, role=Role.SPONSOR)
    mine = Q(decider__user=user) | Q(escalated_to=Role.SPONSOR, project__in=sponsored.values("project"))
    rows = decisions_visible_to(user).filter(mine, state=DecisionState.RAISED)
    return rows.order_by("decide_by", "raised_at", "pk")


def waiting_for(user: Any) -> list[Standing]:
    """Return how all that a user is to decide stands; two queries and the rights."""
    return standings(asked_of(user))


def overdue(user: Any) -> list[Standing]:
    """Return the visible decisions that were to be taken before today, the oldest first."""
    rows = decisions_visible_to(user).filter(state=DecisionState.RAISED, decide_by__lt=today())
    return standings(rows.order_by("decide_by", "pk"))


def of_project(user: Any, project: Project, as_of: date | None = None) -> list[Standing]:
    """Return a project's decisions, newest first; ``as_of``: those raised by then, as they stood then."""
    rows = decisions_visible_to(user).filter(project=project).order_by("-number")
    if as_of is None:
        return standings(rows)
    return standings(visible_then(user, turned_back(asked_until(rows, as_of), as_of, project)), as_of)


def all_then(user: Any, as_of: date) -> list[Standing]:
    """Return every decision that a user may read and somebody had been asked by the end of a day, as it stood then.

    Without texts that no list shows. O(decisions); eight queries.
    """
    rows = asked_until(decisions_visible_to(user), as_of).defer(*LONG)
    return standings(visible_then(user, turned_back(rows, as_of)), as_of)


def one_then(user: Any, decision: Decision, as_of: date) -> Standing | None:
    """Return a visible decision as it stood at the end of a day; None where nobody had been asked, or it was hidden."""
    rows = asked_until(decisions_visible_to(user), as_of).filter(pk=decision.pk)
    found = visible_then(user, turned_back(rows, as_of, decision.project))
    return standings(found, as_of)[0] if found else None


def asked_then(user: Any, found: Iterable[Standing], as_of: date) -> list[Standing]:
    """Return which of the decisions, as they stood, waited for a user, the longest overdue first, then by date."""
    sponsored = ProjectMember.objects.filter(held_on(as_of), person__user=user, role=Role.SPONSOR)
    projects = set(sponsored.values_list("project", flat=True))
    mine = [
        s
        for s in found
        if s.waits
        and (
            (s.decision.decider is not None and s.decision.decider.user_id == user.pk)
            or (s.decision.escalated_to == Role.SPONSOR and s.decision.project_id in projects)
        )
    ]
    return sorted(mine, key=lambda s: (s.decision.decide_by or date.max, s.decision.raised_at, s.decision.pk))


def blocked_activities(user: Any, project: Project | None = None) -> dict[int, list[Decision]]:
    """Return by activity's key the open decisions that it waits for, as far as the user may read them; two queries."""
    links = Decision.blocked.through.objects.filter(decision__state=DecisionState.RAISED, activity__actual_finish=None)
    if project is not None:
        links = links.filter(decision__project=project)
    pairs = list(links.order_by("decision__decide_by").values_list("activity_id", "decision_id"))
    if not pairs:
        return {}
    seen = {d.pk: d for d in decisions_visible_to(user).filter(pk__in={pk for _, pk in pairs})}
    found: dict[int, list[Decision]] = {}
    for activity, decision in pairs:
        if decision in seen:
            found.setdefault(activity, []).append(seen[decision])
    return found


def may_read_decisions(user: Any, project: Project) -> bool:
    """Return whether a user reads any of a project's decisions."""
    return Project.objects.visible_to(user, Subject.DECISION).filter(pk=project.pk).exists()


def day_of(moment: datetime | None) -> date:
    """Return the day, in Japan, of a moment."""
    return today() if moment is None else timezone.localtime(moment).date()


def _over(decision: Decision, day: date | None) -> bool:
    return decision.settled and (day is None or day_of(decision.decided_at) <= day)


def _state(decision: Decision, over: bool) -> str:
    """Return the state; of rows that were not turned back, only the answer is dated."""
    return DecisionState.RAISED if decision.settled and not over else decision.state
