"""Measure: a metric as a project follows it, with its own band; Reading: one dated value, which nobody changes."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Phase, Project
from kaname.domains.quality.models.metric import Metric
from kaname.domains.quality.validators import inside


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures as a user may see them."""

    def visible_to(self, user: Any) -> "MeasureQuerySet":
        """Return the measures of projects whose quality the user reads."""
        return self.filter(project__in=Project.objects.visible_to(user, Subject.QUALITY, Level.READ))


class Measure(Record):
    """A metric that a project has taken over. A reading is judged by the band in force when it was written, so that a
    band made wider afterwards turns nothing green. ``stopped_on``: from that day it is not judged any more.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="measures", verbose_name=_("Project"))
    number = models.PositiveIntegerField(editable=False)
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="measures", verbose_name=_("metric"))
    phase = models.ForeignKey(
        Phase, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("Phase")
    )
    lower = models.FloatField(_("lower limit"), null=True, blank=True)
    target = models.FloatField(_("target value"), null=True, blank=True)
    upper = models.FloatField(_("upper limit"), null=True, blank=True)
    reason = models.TextField(_("why this band"), max_length=1000, blank=True)
    begun_on = models.DateField(editable=False)
    stopped_on = models.DateField(null=True, blank=True, editable=False)
    stopped_because = models.TextField(blank=True, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        """By number; a metric is followed once a phase at a time; a band has an edge and goes upwards."""

        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="measure_number_once"),
            models.UniqueConstraint(
                fields=["project", "metric", "phase"], condition=Q(stopped_on=None), name="measure_once_a_phase"
            ),
            models.UniqueConstraint(
                fields=["project", "metric"], condition=Q(stopped_on=None, phase=None), name="measure_once"
            ),
            models.CheckConstraint(
                condition=Q(lower__isnull=False, upper=None)
                | Q(lower=None, upper__isnull=False)
                | Q(upper__gte=F("lower")),
                name="measure_band",
            ),
        ]

    def __str__(self) -> str:
        """Return the metric."""
        return str(self.metric)


class Reading(models.Model):
    """``count`` ÷ ``size`` as of a day, in the unit of its metric: triggers refuse UPDATE and DELETE.

    ``value``: the quotient, of percents times 100; ``n``: of how many documents, modules or functions; the band is that
    of the writing. A wrong reading is followed by one that ``corrects`` it: from then on the old one does not count.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="readings")
    as_of = models.DateField()
    count = models.FloatField()
    size = models.FloatField()
    unit = models.CharField(max_length=8)
    value = models.FloatField()
    n = models.PositiveIntegerField()
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    note = models.TextField(blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Oldest first; nothing is divided by nothing."""

        ordering = ["measure", "as_of", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, count__gte=0, n__gte=1), name="reading_counts"),
        ]
        indexes = [models.Index(fields=["measure", "as_of"], name="reading_by_day")]

    def __str__(self) -> str:
        """Return what and when."""
        return f"{self.measure} {self.as_of}"

    @property
    def inside(self) -> bool:
        """Whether the value was within the band of its writing, its edges included."""
        return inside(self.value, self.lower, self.upper)
