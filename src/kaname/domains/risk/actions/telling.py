"""Who is told of what about a risk. A notice holds the number, nothing else."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kaname.domains.core.actions import notices
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.models import User
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import ProjectMember
from kaname.domains.risk.enums import RiskState
from kaname.domains.risk.models import Risk


def named(risk: Risk, by: Any) -> None:
    """Tell who answers for a risk from now on."""
    if risk.owner is not None and risk.owner.user is not None:
        _tell(risk, [risk.owner.user], by, "risk.owner")


def moved(risk: Risk, by: Any) -> None:
    """Tell the project's managers and who answers for it, that a risk has happened."""
    if risk.state != RiskState.HAPPENED:
        return
    held = ProjectMember.objects.filter(held_on(today()), project=risk.project_id, role=Role.PROJECT_MANAGER)
    managers = list(User.objects.filter(person__in=held.values("person")).order_by("pk"))
    owner = [risk.owner.user] if risk.owner is not None and risk.owner.user is not None else []
    _tell(risk, [*managers, *owner], by, "risk.happened")


def _tell(risk: Risk, users: Iterable[User], by: Any, kind: str) -> None:
    path = reverse("risks:risk", args=[risk.project.code, risk.number])
    params = {"code": risk.code, "code_en": risk.ascii_code}
    for user in dict.fromkeys(users):
        seen = user.is_active and Risk.objects.visible_to(user).filter(pk=risk.pk).exists()
        if seen and (by is None or user.pk != by.pk):
            notices.tell(user_id=user.pk, kind=kind, params=params, url=path)
