"""Leaves of control."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionState(models.TextChoices):
    """A decision's way: drafted, raised, then decided, sent back or shelved; whoever raised it may withdraw it."""

    DRAFT = "draft", _("Drafted")
    RAISED = "raised", _("Waiting for a decision")
    SENT_BACK = "sent_back", _("Sent back")
    DECIDED = "decided", _("Decided")
    SHELVED = "shelved", _("Not pursued")
    WITHDRAWN = "withdrawn", _("Withdrawn")


BEING_WRITTEN = (DecisionState.DRAFT, DecisionState.SENT_BACK)
"""The question may still be changed."""

SETTLED = (DecisionState.DECIDED, DecisionState.SHELVED)
"""Somebody has spoken: the row is never changed again, and a new decision may take its place."""

OPTION_KEYS = ("A", "B", "C", "D")
"""How the options of a question are named; a choice among more than four is prepared badly."""


class SupportKind(models.TextChoices):
    """What a project asks the PMO for (mission row S01)."""

    PLAN = "plan", _("Review of the plan")
    ESTIMATE = "estimate", _("Check of an estimate")
    RISK = "risk", _("Risk workshop")
    FACILITATION = "facilitation", _("Facilitation of a meeting")
    REPORT = "report", _("Writing a report")
    RECOVERY = "recovery", _("Recovery")
    OTHER = "other", _("Something else")


class SupportState(models.TextChoices):
    """A support request's way (specification 4.5): waits for the PMO, is helped, waits for the project's word, over."""

    OPEN = "open", _("waits for help")
    ACCEPTED = "accepted", _("is being helped")
    DELIVERED = "delivered", _("waits for the project's word")
    DONE = "done", _("help is over")
    DECLINED = "declined", _("no help possible")
    WITHDRAWN = "withdrawn", _("taken back by the project")


UNSETTLED_SUPPORT = (SupportState.OPEN, SupportState.ACCEPTED, SupportState.DELIVERED)
"""Somebody still has to do something about it."""


class Power(models.TextChoices):
    """What the table of authority sets limits to; beyond a limit the sponsor of the project decides."""

    DECISION = "decision", _("decisions of a project: its project manager")
    DEMAND = "demand", _("role demands: the PMO manager")


class IssueState(models.TextChoices):
    """An issue's way (specification 4.3): 起票→受付→対応中→(保留)→対応済→確認→完了, or 却下. Reopened, it is worked on
    again; that it was is told by its steps.
    """

    RAISED = "raised", _("Raised, not taken in yet")
    ACCEPTED = "accepted", _("Taken in")
    WORKING = "working", _("Being worked on")
    HELD = "held", _("On hold")
    RESOLVED = "resolved", _("Resolved, to be confirmed")
    CONFIRMING = "confirming", _("Being confirmed")
    CLOSED = "closed", _("Confirmed and closed")
    REJECTED = "rejected", _("Rejected, not dealt with")


ISSUE_OVER = (IssueState.CLOSED, IssueState.REJECTED)
"""Nobody has to act on it any more."""

ISSUE_OPEN = tuple(state for state in IssueState if state not in ISSUE_OVER)

ISSUE_UNOWNED = (IssueState.RAISED, *ISSUE_OVER)
"""The states in which an issue may be without an owner and a due date."""

ISSUE_NEXT: dict[str, tuple[IssueState, ...]] = {
    IssueState.RAISED: (IssueState.ACCEPTED, IssueState.REJECTED),
    IssueState.ACCEPTED: (IssueState.WORKING, IssueState.HELD, IssueState.REJECTED),
    IssueState.WORKING: (IssueState.RESOLVED, IssueState.HELD),
    IssueState.HELD: (IssueState.WORKING,),
    IssueState.RESOLVED: (IssueState.CLOSED, IssueState.CONFIRMING, IssueState.WORKING),
    IssueState.CONFIRMING: (IssueState.CLOSED, IssueState.WORKING),
    IssueState.CLOSED: (IssueState.WORKING,),
}
"""Where an issue may go from a state, the usual way first."""


class RejectedAs(models.TextChoices):
    """Why an issue is not taken in."""

    DUPLICATE = "duplicate", _("duplicate of another")
    OUT_OF_SCOPE = "out_of_scope", _("out of scope")


class IssueStepKind(models.TextChoices):
    """What a dated row of an issue's way tells."""

    RAISED = "raised", _("came into the register")
    MOVED = "moved", _("state changed")
    REOPENED = "reopened", _("reopened")
    PLANNED = "planned", _("another owner, due date or severity")
    ESCALATED = "escalated", _("another level of escalation")


class IssueKind(models.TextChoices):
    """What a row of a list turns out to be when it is sorted (mission row S80)."""

    ISSUE = "issue", _("An issue")
    TO_DO = "todo", _("To-do")
    QUESTION = "question", _("Question")
    RISK = "risk", _("Risk")
    CHANGE = "change", _("Change request")
    DEFECT = "defect", _("Defect")


class Affected(models.TextChoices):
    """What an issue touches: Q, C, D and scope."""

    QUALITY = "quality", _("Quality")
    COST = "cost", _("Costs")
    DELIVERY = "delivery", _("Delivery")
    SCOPE = "scope", _("Scope")


class IssueCause(models.TextChoices):
    """Where an issue comes from (原因区分)."""

    REQUIREMENTS = "requirements", _("Requirements and specification")
    DESIGN = "design", _("Design and technology")
    PLANNING = "planning", _("Plan and estimate")
    PEOPLE = "people", _("People and skills")
    COMMUNICATION = "communication", _("Communication and agreement")
    SUPPLIER = "supplier", _("Supplier")
    CLIENT = "client", _("Client or user")
    ENVIRONMENT = "environment", _("Environment and equipment")
    OTHER = "other", _("Other")


class Grade(models.IntegerChoices):
    """How urgent, and how important; their product is the priority."""

    LOW = 1, _("low")
    MIDDLE = 2, _("middle")
    HIGH = 3, _("high")


class Severity(models.IntegerChoices):
    """How bad it is. S1 is what the specification calls critical."""

    CRITICAL = 1, _("S1 critical")
    MAJOR = 2, _("S2 major")
    MINOR = 3, _("S3 minor")


class Escalation(models.IntegerChoices):
    """To whom an issue was taken up (specification 4.3, levels 0 to 3)."""

    NONE = 0, _("0 owner")
    PROJECT = 1, _("1 project manager")
    SPONSOR = 2, _("2 sponsor")
    COMPANY = 3, _("3 company")
