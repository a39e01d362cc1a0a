"""An issue's way: taken in, worked on, on hold, resolved, confirmed by another; rejected, reopened, escalated."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.actions import telling_issues as telling
from kaname.domains.control.enums import ISSUE_OVER, IssueState, IssueStepKind, RejectedAs
from kaname.domains.control.models import Issue, IssueStep
from kaname.domains.control.rules.issues import (
    check_move,
    escalation_of,
    later_than,
    may_escalate,
    missing,
    person_of,
)
from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed

VERBS: dict[str, str] = {
    IssueState.ACCEPTED: "issue.accept",
    IssueState.WORKING: "issue.work",
    IssueState.HELD: "issue.hold",
    IssueState.RESOLVED: "issue.resolve",
    IssueState.CONFIRMING: "issue.check",
    IssueState.CLOSED: "issue.close",
    IssueState.REJECTED: "issue.reject",
}
BACK = (IssueState.RESOLVED, IssueState.CONFIRMING, IssueState.CLOSED)
"""From here back to work needs a reason."""
PLANNED = ("owner_id", "due", "severity")
"""A change of these is dated, since a day is judged by them."""


def enter(issue: Issue, kind: IssueStepKind, by: Any, remark: str = "") -> IssueStep:
    """Note how an issue stands from today on, by whom. A user who is no person cannot; the system (None) can."""
    person = person_of(by)
    if by is not None and person is None:
        raise ValidationError(_("Only a person can do this, and this account belongs to nobody."))
    names = ("state", "owner_id", "due", "severity", "level", "resume_on")
    return IssueStep.objects.create(
        issue=issue, kind=kind, day=today(), entered_at=timezone.now(), entered_by=person, remark=remark.strip(),
        **{name: getattr(issue, name) for name in names},
    )  # fmt: skip


@transaction.atomic
def move(
    *, issue: Issue, to: str, by: Any, remark: str = "", result: str | None = None, resume_on: date | None = None,
    rejected_as: str = "", version: int | None = None, **english: str,
) -> Issue:  # fmt: skip
    """Bring an issue into its next state; refused where it is not the next, or not this user's to do.

    Taking in needs owner, due date and kind; holding a reason and the day on which it goes on; resolving a result;
    closing somebody who is not the owner; rejecting, going back and reopening a reason.
    """
    fresh = records.locked(issue)
    check_move(by, fresh, to)
    state, was = IssueState(to), IssueState(fresh.state)
    said = fresh.result if result is None else result.strip()
    wrong = _unsaid(fresh, state, remark, said, resume_on, rejected_as)
    values: dict[str, Any] = {"state": state, "resume_on": resume_on if state == IssueState.HELD else None}
    if state in (IssueState.RESOLVED, IssueState.CLOSED):
        values["result"] = said
        values |= {n: english[n] for n in ("result_en",) if n in english}
        if said != fresh.result and "result_en" not in english:
            values["result_en"] = ""
    if state == IssueState.CLOSED:
        person = person_of(by)
        if person is None or person.pk == fresh.owner_id:
            wrong["__all__"] = _("Somebody else confirms this: nobody closes what they own themselves.")
        values |= {"closed_on": today(), "closed_by": person}
    elif was == IssueState.CLOSED:
        values |= {"closed_on": None, "closed_by": None}
    if state == IssueState.REJECTED:
        values["rejected_as"] = rejected_as
    if wrong:
        raise ValidationError(wrong)
    again = was == IssueState.CLOSED
    written = change(fresh, values, "issue.reopen" if again else VERBS[state], by, version)
    enter(written, IssueStepKind.REOPENED if again else IssueStepKind.MOVED, by, remark)
    telling.moved(written, by, again=again)
    return written


@transaction.atomic
def escalate(*, issue: Issue, level: Any, by: Any, remark: str, version: int | None = None) -> Issue:
    """Take an open issue up, or down again, with the reason; those of the new level are told."""
    fresh, to = records.locked(issue), escalation_of(level)
    if by is not None and not may_escalate(by, fresh):
        if fresh.state in ISSUE_OVER:
            raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": fresh.get_state_display()})
        raise NotAllowed(Subject.ISSUE, Level.EDIT)
    wrong: dict[str, Any] = {}
    if not remark.strip():
        wrong["remark"] = _("Say why.")
    if to == fresh.level:
        wrong["level"] = _("It stands on this level already.")
    if wrong:
        raise ValidationError(wrong)
    up = to > fresh.level
    written = change(fresh, {"level": to}, "issue.escalate" if up else "issue.deescalate", by, version)
    enter(written, IssueStepKind.ESCALATED, by, remark)
    if up:
        telling.escalated(written, by)
    return written


def change(issue: Issue, values: dict[str, Any], verb: str, by: Any, version: int | None) -> Issue:
    """Write some fields with their event; why, stands in the row of its way."""
    return records.change(issue, values, verb=verb, by=by, version=version, project_id=issue.project_id)


def _unsaid(
    issue: Issue, to: IssueState, remark: str, result: str, resume_on: date | None, rejected_as: str
) -> dict[str, Any]:
    """Return everything that a step must say and does not, by field."""
    wrong: dict[str, Any] = {}
    if to not in (IssueState.REJECTED, IssueState.CLOSED):
        wrong |= missing({name: getattr(issue, name) for name in ("owner", "due", "kind")})
    if to in (IssueState.RESOLVED, IssueState.CLOSED) and not result:
        wrong["result"] = _("Say what was done, and what came of it.")
    if to == IssueState.HELD:
        wrong |= later_than(resume_on)
    if to == IssueState.REJECTED and rejected_as not in RejectedAs.values:
        wrong["rejected_as"] = _("Say whether it is a duplicate or out of scope.")
    reasons = to in (IssueState.HELD, IssueState.REJECTED) or (to == IssueState.WORKING and issue.state in BACK)
    if reasons and not remark.strip():
        wrong["remark"] = _("Say why.")
    return wrong
