"""DocumentReading: the access ledger. A line is written before the bytes leave; the database refuses changes."""

from django.db import models

from kaname.domains.document.enums import ReadingKind
from kaname.domains.document.models.version import DocumentVersion
from kaname.domains.people.models import User


class DocumentReading(models.Model):
    """Somebody got at the file of a version of class C3: who, when, how, from which address and program."""

    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="readings")
    kind = models.CharField(max_length=8, choices=ReadingKind)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    address = models.CharField(max_length=45, blank=True)
    program = models.CharField(max_length=200, blank=True)

    class Meta:
        """Newest first."""

        ordering = ["-id"]

    def __str__(self) -> str:
        """Return which version was read."""
        return f"{self.version} {self.kind}"
