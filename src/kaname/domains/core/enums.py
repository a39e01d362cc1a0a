"""Leaves: values that every domain may use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidentiality(models.IntegerChoices):
    """Classes C0 to C6 (specification 2.0). A larger number is not "more secret", it is another circle."""

    PUBLIC = 0, _("C0 public")
    COMPANY = 1, _("C1 within the company")
    PROJECT = 2, _("C2 within the project")
    MANAGEMENT = 3, _("C3 management only")
    CONSULTATION = 4, _("C4 confidential consultation")
    PERSONAL = 5, _("C5 personal data of talent")
    CONTRACT = 6, _("C6 contract and payment")


class JobStatus(models.TextChoices):
    """Where a long job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")
