"""Risks as they stood at the end of a day, beside how they stood on an earlier one: told from their steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.risk.enums import ANSWERED, HIGH, Direction
from kaname.domains.risk.models import Risk, RiskStep

AGO = timedelta(weeks=4)
"""What movements are told against, where no other day is asked for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A risk as of ``day``: ``step`` says everything of it; ``was``: how it stood on the earlier day, None where it was
    not known yet.
    """

    risk: Risk
    step: RiskStep
    was: RiskStep | None
    day: date

    @property
    def open(self) -> bool:
        """Whether it might still happen."""
        return self.step.is_open

    @property
    def high(self) -> bool:
        """Whether it is a threat that may happen, and its score asks for a response."""
        return self.open and self.step.direction == Direction.THREAT and (self.step.score or 0) >= HIGH

    @property
    def planned(self) -> bool:
        """Whether there is a response, and somebody who answers for it."""
        return self.step.state in ANSWERED and bool(self.step.response) and self.step.owner_id is not None

    @property
    def eased(self) -> bool:
        """Whether the response is done, and what it leaves is not high."""
        residual = self.step.residual
        return self.step.response_done is not None and residual is not None and residual < HIGH

    @property
    def response_late(self) -> bool:
        """Whether the preventive action should have been done before the day, and was not."""
        due = self.step.response_due
        return self.open and self.step.response_done is None and due is not None and due < self.day

    @property
    def review_late(self) -> bool:
        """Whether it should have been looked at again before the day."""
        return self.open and self.step.review_due is not None and self.step.review_due < self.day

    @property
    def late(self) -> bool:
        """Whether anything about it is overdue."""
        return self.response_late or self.review_late

    @property
    def trend(self) -> str:
        """Return how it moved since the earlier day: new, up, down, same, over, or "" where it was never scored."""
        if self.was is None:
            return "new"
        if self.was.is_open and not self.open:
            return "over"
        before, now = self.was.score, self.step.score
        if now is None:
            return ""
        if before is None:
            return "new"
        return "up" if now > before else "down" if now < before else "same"


def steps_on(day: date, risks: QuerySet[Risk]) -> QuerySet[RiskStep]:
    """Return the step that each of the risks had come to by the end of a day; those found later have none."""
    newest = RiskStep.objects.filter(risk=OuterRef("pk"), day__lte=day).order_by("-day", "-id").values("pk")[:1]
    rows = risks.order_by().annotate(newest=Subquery(newest)).values("newest")
    return RiskStep.objects.filter(pk__in=rows)


def visible_on(user: Any, day: date) -> QuerySet[RiskStep]:
    """Return the steps of a day that a user may read, with risk, project and owner. Rights are those of today, but what
    is shown to the client only later was not then.
    """
    rows = steps_on(day, Risk.objects.visible_to(user)).select_related("risk__project", "owner", "entered_by")
    whole = Project.objects.visible_to(user, Subject.RISK, Level.READ)
    return rows.filter(Q(risk__project__in=whole) | Q(open_to_client=True))


def standings(steps: Iterable[RiskStep], day: date | None = None, since: date | None = None) -> list[Standing]:
    """Return how each of the risks stands, and stood; one query, however many there are."""
    found, now = list(steps), day or today()
    before = steps_on(since or now - AGO, Risk.objects.filter(pk__in=[s.risk_id for s in found]))
    earlier = {s.risk_id: s for s in before.select_related("owner")}
    return [Standing(s.risk, s, earlier.get(s.risk_id), now) for s in found]
