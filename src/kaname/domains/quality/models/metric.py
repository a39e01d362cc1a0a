"""Metric: a line of the company's catalogue of quality metrics, with the band that is usual elsewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.quality.enums import SHARES, Formula, Stage, Unit


class Metric(Record):
    """What is measured, and how (mission row S157). ``lower``, ``median``, ``upper``: P25, P50 and P75 of others'
    projects as ``source`` says: a beginning, never a target. A project takes a metric over with a band of its own.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    formula = models.CharField(_("formula of the metric"), max_length=16, choices=Formula)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, blank=True)
    unit = models.CharField(_("unit of size"), max_length=8, choices=Unit)
    lower = models.FloatField(_("lower limit (P25)"), null=True, blank=True)
    median = models.FloatField(_("median"), null=True, blank=True)
    upper = models.FloatField(_("upper limit (P75)"), null=True, blank=True)
    source = models.CharField(_("source of the values"), max_length=200, blank=True)
    source_en = models.CharField(_("source of the values, in English"), max_length=200, blank=True)
    retired = models.BooleanField(_("not offered any more"), default=False)

    class Meta:
        """By code; percents are of shares, and of nothing else; a band goes upwards."""

        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(formula__in=SHARES, unit=Unit.PERCENT) | ~Q(formula__in=SHARES) & ~Q(unit=Unit.PERCENT),
                name="metric_unit_fits_formula",
            ),
            models.CheckConstraint(
                condition=Q(lower=None) | Q(upper=None) | Q(upper__gte=models.F("lower")), name="metric_band"
            ),
        ]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.code} {self.name}"
