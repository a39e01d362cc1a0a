"""The workbench itself, the facts behind a cell, the download, and the quality trend that is asked most often."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level
from kaname.domains.reporting.models import Analysis, AnalysisRun
from kaname.domains.reporting.queries.analysis.asked import Asked, asked
from kaname.domains.reporting.queries.analysis.behind import ALL, Behind, Fact, behind
from kaname.domains.reporting.queries.analysis.catalogue import DIMENSIONS, STOCK, SUBJECTS
from kaname.domains.reporting.queries.analysis.facts import Known
from kaname.domains.reporting.queries.analysis.pivot import Pivot, pivot
from kaname.domains.reporting.queries.analysis.sheet import workbook
from kaname.domains.reporting.queries.analysis.wording import fact_words, shown, sums
from kaname.domains.reporting.queries.portfolio import reach
from kaname.web.analysis.reading import Asking, address_of, answer_context, form_context, read
from kaname.web.shell.access import portfolio_page
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
QUALITY = {"subject": "inspections", "rows": "kind", "columns": "quarter_of", "measure": "first_pass"}


@kept
@portfolio_page
def workbench(request: HttpRequest) -> HttpResponse:
    """Show the answer to the question of the address, and what else may be asked."""
    return bench_page(request, read(request.GET))


@kept
@portfolio_page
def quality(request: HttpRequest) -> HttpResponse:
    """Show the trend of inspections by quarter (mission row S21), and say where that of defects and gates stands."""
    note = _("Defect density, escaped defects and first-pass rates of gates stand on the page of quality.")
    return bench_page(request, Asking(asked(QUALITY), []), heading=_("Quality trend"), untold=note)


def bench_page(request: HttpRequest, asking: Asking, **more: Any) -> HttpResponse:
    """Return the page of a question."""
    readable(request, asking.question)
    found = pivot(request.user, asking.question)
    context = form_context(request, asking.question) | answer_context(found)
    context |= {"kept": list(kept_by(request)), "problems": asking.problems, "heading": _("Analysis")}
    return render(request, "analysis/bench.html", context | more, status=422 if asking.problems else 200)


def kept_by(request: HttpRequest) -> list[Analysis]:
    """Return the analyses that a reader may open: of subjects that they read somewhere."""
    rows = Analysis.objects.visible_to(request.user).select_related("owner__person").order_by("name", "pk")
    known = ((row, SUBJECTS.get(row.asked.get("subject", ""))) for row in rows)
    return [row for row, subject in known if subject and reach(request.user, subject.right) >= Level.READ]


def readable(request: HttpRequest, question: Asked) -> None:
    """Answer "not found" to a subject of which the reader reads nothing anywhere."""
    if reach(request.user, question.about.right) < Level.READ:
        raise Http404


def pinned(request: HttpRequest) -> AnalysisRun | None:
    """Return the pinned answer that the address names: its facts count, and no later ones."""
    text = request.GET.get("run", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    found = AnalysisRun.objects.filter(pk=int(text), analysis__in=Analysis.objects.visible_to(request.user))
    run = found.select_related("analysis").first()
    if run is None:
        raise Http404
    return run


@kept
@portfolio_page
def rows(request: HttpRequest) -> HttpResponse:
    """Show the facts behind a cell, and the number that they make."""
    run = pinned(request)
    question = asked(run.asked) if run else read(request.GET).question
    readable(request, question)
    row, column = (request.GET.get(name, ALL)[:60] for name in ("row", "column"))
    known = Known.of(run.known) if run else None
    opened = behind(request.user, question, row, column, known)
    context: dict[str, Any] = {
        "question": question,
        "query": address_of(question) + (f"&run={run.pk}" if run else ""),
        "run": run,
    }
    if opened is not None:
        page = page_of(request, opened.rows)
        context |= {
            "page": page,
            "sizes": SIZES,
            "facts": _shown(opened, page.start_index() - 1 if page.paginator.count else 0, page.end_index()),
            "columns": opened.columns,
            "value": None if of_several(question, column) else shown(opened.cell.value, question),
            "sums": sums(opened.cell),
            "names": _named(pivot(request.user, question, known), row, column),
        }
    return render(request, "analysis/rows.html", context)


def of_several(question: Asked, column: str) -> bool:
    """Return whether rows are of several days of a state: they are shown, but make no number together."""
    return column == ALL and question.about.nature == STOCK and (question.over_time or question.cohort)


def _shown(opened: Behind, start: int, stop: int) -> list[tuple[Fact, list[tuple[str, str]]]]:
    """Return the facts of a page with their values in words."""
    columns = opened.columns
    return [
        (fact, [(c.shape, fact_words(v, c.shape, opened.asked)) for c, v in zip(columns, fact.values, strict=True)])
        for fact in opened.read(start, stop)
    ]


def _named(found: Pivot, row: str, column: str) -> list[tuple[Any, str]]:
    """Return what the cell stands for; names only of what the reader may see, for the keys come from the address."""
    lines, columns = {line.key: line.label for line in found.lines}, dict(found.columns)
    return [
        (DIMENSIONS[found.asked.rows].label, _("all") if row == ALL else lines.get(row, "―")),
        (DIMENSIONS[found.asked.columns].label, _("all") if column == ALL else columns.get(column, "―")),
    ]


@portfolio_page
def xlsx(request: HttpRequest) -> HttpResponse:
    """Return the answer as a workbook, with the facts behind it."""
    run = pinned(request)
    question = asked(run.asked) if run else read(request.GET).question
    readable(request, question)
    found = pivot(request.user, question, Known.of(run.known) if run else None)
    facts = behind(request.user, question, ALL, ALL, found.known)
    title = run.analysis.name if run else str(question.about.label)
    response = HttpResponse(workbook(found, facts, title), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="analysis-{question.subject}-{today():%Y%m%d}.xlsx"'
    return response
