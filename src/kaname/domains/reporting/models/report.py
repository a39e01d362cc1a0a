"""Report: the report of a kind about a project (or the company) at an as-of date, while people still write in it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import company_level
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import NEEDS, REPORT_READ, ReportKind


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports as a user may see them."""

    def visible_to(self, user: Any) -> "ReportQuerySet":
        """Return the reports of projects in which the user reads reports; the company's, where they do so there.

        A report that is all about one subject is seen by those who read that subject.
        """
        reached = models.Q(project__in=Project.objects.visible_to(user, Subject.REPORT, REPORT_READ))
        if company_level(user, Subject.REPORT) >= REPORT_READ:
            reached |= models.Q(project=None)
        for kind, subject in NEEDS.items():
            reached &= ~models.Q(kind=kind) | models.Q(
                project__in=Project.objects.visible_to(user, subject, Level.READ)
            )
        return self.filter(reached)


class Report(Record):
    """``sentences``: what a person wrote instead of the drafts, by section and language: {"summary": {"ja": "..."}}.

    Numbers are never kept here: they come from the frozen dates until the report is frozen itself.
    """

    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="reports")
    kind = models.CharField(_("report"), max_length=12, choices=ReportKind)
    as_of = models.DateField(_("as of"))
    sentences = models.JSONField(default=dict, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        """Newest first; one of a kind a date."""

        ordering = ["-as_of", "kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "as_of"], name="report_once"),
            models.UniqueConstraint(
                fields=["kind", "as_of"], condition=models.Q(project=None), name="company_report_once"
            ),
        ]

    def __str__(self) -> str:
        """Return kind and date."""
        return f"{self.get_kind_display()} {self.as_of}"
