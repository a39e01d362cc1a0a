"""A what-if in words and cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.schedule.actions.what_if import Compared, Tried
from kaname.domains.schedule.enums import MoveKind
from kaname.domains.schedule.models import ScenarioMove
from kaname.domains.schedule.queries.load import ResourceLoad
from kaname.domains.schedule.queries.names import spoken_row
from kaname.web.resources.load_table import Cell, cell


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody's weeks now, and then."""

    key: int
    name: str
    now: list[Cell]
    then: list[Cell]

    @property
    def over(self) -> tuple[int, int]:
        """Weeks above 100 %, now and then."""
        return _over(self.now), _over(self.then)


def _over(cells: Sequence[Cell]) -> int:
    return sum(c.band in ("amber", "red") for c in cells)


def _cells(row: ResourceLoad) -> list[Cell]:
    return [cell(float(b), float(a)) for b, a in zip(row.booked, row.available, strict=True)]


def pairs_of(found: Compared) -> list[Pair]:
    """Return everybody concerned, who is relieved most first."""
    pairs = [Pair(now.resource.pk, spoken(now.resource), _cells(now), _cells(then)) for now, then in found.rows]
    return sorted(pairs, key=lambda p: (p.over[1] - p.over[0], p.name))


def answer_of(pairs: Sequence[Pair]) -> str:
    """Return what the what-if does, in a sentence."""
    now, then = (sum(p.over[side] for p in pairs) for side in (0, 1))
    if not pairs:
        return _("No step yet.")
    return _("Weeks above 100 %%: %(now)d now, %(then)d with this what-if.") % {"now": now, "then": then}


def plans_of(found: Sequence[Tried]) -> list[dict[str, Any]]:
    """Return each plan with its steps in words and what they do to it."""
    return [
        {
            "tried": here,
            "project": here.plan.project,
            "steps": [(move, *said(move, here)) for move in here.moves],
            "sentence": here.outcome.consequence.sentence if here.outcome else "",
            "others": here.outcome.consequence.other_projects if here.outcome else [],
        }
        for here in found
    ]


def said(move: ScenarioMove, here: Tried) -> tuple[str, str]:
    """Return a step's activity and what is done, in words."""
    rows = here.outcome.after.activities.values() if here.outcome else ()
    name = next((spoken_row(row) for row in rows if row["uid"] == move.uid), move.uid)
    if move.kind == MoveKind.SWAP:
        return name, f"{spoken(move.resource)} → {spoken(move.to)}"
    if move.kind == MoveKind.UNITS:
        return name, f"{spoken(move.resource)}: {(move.units or 0) * 100:g} %"
    return name, _("begins %(days)d working days later") % {"days": move.days}
