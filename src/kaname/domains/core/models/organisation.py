"""Organisation: the settings of the one company that an installation serves."""

from django.db import models


class Organisation(models.Model):
    """One row. Effort is shown in person-days and person-months of these lengths; a project keeps its own copy."""

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    fiscal_year_start_month = models.PositiveSmallIntegerField(default=4)
    minutes_per_day = models.PositiveIntegerField(default=480)
    days_per_month = models.PositiveSmallIntegerField(default=20)
    as_of = models.DateField(null=True, blank=True, help_text="fixed date of a demonstration; empty: today")
    is_demo = models.BooleanField(default=False)
    thresholds = models.JSONField(default=dict, blank=True)

    class Meta:
        """There is one company."""

        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_organisation")]

    def __str__(self) -> str:
        """Return the company's name."""
        return self.name
