"""Days in an address: the frozen date that a page is of, and those that may be chosen."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest

from kaname.domains.project.models import Project
from kaname.domains.reporting.models import HealthSnapshot

MOST = 60


def day_in(request: HttpRequest, name: str = "as_of") -> date | None:
    """Return the day that an address asks for; None for none, or for what is no day."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def days_of(project: Project) -> list[date]:
    """Return a project's frozen dates, the newest first."""
    rows = HealthSnapshot.objects.filter(project=project).order_by("-as_of")
    return list(rows.values_list("as_of", flat=True).distinct()[:MOST])


def span(request: HttpRequest, days: Sequence[date]) -> tuple[date, date] | None:
    """Return the two days between which changes are asked for: the last two if none are given; None where there are
    fewer than two.
    """
    since, until = day_in(request, "from"), day_in(request, "to")
    if len(days) < 2 and (since is None or until is None):
        return None
    until = until or days[0]
    since = since or next((d for d in days if d < until), days[-1])
    return min(since, until), max(since, until)
