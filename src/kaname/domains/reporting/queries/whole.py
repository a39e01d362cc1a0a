"""Projects added up on four axes: people, cost, schedule, quality; of a programme, a portfolio, an objective.

Every number is the sum, the ratio of sums or the worst of the rows that stand below it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from kaname.domains.cost.enums import Unit
from kaname.domains.cost.models import EvmSnapshot
from kaname.domains.cost.queries.earned import latest_of
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Deliverable, Project, ProjectMember
from kaname.domains.quality.queries.standing import standings
from kaname.domains.reporting.queries.board import Row, rows_of
from kaname.domains.schedule.models import Inspection


@dataclass(slots=True)
class Part:
    """One project of a whole. None: not for the reader, or there are no data.

    ``effort``: earned value in minutes of work; ``deliverables``: all and those handed over; ``inspections``: packages
    looked at and those that passed at the first look; ``defects``: all and those open; ``metrics``: measured and out of
    their band.
    """

    project: Project
    people: frozenset[int] | None = None
    schedule: Row | None = None
    money: EvmSnapshot | None = None
    effort: EvmSnapshot | None = None
    deliverables: tuple[int, int] | None = None
    inspections: tuple[int, int] | None = None
    defects: tuple[int, int] | None = None
    metrics: tuple[int, int] | None = None

    @property
    def pairs(self) -> tuple[tuple[int, int] | None, ...]:
        """What can be added up of quality: deliverables, inspections, defects, metrics."""
        return self.deliverables, self.inspections, self.defects, self.metrics

    @property
    def planned_days(self) -> float | None:
        """Planned effort in the project's own person-days."""
        return _days(self, "bac")

    @property
    def spent_days(self) -> float | None:
        """Effort spent in the project's own person-days."""
        return _days(self, "ac")


def _days(part: Part, name: str) -> float | None:
    return None if part.effort is None else getattr(part.effort, name) / (part.project.minutes_per_day or 480)


@dataclass(slots=True)
class Whole:
    """Some projects on a day; the totals are worked out of ``parts``, so that they cannot differ from them."""

    day: date
    parts: list[Part] = field(default_factory=list)

    @property
    def people(self) -> tuple[int, int]:
        """How many people, and how many seats they hold: who is in two projects is one person in two seats."""
        held = [p.people for p in self.parts if p.people is not None]
        return len(frozenset().union(*held)), sum(len(h) for h in held)

    def _money(self, name: str) -> float | None:
        """Return the sum of an amount over the projects that have one; None where none has."""
        return _sum(getattr(p.money, name) for p in self.parts if p.money is not None)

    @property
    def bac(self) -> float | None:
        """Budget at completion."""
        return self._money("bac")

    @property
    def pv(self) -> float | None:
        """Planned value."""
        return self._money("pv")

    @property
    def ev(self) -> float | None:
        """Earned value."""
        return self._money("ev")

    @property
    def ac(self) -> float | None:
        """Actual cost."""
        return self._money("ac")

    @property
    def eac(self) -> float | None:
        """Estimate at completion."""
        return self._money("eac")

    @property
    def planned_days(self) -> float | None:
        """Planned effort in person-days: the sum of the projects'."""
        return _sum(p.planned_days for p in self.parts)

    @property
    def spent_days(self) -> float | None:
        """Effort spent in person-days: the sum of the projects'."""
        return _sum(p.spent_days for p in self.parts)

    @property
    def cpi(self) -> float | None:
        """EV over AC, each summed first."""
        return _ratio(self.ev, self.ac)

    @property
    def spi(self) -> float | None:
        """EV over PV, each summed first."""
        return _ratio(self.ev, self.pv)

    @property
    def rows(self) -> list[Row]:
        """The projects whose schedule the reader may see, worst first."""
        return [p.schedule for p in self.parts if p.schedule is not None]

    def count(self, health: str) -> int:
        """Return how many projects have a health."""
        return sum(row.health == health for row in self.rows)

    @property
    def red(self) -> int:
        """How many projects are red."""
        return self.count("red")

    @property
    def amber(self) -> int:
        """How many projects are amber."""
        return self.count("amber")

    @property
    def green(self) -> int:
        """How many projects are green."""
        return self.count("green")

    @property
    def activities(self) -> int:
        """How many activities the projects' plans have."""
        return sum(row.activities for row in self.rows)

    @property
    def pairs(self) -> tuple[tuple[int, int] | None, ...]:
        """What is added up of quality: deliverables, inspections, defects, metrics."""
        return self.deliverables, self.inspections, self._pair("defects"), self._pair("metrics")

    @property
    def deliverables(self) -> tuple[int, int] | None:
        """Of how many deliverables, how many were handed over."""
        return self._pair("deliverables")

    @property
    def inspections(self) -> tuple[int, int] | None:
        """Of how many packages, how many passed at the first look."""
        return self._pair("inspections")

    @property
    def finish(self) -> date | None:
        """When the last project will be done."""
        return max((row.finish for row in self.rows if row.finish), default=None)

    @property
    def slip(self) -> int | None:
        """The longest slip of a project, in working days."""
        return max((row.slip for row in self.rows if row.slip is not None), default=None)

    @property
    def progress(self) -> float | None:
        """Progress in percent, each project weighted with its number of activities."""
        known = [(r.percent, r.activities) for r in self.rows if r.percent is not None and r.activities]
        return _ratio(sum(p * n for p, n in known), float(sum(n for _p, n in known)))

    def _pair(self, name: str) -> tuple[int, int] | None:
        """Return a pair of all projects by its name: of how many, how many."""
        held = [pair for p in self.parts if (pair := getattr(p, name)) is not None]
        return (sum(of for of, _n in held), sum(n for _of, n in held)) if held else None


def _sum(values: Iterable[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) if known else None


def _ratio(top: float | None, bottom: float | None) -> float | None:
    return None if top is None or not bottom else top / bottom


def fill(user: Any, parts: dict[int, Part], day: date) -> None:
    """Put into parts, by the number of their project, what a reader may see of each; a constant number of queries."""
    seen = Project.objects.filter(pk__in=parts)
    planned = seen.filter(pk__in=Project.objects.visible_to(user, Subject.SCHEDULE, Level.READ))
    for row in rows_of(planned, day):
        parts[row.key].schedule = row
    paid = set(
        seen.filter(pk__in=Project.objects.visible_to(user, Subject.COST, Level.READ)).values_list("pk", flat=True)
    )
    for unit, name in ((Unit.YEN, "money"), (Unit.MINUTES, "effort")):
        for key, snapshot in latest_of(paid, day, unit).items():
            setattr(parts[key], name, snapshot)
    members: dict[int, set[int]] = {key: set() for key in parts}
    rows = ProjectMember.objects.filter(held_on(day), project__in=parts).values_list("project_id", "person_id")
    for key, person in rows:
        members[key].add(person)
    for key, people in members.items():
        parts[key].people = frozenset(people)
    _fill_quality(parts, {p.schedule.key for p in parts.values() if p.schedule}, day)
    read = Project.objects.visible_to(user, Subject.QUALITY, Level.READ)
    for key, found in standings(seen.filter(pk__in=read).values_list("pk", flat=True), day).items():
        parts[key].defects = (found.defects, found.open) if found.defects else None
        parts[key].metrics = (found.read, len(found.out)) if found.read else None


def _fill_quality(parts: dict[int, Part], keys: set[int], day: date) -> None:
    made = Deliverable.objects.filter(project__in=keys).order_by().values("project_id")
    for row in made.annotate(n=Count("pk"), done=Count("pk", filter=Q(delivered_on__lte=day))):
        parts[row["project_id"]].deliverables = row["n"], row["done"]
    looks = Inspection.objects.filter(plan__project__in=keys, inspected_on__lte=day, reported__isnull=False)
    same = Inspection.objects.filter(plan=OuterRef("plan"), uid=OuterRef("uid"))
    before = Q(inspected_on__lt=OuterRef("inspected_on")) | Q(
        inspected_on=OuterRef("inspected_on"), pk__lt=OuterRef("pk")
    )
    first = looks.filter(~Exists(same.filter(before))).order_by().values("plan__project_id")
    for seen in first.annotate(n=Count("pk"), passed=Count("pk", filter=Q(percent__gte=F("reported")))):
        parts[seen["plan__project_id"]].inspections = seen["n"], seen["passed"]
