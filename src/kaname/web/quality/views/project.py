"""A project's quality: metrics against their bands, zones of tests, defects, gates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.quality.enums import OPEN
from kaname.domains.quality.queries.defects import counts_of, defects_seen, with_owners
from kaname.domains.quality.queries.gates import gates_seen, seen
from kaname.domains.quality.queries.measures import followed, zones
from kaname.domains.quality.rules import may_plan, may_report
from kaname.web.quality.pictures import zone_chart
from kaname.web.quality.sentences import defects_answer, project_answer
from kaname.web.quality.sheet import project_book
from kaname.web.quality.views.lists import lines, sheet_of
from kaname.web.quality.wanted import ORDER
from kaname.web.shell.access import project_page
from kaname.web.shell.as_of import past_day
from kaname.web.shell.books import download
from kaname.web.shell.kept import kept

MOST = 12
"""Open defects on the page, the worst first; the list has the others."""


@kept
@project_page(Subject.QUALITY)
def project_quality(request: HttpRequest, project: Project) -> HttpResponse:
    """Show how a project's quality stands; ``?as_of=DATE`` as it stood then."""
    as_of, user = past_day(request), request.user
    day = as_of or today()
    metrics, every = followed(user, day, project), defects_seen(user, as_of).filter(project=project)
    (line,) = lines(user, day, [project.pk], running=False)
    opened = every.filter(then_state__in=OPEN).order_by(*ORDER["severity"])
    counts = counts_of(every, as_of)
    context = {
        "project": project,
        "answer": project_answer(line.standing),
        "health": line.health,
        "metrics": metrics,
        "zones": [zone_chart(z) for z in zones(metrics)],
        "counts": counts,
        "defects_said": defects_answer(counts) if counts.all else "",
        "rows": with_owners(list(opened[:MOST])),
        "more": max(counts.open - MOST, 0),
        "gates": seen(gates_seen(user, as_of).filter(project=project).order_by("-number"), as_of),
        "as_of": as_of,
        "today": day,
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "may_plan": as_of is None and may_plan(user, project),
        "may_report": as_of is None and may_report(user, project),
    }
    return render(request, "quality/project.html", context)


@project_page(Subject.QUALITY)
def xlsx(request: HttpRequest, project: Project) -> HttpResponse:
    """Return the quantitative table (specification 6.7), defects and gates as a workbook."""
    as_of, user = past_day(request), request.user
    metrics = followed(user, as_of or today(), project)
    rows = with_owners(list(defects_seen(user, as_of).filter(project=project).order_by("number")))
    gates = seen(gates_seen(user, as_of).filter(project=project).order_by("number"), as_of)
    sheet = sheet_of(rows, as_of)
    return download(f"quality-{project.code}", lambda out: project_book(out, metrics, sheet, gates), as_of)
