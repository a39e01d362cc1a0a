"""Leaves of project."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectType(models.TextChoices):
    """The three types of specification section 3, and the rest."""

    REFORM = "reform", _("Organisational reform")
    VENTURE = "venture", _("New business")
    SYSTEM = "system", _("System introduction")
    OTHER = "other", _("Other")


class ProjectStatus(models.TextChoices):
    """Where a project stands in its life."""

    IDEA = "idea", _("Idea")
    DRAFTED = "drafted", _("Drafted")
    APPROVED = "approved", _("Approved")
    PLANNING = "planning", _("Planning")
    EXECUTING = "executing", _("Executing")
    SUSPENDED = "suspended", _("Suspended")
    CLOSING = "closing", _("Closing")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


RUNNING = (ProjectStatus.PLANNING, ProjectStatus.EXECUTING, ProjectStatus.CLOSING)


class Condition(models.TextChoices):
    """How closely a project is watched."""

    NORMAL = "normal", _("Normal")
    WATCH = "watch", _("Needs attention")
    RECOVERY = "recovery", _("In recovery")
    CLOSING = "closing", _("Closing down")


class AuthorityLevel(models.TextChoices):
    """How far the PMO's authority reaches in a project."""

    SUPPORTIVE = "supportive", _("Supportive")
    CONTROLLING = "controlling", _("Controlling")
    DIRECTIVE = "directive", _("Directive")


class CharterStatus(models.TextChoices):
    """A charter's way to approval; an approved version is not changed any more."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Superseded")


class ClosingState(models.TextChoices):
    """A closing report's way to the sponsor's answer."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("waits for the sponsor's acceptance")
    ACCEPTED = "accepted", _("accepted by the sponsor")
    DECLINED = "declined", _("closed without acceptance")


class DeliverableStatus(models.TextChoices):
    """A deliverable's way to acceptance."""

    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    IN_REVIEW = "in_review", _("In review")
    REWORK = "rework", _("In rework")
    APPROVED = "approved", _("Approved")
    SUBMITTED = "submitted", _("Submitted")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")


class Health(models.TextChoices):
    """Red, amber, green, or nothing known. Always shown with its mark, never by colour alone."""

    RED = "red", _("Red")
    AMBER = "amber", _("Amber")
    GREEN = "green", _("Green")
    UNKNOWN = "unknown", _("Unknown")
