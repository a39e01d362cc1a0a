"""After the freeze: what was wrong is corrected by a record of its own, beside the frozen one, with a reason."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.schedule.actions.rounds.lines import Told
from kaname.domains.schedule.actions.rounds.writing import Sheet, write
from kaname.domains.schedule.enums import ReportWay, RoundStatus
from kaname.domains.schedule.models import Plan, ProgressRecord, ReportingRound
from kaname.domains.schedule.queries.rounds import latest_frozen
from kaname.domains.schedule.rules import can_report_for


@transaction.atomic
def correct(*, round_: ReportingRound, plan: Plan, told: Told, reason: str, by: Any) -> ProgressRecord:
    """Correct one activity of the newest frozen round. The plan follows; the frozen date and snapshot stay."""
    if by is not None and not can_report_for(by, plan.project, [told.uid]):
        raise NotAllowed(Subject.PROGRESS, Level.EDIT)
    if not reason.strip():
        raise ValidationError({"reason": _("A correction needs a reason.")})
    last = latest_frozen()
    if round_.status != RoundStatus.FROZEN or last is None or last.pk != round_.pk:
        raise ValidationError(_("Only the round that froze last can be corrected."))
    sheet = Sheet(round_, plan, None, ReportWay.PROXY, late=True, correction=True, reason=reason.strip())
    return write(sheet, [told], by)[0]
