"""Defects as lists and pages read them, now or as they stood at the end of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.models import Person
from kaname.domains.quality.enums import OPEN, DefectState, Severity
from kaname.domains.quality.models import Defect, DefectStep
from kaname.domains.quality.queries.days import day_of, end_of

JOINED = ("project", "phase")
THEN = ("state", "severity", "owner_id", "due")
ENDS = (DefectState.CLOSED, DefectState.DECLINED)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many defects there are, how many are open, of those S1 and past their day."""

    all: int
    open: int
    s1: int
    late: int


def defects_seen(user: Any, day: date | None = None) -> QuerySet[Any]:
    """Return what a user may read, each with ``then_state``, ``then_severity``, ``then_owner_id`` and ``then_due``: as
    they are, or as they were at the end of a day, of what was reported by then. Words are those of now.
    """
    rows: QuerySet[Any] = Defect.objects.visible_to(user).select_related(*JOINED)
    if day is None:
        now: QuerySet[Any] = rows.annotate(**{f"then_{name}": F(name) for name in THEN})
        return now
    steps = DefectStep.objects.filter(defect=OuterRef("pk"), made_at__lt=end_of(day)).order_by("-made_at", "-id")
    then = {f"then_{name}": Subquery(steps.values(name)[:1]) for name in THEN}
    found: QuerySet[Any] = rows.annotate(**then).exclude(then_state=None)
    return found


def with_owners(rows: list[Defect]) -> list[Defect]:
    """Return rows of :func:`defects_seen` with ``then_owner``, the person, and ``then_open``; one query."""
    people = Person.objects.in_bulk({key for row in rows if (key := row.then_owner_id) is not None})  # type: ignore[attr-defined] # annotated
    for row in rows:
        row.then_owner = people.get(row.then_owner_id)  # type: ignore[attr-defined] # annotated
        row.then_open = row.then_state in OPEN  # type: ignore[attr-defined] # annotated
    return rows


def counts_of(rows: QuerySet[Any], day: date | None = None) -> Counts:
    """Return the counts of rows of :func:`defects_seen`; one query."""
    opened = Q(then_state__in=OPEN)
    found = rows.order_by().aggregate(
        all=Count("pk"),
        open=Count("pk", filter=opened),
        s1=Count("pk", filter=opened & Q(then_severity=Severity.S1)),
        late=Count("pk", filter=opened & Q(then_due__lt=day or today())),
    )
    return Counts(**found)


def steps_of(defect: Defect, day: date | None = None) -> list[DefectStep]:
    """Return a defect's steps, the oldest first, up to the end of a day."""
    rows = defect.steps.select_related("owner", "made_by", "decider")
    return list(rows if day is None else rows.filter(made_at__lt=end_of(day)))


def mine_to_fix(user: Any) -> QuerySet[Defect]:
    """Return the open defects that this user is to fix, the most urgent first."""
    rows = Defect.objects.visible_to(user).filter(state__in=OPEN, owner__user_id=user.pk).select_related("project")
    return rows.order_by(F("due").asc(nulls_last=True), "severity", "pk")


def closed(row: Defect) -> bool:
    """Return whether a row of :func:`defects_seen` is at an end."""
    return row.then_state in ENDS  # type: ignore[attr-defined] # annotated


def endings(rows: list[Defect], day: date | None = None) -> tuple[dict[int, date], dict[int, str]]:
    """Return of settled rows of :func:`defects_seen` the day of their end, and who decided what is not fixed; one
    query.
    """
    keys = [row.pk for row in rows if closed(row)]
    steps = DefectStep.objects.filter(defect__in=keys, state__in=ENDS).select_related("decider")
    steps = steps if day is None else steps.filter(made_at__lt=end_of(day))
    ended: dict[int, date] = {}
    deciders: dict[int, str] = {}
    for step in steps.order_by("made_at", "id"):
        ended[step.defect_id] = day_of(step.made_at)
        deciders[step.defect_id] = spoken(step.decider)
    return ended, deciders
