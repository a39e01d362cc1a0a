"""What an address asks of the list of issues: of the present in the database, of an earlier day in memory."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from kaname.domains.control.enums import ISSUE_OPEN, IssueKind, IssueState
from kaname.domains.control.models import Issue
from kaname.domains.control.names import as_stored
from kaname.domains.control.queries.issues import Standing
from kaname.domains.core.queries import today
from kaname.domains.people.models import Person

ORDER: dict[str, tuple[Any, ...]] = {
    "due": (F("due").asc(nulls_last=True), "pk"),
    "level": ("-level", "severity", F("due").asc(nulls_last=True), "pk"),
    "raised": ("raised_on", "pk"),
    "number": ("project__code", "-number"),
}
KEYS: dict[str, Callable[[Standing], Any]] = {
    "due": lambda s: (s.due or date.max, s.issue.pk),
    "level": lambda s: (-s.level, s.severity, s.due or date.max, s.issue.pk),
    "raised": lambda s: (s.issue.raised_on, s.issue.pk),
    "number": lambda s: (s.issue.project.code, -s.issue.number),
}
"""The same orders, of rows in memory."""
ESCALATED = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader wishes to see. ``flag``: overdue, escalated, mine, or "" for all."""

    state: str = "open"
    project: str = ""
    kind: str = ""
    words: str = ""
    flag: str = ""
    sort: str = "due"

    @classmethod
    def of(cls, asked: QueryDict, sort: str = "due", state: str = "open") -> "Wanted":
        """Return the reader's wishes; what cannot be is the usual."""
        given = asked.get("state", state)
        return cls(
            state=given if given in (*IssueState.values, "all", "open") else state,
            project=asked.get("project", "")[:20],
            kind=asked.get("kind", "") if asked.get("kind") in (*IssueKind.values, "none") else "",
            words=asked.get("q", "").strip()[:100],
            flag=asked.get("flag", "") if asked.get("flag") in ("overdue", "escalated", "mine") else "",
            sort=asked.get("sort", sort) if asked.get("sort", sort) in ORDER else sort,
        )

    @property
    def parts(self) -> list[str]:
        """Return the words, each on its own."""
        return self.words.replace("\u3000", " ").split()[:5]

    def said(self, rows: QuerySet[Issue]) -> QuerySet[Issue]:
        """Return the issues whose project, kind and words are asked for: what no day changes."""
        if self.project:
            rows = rows.filter(project__code=self.project)
        if self.kind:
            rows = rows.filter(kind="" if self.kind == "none" else self.kind)
        for word in self.parts:
            numbered = Q(code__icontains=word) | Q(code__icontains=as_stored(word))
            owned = Q(owner__name__icontains=word) | Q(owner__name_en__icontains=word)
            rows = rows.filter(Q(title__icontains=word) | Q(title_en__icontains=word) | numbered | owned)
        return rows

    def among(self, rows: QuerySet[Issue], user: Any) -> QuerySet[Issue]:
        """Return what is asked for among issues as they stand, in order."""
        rows = self.said(rows)
        if self.state == "open":
            rows = rows.filter(state__in=ISSUE_OPEN)
        elif self.state != "all":
            rows = rows.filter(state=self.state)
        if self.flag == "overdue":
            rows = rows.filter(state__in=ISSUE_OPEN, due__lt=today())
        elif self.flag == "escalated":
            rows = rows.filter(state__in=ISSUE_OPEN, level__gte=ESCALATED)
        elif self.flag == "mine":
            rows = rows.filter(owner__user=user.pk)
        return rows.order_by(*ORDER[self.sort])

    def among_then(self, found: Iterable[Standing], user: Any) -> list[Standing]:
        """Return what is asked for among issues (already those of :meth:`said`) as they stood on a day."""
        me = (
            Person.objects.filter(user_id=user.pk).values_list("pk", flat=True).first() if self.flag == "mine" else None
        )
        return sorted((s for s in found if self._meant(s, me)), key=KEYS[self.sort])

    def _meant(self, s: Standing, me: int | None) -> bool:
        if self.state != "all" and not (s.open if self.state == "open" else s.state == self.state):
            return False
        if self.flag == "overdue":
            return s.late > 0
        if self.flag == "escalated":
            return s.open and s.level >= ESCALATED
        return self.flag != "mine" or s.last.owner_id == me
