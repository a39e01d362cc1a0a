"""Defect (不具合): something made that does not do what it should; DefectStep: how it stood from a moment on."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.names import chosen, reads_english
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Phase, Project
from kaname.domains.quality.enums import MADE_IN, Cause, DefectState, Severity, Stage

MARK, ASCII = "-障-", "-B-"


class DefectQuerySet(models.QuerySet["Defect"]):
    """Defects as a user may see them."""

    def visible_to(self, user: Any) -> "DefectQuerySet":
        """Return the defects of projects whose quality the user reads; where only in part, those of their own."""
        whole = Project.objects.visible_to(user, Subject.QUALITY, Level.READ)
        part = Project.objects.visible_to(user, Subject.QUALITY)
        own = Q(owner__user_id=getattr(user, "pk", None)) | Q(created_by_id=getattr(user, "pk", None))
        return self.filter(Q(project__in=whole) | Q(own, project__in=part))


class Defect(Record):
    """One defect. ``state``, ``severity``, ``owner`` and ``due`` are those of its newest step. ``stage``: where it was
    found; ``phase``: in which phase of the project, so that a gate counts it; ``injected``: where it was made, and
    ``cause``: both are known at the latest when it is closed.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="defects", verbose_name=_("Project"))
    number = models.PositiveIntegerField(editable=False)
    code = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    title = models.CharField(_("what is wrong"), max_length=200)
    title_en = models.CharField(_("what is wrong, in English"), max_length=200, blank=True)
    detail = models.TextField(_("how it shows, and how to see it again"), max_length=4000, blank=True)
    detail_en = models.TextField(_("how it shows, in English"), max_length=4000, blank=True)
    module = models.CharField(_("module or document"), max_length=100, blank=True)
    found_on = models.DateField(_("found on"))
    stage = models.CharField(_("found in"), max_length=12, choices=Stage)
    phase = models.ForeignKey(
        Phase, models.PROTECT, null=True, blank=True, related_name="defects", verbose_name=_("Phase")
    )
    severity = models.CharField(_("severity"), max_length=2, choices=Severity)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who fixes it")
    )
    due = models.DateField(_("to be fixed by"), null=True, blank=True)
    injected = models.CharField(_("made in"), max_length=12, choices=[(s.value, s.label) for s in MADE_IN], blank=True)
    cause = models.CharField(_("cause of the defect"), max_length=12, choices=Cause, blank=True)
    remedy = models.TextField(_("what was done about it"), max_length=2000, blank=True)
    remedy_en = models.TextField(_("what was done about it, in English"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=14, choices=DefectState, default=DefectState.RAISED, editable=False)

    objects = DefectQuerySet.as_manager()

    class Meta:
        """Numbered within the project; a closed one says why it came about and where."""

        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="defect_number_once"),
            models.CheckConstraint(
                condition=~Q(state=DefectState.CLOSED) | ~Q(cause="") & ~Q(injected=""), name="defect_closed_with_cause"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "state", "severity"], name="defect_by_state"),
            models.Index(fields=["found_on"], name="defect_by_day"),
        ]

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.code} {self.title}"

    @property
    def ascii_code(self) -> str:
        """The number with a letter for its mark, which every keyboard has: S26-01-B-0001."""
        return self.code.replace(MARK, ASCII)

    @property
    def shown_code(self) -> str:
        """The number in the reader's language."""
        return self.ascii_code if reads_english() else self.code

    @property
    def shown_title(self) -> str:
        """What is wrong, in the reader's language."""
        return chosen(self.title, self.title_en)

    @property
    def shown_detail(self) -> str:
        """How it shows, in the reader's language."""
        return chosen(self.detail, self.detail_en)

    @property
    def shown_remedy(self) -> str:
        """What was done, in the reader's language."""
        return chosen(self.remedy, self.remedy_en)


class DefectStep(models.Model):
    """How a defect stood from a moment on. Triggers refuse UPDATE and DELETE, so any day can be told from the steps.

    ``decider``: who decided that it is not fixed; the reason is the remark.
    """

    defect = models.ForeignKey(Defect, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=14, choices=DefectState)
    severity = models.CharField(max_length=2, choices=Severity)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    remark = models.TextField(blank=True)
    decider = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        """In the order in which they happened; what is not fixed was decided by somebody with a reason."""

        ordering = ["defect", "made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DefectState.DECLINED) | Q(decider__isnull=False) & ~Q(remark=""),
                name="defect_declined_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["defect", "made_at"], name="defect_step_by_time")]

    def __str__(self) -> str:
        """Return the defect and how it stood."""
        return f"{self.defect.code} {self.state}"
