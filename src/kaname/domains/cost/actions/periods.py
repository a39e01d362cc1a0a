"""Closing a month of actuals, and opening it again with a reason."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.cost.actions.accounts import told
from kaname.domains.cost.models import ClosedMonth
from kaname.domains.cost.rules import month_of
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write


def close(*, project: Project, month: date, by: Any) -> ClosedMonth:
    """Close a month that has begun: nothing is posted into it any more."""
    check_write(by, project, Subject.COST)
    if month_of(month) > today():
        raise ValidationError({"month": _("A month that has not begun cannot be closed.")})
    return records.add(ClosedMonth(project=project, month=month_of(month)), verb="month.close", by=by, **told(project))


@transaction.atomic
def reopen(*, month: ClosedMonth, reason: str, by: Any) -> None:
    """Let a month be posted into again; the reason stays in the log."""
    check_write(by, month.project, Subject.COST)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the month must be opened again.")})
    records.remove(month, verb="month.reopen", by=by, reason=reason.strip(), **told(month.project))
