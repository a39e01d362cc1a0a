"""ReportingRound (収集ラウンド): a week's collection of progress, who is asked, and the week's calendar."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.schedule.enums import ReportStatus, ReportWay, RoundStatus
from kaname.domains.schedule.models.plan import Plan


class RoundCycle(Record):
    """When a week's round opens, is chased and freezes (spec 3.3). One row. Weekdays: Monday is 0.

    A step that falls on a holiday of the company's calendar moves to the business day before it.
    """

    active = models.BooleanField(_("open rounds by the calendar"), default=False)
    mails = models.BooleanField(_("send links by mail"), default=True)
    base_url = models.CharField(_("address of Kaname in mails"), max_length=200, blank=True)
    opens_weekday = models.PositiveSmallIntegerField(_("opens on"), default=3)
    opens_time = models.TimeField(_("opens at"), default="10:00")
    due_weekday = models.PositiveSmallIntegerField(_("due on"), default=4)
    due_time = models.TimeField(_("due at"), default="12:00")
    freezes_weekday = models.PositiveSmallIntegerField(_("freezes on"), default=4)
    freezes_time = models.TimeField(_("freezes at"), default="17:00")

    class Meta:
        """There is one cycle."""

        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_round_cycle")]

    def __str__(self) -> str:
        """Return what it is."""
        return "weekly cycle"


class ReportingRound(Record):
    """``as_of``: the status date that it freezes. ``due``: later reports are marked late; ``freezes``: then it ends."""

    number = models.PositiveIntegerField(unique=True)
    as_of = models.DateField(_("status date"), unique=True)
    due = models.DateTimeField(_("due"))
    freezes = models.DateTimeField(_("freezes"))
    status = models.CharField(max_length=10, choices=RoundStatus, default=RoundStatus.OPEN)
    base_url = models.CharField(max_length=200, blank=True)
    reminded = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first; one that collects at a time; frozen is when there is a moment of it."""

        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=models.Q(status=RoundStatus.OPEN), name="one_open_round"
            ),
            models.CheckConstraint(condition=models.Q(freezes__gte=models.F("due")), name="round_due_before_freeze"),
            models.CheckConstraint(
                condition=models.Q(status=RoundStatus.FROZEN, frozen_at__isnull=False)
                | (~models.Q(status=RoundStatus.FROZEN) & models.Q(frozen_at=None)),
                name="round_frozen_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        """Return number and date."""
        return f"R{self.number:04} {self.as_of}"


class ExpectedReport(Record):
    """One person is asked about one project. ``uids``: the activities; ``reason``: assigned, leader or manager.

    ``received_by``: who wrote it: the person, or whoever did so by proxy; empty where it came by the link of a mail.
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="expected")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="expected_reports")
    person = models.ForeignKey(Person, models.PROTECT, related_name="expected_reports")
    uids = models.JSONField(default=list)
    reason = models.CharField(max_length=10, default="assigned")
    status = models.CharField(max_length=10, choices=ReportStatus, default=ReportStatus.WAITING)
    way = models.CharField(max_length=6, choices=ReportWay, blank=True)
    unchanged = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    question = models.TextField(_("question"), blank=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    contacted_at = models.DateTimeField(null=True)
    contacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    contacts = models.PositiveSmallIntegerField(default=0)
    contact_note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        """A person once a plan and round."""

        ordering = ["round", "plan", "person"]
        constraints = [
            models.UniqueConstraint(fields=["round", "plan", "person"], name="expected_once"),
            models.CheckConstraint(
                condition=~models.Q(status=ReportStatus.RECEIVED) | models.Q(received_at__isnull=False),
                name="received_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["person", "status"], name="expected_by_person")]

    def __str__(self) -> str:
        """Return who is asked about what."""
        return f"{self.person}: {self.plan}"


class RoundLink(models.Model):
    """A link of a mail: opens one person's form of one round until it freezes. Only the token's SHA-256 is kept."""

    round = models.ForeignKey(ReportingRound, models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        """Newest first."""

        ordering = ["-id"]
        indexes = [models.Index(fields=["round", "person"], name="link_by_person")]

    def __str__(self) -> str:
        """Return whose link it is, never the token."""
        return f"{self.round} {self.person}"
