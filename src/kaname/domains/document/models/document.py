"""Document: a line of the register; its files stand in its versions."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.queries import today
from kaname.domains.document.enums import LEDGERED, DocumentClass, DocumentState
from kaname.domains.document.models.kind import DocumentKind
from kaname.domains.people.enums import Employer, Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import company_level, company_roles
from kaname.domains.project.models import Deliverable, Phase, Project

READS_SECRETS = frozenset({Role.PMO_MANAGER, Role.AUDITOR})
"""Who reads company-wide documents of class C3."""


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents as a user may see them."""

    def visible_to(self, user: Any) -> "DocumentQuerySet":
        """Return the documents a user may know of (specification 2.0): all others do not exist for them.

        In a project: who reads its documents sees C0 to C2; C3 takes reading the project's cost as well (2.13's row of
        money: PM, controller, sponsor, consultant, PMO manager, auditor); who reads them in part sees what is public
        and in force. Company-wide: C0 everybody, C1 own employees, C2 who reads documents by a company-wide role, C3
        the PMO manager and the auditor. Owner, reviewer and approver see theirs while the project is open to them.
        """
        if not getattr(user, "is_authenticated", False):
            return self.none()
        reading = Project.objects.visible_to(user, Subject.DOCUMENT, Level.READ)
        money = Project.objects.visible_to(user, Subject.COST, Level.READ)
        part = Project.objects.visible_to(user, Subject.DOCUMENT)
        named = Q(owner__user=user) | Q(reviewer__user=user) | Q(approver__user=user)
        inside = Q(project__in=reading, confidentiality__lt=LEDGERED)
        inside |= Q(project__in=reading.filter(pk__in=money.values("pk")), confidentiality=LEDGERED)
        inside |= Q(project__in=part, confidentiality=DocumentClass.PUBLIC, in_force__isnull=False)
        inside |= Q(named, project__in=part)
        return self.filter(inside | Q(_company_wide(user, named), project=None))


def _company_wide(user: Any, named: Q) -> Q:
    own = Person.objects.filter(user_id=user.pk, employer=Employer.OWN).exists()
    most = DocumentClass.COMPANY if own else DocumentClass.PUBLIC
    if company_level(user, Subject.DOCUMENT) >= Level.READ:
        most = DocumentClass.PROJECT
    if company_roles(user) & READS_SECRETS:
        most = DocumentClass.MANAGEMENT
    seen = Q(confidentiality__lte=most)
    return seen | named if own else seen


class Document(Record):
    """One document under control. ``number`` is given once and never changes. ``latest`` is the newest version,
    ``in_force`` the approved one that holds: both empty until there is one; ``state`` is the newest one's.
    ``retain_until``: the day until which it is kept by its rule; ``kept_until`` what a person decided beyond that.
    A reservation (``reserved_by`` until ``reserved_until``) keeps others from putting up a version meanwhile.
    """

    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("Project")
    )
    number = models.CharField(_("document no."), max_length=80, unique=True, editable=False)
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="documents", verbose_name=_("kind of document"))
    name = models.CharField(_("document title"), max_length=200)
    name_en = models.CharField(_("title in English"), max_length=200, blank=True)
    deliverable = models.ForeignKey(
        Deliverable, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("Deliverable")
    )
    phase = models.ForeignKey(
        Phase, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("Phase")
    )
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("Document owner"))
    reviewer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Document reviewer")
    )
    approver = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approver")
    )
    confidentiality = models.PositiveSmallIntegerField(
        _("confidentiality class"), choices=DocumentClass, default=DocumentClass.PROJECT
    )
    state = models.CharField(
        _("state"), max_length=10, choices=DocumentState, default=DocumentState.DRAFT, editable=False
    )
    review_by = models.DateField(_("review and approval by"), null=True, blank=True)
    retain_years = models.PositiveSmallIntegerField(
        _("years of retention"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    retain_until = models.DateField(_("kept until"), null=True, blank=True, editable=False)
    kept_until = models.DateField(_("kept longer, until"), null=True, blank=True, editable=False)
    held = models.BooleanField(_("legal hold"), default=False, editable=False)
    hold_reason = models.TextField(_("why it is held"), blank=True, editable=False)
    latest = models.ForeignKey(
        "DocumentVersion", models.PROTECT, null=True, related_name="+", editable=False, blank=True,
        verbose_name=_("newest version"),
    )  # fmt: skip
    in_force = models.ForeignKey(
        "DocumentVersion", models.PROTECT, null=True, related_name="+", editable=False, blank=True,
        verbose_name=_("version in force"),
    )  # fmt: skip
    approved_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name=_("approved by")
    )
    reserved_until = models.DateTimeField(_("reserved until"), null=True, blank=True, editable=False)
    reserved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name=_("reserved by")
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        """By number; who approved and who reserved stand with when; only classes of the register."""

        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(confidentiality__in=DocumentClass.values), name="document_class"),
            models.CheckConstraint(
                condition=Q(in_force=None, approved_on=None, approved_by=None)
                | Q(in_force__isnull=False, approved_on__isnull=False, approved_by__isnull=False),
                name="document_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(reserved_until=None, reserved_by=None)
                | Q(reserved_until__isnull=False, reserved_by__isnull=False),
                name="document_reserved_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "review_by"], name="document_by_state"),
            models.Index(fields=["retain_until"], name="document_by_retention"),
        ]

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.number} {self.name}"

    @property
    def years(self) -> int | None:
        """How long it is kept: its own rule, else its kind's; None for good."""
        return self.kind.retain_years if self.retain_years is None else self.retain_years

    @property
    def late(self) -> bool:
        """Whether review or approval is past its day."""
        waits = self.state in (DocumentState.REVIEW, DocumentState.APPROVAL)
        return waits and self.review_by is not None and self.review_by < today()
