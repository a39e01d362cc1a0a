"""Chasing whoever has not reported: reminders that stop when a report is in, and contacts by other ways noted."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.schedule.actions.rounds import mailing
from kaname.domains.schedule.enums import ReportStatus, RoundStatus
from kaname.domains.schedule.models import ExpectedReport, ReportingRound
from kaname.domains.schedule.queries.round_times import moment
from kaname.domains.schedule.queries.rounds import expected_reports, visible_reports
from kaname.domains.schedule.rules import can_chase


def remind(*, round_: ReportingRound, by: Any, only: Iterable[int] | None = None, base_url: str = "") -> int:
    """Remind those whose report is missing (``only`` some of them, by key) and whom the writer may chase; how many.

    ``base_url``: where the writer reaches Kaname, for the links of a round that was opened without an address.
    Mails leave after the reminder is on record: a mail that cannot be sent does not undo it.
    """
    rows = missing(round_, by, only)
    if rows:
        _note(round_, rows, by)
    people = mailing.people_of(rows)
    round_.base_url = round_.base_url or base_url
    mailing.send(round_, people, reminder=True)
    return len(people)


def missing(round_: ReportingRound, by: Any, only: Iterable[int] | None = None) -> list[ExpectedReport]:
    """Return the missing reports that a writer may chase; of none where the round is over."""
    if round_.status != RoundStatus.OPEN:
        return []
    seen = expected_reports(round_) if by is None else visible_reports(by, round_, Level.EDIT)
    rows = seen.exclude(status=ReportStatus.RECEIVED)
    return list(rows if only is None else rows.filter(pk__in=list(only)))


@transaction.atomic
def _note(round_: ReportingRound, rows: list[ExpectedReport], by: Any) -> None:
    keys = [row.pk for row in rows]
    ExpectedReport.objects.filter(pk__in=keys).update(
        contacts=F("contacts") + 1, contacted_at=moment(), contacted_by=by, version=F("version") + 1
    )
    mailing.tell(round_, mailing.people_of(rows), "round.reminder")
    audit.record(verb="round.remind", subject=round_, by=by, after={"reports": len(keys)})


@transaction.atomic
def note_contact(*, expected: ExpectedReport, note: str, by: Any) -> ExpectedReport:
    """Note that somebody was reached in another way: a call, a word at the desk."""
    if by is not None and not can_chase(by, expected.plan.project):
        raise NotAllowed(Subject.REPORT, Level.EDIT)
    if not note.strip():
        raise ValidationError({"note": _("Write how the person was reached.")})
    fresh = ExpectedReport.objects.select_for_update(of=("self",)).select_related("plan", "person").get(pk=expected.pk)
    fresh.contacts += 1
    fresh.contact_note, fresh.contacted_at, fresh.contacted_by = note.strip()[:200], moment(), by
    fresh.stamp(by)
    fresh.save()
    after = {"note": fresh.contact_note}
    audit.record(verb="round.contact", subject=fresh, by=by, after=after, project_id=fresh.plan.project_id)
    return fresh
