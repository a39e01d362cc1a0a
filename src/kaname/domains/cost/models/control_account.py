"""ControlAccount: where scope, budget and actual cost of a part of a project meet."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project


class ControlAccountQuerySet(models.QuerySet["ControlAccount"]):
    """Accounts as a user may see them."""

    def visible_to(self, user: Any) -> "ControlAccountQuerySet":
        """Return the accounts of projects whose money the user may read."""
        return self.filter(project__in=Project.objects.visible_to(user, Subject.COST, Level.READ))


class ControlAccount(Record):
    """``branch`` is the code of the WBS element whose activities belong to it; empty: they are named line by line."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="control_accounts")
    code = models.CharField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner"))
    branch = models.CharField(_("WBS branch"), max_length=100, blank=True)

    objects = ControlAccountQuerySet.as_manager()

    class Meta:
        """By code, once in a project."""

        ordering = ["project", "code"]
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="control_account_once")]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.code} {self.name}"
