"""Disposal: retention ran out, and what people made of it. A decided one is never changed again."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.document.enums import OPEN, DisposalState
from kaname.domains.document.models.document import Document
from kaname.domains.people.models import Person


class Disposal(Record):
    """A proposal by the clock on ``proposed_on``, the document's retention having ended on ``due_on``. One person asks
    for the disposal with a reason, another one decides; or somebody keeps it until ``keep_until``, or holds it.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="disposals")
    state = models.CharField(_("state"), max_length=10, choices=DisposalState, default=DisposalState.CANDIDATE)
    due_on = models.DateField(_("retention ended on"))
    proposed_on = models.DateField(_("proposed on"))
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    asked_at = models.DateTimeField(_("asked for at"), null=True, blank=True)
    asked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked for by")
    )
    remark = models.TextField(_("remark"), max_length=2000, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    keep_until = models.DateField(_("keep until"), null=True, blank=True)

    class Meta:
        """The oldest first; one open proposal a document; two people for a disposal; when stands with by whom."""

        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["document"], condition=Q(state__in=OPEN), name="one_open_disposal"),
            models.CheckConstraint(
                condition=Q(asked_at=None, asked_by=None) | Q(asked_at__isnull=False, asked_by__isnull=False),
                name="disposal_asked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, state__in=OPEN)
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(state__in=OPEN),
                name="disposal_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=DisposalState.DISPOSED)
                | Q(asked_by__isnull=False) & ~Q(asked_by=F("decided_by")) & ~Q(reason=""),
                name="disposal_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        """Return whose disposal it is."""
        return f"{self.document}"
