"""Roles of specification section 2, what they act on, and how far."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The roles people hold, by scope and period; one person may hold several."""

    PMO_MANAGER = "pmo_manager", _("PMO manager")
    PMO_EXPERT = "pmo_expert", _("PMO expert")
    PMO_ADMINISTRATOR = "pmo_administrator", _("PMO administrator")
    PMO_ANALYST = "pmo_analyst", _("Project management analyst")
    PMO_CONSULTANT = "pmo_consultant", _("Project management consultant")
    PMO_CONTROLLER = "pmo_controller", _("Project controller")
    PROJECT_MANAGER = "project_manager", _("Project manager")
    TEAM_LEADER = "team_leader", _("Team leader")
    MEMBER = "member", _("Member")
    SPONSOR = "sponsor", _("Sponsor")
    CLIENT = "client", _("Client")
    FREELANCER = "freelancer", _("Freelancer")
    COORDINATOR = "coordinator", _("Coordinator")
    FINANCE = "finance", _("Finance")
    AUDITOR = "auditor", _("Auditor")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")


COMPANY_ROLES = (
    Role.PMO_MANAGER,
    Role.PMO_EXPERT,
    Role.AUDITOR,
    Role.SYSTEM_ADMINISTRATOR,
    Role.COORDINATOR,
    Role.FINANCE,
)
"""Held for the whole company. The others are held in a project, for a period."""

PROJECT_ROLES = tuple(role for role in Role if role not in COMPANY_ROLES)


class Subject(models.TextChoices):
    """What the permission matrix (section 2.13) is about, as far as it is built."""

    PROJECT = "project", _("Project")
    CHARTER = "charter", _("Charter")
    SCHEDULE = "schedule", _("WBS and schedule")
    BASELINE = "baseline", _("Baseline")
    PROGRESS = "progress", _("Progress")
    COST = "cost", _("Cost and earned value")
    SAVING = "saving", _("Savings ledger")
    DECISION = "decision", _("Decisions")
    RISK = "risk", _("Risks")
    ISSUE = "issue", _("Issues")
    DEMAND = "demand", _("Role demands")
    QUALITY = "quality", _("Quality")
    GATE = "gate", _("Quality metrics and gates of projects")
    METRIC = "metric", _("Catalogue of quality metrics")
    REPORT = "report", _("Reports")
    SUPPORT = "support", _("Support requests")
    DOCUMENT = "document", _("Documents")
    FILING = "filing", _("Company-wide documents, numbering and retention")
    RATE = "rate", _("Rates")
    RESOURCE = "resource", _("Resources and load")
    CALENDAR = "calendar", _("Calendars")
    SKILL = "skill", _("Skills of people")
    AUDIT = "audit", _("Audit trail")
    ACCOUNT = "account", _("Accounts and settings")


class Level(models.IntegerChoices):
    """How far a role may go; each level includes those below it."""

    NONE = 0, "—"
    PARTIAL = 1, "▲"
    READ = 2, "△"
    EDIT = 3, "○"
    DECIDE = 4, "◎"


class Employer(models.TextChoices):
    """Whose person somebody is."""

    OWN = "own", _("own company")
    VENDOR = "vendor", _("vendor")
    FREELANCE = "freelance", _("freelance")
    CLIENT = "client", _("client")
