"""Closing: the project manager's closing report (完了報告) and the sponsor's answer to it (mission rows S07, S54)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.project.enums import ClosingState
from kaname.domains.project.models.project import Project


class Closing(Record):
    """One a project. Once the sponsor has answered it is never changed: a trigger refuses it.

    ``facts``: quality, cost and dates against what was agreed, with the tolerances in force, frozen when it is handed
    in (see ``reporting.bridge.closing``).
    """

    project = models.OneToOneField(Project, models.PROTECT, related_name="closing")
    state = models.CharField(_("status"), max_length=10, choices=ClosingState, default=ClosingState.DRAFT)
    finished_on = models.DateField(_("finished on"))
    results = models.TextField(_("what was reached"))
    left_over = models.TextField(_("what is left open, and who takes it over"), blank=True)
    lessons = models.TextField(_("lessons"))
    facts = models.JSONField(default=dict, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    remark = models.TextField(_("remark of the sponsor"), blank=True)

    class Meta:
        """By project; an answer has a person and a time."""

        ordering = ["project"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=[ClosingState.ACCEPTED, ClosingState.DECLINED])
                | models.Q(answered_at__isnull=False, answered_by__isnull=False, submitted_by__isnull=False),
                name="closing_answered_by_somebody",
            )
        ]

    def __str__(self) -> str:
        """Return whose closing it is."""
        return f"{self.project.code}"
