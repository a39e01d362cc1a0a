"""RoleHolding: a role held for the whole company or one department, for a period."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.enums import Role
from kaname.domains.people.models.organisation_unit import OrganisationUnit
from kaname.domains.people.models.person import Person


class RoleHolding(Record):
    """From ``valid_from`` to ``valid_to`` (both included, dates in Japan) a person holds a role."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        """A period goes forward."""

        ordering = ["person", "role", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")), name="role_period"
            ),
        ]

    def __str__(self) -> str:
        """Return who holds what."""
        return f"{self.person}: {self.get_role_display()}"
