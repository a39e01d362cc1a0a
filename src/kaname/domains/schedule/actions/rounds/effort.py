"""The week's one question: hours spent on compiling and reporting, and on managing (mission rows S143 and S149)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.schedule.enums import RoundStatus
from kaname.domains.schedule.models import ManagementEffort, ReportingRound
from kaname.domains.schedule.models.management_effort import MOST
from kaname.domains.schedule.queries.managing import managing
from kaname.domains.schedule.queries.round_times import moment
from kaname.domains.schedule.queries.rounds import person_of


@transaction.atomic
def note(*, round_: ReportingRound, reporting: int, spent: int, by: Any) -> ManagementEffort:
    """Keep the writer's own minutes of reporting and of managing (``spent``) of a round that is open.

    The log tells that it was answered, not the hours: they are shown of groups and projects only.
    """
    fresh = ReportingRound.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    person = person_of(by)
    part = managing(person, fresh.as_of)
    if person is None or part is None:
        raise ValidationError(_("Only project managers and the PMO are asked for these hours."))
    if fresh.status != RoundStatus.OPEN or moment() >= fresh.freezes:
        raise ValidationError(_("This round is frozen: its hours are not changed any more."))
    if min(reporting, spent) < 0 or reporting + spent > MOST:
        raise ValidationError(_("Enter hours from 0 to what a week has."))
    row = ManagementEffort.objects.filter(round=fresh, person=person).first()
    row = row or ManagementEffort(round=fresh, person=person)
    row.reporting, row.managing = reporting, spent
    row.manager, row.projects = part
    row.stamp(by)
    row.save()
    audit.record(verb="effort.note", subject=row, by=by, after={"round": fresh.number})
    return row
