"""Reads of programmes: those a user may see, their projects on a day, benefits with what was measured."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.models import Benefit, BenefitReading, Programme, ProgrammeProject
from kaname.domains.project.models import Project


def visible_programme(user: Any, number: int) -> Programme:
    """Return a programme that the user may see; DoesNotExist where there is none or it is hidden."""
    return Programme.objects.visible_to(user).select_related("owner").get(pk=number)


def parts_of(user: Any, programmes: Iterable[Programme], day: date) -> list[ProgrammeProject]:
    """Return which projects belong to programmes on a day, of those that the user may read; one query."""
    seen = Project.objects.visible_to(user, Subject.PROJECT, Level.READ)
    rows = ProgrammeProject.objects.on(day).filter(programme__in=list(programmes), project__in=seen)
    return list(rows.select_related("project").order_by("project__code"))


@dataclass(slots=True)
class Measured:
    """A benefit with its readings up to a day, oldest first, of each day the newest.

    ``reached``: how much of the way from the value before to the target the last reading is (1: all of it), None
    without one; ``state``: reached, late (the day is over), under way, or not measured.
    """

    benefit: Benefit
    readings: list[BenefitReading] = field(default_factory=list)
    reached: Decimal | None = None
    state: str = "unmeasured"

    @property
    def last(self) -> BenefitReading | None:
        """The newest reading."""
        return self.readings[-1] if self.readings else None


def benefits_of(programmes: Iterable[Programme], day: date) -> list[Measured]:
    """Return the benefits of programmes, the first due first, as measured up to a day; two queries."""
    rows = Benefit.objects.filter(programme__in=list(programmes)).select_related("owner", "programme__owner")
    found = [Measured(benefit) for benefit in rows.order_by("programme__code", "due", "pk")]
    by_day: dict[int, dict[date, BenefitReading]] = defaultdict(dict)
    readings = BenefitReading.objects.filter(benefit__in=[m.benefit.pk for m in found], measured_on__lte=day)
    for reading in readings.select_related("noted_by").order_by("measured_on", "pk"):
        by_day[reading.benefit_id][reading.measured_on] = reading
    for each in found:
        each.readings = list(by_day[each.benefit.pk].values())
        _judge(each, day)
    return found


def _judge(measured: Measured, day: date) -> None:
    last, benefit = measured.last, measured.benefit
    if last is not None:
        measured.reached = benefit.reached(last.value)
    if measured.reached is not None and measured.reached >= 1:
        measured.state = "reached"
    elif benefit.due < day:
        measured.state = "late"
    elif last is not None:
        measured.state = "under_way"
