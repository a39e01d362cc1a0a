"""What project managers had declared up to a day: now's declaration, or the log's where it is younger."""

from collections.abc import Iterable
from datetime import date

from kaname.domains.core.models import AuditEvent
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.reporting.bridge.frozen import end_of

VERB = "project.declare_health"
HEALTH, COMMENT = "declared_health", "declared_comment"


def declared_on(projects: Iterable[Project], as_of: date) -> dict[int, tuple[str, str]]:
    """Return, by project, health and comment as declared at the end of a day. One query more where any is younger."""
    end, now = end_of(as_of), today()
    found = {p.pk: {HEALTH: p.declared_health, COMMENT: p.declared_comment} for p in projects}
    younger = [p.pk for p in projects if as_of < now and p.declared_at is not None and p.declared_at >= end]
    if younger:
        events = AuditEvent.objects.filter(verb=VERB, project_id__in=younger, at__gte=end).order_by("-sequence")
        for key, before in events.values_list("project_id", "before"):
            told = before or {}
            found[key or 0] |= {name: told[name] for name in (HEALTH, COMMENT) if name in told}
    return {key: (str(said[HEALTH]), str(said[COMMENT])) for key, said in found.items()}
