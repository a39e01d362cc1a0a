"""Who hears of a support request: a notice in Kaname. It names number and project, never what is needed."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kaname.domains.control.models import SupportRequest
from kaname.domains.core.actions import notices
from kaname.domains.core.names import with_twin
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.models import RoleHolding, User
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import ProjectMember


def asked(request: SupportRequest, by: Any) -> None:
    """Tell the PMO manager and the sponsor that a project asks for help."""
    _tell(request, by, _listeners(request), "help.asked")


def accepted(request: SupportRequest, by: Any) -> None:
    """Tell whoever asked who helps, and the helper that they do."""
    who = with_twin("helper", request.helper)
    _tell(request, by, [request.created_by_id], "help.offered", **who)
    _tell(request, by, _helper(request), "support.allocated")


def answered(request: SupportRequest, by: Any) -> None:
    """Tell whoever asked that the PMO cannot help."""
    _tell(request, by, [request.created_by_id], "support.declined")


def delivered(request: SupportRequest, by: Any) -> None:
    """Ask whoever asked to confirm."""
    _tell(request, by, [request.created_by_id], "support.delivered")


def confirmed(request: SupportRequest, by: Any) -> None:
    """Tell the helper that it is over."""
    _tell(request, by, _helper(request), "support.confirmed")


def _helper(request: SupportRequest) -> list[int | None]:
    return [request.helper.user_id] if request.helper is not None else []


def _listeners(request: SupportRequest) -> list[int | None]:
    managers = RoleHolding.objects.filter(held_on(today()), role=Role.PMO_MANAGER, unit=None)
    sponsors = ProjectMember.objects.filter(held_on(today()), project=request.project, role=Role.SPONSOR)
    return [*managers.values_list("person__user", flat=True), *sponsors.values_list("person__user", flat=True)]


def _tell(request: SupportRequest, by: Any, users: Iterable[int | None], kind: str, **params: str) -> None:
    path = reverse("support:request", args=[request.project.code, request.number])
    said = with_twin("project", request.project) | {"code": request.code} | params
    wanted = sorted({user for user in users if user is not None} - {getattr(by, "pk", None)})
    for user in User.objects.filter(pk__in=wanted, is_active=True).order_by("pk"):
        notices.tell(user_id=user.pk, kind=kind, params=said, url=path)
