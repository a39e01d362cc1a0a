"""The trace from strategy to key figure (mission row S17): strategies, objectives, and the projects that serve them.

Strategy → objective → portfolio → programme → project, with health, finish and money of the projects rolled up, and the
objectives' key figures. A project that serves two objectives stands in both, and once in what they share.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.enums import IN_FORCE, ObjectiveState
from kaname.domains.portfolio.models import ObjectiveLink, Portfolio, Programme, StrategicObjective
from kaname.domains.portfolio.queries.components import components_of
from kaname.domains.portfolio.queries.objectives import Figure, aimless, figures_of, links_on
from kaname.domains.portfolio.queries.programmes import parts_of
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.whole import Part, Whole, fill


@dataclass(slots=True)
class Member:
    """A project below an objective; ``programme`` and ``portfolio``: where it belongs, None where nowhere or hidden.

    ``link``: how it serves; ``link.programme_id`` is set where it does so with its programme.
    """

    part: Part
    link: ObjectiveLink
    programme: Programme | None = None
    portfolio: Portfolio | None = None


@dataclass(slots=True)
class Aim(Whole):
    """An objective on a day. ``portfolios``: those that say they are for it."""

    objective: StrategicObjective = field(kw_only=True)
    members: list[Member] = field(default_factory=list)
    portfolios: list[Portfolio] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether projects may serve it now."""
        return self.objective.state in IN_FORCE

    @property
    def reached(self) -> int:
        """How many key figures are at their target."""
        return sum(f.state == "reached" for f in self.figures)

    @property
    def lagging(self) -> list[Figure]:
        """The key figures that are late or behind the way they should have come."""
        return [f for f in self.figures if f.state in ("late", "behind")]

    @property
    def uncovered(self) -> bool:
        """Whether it is in force and no project serves it."""
        return self.open and not self.members


@dataclass(slots=True)
class Strategy(Whole):
    """A strategy with what stands below it; ``parts``: each project once."""

    objective: StrategicObjective = field(kw_only=True)
    aims: list[Aim] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def every_figure(self) -> list[Figure]:
        """Its own key figures and those of its objectives."""
        return [*self.figures, *(f for aim in self.aims for f in aim.figures)]

    @property
    def reached(self) -> int:
        """How many key figures are at their target."""
        return sum(f.state == "reached" for f in self.every_figure)


@dataclass(slots=True)
class Trace:
    """Everything on a day. ``aimless``: running projects without an objective (PF-01); ``stopped``: given up."""

    day: date
    strategies: list[Strategy] = field(default_factory=list)
    aimless: list[Project] = field(default_factory=list)
    stopped: list[StrategicObjective] = field(default_factory=list)

    @property
    def aims(self) -> list[Aim]:
        """Every objective, in the order of the strategies."""
        return [aim for strategy in self.strategies for aim in strategy.aims]

    @property
    def uncovered(self) -> list[Aim]:
        """The objectives in force that no project serves."""
        return [aim for aim in self.aims if aim.uncovered]

    @property
    def unmeasured(self) -> list[Aim]:
        """The objectives in force without a key figure, or with one that was never measured."""
        return [a for a in self.aims if a.open and (not a.figures or any(not f.readings for f in a.figures))]

    @property
    def served(self) -> list[Project]:
        """Every project that serves an objective, once."""
        found = {m.part.project.pk: m.part.project for aim in self.aims for m in aim.members}
        return sorted(found.values(), key=lambda project: project.code)

    @property
    def figures(self) -> list[Figure]:
        """Every key figure."""
        return [f for strategy in self.strategies for f in strategy.every_figure]


def trace(user: Any, day: date, only: StrategicObjective | None = None) -> Trace:
    """Return what a reader may see of the whole on a day, or of one strategy or objective (``only``); states and
    weights are those of now. A constant number of queries.
    """
    rows = list(StrategicObjective.objects.visible_to(user).select_related("owner", "parent__owner").order_by("code"))
    if only is not None:
        rows = [row for row in rows if row.pk in (only.pk, only.parent_id) or row.parent_id == only.pk]
    found = Trace(day, stopped=[r for r in rows if r.state == ObjectiveState.CANCELLED])
    live = [r for r in rows if r.state != ObjectiveState.CANCELLED or (only is not None and r.pk == only.pk)]
    strategies = {r.pk: Strategy(day, objective=r) for r in live if r.parent_id is None}
    aims = {r.pk: Aim(day, objective=r) for r in live if r.parent_id in strategies}
    for key, aim in aims.items():
        strategies[aim.objective.parent_id or 0].aims.append(aims[key])
    found.strategies = list(strategies.values())
    _join(user, aims, day)
    for figure in figures_of(live, day):
        holder = aims.get(figure.kpi.objective_id) or strategies.get(figure.kpi.objective_id)
        if holder is not None:
            holder.figures.append(figure)
    for strategy in found.strategies:
        strategy.parts = distinct(part for aim in strategy.aims for part in aim.parts)
    if only is None:
        seen = Project.objects.visible_to(user, Subject.PROJECT, Level.READ)
        found.aimless = list(aimless(seen, day).order_by("code"))
    return found


def _join(user: Any, aims: dict[int, Aim], day: date) -> None:
    """Put the projects below their objectives, with where they belong."""
    links = links_on(user, [aim.objective for aim in aims.values()], day)
    where = Places(user, day)
    parts: dict[int, Part] = {}
    for link in links:
        aim = aims[link.objective_id]
        if link.portfolio is not None:
            aim.portfolios.append(link.portfolio)
            continue
        held = [link.project] if link.project is not None else where.projects_in(link.programme_id or 0)
        known = {m.part.project.pk for m in aim.members}
        for project in held:
            if project.pk not in known:
                part = parts.setdefault(project.pk, Part(project))
                programme, portfolio = where.of(project.pk)
                aim.members.append(Member(part, link, programme, portfolio))
    fill(user, parts, day)
    for aim in aims.values():
        aim.members.sort(key=_place)
        aim.parts = [m.part for m in aim.members]


def _place(member: Member) -> tuple[Any, ...]:
    """Order by portfolio, programme, project; those without come last."""
    above = member.portfolio, member.programme
    return *((thing is None, thing.code if thing else "") for thing in above), member.part.project.code


def distinct(parts: Iterable[Part]) -> list[Part]:
    """Return each project once, by code."""
    found = {part.project.pk: part for part in parts}
    return sorted(found.values(), key=lambda part: part.project.code)


class Places:
    """Which programme and which portfolio each project belongs to on a day, as far as a reader may see; few queries."""

    def __init__(self, user: Any, day: date) -> None:
        """Read the memberships."""
        programmes = {p.pk: p for p in Programme.objects.visible_to(user)}
        portfolios = {p.pk: p for p in Portfolio.objects.visible_to(user).select_related("owner")}
        self._members: dict[int, list[Project]] = defaultdict(list)
        self._programme: dict[int, Programme] = {}
        self._portfolio: dict[int, Portfolio] = {}
        for part in parts_of(user, programmes.values(), day):
            self._members[part.programme_id].append(part.project)
            self._programme[part.project_id] = programmes[part.programme_id]
        for row in components_of(user, portfolios.values(), day):
            inside = [row.project_id] if row.project_id else [p.pk for p in self._members[row.programme_id or 0]]
            self._portfolio |= {key: portfolios[row.portfolio_id] for key in inside if key}

    def projects_in(self, programme: int) -> Sequence[Project]:
        """Return the projects of a programme."""
        return self._members.get(programme, [])

    def of(self, project: int) -> tuple[Programme | None, Portfolio | None]:
        """Return the programme and the portfolio of a project."""
        return self._programme.get(project), self._portfolio.get(project)


def overall_weight(objective: StrategicObjective) -> Decimal:
    """Return an objective's share of the company's whole strategy in percent: its weight times its strategy's."""
    above = objective.parent.weight if objective.parent else Decimal(100)
    return objective.weight * above / 100
