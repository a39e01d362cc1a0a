"""A report comes in: from its person, by the link of a mail, by proxy; or it goes back with a question."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.schedule.actions.rounds import mailing
from kaname.domains.schedule.actions.rounds.lines import Told
from kaname.domains.schedule.actions.rounds.writing import Sheet, hold_over, write
from kaname.domains.schedule.enums import ReportStatus, ReportWay, RoundStatus
from kaname.domains.schedule.models import ExpectedReport
from kaname.domains.schedule.queries.round_times import moment
from kaname.domains.schedule.rules import can_chase, can_report_for


@transaction.atomic
def receive(
    *, expected: ExpectedReport, lines: Sequence[Told], by: Any, way: ReportWay, unchanged: bool = False
) -> ExpectedReport:
    """Take a report in. Of what no line tells, the last values stand; ``unchanged``: all of them.

    Raises ValidationError by ``uid-field``, and NotAllowed by proxy.
    """
    expected = _open(expected)
    if way == ReportWay.PROXY and by is not None and not can_report_for(by, expected.plan.project, expected.uids):
        raise NotAllowed(Subject.PROGRESS, Level.EDIT)
    late = moment() > expected.round.due
    sheet = Sheet(expected.round, expected.plan, expected.person, way, late)
    if not unchanged:
        _check_asked(expected, lines)
        write(sheet, lines, by)
    told = {line.uid for line in lines}
    hold_over(sheet, [uid for uid in expected.uids if uid not in told], by)
    _mark(expected, way=way, late=late, unchanged=unchanged, by=by)
    owed = ExpectedReport.objects.filter(round=expected.round, person=expected.person)
    if not owed.exclude(status=ReportStatus.RECEIVED).exists():
        mailing.over(expected.round, [expected.person])
    return expected


def _open(expected: ExpectedReport) -> ExpectedReport:
    """Return the expected report, nobody else writing to it, or refuse because its round is over."""
    rows = ExpectedReport.objects.select_for_update(of=("self",)).select_related("round", "plan__project", "person")
    found = rows.get(pk=expected.pk)
    if found.round.status != RoundStatus.OPEN or moment() >= found.round.freezes:
        raise ValidationError(
            _("This round is frozen. What changed goes into the next one, or is entered as a correction.")
        )
    return found


def _check_asked(expected: ExpectedReport, lines: Sequence[Told]) -> None:
    unasked = {told.uid for told in lines} - set(expected.uids)
    if unasked:
        raise ValidationError(_("The report is about activities that were not asked for."))
    if not lines:
        raise ValidationError(_("Say how far it is, or confirm that nothing changed."))


def _mark(expected: ExpectedReport, *, way: ReportWay, late: bool, unchanged: bool, by: Any) -> None:
    before = {"status": expected.status}
    expected.status, expected.way = ReportStatus.RECEIVED, way
    expected.late, expected.unchanged = late, unchanged
    expected.received_at, expected.received_by = moment(), by
    expected.stamp(by)
    expected.save()
    audit.record(
        verb="round.submit",
        subject=expected,
        by=by,
        before=before,
        after={"round": expected.round.number, "way": way, "late": late, "unchanged": unchanged},
        project_id=expected.plan.project_id,
        delegation=str(expected.person) if way != ReportWay.PAGE else "",
    )


@transaction.atomic
def send_back(*, expected: ExpectedReport, question: str, by: Any) -> ExpectedReport:
    """Send a report back with a question (差戻し); its person is told and asked again."""
    expected = _open(expected)
    if by is not None and not can_chase(by, expected.plan.project):
        raise NotAllowed(Subject.REPORT, Level.EDIT)
    if not question.strip():
        raise ValidationError({"question": _("Write the question that the person is to answer.")})
    if expected.status != ReportStatus.RECEIVED:
        raise ValidationError(_("Only a report that was received can be sent back."))
    expected.status, expected.question = ReportStatus.RETURNED, question.strip()
    expected.contacts += 1
    expected.contacted_at, expected.contacted_by = moment(), by
    expected.stamp(by)
    expected.save()
    after = {"status": expected.status, "question": expected.question}
    audit.record(verb="round.send_back", subject=expected, by=by, after=after, project_id=expected.plan.project_id)
    mailing.returned(expected)
    return expected
