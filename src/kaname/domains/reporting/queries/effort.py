"""What management costs in hours: shares, trend, groups and projects; never a person (mission rows S143 and S149)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum

from kaname.domains.core.queries import organisation
from kaname.domains.cost.models import Actual
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.project.models import Project
from kaname.domains.reporting.rules.effort import EffortTarget, all_hours, share
from kaname.domains.schedule.models import ManagementEffort, ReportingRound
from kaname.domains.schedule.queries.round_times import business_days

WEEK = timedelta(days=7)
FEWEST_IN_GROUP, FEWEST_IN_PROJECT = 3, 2
"""So many people must have answered before hours are shown: below that they would be somebody's."""


@dataclass(frozen=True, slots=True)
class Share:
    """One answer's part in a project, in minutes; ``project`` is None for the PMO's office, ``week`` a status date.

    ``weight``: the part of a person's week, 1 / number of projects; ``hours`` of work in that whole week.
    """

    week: date
    person: int
    manager: bool
    project: int | None
    reporting: float
    managing: float
    weight: float
    hours: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums in minutes; ``people`` answered, in ``project_weeks``; ``work``: booked as actual cost in those weeks;
    ``total``: all hours of those weeks and of the PMO's office, none counted twice (:func:`rules.effort.all_hours`).
    """

    people: int
    reporting: float
    managing: float
    working: float
    work: float
    total: float
    project_weeks: int

    @property
    def load(self) -> float | None:
        """Return 100 × reporting / working hours of those who answered (S149)."""
        return share(self.reporting, self.working)

    @property
    def ratio(self) -> float | None:
        """Return 100 × (reporting + managing) / total; None with no work booked (S143)."""
        spent = self.reporting + self.managing
        return share(spent, self.total) if self.work and spent else None

    @property
    def a_project_week(self) -> float | None:
        """Return the minutes of reporting a project and week (S143)."""
        return self.reporting / self.project_weeks if self.project_weeks else None


@dataclass(frozen=True, slots=True)
class Efforts:
    """All answers of some weeks, cut to the parts in the projects that a reader sees."""

    weeks: Sequence[date]
    shares: Sequence[Share]
    work: dict[tuple[date, int], int]
    booked: bool = True

    def figures(
        self, keep: Callable[[Share], bool] = lambda _share: True, weeks: Iterable[date] | None = None
    ) -> Figures:
        """Return the sums over the parts that ``keep`` says, of some weeks or all."""
        span = set(self.weeks if weeks is None else weeks)
        rows = [s for s in self.shares if s.week in span and keep(s)]
        told: dict[tuple[date, int | None], float] = defaultdict(float)
        for s in rows:
            told[s.week, s.project] += s.reporting + s.managing
        pairs = {(week, project): self.work.get((week, project), 0) for week, project in told if project is not None}
        office = sum(minutes for (_week, project), minutes in told.items() if project is None)
        return Figures(
            people=len({s.person for s in rows}),
            reporting=sum(s.reporting for s in rows),
            managing=sum(s.managing for s in rows),
            working=sum(s.hours * s.weight for s in rows),
            work=sum(pairs.values()),
            total=office + sum(all_hours(work, told[pair], booked=self.booked) for pair, work in pairs.items()),
            project_weeks=len(pairs),
        )


def efforts(first: date, last: date, projects: Iterable[int] | None, office: bool) -> Efforts:
    """Return the answers of the rounds from ``first`` to ``last``, in some projects (None: all), and the office's own.

    Three queries and those of the company's calendar.
    """
    rounds = dict(
        ReportingRound.objects.filter(as_of__range=(first, last)).order_by("as_of").values_list("pk", "as_of")
    )
    wanted = None if projects is None else set(projects)
    hours = _hours_of(rounds.values())
    shares = []
    rows = ManagementEffort.objects.filter(round__in=rounds).order_by()
    for key, person, manager, told, spent, held in rows.values_list(
        "round_id", "person_id", "manager", "reporting", "managing", "projects"
    ):
        week = rounds[key]
        parts: list[int | None] = list(held) or [None]
        for project in parts:
            seen = office if project is None else wanted is None or project in wanted
            if seen:
                part = 1 / len(parts)
                shares.append(Share(week, person, manager, project, told * part, spent * part, part, hours[week]))
    work = _work({s.project for s in shares if s.project}, first, rounds)
    return Efforts(list(rounds.values()), shares, work, EffortTarget.of(organisation()).booked)


def efforts_seen_by(user: Any, first: date, last: date) -> Efforts:
    """Return the answers in the projects whose reports a user reads; the office's own for company-wide readers."""
    seen = Project.objects.visible_to(user, Subject.REPORT, Level.READ).values_list("pk", flat=True)
    return efforts(first, last, list(seen), can_company(user, Subject.REPORT, Level.READ))


def _hours_of(weeks: Iterable[date]) -> dict[date, float]:
    """Return the minutes that somebody works in each week by the company's calendar."""
    days, works, a_day = list(weeks), business_days(), organisation().minutes_per_day
    found = {}
    for week in days:
        monday = week - timedelta(days=week.weekday())
        found[week] = float(a_day * sum(1 for n in range(7) if works(monday + timedelta(days=n))))
    return found


def _work(projects: Iterable[int], first: date, rounds: dict[int, date]) -> dict[tuple[date, int], int]:
    """Return the minutes of work booked in the calendar week of each round, by project."""
    by_monday = {week - timedelta(days=week.weekday()): week for week in rounds.values()}
    last = max(by_monday, default=first) + WEEK
    rows = Actual.objects.filter(project__in=list(projects), incurred_on__range=(first - WEEK, last)).order_by()
    found: dict[tuple[date, int], int] = defaultdict(int)
    for project, day, minutes in rows.values_list("project_id", "incurred_on").annotate(n=Sum("minutes")):
        week = by_monday.get(day - timedelta(days=day.weekday()))
        if week is not None:
            found[week, project] += minutes
    return found
