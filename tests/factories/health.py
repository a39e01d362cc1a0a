"""Health snapshots for tests, written straight into the table."""

from datetime import date
from typing import Any

from django.utils import timezone

from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.models import HealthSnapshot
from kaname.domains.reporting.rules.overall import marks_of, overall

FRIDAY = date(2026, 11, 20)


def make_health(project: Project, as_of: date = FRIDAY, healths: dict[str, str] | None = None, **values: Any):
    """A snapshot of a project whose axes have these healths, and no reasons; the others are unknown."""
    known = {str(axis): (healths or {"delivery": "green"}).get(axis, "unknown") for axis in Axis}
    given = {
        "computed": overall(known),
        "marks": marks_of(known),
        "declared": "green",
        "axes": {axis: {"health": health, "value": None, "reasons": []} for axis, health in known.items()},
        "facts": {"frozen": as_of.isoformat()},
        "calc_version": "test",
        "taken_at": timezone.now(),
    }
    return HealthSnapshot.objects.create(project=project, as_of=as_of, **given | values)
