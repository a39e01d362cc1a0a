"""Leaves of reporting: the axes of health, ways to forecast; which reports there are, and where they go."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.enums import Level, Subject


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


REPORT_READ = Level.READ
"""A client's part of a report (▲) is a matter of the contract: it begins with the signing of one."""


class ReportKind(models.TextChoices):
    """The reports of specification section 6 that are built."""

    WEEKLY = "weekly", _("Weekly progress report")
    STEERING = "steering", _("Steering committee pack")
    EVM = "evm", _("Earned value report")
    MILESTONES = "milestones", _("Milestone table")
    LOAD = "load", _("Staffing plan")
    CHARTER = "charter", _("Project charter")
    PORTFOLIO = "portfolio", _("Portfolio list")
    PMO = "pmo", _("PMO activity report")


OF_COMPANY = (ReportKind.PORTFOLIO, ReportKind.PMO)
OF_PROJECT = tuple(kind for kind in ReportKind if kind not in OF_COMPANY)
CODES = {
    ReportKind.WEEKLY: "WR",
    ReportKind.STEERING: "SC",
    ReportKind.EVM: "EV",
    ReportKind.MILESTONES: "MS",
    ReportKind.LOAD: "LD",
    ReportKind.CHARTER: "CH",
    ReportKind.PORTFOLIO: "PF",
    ReportKind.PMO: "PM",
}
"""What the number of a frozen report begins with: WR-S26-02-20261120-1."""


NEEDS = {ReportKind.EVM: Subject.COST, ReportKind.LOAD: Subject.RESOURCE, ReportKind.CHARTER: Subject.CHARTER}
"""Reports that are all about one subject: who may not read that, has no such report."""


class FileEnding(models.TextChoices):
    """What a report is written as."""

    PDF = "pdf", _("PDF")
    XLSX = "xlsx", _("Excel")
    PPTX = "pptx", _("PowerPoint")
    DOCX = "docx", _("Word")


class TemplateEnding(models.TextChoices):
    """What an organisation's own base file may be."""

    PPTX = "pptx", _("PowerPoint")
    XLSX = "xlsx", _("Excel")


class SendingRule(models.TextChoices):
    """On which days a report goes out."""

    WEEKLY = "weekly", _("every week")
    NTH_WORKING = "nth_working", _("monthly, on a working day")
    LAST_WORKING = "last_working", _("monthly, on the last working day")
    NTH_WEEKDAY = "nth_weekday", _("monthly, on a weekday")


class Channel(models.TextChoices):
    """How a report goes out."""

    MAIL = "mail", _("mail")
    TEAMS = "teams", _("Teams")
    SLACK = "slack", _("Slack")


class DeliveryStatus(models.TextChoices):
    """What became of a sending."""

    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
