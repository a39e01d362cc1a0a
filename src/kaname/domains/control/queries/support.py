"""Support requests as the PMO's desk, cards and reports read them: what waits, who helps, and what it was worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from kaname.domains.control.enums import UNSETTLED_SUPPORT, SupportState
from kaname.domains.control.models import SupportRequest, SupportTime
from kaname.domains.core.queries import today
from kaname.domains.people.models import Person
from kaname.domains.resource.bridge.distance import working_days

LATELY = timedelta(days=92)
"""What the desk tells of work that is over: a quarter."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request, and for how many business days it has stood, up to today or to its end; ``late``: past its date."""

    row: SupportRequest
    days: int
    late: bool


@dataclass(frozen=True, slots=True)
class Helper:
    """A person with the requests that are theirs now, and the hours they gave in the last four weeks."""

    person: Person
    requests: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Given:
    """What the PMO gave in a quarter: requests that ended well, hours, the mean rating of those that were rated."""

    done: int
    hours: Decimal
    rating: float | None
    rated: int


def support_visible_to(user: Any) -> QuerySet[SupportRequest]:
    """Return the requests that a user may read, with what a list shows and the hours given."""
    times = SupportTime.objects.filter(request=OuterRef("pk")).order_by().values("request")
    hours = Subquery(times.annotate(sum=Sum("hours")).values("sum"))
    zero = Decimal(0)
    rows = SupportRequest.objects.visible_to(user).select_related("project", "helper", "created_by__person")
    return rows.annotate(hours=Coalesce(hours, zero, output_field=DecimalField(max_digits=8, decimal_places=2)))


def open_support(user: Any) -> QuerySet[SupportRequest]:
    """Return what is not over, the oldest first."""
    return support_visible_to(user).filter(state__in=UNSETTLED_SUPPORT).order_by("created_at", "pk")


def waiting_times(rows: Iterable[SupportRequest]) -> list[Waiting]:
    """Return how long each has stood; working days are counted at once."""
    found, now = list(rows), today()
    begins = [min(_day(row.created_at), now) for row in found]
    ends = [
        max(min(_day(row.closed_at), now) if row.closed_at else now, b) for row, b in zip(found, begins, strict=True)
    ]
    days = working_days(begins, ends)
    return [Waiting(row, n, _late(row, now)) for row, n in zip(found, days, strict=True)]


def helpers(rows: Iterable[SupportRequest]) -> list[Helper]:
    """Return who helps now, the most burdened first; hours of the last four weeks. One query."""
    held: dict[int, list[SupportRequest]] = {}
    for row in rows:
        if row.helper_id is not None and row.state == SupportState.ACCEPTED:
            held.setdefault(row.helper_id, []).append(row)
    since = today() - timedelta(days=28)
    given = SupportTime.objects.filter(person__in=held, day__gt=since).order_by().values("person")
    hours = dict(given.annotate(sum=Sum("hours")).values_list("person", "sum"))
    found = [
        Helper(mine[0].helper, len(mine), hours.get(key, Decimal(0))) for key, mine in held.items() if mine[0].helper
    ]
    return sorted(found, key=lambda h: (-h.requests, -h.hours, h.person.code))


def given_lately(user: Any) -> Given:
    """Return what the visible requests came to in the last quarter; two queries."""
    seen = SupportRequest.objects.visible_to(user).order_by()
    since = today() - LATELY
    over = seen.filter(state=SupportState.DONE, closed_at__date__gte=since)
    counted = over.aggregate(done=Count("pk"), rated=Count("rating"), mean=Avg("rating"))
    hours = SupportTime.objects.filter(request__in=seen, day__gte=since).aggregate(sum=Sum("hours"))["sum"]
    return Given(counted["done"], hours or Decimal(0), counted["mean"], counted["rated"])


def lately_over(user: Any) -> QuerySet[SupportRequest]:
    """Return what was settled in the last quarter, the newest first."""
    rows = support_visible_to(user).filter(closed_at__date__gte=today() - LATELY)
    return rows.order_by("-closed_at", "-pk")


def to_give(user: Any) -> QuerySet[SupportRequest]:
    """Return what a user was asked to help with, and has not handed back."""
    rows = support_visible_to(user).filter(helper__user=user, state=SupportState.ACCEPTED)
    return rows.order_by("until", "created_at", "pk")


def to_confirm(user: Any, managed: Iterable[int]) -> QuerySet[SupportRequest]:
    """Return what was handed back to a user: asked by them, or in a project that they manage."""
    mine = Q(created_by=user) | Q(project__in=list(managed))
    return support_visible_to(user).filter(mine, state=SupportState.DELIVERED).order_by("delivered_at", "pk")


def _late(row: SupportRequest, now: date) -> bool:
    promised = row.until or row.wanted_by
    return row.state in (SupportState.OPEN, SupportState.ACCEPTED) and promised is not None and promised < now


def _day(moment: Any) -> date:
    return timezone.localtime(moment).date()
