"""Writing control accounts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.enums import Confidentiality
from kaname.domains.cost.models import ControlAccount, Saving
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write


def create(*, project: Project, code: str, name: str, by: Any, **values: Any) -> ControlAccount:
    """Add an account: where a part of the scope meets its budget and its cost."""
    check_write(by, project, Subject.COST)
    account = ControlAccount(project=project, code=code, name=name, **values)
    return records.add(account, verb="control_account.create", by=by, **told(project))


def update(*, account: ControlAccount, by: Any, version: int | None = None, **values: Any) -> ControlAccount:
    """Change an account."""
    check_write(by, account.project, Subject.COST)
    verb = "control_account.update"
    return records.change(account, values, verb=verb, by=by, version=version, **told(account.project))


def remove(*, account: ControlAccount, by: Any) -> None:
    """Take out an account on which nothing stands; raises ProtectedError or ValidationError where something does."""
    check_write(by, account.project, Subject.COST)
    if any(
        account.pk in claimed
        for claimed in Saving.objects.filter(project=account.project).values_list("accounts", flat=True)
    ):
        raise ValidationError(_("A saving is claimed on this account: it stays."))
    records.remove(account, verb="control_account.remove", by=by, **told(account.project))


def told(project: Project) -> dict[str, Any]:
    """Return what every audit event about money says: whose it is, and that it is for the management only (C3)."""
    return {"project_id": project.pk, "confidentiality": Confidentiality.MANAGEMENT}
