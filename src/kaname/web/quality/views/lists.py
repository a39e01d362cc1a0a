"""Quality of all projects: the trend by quarter with its rows, each project; every defect, every gate; downloads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.models import Project
from kaname.domains.quality.enums import DefectState, Ruling, Severity, Stage
from kaname.domains.quality.models import Defect
from kaname.domains.quality.queries.defects import counts_of, defects_seen, endings, with_owners
from kaname.domains.quality.queries.gates import Seen, gates_seen, seen
from kaname.domains.quality.queries.measures import followed
from kaname.domains.quality.queries.standing import standings
from kaname.domains.quality.queries.trend import counts_by_gate, trend
from kaname.domains.quality.rules import Standing, keeps_catalogue
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.reporting.rules.limits import Limits
from kaname.domains.reporting.rules.quality_axis import quality
from kaname.web.quality.pictures import trend_chart
from kaname.web.quality.sentences import defects_answer, gates_answer, register_answer
from kaname.web.quality.sheet import defect_sheet, register_book
from kaname.web.quality.wanted import Wanted, WantedGates
from kaname.web.shell.access import anywhere_page
from kaname.web.shell.as_of import past_day
from kaname.web.shell.books import download, write_book
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of

WORST = {"red": 0, "amber": 1, "green": 2, "unknown": 3}


@dataclass(frozen=True, slots=True)
class Line:
    """A project and how its quality stands; ``health`` as the axis judges it."""

    project: Project
    standing: Standing
    health: str


@kept
@anywhere_page(Subject.QUALITY)
def register(request: HttpRequest) -> HttpResponse:
    """Show how quality goes by quarter, then each project, the worst first; ``?as_of=DATE`` as it stood then."""
    as_of = past_day(request)
    rows, found = lines(request.user, as_of or today()), trend(request.user, day=as_of)
    told = [row for row in rows if row.health != "unknown"]
    healths = [row.health for row in told]
    context = {
        "answer": register_answer(healths.count("red"), healths.count("amber"), len(told), found[0]),
        "found": found,
        "now": found[0],
        "units": sorted({d.unit for q in found for d in q.densities}),
        "page": page_of(request, rows),
        "sizes": SIZES,
        "as_of": as_of,
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "keeps": keeps_catalogue(request.user),
        **trend_chart(found),
    }
    return render(request, "quality/register.html", context)


@anywhere_page(Subject.QUALITY)
def register_xlsx(request: HttpRequest) -> HttpResponse:
    """Return quarters, metrics and gates of all projects as a workbook."""
    as_of = past_day(request)
    day, user = as_of or today(), request.user
    found, metrics = trend(user, day=as_of), followed(user, day)
    gates = seen(gates_seen(user, as_of).order_by("project__code", "number"), as_of)
    return download("quality", lambda out: register_book(out, found, metrics, gates), day)


@kept
@anywhere_page(Subject.QUALITY, read=Level.PARTIAL)
def defect_list(request: HttpRequest) -> HttpResponse:
    """Show the defects that a reader may see and asks for."""
    wanted, as_of, user = Wanted.of(request.GET), past_day(request), request.user
    every = defects_seen(user, as_of)
    rows = wanted.among(every, user, as_of)
    page = page_of(request, rows)
    page.object_list = with_owners(list(page.object_list))
    context = {
        "answer": defects_answer(counts_of(rows, as_of)),
        "wanted": wanted,
        "states": DefectState.choices,
        "severities": Severity.choices,
        "stages": Stage.choices,
        "projects": _codes(user, Level.PARTIAL),
        "page": page,
        "sizes": SIZES,
        "as_of": as_of,
        "today": as_of or today(),
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "reads": reach(user, Subject.QUALITY) >= Level.READ,
    }
    return render(request, "quality/defects.html", context)


@anywhere_page(Subject.QUALITY, read=Level.PARTIAL)
def defects_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the list as a workbook: dates are dates."""
    as_of, user = past_day(request), request.user
    rows = with_owners(list(Wanted.of(request.GET).among(defects_seen(user, as_of), user, as_of)))
    return download("defects", lambda out: write_book(out, sheet_of(rows, as_of)), as_of)


def sheet_of(rows: list[Defect], day: date | None) -> Any:
    """Return defects as a sheet, with the days on which they came to their end; one query."""
    return defect_sheet(rows, *endings(rows, day))


@kept
@anywhere_page(Subject.QUALITY)
def gate_list(request: HttpRequest) -> HttpResponse:
    """Show the gates that a reader may see and asks for, each with the defects that it counts."""
    wanted, as_of, user = WantedGates.of(request.GET), past_day(request), request.user
    rows = wanted.among(gates_seen(user, as_of), as_of or today()).order_by(
        F("ruled_on").desc(nulls_first=True), "project__code", "-number"
    )
    page = page_of(request, rows)
    page.object_list = _with_counts(seen(page.object_list, as_of))
    context = {
        "answer": gates_answer([row["seen"] for row in page.object_list]),
        "wanted": wanted,
        "rulings": Ruling.choices,
        "projects": _codes(user),
        "page": page,
        "sizes": SIZES,
        "as_of": as_of,
        "today": as_of or today(),
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
    }
    return render(request, "quality/gates.html", context)


def lines(user: Any, day: date, projects: Any = None, *, running: bool = True) -> list[Line]:
    """Return the projects whose quality a user reads, the worst first; a constant number of queries."""
    rights = Project.objects.visible_to(user, Subject.QUALITY, Level.READ)
    rights = rights.filter(status__in=RUNNING) if running else rights
    found = list(rights if projects is None else rights.filter(pk__in=projects))
    how, company = standings([p.pk for p in found], day), organisation()
    limits = {kind: Limits.of(company, kind) for kind in {p.project_type for p in found}}
    rows = [Line(p, how[p.pk], quality(how[p.pk], limits[p.project_type]).health) for p in found]
    return sorted(
        rows, key=lambda row: (WORST[row.health], -len(row.standing.s1), -row.standing.open, row.project.code)
    )


def _with_counts(rows: Sequence[Seen]) -> list[dict[str, Any]]:
    counts = counts_by_gate([row.gate for row in rows])
    return [
        {"seen": s, "gate": s.gate, "defects": n, "density": n / s.gate.size if s.gate.size and s.ruled else None}
        for s in rows
        for n in [counts[s.gate.pk]]
    ]


def _codes(user: Any, needed: Level = Level.READ) -> list[str]:
    rows = Project.objects.visible_to(user, Subject.QUALITY, needed).order_by("code")
    return list(rows.values_list("code", flat=True))
