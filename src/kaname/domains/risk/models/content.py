"""Content: what is said of a risk. The risk has it as it is now, each of its steps as it was from then on."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import chosen
from kaname.domains.people.models import Person
from kaname.domains.risk.enums import OPEN, Band, Category, Direction, Proximity, Response, RiskState
from kaname.domains.risk.validators import band_of, emv_of

GRADES = tuple((n, str(n)) for n in range(1, 6))
WITHIN = (MinValueValidator(1), MaxValueValidator(5))
TEXTS = ("cause", "event", "effect", "prevention", "contingency", "trigger")


class Content(models.Model):
    """``probability`` and ``impact_*``: 1 to 5; ``score``: probability times the highest impact, kept for lists.

    ``chance``: percent, where it is known better than the grade says. ``exposure_yen``: what it costs, or brings, if
    it happens (class C3 as ``reserve_yen``: read with the project's cost). ``residual_*``: after the response.
    """

    state = models.CharField(_("state"), max_length=10, choices=RiskState, default=RiskState.IDENTIFIED, editable=False)
    direction = models.CharField(_("threat or opportunity"), max_length=11, choices=Direction, default=Direction.THREAT)
    category = models.CharField(_("category of risk"), max_length=12, choices=Category)
    cause = models.CharField(_("cause of the risk"), max_length=300)
    cause_en = models.CharField(_("cause of the risk, in English"), max_length=300, blank=True)
    event = models.CharField(_("event that may happen"), max_length=300)
    event_en = models.CharField(_("event that may happen, in English"), max_length=300, blank=True)
    effect = models.CharField(_("effect on the project"), max_length=300)
    effect_en = models.CharField(_("effect on the project, in English"), max_length=300, blank=True)
    probability = models.PositiveSmallIntegerField(
        _("probability (1-5)"), choices=GRADES, null=True, blank=True, validators=WITHIN
    )
    chance = models.PositiveSmallIntegerField(
        _("chance in percent"), null=True, blank=True, validators=(MinValueValidator(1), MaxValueValidator(99))
    )
    impact_delay = models.PositiveSmallIntegerField(
        _("impact on dates (1-5)"), choices=GRADES, null=True, blank=True, validators=WITHIN
    )
    impact_cost = models.PositiveSmallIntegerField(
        _("impact on cost (1-5)"), choices=GRADES, null=True, blank=True, validators=WITHIN
    )
    impact_quality = models.PositiveSmallIntegerField(
        _("impact on quality (1-5)"), choices=GRADES, null=True, blank=True, validators=WITHIN
    )
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True, editable=False)
    exposure_yen = models.BigIntegerField(_("effect in yen if it happens"), null=True, blank=True)
    proximity = models.CharField(_("how near it is"), max_length=8, choices=Proximity, blank=True)
    response = models.CharField(_("response"), max_length=9, choices=Response, blank=True)
    prevention = models.TextField(_("preventive action"), max_length=2000, blank=True)
    prevention_en = models.TextField(_("preventive action, in English"), max_length=2000, blank=True)
    response_due = models.DateField(_("preventive action due"), null=True, blank=True)
    response_done = models.DateField(_("preventive action done on"), null=True, blank=True)
    contingency = models.TextField(_("action when it happens"), max_length=2000, blank=True)
    contingency_en = models.TextField(_("action when it happens, in English"), max_length=2000, blank=True)
    trigger = models.CharField(_("sign that it begins"), max_length=300, blank=True)
    trigger_en = models.CharField(_("sign that it begins, in English"), max_length=300, blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("risk owner")
    )
    residual_probability = models.PositiveSmallIntegerField(
        _("probability after the response (1-5)"), choices=GRADES, null=True, blank=True, validators=WITHIN
    )
    residual_impact = models.PositiveSmallIntegerField(
        _("impact after the response (1-5)"), choices=GRADES, null=True, blank=True, validators=WITHIN
    )
    reserve_yen = models.BigIntegerField(_("reserve (yen)"), null=True, blank=True)
    review_due = models.DateField(_("next review"), null=True, blank=True)
    open_to_client = models.BooleanField(_("the client may read it"), default=False)

    class Meta:
        """Abstract: of the risk and of its steps."""

        abstract = True

    @property
    def impact(self) -> int | None:
        """The highest of the three impacts; None where none is given."""
        given = [n for n in (self.impact_delay, self.impact_cost, self.impact_quality) if n is not None]
        return max(given, default=None)

    @property
    def residual(self) -> int | None:
        """The score that is left after the response; None where it is not given."""
        if self.residual_probability is None or self.residual_impact is None:
            return None
        return self.residual_probability * self.residual_impact

    @property
    def band(self) -> Band | None:
        """How high the score is."""
        return band_of(self.score)

    @property
    def emv_yen(self) -> int | None:
        """The expected value in yen: what a threat costs is positive, what an opportunity brings negative."""
        return emv_of(self.direction, self.probability, self.exposure_yen, self.chance)

    @property
    def is_open(self) -> bool:
        """Whether it may still happen."""
        return self.state in OPEN

    @property
    def shown_event(self) -> str:
        """The event in the reader's language."""
        return chosen(self.event, self.event_en)

    @property
    def sentence(self) -> str:
        """Cause, event and effect as one sentence in the reader's language."""
        parts = (chosen(getattr(self, name), getattr(self, f"{name}_en")) for name in ("cause", "event", "effect"))
        return " → ".join(parts)


CONTENT = tuple(field.name for field in Content._meta.local_fields)  # noqa: SLF001 - the public way to a model's fields
"""The names of what a step keeps."""
