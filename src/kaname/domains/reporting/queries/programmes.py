"""Programmes on four axes, rolled up from the projects that the reader may see, with their benefits (S163)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kaname.domains.portfolio.models import Programme
from kaname.domains.portfolio.queries.programmes import Measured, benefits_of, parts_of
from kaname.domains.reporting.queries.whole import Part, Whole, fill


@dataclass(slots=True)
class View(Whole):
    """A programme on a day."""

    programme: Programme = field(kw_only=True)
    benefits: list[Measured] = field(default_factory=list)

    @property
    def reached(self) -> int:
        """How many benefits have reached their target."""
        return sum(b.state == "reached" for b in self.benefits)


def views(user: Any, programmes: Iterable[Programme], day: date) -> list[View]:
    """Return programmes as a reader may see them; a constant number of queries."""
    found = {p.pk: View(day, programme=p) for p in programmes}
    held = parts_of(user, [v.programme for v in found.values()], day)
    parts = {each.project_id: Part(each.project) for each in held}
    for each in held:
        found[each.programme_id].parts.append(parts[each.project_id])
    fill(user, parts, day)
    for measured in benefits_of([v.programme for v in found.values()], day):
        found[measured.benefit.programme_id].benefits.append(measured)
    return list(found.values())
