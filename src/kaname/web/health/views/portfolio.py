"""Over all projects: watermelons before anything is handed out, what changed, how promises were kept, compute anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.project.enums import ProjectType
from kaname.domains.reporting.actions import standing
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.models import HealthSnapshot
from kaname.domains.reporting.queries import promises
from kaname.domains.reporting.queries.changes import portfolio_changes
from kaname.domains.reporting.queries.health import Watermelon, frozen_days, watermelons, with_reasons
from kaname.web.health.asked import day_in, span
from kaname.web.health.naming import Names, names_of
from kaname.web.health.shown import AxisShown, axes_of, unread
from kaname.web.shell.access import company_page, portfolio_page
from kaname.web.shell.kept import kept
from kaname.web.templatetags.marks import joined

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """A watermelon with the axes that are amber or red."""

    found: Watermelon
    axes: list[AxisShown]

    @property
    def name(self) -> str:
        """Return the project's name in the reader's language."""
        return spoken(self.found.snapshot.project)


@kept
@portfolio_page
def watermelon_list(request: HttpRequest) -> HttpResponse:
    """Show what is declared better than computed, with reasons down to the rows."""
    as_of = day_in(request)
    found = watermelons(request.user, as_of)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _shown(with_reasons(page.object_list), request.user),
        "answer": _answer(found),
        "as_of": as_of,
        "days": frozen_days()[:60],
        "may_compute": can_company(request.user, Subject.REPORT, Level.EDIT),
    }
    return render(request, "health/watermelons.html", context)


def _shown(found: Sequence[Watermelon], user: Any) -> list[Shown]:
    hidden = unread(user, [each.snapshot.project for each in found])
    names = names_of([each.snapshot for each in found])
    return [Shown(each, _worse(each.snapshot, hidden, names)) for each in found]


def _worse(snapshot: HealthSnapshot, hidden: dict[int, frozenset[Axis]], names: dict[int, Names]) -> list[AxisShown]:
    """Return the axes that are not green."""
    key = snapshot.project_id
    axes = axes_of(snapshot, snapshot.project, hidden[key], names.get(key))
    return [axis for axis in axes if axis.health in ("red", "amber")]


def _answer(found: Sequence[Watermelon]) -> str:
    if not found:
        return _("No project is declared better than computed.")
    count = ngettext(
        "%(count)s project is declared better than computed.",
        "%(count)s projects are declared better than computed.",
        len(found),
    ) % {"count": len(found)}
    longest = max(found, key=lambda w: w.snapshot.weeks)
    if longest.snapshot.weeks < 2:
        return count
    told = _("Longest: %(project)s, green outside and red inside for %(weeks)s report dates in a row.")
    return joined([count, told % {"project": longest.snapshot.project.code, "weeks": longest.snapshot.weeks}])


@kept
@portfolio_page
def changes(request: HttpRequest) -> HttpResponse:
    """Show what changed in all projects between two frozen dates."""
    days = frozen_days()[:60]
    asked = span(request, days)
    rows = portfolio_changes(request.user, *asked) if asked else []
    changed = [row for row in rows if not row.same]
    context = {
        "days": days,
        "since": asked[0] if asked else None,
        "until": asked[1] if asked else None,
        "rows": changed,
        "same": len(rows) - len(changed),
        "worse": sum(row.worse for row in rows),
        "later": sum((row.moved or 0) > 0 for row in rows),
    }
    return render(request, "health/portfolio_changes.html", context)


@kept
@portfolio_page
def promise_scores(request: HttpRequest) -> HttpResponse:
    """Show how each method's promises turned out, and how many wait for their outcome."""
    found = promises.kept(request.user)
    kinds = dict(ProjectType.choices)
    context = {
        "scores": promises.scores(found),
        "groups": [(kinds[kind], lines) for kind, lines in promises.by_kind(found).items()],
        "waiting": sorted(promises.waiting(request.user).items()),
        "total": len(found),
        "fewest": promises.FEWEST,
    }
    return render(request, "health/promises.html", context)


@require_POST
@company_page(Subject.REPORT)
def compute(request: HttpRequest) -> HttpResponse:
    """Let a worker take earned value, health and forecasts of all running projects as of a day: today's if none."""
    try:
        day = today().fromisoformat(request.POST.get("as_of", ""))
    except ValueError:
        day = today()
    job = standing.ask(as_of=min(day, today()), by=request.user)
    return redirect("jobs:job", job.pk)
