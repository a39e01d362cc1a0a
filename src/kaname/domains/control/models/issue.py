"""Issue (課題): what has happened and stands in the way, who deals with it, until when, and what came of it."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.enums import (
    ISSUE_UNOWNED,
    Escalation,
    Grade,
    IssueCause,
    IssueKind,
    IssueState,
    RejectedAs,
    Severity,
)
from kaname.domains.control.names import in_ascii, in_reading
from kaname.domains.core.models import Record
from kaname.domains.core.names import chosen
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.risk.models import Risk
from kaname.domains.schedule.models import Activity

PRIORITIES = {9: "high", 6: "high", 4: "middle", 3: "middle", 2: "low", 1: "low"}


class IssueQuerySet(models.QuerySet["Issue"]):
    """Issues as a user may see them."""

    def visible_to(self, user: Any) -> "IssueQuerySet":
        """Return the issues of projects where the user reads them. Who reads in part sees what they raised or own; a
        client's people also what is opened to the client, once it is taken in.
        """
        whole = Project.objects.visible_to(user, Subject.ISSUE, Level.READ)
        part = Project.objects.visible_to(user, Subject.ISSUE)
        own = Q(owner__user=user.pk) | Q(raised_by__user=user.pk)
        opened = Q(open_to_client=True) & ~Q(state__in=(IssueState.RAISED, IssueState.REJECTED))
        return self.filter(Q(project__in=whole) | Q(project__in=part) & (own | opened))


class Issue(Record):
    """What happened, what it touches, why, what is done, by whom until when; then the result and who confirmed it.

    ``affects``: of Q, C, D and scope, a list of ``enums.Affected``; ``impact_days`` are working days, later positive.
    ``urgency`` x ``importance`` is the priority. ``level``: how far up it was taken. ``outside``: its number in the
    list or tracker that it was imported from; ``taken``: what that said last, so that the same file changes nothing.
    ``risk``: what it was before it happened; a risk has one issue. The way through states, owners and dates stands in
    :class:`IssueStep`; those fields here are the last step's.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="issues", verbose_name=_("Project"))
    number = models.PositiveIntegerField(editable=False)
    code = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=IssueState, default=IssueState.RAISED, editable=False)
    title = models.CharField(_("title of the issue"), max_length=200)
    title_en = models.CharField(_("title of the issue in English"), max_length=200, blank=True)
    kind = models.CharField(_("kind of issue"), max_length=10, choices=IssueKind, blank=True)
    event = models.TextField(_("what happened"), max_length=4000, blank=True)
    event_en = models.TextField(_("what happened, in English"), max_length=4000, blank=True)
    affects = models.JSONField(_("what it touches"), default=list, blank=True)
    impact_yen = models.BigIntegerField(_("impact in yen"), null=True, blank=True)
    impact_days = models.IntegerField(_("impact in working days"), null=True, blank=True)
    cause = models.CharField(_("cause of the issue"), max_length=15, choices=IssueCause, blank=True)
    response = models.TextField(_("what is to be done"), max_length=4000, blank=True)
    response_en = models.TextField(_("what is to be done, in English"), max_length=4000, blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="issues", verbose_name=_("owner of the issue")
    )
    due = models.DateField(_("due date"), null=True, blank=True)
    raised_on = models.DateField(_("came up on"))
    raised_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("raised by")
    )
    urgency = models.PositiveSmallIntegerField(_("urgency"), choices=Grade, default=Grade.MIDDLE)
    importance = models.PositiveSmallIntegerField(_("importance"), choices=Grade, default=Grade.MIDDLE)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity, default=Severity.MAJOR)
    level = models.PositiveSmallIntegerField(
        _("level of escalation"), choices=Escalation, default=Escalation.NONE, editable=False
    )
    resume_on = models.DateField(_("resumes on"), null=True, blank=True, editable=False)
    criterion = models.TextField(_("closed when"), max_length=2000, blank=True)
    criterion_en = models.TextField(_("closed when, in English"), max_length=2000, blank=True)
    result = models.TextField(_("result"), max_length=4000, blank=True)
    result_en = models.TextField(_("result in English"), max_length=4000, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("confirmed by")
    )
    rejected_as = models.CharField(_("why rejected"), max_length=12, choices=RejectedAs, blank=True, editable=False)
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="issues", verbose_name=_("activity it concerns")
    )
    risk = models.OneToOneField(
        Risk, models.PROTECT, null=True, blank=True, related_name="issue", editable=False, verbose_name=_("risk it was")
    )
    open_to_client = models.BooleanField(_("the client may read it"), default=False)
    outside = models.CharField(_("number in the imported list"), max_length=100, blank=True, editable=False)
    taken = models.JSONField(default=dict, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        """Numbered within the project; what is dealt with has an owner and a date; what is closed says by whom."""

        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="issue_number_once"),
            models.UniqueConstraint(
                fields=["project", "outside"], condition=~Q(outside=""), name="issue_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ISSUE_UNOWNED) | Q(owner__isnull=False, due__isnull=False),
                name="issue_owner_and_due",
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.HELD, resume_on__isnull=False)
                | ~Q(state=IssueState.HELD) & Q(resume_on=None),
                name="issue_held_until",
            ),
            models.CheckConstraint(
                condition=~Q(state=IssueState.CLOSED)
                | Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(result="") & ~Q(closed_by=F("owner")),
                name="issue_closed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=IssueState.REJECTED) | ~Q(rejected_as=""), name="issue_rejected_why"
            ),
            models.CheckConstraint(condition=Q(level__range=(0, 3)), name="issue_level"),
        ]
        indexes = [
            models.Index(fields=["state", "due"], name="issue_by_state"),
            models.Index(fields=["owner", "state"], name="issue_by_owner"),
        ]

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.code} {self.title}"

    @property
    def code_en(self) -> str:
        """The number in ASCII: S26-02-I-0137."""
        return in_ascii(self.code)

    @property
    def shown_code(self) -> str:
        """The number in the reader's language."""
        return in_reading(self.code)

    @property
    def shown_title(self) -> str:
        """The title in the reader's language."""
        return chosen(self.title, self.title_en)

    @property
    def shown_event(self) -> str:
        """What happened, in the reader's language."""
        return chosen(self.event, self.event_en)

    @property
    def shown_response(self) -> str:
        """What is to be done, in the reader's language."""
        return chosen(self.response, self.response_en)

    @property
    def shown_criterion(self) -> str:
        """When it may be closed, in the reader's language."""
        return chosen(self.criterion, self.criterion_en)

    @property
    def shown_result(self) -> str:
        """What came of it, in the reader's language."""
        return chosen(self.result, self.result_en)

    @property
    def priority(self) -> Grade:
        """Urgency x importance: high from 6, middle from 3."""
        return Grade[PRIORITIES[self.urgency * self.importance].upper()]
