"""Who may write of programmes, strategic objectives, key figures and portfolios.

The matrix of specification 2.13 has no row for them. Who sets projects up for the company (the PMO manager) writes
them; who answers for an objective decides about it and notes its figures; who writes a charter links its project.
"""

from typing import Any

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed, can_company, check_company
from kaname.domains.portfolio.models import Benefit, Kpi, Portfolio, StrategicObjective
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can


def check_edit(by: Any) -> None:
    """Raise NotAllowed unless the writer sets projects up for the company; the system itself (None) does."""
    if by is not None:
        check_company(by, Subject.PROJECT, Level.EDIT)


def can_edit(user: Any) -> bool:
    """Return whether a user may write programmes, objectives and portfolios."""
    return can_company(user, Subject.PROJECT, Level.EDIT)


def can_measure(user: Any, benefit: Benefit) -> bool:
    """Return whether a user may note a measured value: who edits, and who answers for the benefit or its programme."""
    return can_edit(user) or _is_one_of(user, benefit.owner, benefit.programme.owner)


def check_measure(by: Any, benefit: Benefit) -> None:
    """Raise NotAllowed where :func:`can_measure` is false; the system itself (None) may."""
    _demand(by is None or can_measure(by, benefit))


def can_decide(user: Any, objective: StrategicObjective) -> bool:
    """Return whether a user may approve, start and end an objective: who edits, and who answers for it or above it."""
    above = objective.parent.owner if objective.parent else None
    return can_edit(user) or _is_one_of(user, objective.owner, above)


def check_decide(by: Any, objective: StrategicObjective) -> None:
    """Raise NotAllowed where :func:`can_decide` is false; the system itself (None) may."""
    _demand(by is None or can_decide(by, objective))


def can_note(user: Any, kpi: Kpi) -> bool:
    """Return whether a user may note a key figure's value: who edits, who answers for it or for its objective."""
    return can_edit(user) or _is_one_of(user, kpi.owner, kpi.objective.owner)


def check_note(by: Any, kpi: Kpi) -> None:
    """Raise NotAllowed where :func:`can_note` is false; the system itself (None) may."""
    _demand(by is None or can_note(by, kpi))


def can_link(user: Any, project: Project) -> bool:
    """Return whether a user may say which objectives a project serves: who edits, and who writes its charter."""
    return can_edit(user) or can(user, project, Subject.CHARTER, Level.EDIT)


def check_link(by: Any, project: Project | None) -> None:
    """Raise NotAllowed unless the writer may link; what is no project (None) only who edits links."""
    _demand(by is None or can_edit(by) or (project is not None and can_link(by, project)))


def sees_budget(user: Any, portfolio: Portfolio) -> bool:
    """Return whether a user may read a portfolio's whole budget (C3): who reads every project's cost, and its owner."""
    return can_company(user, Subject.COST, Level.READ) or _is_one_of(user, portfolio.owner)


def _is_one_of(user: Any, *owners: Any) -> bool:
    mine = {getattr(owner, "user_id", None) for owner in owners} - {None}
    return getattr(user, "pk", None) in mine


def _demand(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed(Subject.PROJECT, Level.EDIT)
