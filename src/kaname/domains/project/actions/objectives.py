"""Writing the objectives of a charter that is not approved yet."""

from typing import Any

from django.db import transaction

from kaname.domains.core.actions import records
from kaname.domains.people.enums import Subject
from kaname.domains.project.actions.charters import check_open
from kaname.domains.project.models import Charter, Objective
from kaname.domains.project.rules import check_write


@transaction.atomic
def create(*, charter: Charter, text: str, measure: str, target: str, by: Any, **values: Any) -> Objective:
    """Add a goal with its measure and target."""
    _demand(charter, by)
    goal = Objective(charter=charter, text=text, measure=measure, target=target, **values)
    return records.add(goal, verb="objective.create", by=by, project_id=charter.project_id)


@transaction.atomic
def update(*, objective: Objective, by: Any, version: int | None = None, **values: Any) -> Objective:
    """Change a goal."""
    _demand(objective.charter, by)
    project_id = objective.charter.project_id
    return records.change(objective, values, verb="objective.update", by=by, version=version, project_id=project_id)


@transaction.atomic
def remove(*, objective: Objective, by: Any) -> None:
    """Take a goal out."""
    _demand(objective.charter, by)
    records.remove(objective, verb="objective.remove", by=by, project_id=objective.charter.project_id)


def _demand(charter: Charter, by: Any) -> None:
    check_write(by, charter.project, Subject.CHARTER)
    check_open(charter)
