"""Leaves of reports: which there are, what they are written as, where they go, how often."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.enums import Level, Subject

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


class Channel(models.TextChoices):
    """How a report goes out."""

    MAIL = "mail", _("mail")
    TEAMS = "teams", _("Teams")
    SLACK = "slack", _("Slack")


class DeliveryStatus(models.TextChoices):
    """What became of a sending."""

    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
