"""Person: somebody who works, leads, decides or is asked; with or without an account."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.names import chosen
from kaname.domains.people.enums import Employer
from kaname.domains.people.models.organisation_unit import Company, OrganisationUnit


class Person(Record):
    """A person of the own company, a vendor, a client, or a freelancer."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person")
    code = models.CharField(_("employee or partner number"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    kana = models.CharField(_("kana"), max_length=100, blank=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    employer = models.CharField(_("belongs to"), max_length=10, choices=Employer, default=Employer.OWN)
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="people")
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="people")
    title = models.CharField(_("position"), max_length=60, blank=True)
    title_en = models.CharField(_("position in English"), max_length=60, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        """By number."""

        ordering = ["code"]
        indexes = [models.Index(fields=["name"], name="person_by_name")]

    def __str__(self) -> str:
        """Return the person's name."""
        return self.name

    @property
    def shown_title(self) -> str:
        """The position in the reader's language."""
        return chosen(self.title, self.title_en)
