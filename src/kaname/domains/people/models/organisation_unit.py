"""OrganisationUnit: departments over time; Company: outside companies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.enums import Employer


class OrganisationUnit(Record):
    """A department while it is so: a reorganisation ends one row and begins another."""

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        """A code once at a time; a period goes forward."""

        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")), name="unit_period"
            ),
        ]

    def __str__(self) -> str:
        """Return the unit's name."""
        return self.name


class Company(Record):
    """Another company: vendor, client, or the one a freelancer trades as."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=Employer, default=Employer.VENDOR)
    corporate_number = models.CharField(_("corporate number"), max_length=13, blank=True)

    class Meta:
        """By name."""

        ordering = ["name"]

    def __str__(self) -> str:
        """Return the company's name."""
        return self.name
