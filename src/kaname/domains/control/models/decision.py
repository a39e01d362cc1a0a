"""Decision: a question that somebody with the authority must answer, and the answer."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.enums import SETTLED, DecisionState
from kaname.domains.control.names import in_ascii, in_reading
from kaname.domains.core.models import Record
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import company_roles
from kaname.domains.project.models import Project
from kaname.domains.project.rules import handed_over
from kaname.domains.schedule.models import Activity


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions as a user may see them."""

    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """Return the decisions of projects where the user reads them; who reads in part sees what is opened to them.

        A draft is seen by those who may write decisions there: what nobody has asked yet is no question.
        """
        whole = Project.objects.visible_to(user, Subject.DECISION, Level.READ)
        writing = Project.objects.visible_to(user, Subject.DECISION, Level.EDIT)
        part = Project.objects.visible_to(user, Subject.DECISION)
        asked = ~Q(state=DecisionState.DRAFT)
        opened = Q(open_to_client=True, state__in=(DecisionState.RAISED, DecisionState.DECIDED))
        mine = Q(project__in=writing)
        if Role.PMO_MANAGER in company_roles(user):
            mine |= Q(project__in=handed_over(Subject.DECISION).values("pk"))
        return self.filter(mine | asked & Q(project__in=whole) | opened & Q(project__in=part))


class Decision(Record):
    """Question, options, impact, recommendation, who decides by when; then the choice, its reason, and dissent.

    ``options``: a list of {key, title, effect, cost_yen, days, risk}, texts also as ``_en``; ``days`` are working days
    that the finish moves, later positive. ``impact_*``: what it is about at most: decides whose authority it takes.
    ``held_up``: [uid, name] of what waited for the decision when it was taken. Rows that are settled are immutable.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField(editable=False)
    code = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=DecisionState, default=DecisionState.DRAFT)
    question = models.CharField(_("what is to be decided"), max_length=300)
    question_en = models.CharField(_("what is to be decided, in English"), max_length=300, blank=True)
    background = models.TextField(_("background"), blank=True)
    background_en = models.TextField(_("background in English"), blank=True)
    criteria = models.TextField(_("criteria"), blank=True)
    criteria_en = models.TextField(_("criteria in English"), blank=True)
    options = models.JSONField(_("options"), default=list, blank=True)
    impact_days = models.IntegerField(_("impact in working days"), null=True, blank=True)
    impact_yen = models.BigIntegerField(_("impact in yen"), null=True, blank=True)
    recommendation = models.CharField(_("recommended option"), max_length=1, blank=True)
    recommended_because = models.TextField(_("reason of the recommendation"), blank=True)
    recommended_because_en = models.TextField(_("reason of the recommendation in English"), blank=True)
    decider = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("decides")
    )
    decide_by = models.DateField(_("decide by"), null=True, blank=True)
    open_to_client = models.BooleanField(_("the client may read it"), default=False)
    blocked = models.ManyToManyField(Activity, blank=True, related_name="+", verbose_name=_("activities that wait"))
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", editable=False
    )

    raised_at = models.DateTimeField(null=True, editable=False)
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False)
    escalated_at = models.DateTimeField(null=True, editable=False)
    escalated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    escalated_to = models.CharField(max_length=30, choices=Role, blank=True, editable=False)
    chosen = models.CharField(_("chosen option"), max_length=1, blank=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    reason_en = models.TextField(blank=True, editable=False)
    dissent = models.TextField(_("dissent"), blank=True, editable=False)
    dissent_en = models.TextField(blank=True, editable=False)
    held_up = models.JSONField(default=list, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        """Numbered within the project; what is raised says who decides by when, what is decided says who, and why."""

        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="decision_number_once"),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=~Q(state__in=(DecisionState.WITHDRAWN, DecisionState.SHELVED)),
                name="decision_superseded_once",
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.DRAFT)
                | Q(state=DecisionState.WITHDRAWN)
                | Q(raised_at__isnull=False, decider__isnull=False, decide_by__isnull=False),
                name="decision_raised_to_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SETTLED) | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason=""),
                name="decision_settled_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=DecisionState.DECIDED) | ~Q(chosen=""), name="decision_chose_an_option"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "decide_by"], name="decision_by_state"),
            models.Index(fields=["decider", "state"], name="decision_by_decider"),
        ]

    def __str__(self) -> str:
        """Return code and question."""
        return f"{self.code} {self.question}"

    @property
    def code_en(self) -> str:
        """Return the number in ASCII."""
        return in_ascii(self.code)

    @property
    def shown_code(self) -> str:
        """Return the number in the reader's language."""
        return in_reading(self.code)

    @property
    def settled(self) -> bool:
        """Return whether somebody has spoken, so that the row is never changed again."""
        return self.state in SETTLED
