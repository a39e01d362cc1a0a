"""Who may do what about a risk (specification 2.13, row "Issue/risk")."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can, level_in
from kaname.domains.risk.enums import NEXT, RiskState
from kaname.domains.risk.models import Risk

OWN_ONLY = frozenset({Role.MEMBER, Role.FREELANCER})
"""Who writes about those only that they found, or answer for."""
MONEY = ("exposure_yen", "reserve_yen")


def may_write(user: Any, risk: Risk) -> bool:
    """Return whether a user may change what a risk says, score it and plan its response."""
    if level_in(user, risk.project, Subject.RISK, without=OWN_ONLY) >= Level.EDIT:
        return True
    own = risk.created_by_id == user.pk or (risk.owner is not None and risk.owner.user_id == user.pk)
    return own and can(user, risk.project, Subject.RISK, Level.EDIT)


def may_move(user: Any, risk: Risk, to: str) -> bool:
    """Return whether a user may bring a risk into a state now; an end, and what comes after one, is not for those who
    write about their own only.
    """
    if to not in NEXT.get(risk.state, ()):
        return False
    if to == RiskState.WATCHED:
        return may_write(user, risk)
    return level_in(user, risk.project, Subject.RISK, without=OWN_ONLY) >= Level.EDIT


def may_take_over(user: Any, project: Project) -> bool:
    """Return whether a user may take a list over into a project's register: who writes about any of its risks."""
    return level_in(user, project, Subject.RISK, without=OWN_ONLY) >= Level.EDIT


def may_see_money(user: Any, project: Project) -> bool:
    """Return whether a user sees effect, expected value and reserve in yen (C3): who reads the project's cost."""
    return can(user, project, Subject.COST, Level.READ)


def check_may_write(user: Any, risk: Risk) -> None:
    """Raise NotAllowed where :func:`may_write` is false. The system itself (None) may."""
    if user is not None and not may_write(user, risk):
        raise NotAllowed(Subject.RISK, Level.EDIT)


def check_may_move(user: Any, risk: Risk, to: str) -> None:
    """Refuse a state that does not come next, then one that is somebody else's to give."""
    if to not in NEXT.get(risk.state, ()):
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": risk.get_state_display()})
    if user is not None and not may_move(user, risk, to):
        raise NotAllowed(Subject.RISK, Level.EDIT)


def check_money(user: Any, project: Project, values: Mapping[str, Any]) -> None:
    """Refuse amounts from who does not read the project's cost."""
    if user is not None and any(values.get(name) is not None for name in MONEY) and not may_see_money(user, project):
        raise NotAllowed(Subject.COST, Level.READ)
