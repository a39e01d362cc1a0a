"""Leaves of reporting: the axes of health, what a whole project's health may be, ways to forecast."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Axis(models.TextChoices):
    """The seven axes of health (specification 5.4), in the order in which pages show them."""

    DELIVERY = "delivery", _("Delivery")
    COST = "cost", _("Costs")
    QUALITY = "quality", _("Quality")
    ISSUES = "issues", _("Issues")
    RISK = "risk", _("Risk")
    RESOURCE = "resource", _("Resources")
    FRESHNESS = "freshness", _("Freshness")


DECIDING = (Axis.DELIVERY, Axis.COST, Axis.QUALITY)
"""The axes whose worst is the whole project's health; the others only cap it."""


class Verdict(models.TextChoices):
    """A whole project's computed health. Stale: reported so long ago that nothing else may be said of it."""

    RED = "red", _("Red")
    STALE = "stale", _("Out of date")
    AMBER = "amber", _("Amber")
    UNKNOWN = "unknown", _("Unknown")
    GREEN = "green", _("Green")


class Method(models.TextChoices):
    """Who or what promised: a person, the plan, or a calculation."""

    BASELINE = "baseline", _("Baseline")
    PM = "pm", _("Project manager's own date")
    CPM = "cpm", _("Critical path method")
    IEAC_T = "ieac_t", _("Earned schedule IEAC(t)")
    P50 = "p50", _("Simulation P50")
    P80 = "p80", _("Simulation P80")
    EAC = "eac", _("Estimate at completion EAC")


SHARES = {Method.P50: 0.5, Method.P80: 0.8}
"""How often a promise of the method should be kept, for those that say so."""


class Band(models.TextChoices):
    """How probable it is to finish as promised: a word, since the number is not as exact as it looks."""

    HIGH = "high", _("High")
    MID = "mid", _("Mid")
    LOW = "low", _("Low")


class HelpState(models.TextChoices):
    """A request for help: asked, somebody has offered, it is over."""

    ASKED = "asked", _("Help is asked for")
    OFFERED = "offered", _("Help is offered")
    DONE = "done", _("Closed")
