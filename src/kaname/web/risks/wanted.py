"""What an address asks of the register: which risks, as of which day, moved since when, in which order."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, QueryDict

from kaname.domains.core.queries import today
from kaname.domains.risk.enums import HIGH, OPEN, Direction, RiskState
from kaname.domains.risk.models import RiskStep
from kaname.domains.risk.models.risk import ASCII, MARK
from kaname.domains.risk.queries.standing import AGO
from kaname.web.shell.as_of import past_day

ORDER = {
    "score": (F("score").desc(nulls_last=True), F("review_due").asc(nulls_last=True), "risk__code"),
    "review": (F("review_due").asc(nulls_last=True), F("score").desc(nulls_last=True), "risk__code"),
    "number": ("risk__project__code", "-risk__number"),
}
TEXTS = ("cause", "event", "effect")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The reader's wishes. ``probability`` and ``impact``: a field of the matrix, 0 for any."""

    state: str = "open"
    project: str = ""
    level: str = ""
    direction: str = ""
    late: bool = False
    probability: int = 0
    impact: int = 0
    words: str = ""
    sort: str = "score"

    @classmethod
    def of(cls, asked: QueryDict) -> "Wanted":
        """Return what the address asks for; what cannot be is the usual."""
        state, direction = asked.get("state", "open"), asked.get("direction", "")
        return cls(
            state=state if state in (*RiskState.values, "all") else "open",
            project=asked.get("project", "")[:20],
            level=asked.get("level", "") if asked.get("level") in ("high", "unplanned") else "",
            direction=direction if direction in Direction.values else "",
            late=asked.get("late") == "1",
            probability=_grade(asked.get("p", "")),
            impact=_grade(asked.get("i", "")),
            words=asked.get("q", "").strip()[:100],
            sort=asked.get("sort", "score") if asked.get("sort") in ORDER else "score",
        )

    def among(self, rows: QuerySet[RiskStep], day: date) -> QuerySet[RiskStep]:
        """Return what is asked for among the steps of a day, in order."""
        if self.state != "all":
            rows = rows.filter(state__in=OPEN) if self.state == "open" else rows.filter(state=self.state)
        if self.project:
            rows = rows.filter(risk__project__code=self.project)
        if self.direction:
            rows = rows.filter(direction=self.direction)
        if self.level:
            rows = rows.filter(state__in=OPEN, direction=Direction.THREAT, score__gte=HIGH)
        if self.level == "unplanned":
            planned = Q(state__in=(RiskState.PLANNED, RiskState.WATCHED), owner__isnull=False) & ~Q(response="")
            rows = rows.exclude(planned)
        if self.late:
            undone = Q(response_done=None, response_due__lt=day)
            rows = rows.filter(undone | Q(review_due__lt=day), state__in=OPEN)
        if self.probability and self.impact:
            rows = rows.filter(state__in=OPEN, direction=Direction.THREAT, probability=self.probability)
            rows = rows.filter(score=self.probability * self.impact)
        for word in self.words.replace("\u3000", " ").split()[:5]:
            said = Q(risk__code__icontains=word) | Q(risk__code__icontains=word.upper().replace(ASCII, MARK))
            for name in TEXTS:
                said |= Q(**{f"{name}__icontains": word}) | Q(**{f"{name}_en__icontains": word})
            rows = rows.filter(said)
        return rows.order_by(*ORDER[self.sort])


def days_of(request: HttpRequest) -> tuple[date, date]:
    """Return the day that the register is of, and the earlier one that movements are told against."""
    day = past_day(request) or today()
    try:
        since = date.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        since = day - AGO
    return day, since if since < day else day - AGO


def _grade(asked: str) -> int:
    return int(asked) if asked in ("1", "2", "3", "4", "5") else 0
