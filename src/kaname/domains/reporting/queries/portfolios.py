"""Portfolios (mission row S160): what belongs to them, money against budget, people against capacity, and the balance.

Every number is one that the product computes elsewhere: health and dates of the board, earned value on frozen dates,
the simulated chance to be done in time, the load of the load page. Nothing is asked of anybody a second time.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from kaname.domains.core.queries import organisation
from kaname.domains.portfolio.enums import IN_FORCE
from kaname.domains.portfolio.models import (
    ObjectiveLink,
    Portfolio,
    PortfolioCapacity,
    PortfolioComponent,
    ProgrammeProject,
    StrategicObjective,
)
from kaname.domains.portfolio.queries.components import components_of
from kaname.domains.portfolio.queries.programmes import parts_of
from kaname.domains.reporting.models import ForecastSnapshot
from kaname.domains.reporting.queries.strategy import distinct, overall_weight
from kaname.domains.reporting.queries.whole import Part, Whole, fill
from kaname.domains.schedule.queries.load import everybody, load

WEEKS = 13
WEEKS_A_MONTH = 52 / 12
Days = npt.NDArray[np.float64]


@dataclass(slots=True)
class Component(Whole):
    """A project or a programme of a portfolio; ``parts``: the one project, or those of the programme."""

    row: PortfolioComponent = field(kw_only=True)


@dataclass(slots=True)
class Bubble:
    """A project in the balance chart. ``alignment``: percent of the company's strategy that the objectives it serves
    weigh; ``risk``: simulated chance in percent to miss its finish and tolerance, None where nothing was simulated.
    """

    part: Part
    alignment: float
    risk: float | None


@dataclass(slots=True)
class View(Whole):
    """A portfolio on a day; ``parts``: each project once."""

    portfolio: Portfolio = field(kw_only=True)
    components: list[Component] = field(default_factory=list)
    objectives: list[StrategicObjective] = field(default_factory=list)
    bubbles: list[Bubble] = field(default_factory=list)

    @property
    def room(self) -> float | None:
        """What the budget leaves when all projects cost what they are estimated to; below zero it is not enough."""
        budget, eac = self.portfolio.budget_yen, self.eac
        return None if budget is None or eac is None else budget - eac

    @property
    def without_money(self) -> int:
        """How many projects have no earned value that the reader may see, and so are in no sum of money."""
        return sum(part.money is None for part in self.parts)


def views(user: Any, portfolios: Iterable[Portfolio], day: date) -> list[View]:
    """Return portfolios as a reader may see them; a constant number of queries."""
    found = {p.pk: View(day, portfolio=p) for p in portfolios}
    rows = components_of(user, [v.portfolio for v in found.values()], day)
    inside: dict[int, list[Part]] = defaultdict(list)
    parts = {row.project_id: Part(row.project) for row in rows if row.project is not None}
    for each in parts_of(user, [row.programme for row in rows if row.programme is not None], day):
        inside[each.programme_id].append(parts.setdefault(each.project_id, Part(each.project)))
    for row in rows:
        held = [parts[row.project_id]] if row.project_id else inside[row.programme_id or 0]
        found[row.portfolio_id].components.append(Component(day, held, row=row))
    fill(user, {key: part for key, part in parts.items() if key}, day)
    _add_balance(found.values(), parts.values(), day)
    for link in ObjectiveLink.objects.on(day).filter(portfolio__in=found).select_related("objective__parent"):
        found[link.portfolio_id or 0].objectives.append(link.objective)
    for view in found.values():
        view.objectives.sort(key=lambda objective: objective.code)
    return list(found.values())


def _add_balance(found: Iterable[View], parts: Iterable[Part], day: date) -> None:
    keys = [part.project.pk for part in parts]
    weights, risks = alignments(keys, day), _risks(keys, day)
    for view in found:
        view.parts = distinct(part for component in view.components for part in component.parts)
        for part in view.parts:
            key = part.project.pk
            seen = part.schedule is not None
            view.bubbles.append(Bubble(part, weights.get(key, 0.0), risks.get(key) if seen else None))


def alignments(projects: Iterable[int], day: date) -> dict[int, float]:
    """Return, by project, the percent of the company's strategy that the objectives it serves weigh together; each
    objective counts once. Two queries.
    """
    wanted = set(projects)
    serves: dict[int, dict[int, float]] = defaultdict(dict)
    links = ObjectiveLink.objects.on(day).filter(portfolio=None, objective__state__in=IN_FORCE)
    by_programme: dict[int, list[StrategicObjective]] = defaultdict(list)
    for link in links.select_related("objective__parent"):
        if link.project_id in wanted:
            serves[link.project_id or 0][link.objective_id] = float(overall_weight(link.objective))
        elif link.programme_id:
            by_programme[link.programme_id].append(link.objective)
    members = ProgrammeProject.objects.on(day).filter(project__in=wanted, programme__in=by_programme)
    for project, programme in members.values_list("project_id", "programme_id"):
        serves[project] |= {o.pk: float(overall_weight(o)) for o in by_programme[programme]}
    return {project: sum(held.values()) for project, held in serves.items()}


def _risks(projects: Iterable[int], day: date) -> dict[int, float]:
    """Return, by project, the chance in percent to miss its date by its last simulation up to a day; one query."""
    order = [F("as_of").desc(), F("revision").desc()]
    place = Window(RowNumber(), partition_by=[F("project_id")], order_by=order)
    rows = ForecastSnapshot.objects.filter(project__in=list(projects), as_of__lte=day).annotate(place=place)
    newest = rows.filter(place=1).order_by().values_list("project_id", "probability")
    return {project: 100 * (1 - chance) for project, chance in newest if chance is not None}


@dataclass(frozen=True, slots=True)
class Given:
    """What a role gives a portfolio and what its projects want of it, in person-days; ``load``: (weeks,).

    ``row`` None: of roles without a row where no row is for everybody else.
    """

    row: PortfolioCapacity | None
    load: Days

    @property
    def capacity(self) -> float:
        """Person-days a week."""
        return float(self.row.days_a_month) / WEEKS_A_MONTH if self.row else 0.0

    @property
    def wanted(self) -> float:
        """Person-days a month, on average over the weeks."""
        return float(self.load.mean()) * WEEKS_A_MONTH

    @property
    def share(self) -> float | None:
        """Wanted over given, None where nothing is given."""
        return self.wanted / float(self.row.days_a_month) if self.row else None

    @property
    def over(self) -> int:
        """How many weeks want more than is given."""
        return int((self.load > self.capacity + 0.05).sum())


@dataclass(frozen=True, slots=True)
class Capacity:
    """The weeks after a day: what is given, what is wanted; ``mondays``: (weeks,)."""

    mondays: list[date]
    roles: list[Given]

    @property
    def given(self) -> float:
        """Person-days a week altogether."""
        return sum(role.capacity for role in self.roles)

    @property
    def load(self) -> Days:
        """Person-days wanted in each week, (weeks,)."""
        return np.sum([role.load for role in self.roles], axis=0) if self.roles else np.zeros(len(self.mondays))

    @property
    def over(self) -> int:
        """How many weeks want more than is given altogether."""
        return int((self.load > self.given + 0.05).sum()) if self.given else 0


def capacity_of(user: Any, view: View, as_of: date | None = None) -> Capacity:
    """Return what a portfolio is given of people against what its projects want in the weeks from a day's week on, by
    the reckoning of the load page. A constant number of queries; as expensive as that page.
    """
    rows = {row.role_name: row for row in view.portfolio.capacities.all()}
    codes = {part.project.code for part in view.parts}
    first = view.day + timedelta(days=7 - view.day.weekday())
    found = load(user, first, WEEKS, everybody(user), as_of)
    hours: dict[str, Days] = {name: np.zeros(WEEKS) for name in rows}
    for each in found.rows:
        wanted = [b.hours for b in each.bookings if b.project in codes]
        if wanted:
            name = each.resource.role_name if each.resource.role_name in rows else ""
            hours[name] = hours.get(name, np.zeros(WEEKS)) + np.sum(wanted, axis=0)
    an_hour = 60 / (organisation().minutes_per_day or 480)
    roles = [Given(rows.get(name), booked * an_hour) for name, booked in hours.items()]
    return Capacity(found.mondays, sorted(roles, key=lambda g: (g.row is None or not g.row.role_name, -g.capacity)))
