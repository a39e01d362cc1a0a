"""Analysis: a question to the frozen facts that somebody keeps; AnalysisRun: an answer whose inputs are pinned."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record


class AnalysisQuerySet(models.QuerySet["Analysis"]):
    """Analyses as a user may see them."""

    def visible_to(self, user: Any) -> "AnalysisQuerySet":
        """Return a user's own analyses and those that are shared; what they answer is each reader's own."""
        return self.filter(models.Q(owner_id=getattr(user, "pk", None) or -1) | models.Q(shared=True))


class Analysis(Record):
    """``asked``: subject, rows, columns, measure, filters, as ``queries.analysis.asked`` writes them. No numbers are
    kept: whoever opens it gets those of the projects that they may see. ``version`` counts its changes.
    """

    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    note = models.CharField(_("what it is for"), max_length=300, blank=True)
    note_en = models.CharField(_("what it is for, in English"), max_length=300, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="analyses")
    shared = models.BooleanField(_("everybody who analyses may use it"), default=False)
    asked = models.JSONField(default=dict)

    objects = AnalysisQuerySet.as_manager()

    class Meta:
        """By name; an owner's names differ."""

        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="analysis_name_once")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class AnalysisRun(models.Model):
    """An answer that can be given again: ``asked`` with its day filled in, ``version`` of the analysis, and ``known``:
    the last row of each table of frozen facts that it knew. ``digest``: SHA-256 over the numbers that its maker saw,
    and no number itself, since readers see different projects.
    """

    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="runs")
    version = models.PositiveIntegerField()
    as_of = models.DateField()
    asked = models.JSONField()
    known = models.JSONField()
    digest = models.CharField(max_length=64)
    ran_at = models.DateTimeField()
    ran_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ["-id"]

    def __str__(self) -> str:
        """Return what was run for which day."""
        return f"{self.analysis} {self.as_of}"
