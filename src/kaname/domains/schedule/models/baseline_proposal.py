"""BaselineProposal: a plan that somebody wants to promise, until whoever decides about baselines answers."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.names import chosen
from kaname.domains.schedule.enums import ProposalState
from kaname.domains.schedule.models.baseline import Baseline
from kaname.domains.schedule.models.plan import Plan


class BaselineProposal(Record):
    """``rows``: what would be promised, as it stood when it was proposed: [uid, name, kind, start, finish, duration,
    work], times in ticks. Approving makes exactly these rows the ``baseline``, whatever the plan became meanwhile;
    ``plan_version`` tells whether it did.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="proposals")
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    reason_en = models.TextField(_("reason in English"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)
    plan_version = models.PositiveIntegerField()
    finish = models.BigIntegerField()
    rows = models.JSONField(default=list)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    baseline = models.OneToOneField(Baseline, models.PROTECT, null=True, related_name="proposal", editable=False)

    class Meta:
        """Newest first; one waits at a time; what is approved has its baseline."""

        ordering = ["plan", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=ProposalState.PROPOSED), name="one_baseline_proposed"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.APPROVED) | Q(baseline__isnull=False), name="approved_has_baseline"
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.PROPOSED) | Q(answered_at__isnull=False), name="proposal_answered"
            ),
        ]

    def __str__(self) -> str:
        """Return the name in the reader's language."""
        return chosen(self.name, self.name_en)

    @property
    def shown_reason(self) -> str:
        """The reason in the reader's language."""
        return chosen(self.reason, self.reason_en)

    @property
    def waits(self) -> bool:
        """Whether it waits for its answer."""
        return self.state == ProposalState.PROPOSED

    def by_uid(self) -> dict[str, tuple[Any, ...]]:
        """Return name, kind, start, finish and work of the rows, by uid: the form in which plans are compared."""
        return {uid: (name, kind, start, finish, work) for uid, name, kind, start, finish, _duration, work in self.rows}
