"""DocumentVersion: one file, or one place, as it was put up; DocumentStep: its way. The database refuses changes."""

from django.db import models
from django.db.models import Q

from kaname.domains.document.enums import StepKind
from kaname.domains.document.models.document import Document
from kaname.domains.people.models import Person


class VersionManager(models.Manager["DocumentVersion"]):
    """Versions with their documents, whose number they are told by."""

    def get_queryset(self) -> models.QuerySet["DocumentVersion"]:
        """Read both at once."""
        return super().get_queryset().select_related("document")


class DocumentVersion(models.Model):
    """A version: either bytes (``digest``: SHA-256, ``size`` in bytes, ``file_name`` as it came, ``media_type`` judged
    by content) or ``place``, an https address or the path of a shared folder where the company keeps the file.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    major = models.PositiveSmallIntegerField()
    minor = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(null=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=1000, blank=True)
    note = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = VersionManager()

    class Meta:
        """Newest first; a number once; a file or a place."""

        ordering = ["document", "-major", "-minor"]
        constraints = [
            models.UniqueConstraint(fields=["document", "major", "minor"], name="version_once"),
            models.CheckConstraint(
                condition=Q(place="", size__isnull=False) & ~Q(digest="") | Q(digest="", size=None) & ~Q(place=""),
                name="version_is_file_or_place",
            ),
        ]
        indexes = [models.Index(fields=["digest"], name="version_by_digest")]

    def __str__(self) -> str:
        """Return the document's number and the version's."""
        return f"{self.document.number} v{self.label}"

    @property
    def label(self) -> str:
        """The version's number: 0.1, 1.0."""
        return f"{self.major}.{self.minor}"


class DocumentStep(models.Model):
    """A version was handed in, reviewed, sent back or approved: by whom, when, with which remark."""

    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    remark = models.TextField(blank=True)

    class Meta:
        """In the order in which they happened."""

        ordering = ["version", "made_at", "id"]

    def __str__(self) -> str:
        """Return the version and what happened."""
        return f"{self.version} {self.kind}"
