"""ReportTemplate: an organisation's own .pptx or .xlsx as the base of its reports, version by version."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.reporting.enums import ReportKind, TemplateEnding


class ReportTemplate(Record):
    """One version of a base file; in force from a day until the next version's. ``kind`` "": for every report."""

    ending = models.CharField(_("file type"), max_length=4, choices=TemplateEnding)
    kind = models.CharField(_("report"), max_length=12, choices=ReportKind, blank=True)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("file name"), max_length=200)
    owner = models.ForeignKey(Person, models.PROTECT, verbose_name=_("owner"), related_name="+")
    effective_from = models.DateField(_("in force from"))
    reason = models.TextField(_("what has changed"), blank=True)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        """Newest first; a version once."""

        ordering = ["ending", "kind", "-number"]
        constraints = [models.UniqueConstraint(fields=["ending", "kind", "number"], name="template_version_once")]

    def __str__(self) -> str:
        """Return name and version."""
        return f"{self.name} v{self.number}"


def in_force(ending: str, kind: str, day: date) -> ReportTemplate | None:
    """Return the base file of a kind of reports on a day: its own before the one for every report."""
    found = ReportTemplate.objects.filter(ending=ending, effective_from__lte=day, kind__in=["", kind])
    return found.order_by("-kind", "-effective_from", "-number").first()
