"""ObjectiveLink: what serves a strategic objective since when: a project, a programme, or a portfolio."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.rules import held_on
from kaname.domains.portfolio.models.objective import StrategicObjective
from kaname.domains.portfolio.models.portfolio import Portfolio
from kaname.domains.portfolio.models.programme import Programme
from kaname.domains.project.models import Project

ONE = (
    models.Q(project__isnull=False, programme=None, portfolio=None)
    | models.Q(project=None, programme__isnull=False, portfolio=None)
    | models.Q(project=None, programme=None, portfolio__isnull=False)
)


class ObjectiveLinkQuerySet(models.QuerySet["ObjectiveLink"]):
    """Links by day."""

    def on(self, day: date) -> "ObjectiveLinkQuerySet":
        """Return the links in force on a day."""
        return self.filter(held_on(day))


class ObjectiveLink(Record):
    """One thing serves one objective for a period, both days included. A programme's projects serve it with the
    programme; a portfolio says which objectives it is for, and its projects still name theirs themselves (PF-01).
    """

    objective = models.ForeignKey(StrategicObjective, models.PROTECT, related_name="links")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="objective_links")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="objective_links")
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, null=True, blank=True, related_name="objective_links")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = ObjectiveLinkQuerySet.as_manager()

    class Meta:
        """One thing a link, the same two things linked once at a time; a period goes forward."""

        ordering = ["objective", "id"]
        constraints = [
            models.CheckConstraint(condition=ONE, name="objective_link_is_one_thing"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="objective_link_period",
            ),
            *(
                models.UniqueConstraint(
                    fields=["objective", thing], condition=models.Q(valid_to=None), name=f"objective_once_a_{thing}"
                )
                for thing in ("project", "programme", "portfolio")
            ),
        ]

    def __str__(self) -> str:
        """Return what serves what."""
        return f"{self.objective.code}: {self.thing}"

    @property
    def thing(self) -> Project | Programme | Portfolio:
        """The project, programme or portfolio."""
        return self.project or self.programme or self.portfolio  # type: ignore[return-value] # one of them, says the database
