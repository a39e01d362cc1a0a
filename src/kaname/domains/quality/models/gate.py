"""Gate (品質ゲート審査): whether a phase may end; GateStep: its way; GateCondition: what was asked for with a pass."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.names import chosen
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Phase, Project
from kaname.domains.quality.enums import DECIDED, GateState, Ruling, Unit

SIZES = (Unit.PAGE, Unit.KSLOC, Unit.KFP)


class GateQuerySet(models.QuerySet["Gate"]):
    """Gates as a user may see them."""

    def visible_to(self, user: Any) -> "GateQuerySet":
        """Return the gates of projects whose quality the user reads."""
        return self.filter(project__in=Project.objects.visible_to(user, Subject.QUALITY, Level.READ))


class Gate(Record):
    """The ``attempt``-th review of the gate at the end of a phase.

    ``criteria``: a list of {text, text_en, must, weight, met, score, evidence}: a must is met or not, another one has a
    score of 0 to 5 and a weight. ``score``: percent, from those that were judged when it was handed in. ``size`` in
    ``unit``: how much was made in the phase, for the defect density of what passed. Nothing changes after the ruling.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="gates", verbose_name=_("Project"))
    number = models.PositiveIntegerField(editable=False)
    code = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="gates", verbose_name=_("Phase"))
    attempt = models.PositiveSmallIntegerField(editable=False)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    criteria = models.JSONField(_("criteria"), default=list)
    size = models.FloatField(_("size of what was made"), null=True, blank=True)
    unit = models.CharField(_("unit of size"), max_length=8, choices=[(u.value, u.label) for u in SIZES], blank=True)
    summary = models.TextField(_("what was found out"), max_length=2000, blank=True)
    summary_en = models.TextField(_("what was found out, in English"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=GateState, default=GateState.PREPARING, editable=False)
    score = models.FloatField(null=True, blank=True, editable=False)
    ruling = models.CharField(_("ruling"), max_length=11, choices=Ruling, blank=True, editable=False)
    ruled_on = models.DateField(null=True, blank=True, editable=False)
    ruled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    reason = models.TextField(blank=True, editable=False)
    reason_en = models.TextField(blank=True, editable=False)

    objects = GateQuerySet.as_manager()

    class Meta:
        """Newest first; an attempt once; what is ruled says by whom, when and why; a size has its unit."""

        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="gate_number_once"),
            models.UniqueConstraint(fields=["phase", "attempt"], name="gate_attempt_once"),
            models.CheckConstraint(
                condition=Q(ruling="", ruled_on=None, ruled_by=None)
                | Q(state__in=DECIDED, ruled_on__isnull=False, ruled_by__isnull=False) & ~Q(ruling="") & ~Q(reason=""),
                name="gate_ruled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(size=None, unit="") | Q(size__gt=0) & ~Q(unit=""), name="gate_size_has_unit"
            ),
        ]
        indexes = [models.Index(fields=["ruled_on"], name="gate_by_ruling")]

    def __str__(self) -> str:
        """Return number and phase."""
        return f"{self.code} {self.phase}"

    @property
    def shown_summary(self) -> str:
        """What was found out, in the reader's language."""
        return chosen(self.summary, self.summary_en)

    @property
    def shown_reason(self) -> str:
        """Why it was ruled so, in the reader's language."""
        return chosen(self.reason, self.reason_en)


class GateStep(models.Model):
    """A gate came into a state, then and by whom. Triggers refuse UPDATE and DELETE."""

    gate = models.ForeignKey(Gate, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=GateState)
    ruling = models.CharField(max_length=11, choices=Ruling, blank=True)
    remark = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        """In the order in which they happened."""

        ordering = ["gate", "made_at", "id"]

    def __str__(self) -> str:
        """Return the gate and the state that it came into."""
        return f"{self.gate.code} {self.state}"


class GateCondition(Record):
    """Something to be done after a pass with conditions. Closing it is final, so any day can be told from its days."""

    gate = models.ForeignKey(Gate, models.PROTECT, related_name="conditions")
    text = models.CharField(_("condition of the pass"), max_length=300)
    text_en = models.CharField(_("condition of the pass, in English"), max_length=300, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("who sees to it"))
    due = models.DateField(_("due"))
    asked_on = models.DateField(editable=False)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    evidence = models.TextField(_("evidence"), max_length=1000, blank=True, editable=False)

    class Meta:
        """The most urgent first; who closed stands with when and by what."""

        ordering = ["gate", "due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None)
                | Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(evidence=""),
                name="condition_closed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        """Return the condition."""
        return self.text

    @property
    def shown_text(self) -> str:
        """The condition in the reader's language."""
        return chosen(self.text, self.text_en)
