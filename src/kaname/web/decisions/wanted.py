"""What an address asks of the list of decisions: of the present in the database, of an earlier day in memory."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from kaname.domains.control.enums import DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.names import as_stored
from kaname.domains.control.queries.decisions import Standing
from kaname.domains.core.queries import today

ORDER = {"by": ("decide_by", "pk"), "number": ("project__code", "-number"), "raised": ("raised_at", "pk")}
KEYS: dict[str, Callable[[Decision], Any]] = {
    "by": lambda d: (d.decide_by or date.max, d.pk),
    "number": lambda d: (d.project.code, -d.number),
    "raised": lambda d: (d.raised_at, d.pk),
}
"""The same orders, of rows in memory."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader wishes to see."""

    state: str = "raised"
    project: str = ""
    words: str = ""
    late: bool = False
    sort: str = "by"

    @classmethod
    def of(cls, asked: QueryDict) -> "Wanted":
        """Return the reader's wishes; what cannot be is the usual."""
        state = asked.get("state", "raised")
        return cls(
            state=state if state in (*DecisionState.values, "all") else "raised",
            project=asked.get("project", "")[:20],
            words=asked.get("q", "").strip()[:100],
            late=asked.get("late") == "1",
            sort=asked.get("sort", "by") if asked.get("sort") in ORDER else "by",
        )

    @property
    def parts(self) -> list[str]:
        """Return the words, each on its own."""
        return self.words.replace("\u3000", " ").split()[:5]

    def among(self, rows: QuerySet[Decision]) -> QuerySet[Decision]:
        """Return what is asked for among decisions as they stand, in order."""
        if self.state != "all":
            rows = rows.filter(state=self.state)
        if self.project:
            rows = rows.filter(project__code=self.project)
        if self.late:
            rows = rows.filter(state=DecisionState.RAISED, decide_by__lt=today())
        for word in self.parts:
            numbered = Q(code__icontains=word) | Q(code__icontains=as_stored(word))
            rows = rows.filter(Q(question__icontains=word) | Q(question_en__icontains=word) | numbered)
        return rows.order_by(*ORDER[self.sort])

    def among_then(self, found: Iterable[Standing], as_of: date) -> list[Standing]:
        """Return what is asked for among decisions as they stood at the end of a day, in the same order."""
        kept = [s for s in found if self._meant(s, as_of)]
        return sorted(kept, key=lambda s: KEYS[self.sort](s.decision))

    def _meant(self, standing: Standing, as_of: date) -> bool:
        d = standing.decision
        if self.state not in ("all", standing.state) or self.project not in ("", d.project.code):
            return False
        if self.late and not (standing.waits and d.decide_by is not None and d.decide_by < as_of):
            return False
        texts = [text.casefold() for text in (d.question, d.question_en, d.code)]
        return all(any(w.casefold() in text for text in texts for w in (word, as_stored(word))) for word in self.parts)
