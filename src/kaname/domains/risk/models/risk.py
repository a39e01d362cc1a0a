"""Risk (リスク): one row of a project's risk register."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.names import reads_english
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.risk.models.content import Content

MARK, ASCII = "-危-", "-RK-"


class RiskQuerySet(models.QuerySet["Risk"]):
    """Risks as a user may see them."""

    def visible_to(self, user: Any) -> "RiskQuerySet":
        """Return the risks of projects where the user reads them; who reads in part, those opened to the client."""
        whole = Project.objects.visible_to(user, Subject.RISK, Level.READ)
        part = Project.objects.visible_to(user, Subject.RISK)
        return self.filter(Q(project__in=whole) | Q(open_to_client=True, project__in=part))


class Risk(Record, Content):
    """What might happen to a project, as it is told now. How it was on earlier days stands in :class:`RiskStep`."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="risks", verbose_name=_("Project"))
    number = models.PositiveIntegerField(editable=False)
    code = models.CharField(_("number"), max_length=40, unique=True, editable=False)

    objects = RiskQuerySet.as_manager()

    class Meta:
        """Numbered within the project; what is left after the response is no more than what was there before."""

        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="risk_number_once"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__range=(1, 25)), name="risk_score"),
            models.CheckConstraint(
                condition=Q(residual_probability=None)
                | Q(residual_impact=None)
                | Q(score__gte=F("residual_probability") * F("residual_impact")),
                name="risk_residual",
            ),
            models.CheckConstraint(condition=Q(exposure_yen=None) | Q(exposure_yen__gte=0), name="risk_exposure"),
            models.CheckConstraint(condition=Q(reserve_yen=None) | Q(reserve_yen__gte=0), name="risk_reserve"),
        ]
        indexes = [models.Index(fields=["state", "score"], name="risk_by_state")]

    def __str__(self) -> str:
        """Return number and event."""
        return f"{self.code} {self.event}"

    @property
    def shown_code(self) -> str:
        """The number in the reader's language."""
        return self.ascii_code if reads_english() else self.code

    @property
    def ascii_code(self) -> str:
        """The number with letters for its mark, which every keyboard has: S26-01-RK-0001."""
        return self.code.replace(MARK, ASCII)
