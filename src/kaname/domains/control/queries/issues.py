"""Issues as pages and reports read them, as of any day: how each stood, since when, how often its date moved."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from kaname.domains.control.enums import ISSUE_OVER, IssueState, IssueStepKind, Severity
from kaname.domains.control.models import Issue, IssueStep
from kaname.domains.core.queries import today
from kaname.domains.people.models import Person

WAY = "way"


@dataclass(frozen=True, slots=True)
class Standing:
    """An issue as it stood at the end of a day. ``last``: the row of its way that tells it; ``entered``: the day on
    which the register got it; ``due_changes``, ``reopened``: how often up to then.
    """

    issue: Issue
    day: date
    last: IssueStep
    entered: date
    due_changes: int
    reopened: int

    @property
    def state(self) -> IssueState:
        """The state then."""
        return IssueState(self.last.state)

    @property
    def open(self) -> bool:
        """Return whether somebody had to act."""
        return self.last.state not in ISSUE_OVER

    @property
    def owner(self) -> Person | None:
        """The owner then."""
        return self.last.owner

    @property
    def due(self) -> date | None:
        """The due date then."""
        return self.last.due

    @property
    def level(self) -> int:
        """The level of escalation then."""
        return self.last.level

    @property
    def severity(self) -> Severity:
        """The severity then."""
        return Severity(self.last.severity)

    @property
    def closed(self) -> date | None:
        """The day of its end; None while it is open."""
        return None if self.open else self.last.day

    @property
    def late(self) -> int:
        """Calendar days past the due date while it is open; 0 in time."""
        return max((self.day - self.last.due).days, 0) if self.open and self.last.due is not None else 0

    @property
    def days(self) -> int:
        """Calendar days since it came up, to its end or to the day (経過日数)."""
        return max(((self.closed or self.day) - self.issue.raised_on).days, 0)

    @property
    def unsorted(self) -> bool:
        """Return whether it waits to be sorted: kind, owner and due date (mission row S80)."""
        return self.last.state == IssueState.RAISED


def issues_visible_to(user: Any) -> QuerySet[Issue]:
    """Return what a user may read, with what a list shows."""
    rows = Issue.objects.visible_to(user).select_related(
        "project", "owner", "raised_by", "closed_by", "activity", "risk"
    )
    return rows.defer("taken")


def with_way(rows: QuerySet[Issue], day: date | None = None) -> QuerySet[Issue]:
    """Return issues with their way up to a day, and only those that the register had by then. One query more."""
    until = day or today()
    steps = IssueStep.objects.filter(day__lte=until).order_by("id").select_related("owner", "entered_by")
    had = IssueStep.objects.filter(issue=OuterRef("pk"), day__lte=until)
    found = rows if day is None else rows.filter(Exists(had))
    return found.prefetch_related(Prefetch("steps", steps, to_attr=WAY))


def standings(rows: Iterable[Issue], day: date | None = None) -> list[Standing]:
    """Return how issues of :func:`with_way` stood on a day; those that the register had not yet are left out."""
    until = day or today()
    return [_standing(row, getattr(row, WAY), until) for row in rows if getattr(row, WAY)]


def of_project(user: Any, project: Any, day: date | None = None) -> list[Standing]:
    """Return how a project's issues stood, the newest first. Two queries."""
    return standings(with_way(issues_visible_to(user).filter(project=project), day), day)


def of_rows(rows: QuerySet[Issue], day: date | None = None) -> list[Standing]:
    """Return how any issues stood, for reports, which have no reader."""
    wanted = rows.select_related("project", "raised_by", "closed_by", "activity").defer("taken")
    return standings(with_way(wanted, day), day)


def late_first(found: Iterable[Standing]) -> list[Standing]:
    """Return open issues in the order in which they press: escalated highest, worst, latest, due first."""
    return sorted(
        (s for s in found if s.open),
        key=lambda s: (-s.level, s.severity, -s.late, s.due or date.max, s.issue.code),
    )


def mine(user: Any) -> list[Standing]:
    """Return the open issues that a user owns, and those that wait for their confirmation, the earliest due first."""
    asked = Q(owner__user=user.pk) & ~Q(state__in=(*ISSUE_OVER, IssueState.RESOLVED, IssueState.CONFIRMING))
    confirm = Q(raised_by__user=user.pk, state__in=(IssueState.RESOLVED, IssueState.CONFIRMING))
    confirm &= ~Q(owner__user=user.pk)
    rows = issues_visible_to(user).filter(asked | confirm)
    return standings(with_way(rows.order_by("due", "pk")))


@dataclass(frozen=True, slots=True)
class Last:
    """How an issue stood at the end of a day, as far as judging the day needs it; its title is that of now."""

    project: int
    code: str
    title: str
    title_en: str
    state: str
    due: date | None
    severity: int
    level: int


def last_of(projects: Sequence[int], day: date) -> dict[int, list[Last]]:
    """Return, by project, how its issues stood at the end of a day; a project that had none by then is absent. One
    query; O(steps).
    """
    later = IssueStep.objects.filter(issue=OuterRef("issue"), day__lte=day, pk__gt=OuterRef("pk"))
    rows = IssueStep.objects.filter(~Exists(later), day__lte=day, issue__project__in=list(projects))
    found: dict[int, list[Last]] = defaultdict(list)
    names = ("issue__project_id", "issue__code", "issue__title", "issue__title_en", "state", "due", "severity", "level")
    for row in rows.order_by("issue_id").values_list(*names):
        found[row[0]].append(Last(*row))
    return dict(found)


def _standing(row: Issue, way: Sequence[IssueStep], day: date) -> Standing:
    dues = [step.due for step in way]
    moved = sum(b is not None and a != b for b, a in itertools.pairwise(dues))
    reopened = sum(step.kind == IssueStepKind.REOPENED for step in way)
    return Standing(row, day, way[-1], way[0].day, moved, reopened)
