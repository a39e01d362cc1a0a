"""Role demands for tests, written straight into the tables: by default one that was raised and waits for approval."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from factories.control import at
from factories.people import AS_OF, make_person
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.staffing.enums import DemandState
from kaname.domains.staffing.models import DemandStep, RoleDemand

_numbers = count(1)


def make_demand(
    project: Project,
    way: Sequence[tuple[str, date]] = (("raised", AS_OF),),
    by: Person | None = None,
    source: str = "internal",
    **values,
) -> RoleDemand:
    """A demand that came into each state of ``way`` on that day; it stands in the last."""
    n = next(_numbers)
    given = {
        "number": n,
        "code": f"{project.code}-需-{n:04}",
        "state": way[-1][0],
        "role": "試験担当",
        "role_en": "Testing",
        "begins": date(2026, 12, 1),
        "ends": date(2027, 1, 31),
        "fte": {"2026-12": 100, "2027-01": 50},
        "reason": "総合試験の担当者が足りません",
        "needed_by": date(2026, 11, 30),
    }
    made = RoleDemand.objects.create(project=project, **given | values)
    by = by or make_person()
    for state, day in way:
        filled = {"source": source} if state == DemandState.FILLED else {}
        DemandStep.objects.create(demand=made, state=state, entered_at=at(day), entered_by=by, **filled)
    return made
