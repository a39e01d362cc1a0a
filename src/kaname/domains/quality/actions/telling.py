"""Who is told of what about defects and gates. A notice holds the number, nothing else."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kaname.domains.core.actions import notices
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.models import RoleHolding, User
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.quality.enums import DefectState, Ruling
from kaname.domains.quality.models import Defect, Gate

RULED = {
    Ruling.PASSED: "gate.passed", Ruling.CONDITIONAL: "gate.conditional", Ruling.FAILED: "gate.failed",
}  # fmt: skip


def entrusted(defect: Defect, by: Any) -> None:
    """Tell who is to fix it."""
    if defect.owner is not None and defect.owner.user is not None:
        _tell_defect(defect, [defect.owner.user], by, "defect.yours")


def moved(defect: Defect, by: Any) -> None:
    """Tell who is to fix it that it came back, and who reported it what came of it."""
    if defect.state in (DefectState.FIXED, DefectState.CLOSED, DefectState.DECLINED):
        kind = "defect.fixed" if defect.state == DefectState.FIXED else "defect.settled"
        _tell_defect(defect, [defect.created_by] if defect.created_by else [], by, kind)
    elif defect.state in (DefectState.FIXING, DefectState.INVESTIGATING):
        entrusted(defect, by)


def applied(gate: Gate, by: Any) -> None:
    """Tell those who rule on gates."""
    sponsors = ProjectMember.objects.filter(held_on(today()), project=gate.project_id, role=Role.SPONSOR)
    pmo = RoleHolding.objects.filter(held_on(today()), role=Role.PMO_MANAGER, unit=None)
    people = {*sponsors.values_list("person", flat=True), *pmo.values_list("person", flat=True)}
    _tell_gate(gate, User.objects.filter(person__in=people, is_active=True).order_by("pk"), by, "gate.asked")


def ruled(gate: Gate, by: Any) -> None:
    """Tell the project manager, and whoever handed it in."""
    held = ProjectMember.objects.filter(held_on(today()), project=gate.project_id, role=Role.PROJECT_MANAGER)
    users = list(User.objects.filter(person__in=held.values("person"), is_active=True).order_by("pk"))
    _tell_gate(gate, [*users, *([gate.updated_by] if gate.updated_by else [])], by, RULED[Ruling(gate.ruling)])


def _tell_defect(defect: Defect, users: Iterable[User], by: Any, kind: str) -> None:
    path = reverse("quality:defect", args=[defect.project.code, defect.number])
    _tell(defect.project, users, kind, {"code": defect.code, "code_en": defect.ascii_code}, path, by)


def _tell_gate(gate: Gate, users: Iterable[User], by: Any, kind: str) -> None:
    path = reverse("quality:gate", args=[gate.project.code, gate.number])
    _tell(gate.project, users, kind, {"code": gate.code}, path, by)


def _tell(project: Project, users: Iterable[User], kind: str, params: dict[str, str], path: str, by: Any) -> None:
    for user in dict.fromkeys(users):
        seen = Project.objects.visible_to(user).filter(pk=project.pk).exists()
        if seen and user.is_active and (by is None or user.pk != by.pk):
            notices.tell(user_id=user.pk, kind=kind, params=params, url=path)
