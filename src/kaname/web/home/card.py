"""A card of a home page: a list of things to do, each one click from being done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.project.enums import RUNNING
from kaname.domains.reporting.queries.board import Row, board, frozen
from kaname.domains.reporting.queries.cockpit import week_of
from kaname.domains.reporting.queries.health import LIGHT, latest
from kaname.domains.reporting.queries.monday import projects_as


@dataclass(slots=True)
class Item:
    """One thing: what, where, why now, and where a click leads."""

    title: str
    href: str
    detail: str = ""
    health: str = ""
    when: date | None = None
    late: bool = False


@dataclass(slots=True)
class Card:
    """A title and its things; ``href`` leads to all of them; ``informs``: nothing in it waits for the reader."""

    title: Promise | str
    items: list[Item] = field(default_factory=list)
    href: str = ""
    informs: bool = False

    @property
    def shown(self) -> list[Item]:
        """Return as many as one look takes in."""
        return self.items[:7]


class Desk:
    """What the cards of one reader share, read once and only when a card asks for it."""

    def __init__(self, user: Any) -> None:
        """Keep the reader."""
        self.user = user
        self.today = today()
        self.week = week_of(self.today)
        self.friday = self.week[0] - timedelta(days=3)

    @cached_property
    def rows(self) -> list[Row]:
        """Return the rows of the board that the reader may see."""
        return board(self.user)

    @cached_property
    def running(self) -> list[Row]:
        """Return the rows of projects that run."""
        return [row for row in self.rows if row.status in RUNNING]

    @cached_property
    def before(self) -> dict[int, dict[str, Any]]:
        """Return what the plans answered on their last report date up to the Friday before."""
        then = frozen((row.plan_key for row in self.rows if row.plan_key), self.friday)
        return {plan: said for plan, (_, said) in then.items()}

    @cached_property
    def health_before(self) -> dict[int, str]:
        """Return each project's health on the Friday before: of all axes, or of its dates alone."""
        found = {row.key: str(said.get("computed_health")) for row in self.rows
                 if (said := self.before.get(row.plan_key or 0))}  # fmt: skip
        kept = latest([row.key for row in self.rows], self.friday, without=LIGHT)
        return found | {key: snapshot.computed for key, snapshot in kept.items()}

    @cached_property
    def managed(self) -> list[int]:
        """Return the projects that the reader is accountable for."""
        return projects_as(self.user, Role.PROJECT_MANAGER)

    @cached_property
    def seen(self) -> list[int]:
        """Return the projects of the rows."""
        return [row.key for row in self.running]


type Maker = Callable[[Desk], Card]
