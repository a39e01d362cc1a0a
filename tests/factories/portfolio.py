"""Programmes and benefits for tests, made by the domain's own actions."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from kaname.domains.people.models import Person
from kaname.domains.portfolio.actions import benefits, programmes
from kaname.domains.portfolio.models import Benefit, Programme
from kaname.domains.project.models import Project

_numbers = count(1)
SINCE = date(2026, 4, 1)


def make_programme_of(*projects: Project, **values: Any) -> Programme:
    """A programme with these projects, since April."""
    n = next(_numbers)
    made = programmes.create(**{"code": f"PG{n:03}", "name": f"見本プログラム{n}", "by": None} | values)
    for project in projects:
        programmes.include(programme=made, project=project, valid_from=SINCE, by=None)
    return made


def make_benefit(programme: Programme, **values: Any) -> Benefit:
    """A benefit from 100 down to 50."""
    given = {"name": f"見本便益{next(_numbers)}", "measure": "件数", "unit": "件", "due": date(2026, 12, 31)}
    given |= {"baseline": Decimal(100), "target": Decimal(50)}
    return benefits.create(programme=programme, by=None, **given | values)


def make_programme(project: Project, owner: Person) -> dict[str, Any]:
    """One with a project and a benefit; return an example of each parameter of its addresses."""
    made = make_programme_of(project, owner=owner)
    benefit = make_benefit(made)
    return {"programme": made.pk, "part": made.parts.get().pk, "benefit": benefit.pk}
