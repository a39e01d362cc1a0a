"""Noting who opened a frozen report, or took it away as a file: the ground on which unread reports are retired."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kaname.domains.reporting.models import ReportReading, ReportSnapshot

OPENED, TAKEN = "opened", "taken"


def note(*, snapshot: ReportSnapshot, how: str, by: Any) -> None:
    """Note the first time that a reader does this with a report. Not in the log: reading changes nobody's work."""
    if ReportReading.objects.filter(snapshot=snapshot, read_by=by, how=how).exists():
        return
    try:
        with transaction.atomic():
            ReportReading.objects.create(snapshot=snapshot, read_by=by, how=how, read_at=timezone.now())
    except IntegrityError:  # the same reader in two windows
        return
