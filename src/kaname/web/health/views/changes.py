"""What changed in a project between two frozen dates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.changes import Change, Number, project_changes
from kaname.web.health.asked import days_of, span
from kaname.web.shell.access import project_page
from kaname.web.templatetags.marks import health_word, ja_date, joined, number

LABELS = {
    "slip": (_lazy("Slip (working days)"), 1),
    "percent_complete": (_lazy("Progress (%)"), 1),
    "planned_percent": (_lazy("Planned progress (%)"), 1),
    "spi_t": (_lazy("SPI(t)"), 2),
    "overdue_count": (_lazy("Overdue activities"), 0),
    "late_count": (_lazy("Activities later than the baseline"), 0),
    "cpi": (_lazy("CPI"), 2),
    "eac": (_lazy("EAC (yen)"), 0),
    "ac": (_lazy("Actual cost AC (yen)"), 0),
    "tcpi_bac": (_lazy("TCPI to the budget"), 2),
}
ACTIVITIES = 15


@project_page(Subject.SCHEDULE)
def project_page_of_changes(request: HttpRequest, project: Project) -> HttpResponse:
    """Show what changed: health, dates, milestones, activities, numbers, decisions, people."""
    days = days_of(project)
    asked = span(request, days)
    found = project_changes(request.user, project, *asked) if asked else None
    context = {"project": project, "days": days, "change": found}
    if found is not None:
        context |= {
            "answer": answer_of(found),
            "numbers": [_shown(n) for n in found.numbers],
            "activities": found.activities[:ACTIVITIES],
            "more": max(len(found.activities) - ACTIVITIES, 0),
        }
    return render(request, "health/changes.html", context)


def _shown(each: Number) -> tuple[object, str, str, str]:
    label, places = LABELS[each.name]
    difference = each.apart(places)
    told = number(difference, places) if difference is None or difference < 0 else f"+{number(difference, places)}"
    return label, number(each.before, places), number(each.after, places), told if difference else _unmoved(difference)


def _unmoved(difference: float | None) -> str:
    """Return the difference of what did not move as far as it is shown; never -0.00."""
    return "―" if difference is None else "±0"


def answer_of(found: Change) -> str:
    """Return the answer: health before and after, and by how much the finish moved."""
    said = []
    if found.before is not None and found.after is not None:
        words = {"before": health_word(found.before.computed), "after": health_word(found.after.computed)}
        same = found.before.computed == found.after.computed
        said.append((_("Health stays %(after)s.") if same else _("Health went from %(before)s to %(after)s.")) % words)
    if found.finish_moved:
        far = abs(found.finish_moved)
        values = {"days": far, "day": ja_date(found.finish[1])}
        later = ngettext(
            "The finish moved back by %(days)s working day, to %(day)s.",
            "The finish moved back by %(days)s working days, to %(day)s.",
            far,
        )
        earlier = ngettext(
            "The finish came forward by %(days)s working day, to %(day)s.",
            "The finish came forward by %(days)s working days, to %(day)s.",
            far,
        )
        said.append((later if found.finish_moved > 0 else earlier) % values)
    elif found.finish[1] is not None:
        said.append(_("The finish stays %(day)s.") % {"day": ja_date(found.finish[1])})
    return joined(said)
