"""The teams of a project as a workbook: the tree indented, numbers as numbers, money only for who reads it."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.project.models import Project
from kaname.domains.reporting.bridge.team_facts import Facts
from kaname.domains.reporting.bridge.teams import Line, RollUp
from kaname.web.shell.books import Column, Listed, write_book

type OfTree = tuple[Any, Callable[[RollUp, Line], Any]]


def _whole(name: str) -> Callable[[RollUp, Line], Any]:
    return lambda _found, line: getattr(line.whole, name)


def _count(name: str) -> Callable[[RollUp, Line], Any]:
    return lambda _found, line: len(getattr(line.whole, name))


def _yen(name: str) -> Callable[[RollUp, Line], Any]:
    return lambda _found, line: getattr(line.whole.yen, name)


def _named(_found: RollUp, line: Line) -> str:
    """Return a team's name, indented by how deep it stands."""
    return f"{'　' * line.depth}{spoken(line.team) if line.team else t('Outside any team')}"


HEAD: tuple[OfTree, ...] = (
    (_("Team name"), _named),
    (_("code"), lambda _found, line: line.team.code if line.team else ""),
    (_("Level of the tree"), lambda _found, line: line.depth + 1 if line.team else None),
    (_("WBS branches"), lambda _found, line: line.team.wbs if line.team else ""),
    (_("Leader"), lambda _found, line: " / ".join(spoken(m.person) for m in line.leaders)),
    (_("Headcount"), _count("people")),
)
PLAN: tuple[OfTree, ...] = (
    (_("Percent done"), lambda found, line: found.percent(line.whole)),
    (_("Percent planned"), lambda found, line: found.planned(line.whole)),
    (_("Activities"), _whole("activities")),
    (_("Activities finished"), _whole("done")),
    (_("Late"), _whole("late")),
    (_("Overdue"), _whole("overdue")),
    (_("Critical"), _whole("critical")),
    (_("Stuck near the end"), _count("stuck")),
    (_("Next milestone"), lambda _found, line: line.whole.milestone[2] if line.whole.milestone else ""),
    (_("Its day"), lambda _found, line: line.whole.milestone[0] if line.whole.milestone else None),
)
LOAD: tuple[OfTree, ...] = (
    (_("Available (hours, 4 weeks)"), lambda _found, line: line.hours.available if line.hours else None),
    (_("Booked (hours, 4 weeks)"), lambda _found, line: line.hours.booked if line.hours else None),
)
MONEY: tuple[OfTree, ...] = tuple((name.upper(), _yen(name)) for name in ("bac", "pv", "ev", "ac", "spi", "cpi", "eac"))


def team_book(out: BytesIO, project: Project, found: RollUp) -> None:
    """Write the tree with what is outside, and the project's total below."""
    columns: list[OfTree] = [*HEAD]
    if found.plan:
        columns += PLAN
    if found.asked:
        columns.append((_("Decisions waiting"), _count("decisions")))
    if found.helped:
        columns.append((_("Open support"), _count("requests")))
    columns += LOAD if found.loaded else ()
    columns += MONEY if found.paid else ()
    total = Line(None, 0, Facts(), found.total)

    def name(line: Line) -> str:
        return f"{project.code} {t('in all')}" if line is total else _named(found, line)

    (label, _name), *rest = columns
    told: list[Column[Line]] = [(label, name), *((label, partial(value, found)) for label, value in rest)]
    write_book(out, Listed(t("Teams of the project"), told, [*found.lines, total], narrowed=False))
