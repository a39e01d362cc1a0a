"""Visits: up to where in the audit log a user has seen a project, so that a page can say what is new."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kaname.domains.core.models import AuditHead
from kaname.domains.project.models import Project, Visit

PAUSE = timedelta(minutes=30)
"""Looking again within this time is the same visit: what was new stays new while one reads."""


def note(*, project: Project, by: Any) -> int:
    """Return the last event that a user had seen before this visit, and note the visit. 0: never been here."""
    now = timezone.now()
    visit = Visit.objects.filter(user=by, project=project).first()
    if visit is not None and now - visit.visited_at < PAUSE:
        return visit.seen_sequence
    end = AuditHead.objects.filter(id=1).values_list("sequence", flat=True).first() or 0
    seen = 0 if visit is None else visit.current_sequence
    try:
        with transaction.atomic():
            Visit.objects.update_or_create(
                user=by,
                project=project,
                defaults={"seen_sequence": seen, "current_sequence": end, "visited_at": now},
            )
    except IntegrityError:  # the same reader in two windows: the other one has noted it
        return seen
    return seen
