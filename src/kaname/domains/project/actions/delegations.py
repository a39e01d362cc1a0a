"""Powers handed to the PMO manager in a directive project, and taken back (mission rows S08, S09)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.enums import AuthorityLevel
from kaname.domains.project.models import Delegation, Project
from kaname.domains.project.rules import POWERS, check_write


@transaction.atomic
def grant(
    *, project: Project, powers: Iterable[str], reason: str, valid_from: date, valid_to: date, by: Any
) -> Delegation:
    """Hand powers over for a period that is not past: whoever decides about the charter does."""
    check_write(by, project, Subject.CHARTER, Level.DECIDE)
    records.locked(project)
    wanted = {str(power): True for power in POWERS if power in set(powers)}
    wrong: dict[str, Any] = {}
    if project.authority_level != AuthorityLevel.DIRECTIVE:
        wrong["__all__"] = _("Powers are handed over in projects in which the PMO directs. Change its authority first.")
    if not wanted:
        wrong["powers"] = _("Choose at least one power.")
    if not reason.strip():
        wrong["reason"] = _("Say what the powers are handed over for.")
    if valid_to < max(valid_from, today()):
        wrong["valid_to"] = _("The last day lies before the first day or before today.")
    if wrong:
        raise ValidationError(wrong)
    made = Delegation(project=project, powers=wanted, reason=reason.strip(), valid_from=valid_from, valid_to=valid_to)
    return records.add(made, verb="delegation.grant", by=by, project_id=project.pk)


@transaction.atomic
def end(*, delegation: Delegation, by: Any) -> Delegation:
    """Take the powers back: from this moment the matrix holds as it stands."""
    check_write(by, delegation.project, Subject.CHARTER, Level.DECIDE)
    fresh = records.locked(delegation)
    yesterday = today() - timedelta(days=1)
    if fresh.valid_to <= yesterday:
        raise ValidationError(_("It is over already."))
    values = {"valid_to": yesterday}
    return records.change(fresh, values, verb="delegation.end", by=by, version=None, project_id=fresh.project_id)
