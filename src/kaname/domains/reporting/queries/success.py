"""The success rate of projects (mission row S54), with the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.enums import ClosingState, ProjectStatus
from kaname.domains.project.models import Closing, Project
from kaname.domains.reporting.rules.success import Verdict, judged


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed project; without a closing report nothing of it is shown to have been met. ``money``: may be read."""

    project: Project
    closing: Closing | None
    verdict: Verdict
    money: bool = True


@dataclass(frozen=True, slots=True)
class SuccessRate:
    """``rate``: percent, None with no closed project; ``n`` closed ones; cancelled ones apart, not in the rate."""

    closed: Sequence[Closed]
    cancelled: Sequence[Project]
    waiting: Sequence[Project]

    @property
    def n(self) -> int:
        """Return how many projects are closed."""
        return len(self.closed)

    @property
    def successes(self) -> int:
        """Return how many of them met everything."""
        return sum(1 for row in self.closed if row.verdict.success)

    @property
    def rate(self) -> float | None:
        """Return 100 × successes / n."""
        return 100 * self.successes / self.n if self.n else None


def success_rate(user: Any) -> SuccessRate:
    """Return the rate over the projects that a user sees, newest closing first. Three queries, however many."""
    seen = Project.objects.visible_to(user, Subject.PROJECT, Level.READ)
    over = seen.filter(status__in=(ProjectStatus.COMPLETED, ProjectStatus.CANCELLED))
    money = set(Project.objects.visible_to(user, Subject.COST, Level.READ).values_list("pk", flat=True))
    rows = list(over.select_related("unit"))
    closings = Closing.objects.filter(project__in=seen).select_related("project", "submitted_by", "answered_by")
    held = {closing.project_id: closing for closing in closings}
    done = [_closed(p, held.get(p.pk), p.pk in money) for p in rows if p.status == ProjectStatus.COMPLETED]
    done.sort(key=lambda row: str(row.closing.answered_at) if row.closing else "", reverse=True)
    waiting = [c.project for c in held.values() if c.state == ClosingState.SUBMITTED]
    return SuccessRate(done, [p for p in rows if p.status == ProjectStatus.CANCELLED], waiting)


def _closed(project: Project, closing: Closing | None, money: bool) -> Closed:
    answered = closing is not None and closing.state in (ClosingState.ACCEPTED, ClosingState.DECLINED)
    facts = closing.facts if closing is not None and answered else {}
    accepted = closing is not None and closing.state == ClosingState.ACCEPTED
    return Closed(project, closing, judged(facts, accepted), money)
