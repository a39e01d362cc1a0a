"""Reading the whole: the trace from strategy to project and key figure, and the report of coverage (rule PF-01)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Subject
from kaname.domains.reporting.queries.strategy import trace
from kaname.web.shell.access import company_page, portfolio_page
from kaname.web.shell.books import download
from kaname.web.shell.kept import kept
from kaname.web.strategy.lines import lines_of
from kaname.web.strategy.reach import common, day_of
from kaname.web.strategy.sentences import coverage_answer, map_answer
from kaname.web.strategy.sheet import workbook

covering = company_page(Subject.PROJECT)


@kept
@portfolio_page
def strategy_map(request: HttpRequest) -> HttpResponse:
    """Show strategies with their objectives, projects and key figures; ``?as_of=DATE``: as they stood then."""
    as_of = day_of(request)
    found = trace(request.user, as_of or today())
    context = common(request, "map") | {
        "trace": found,
        "answer": map_answer(found),
        "strategies": [(strategy, list(lines_of(strategy))) for strategy in found.strategies],
        "as_of": as_of,
    }
    return render(request, "strategy/map.html", context)


@kept
@covering
def coverage(request: HttpRequest) -> HttpResponse:
    """Show both gaps: objectives without projects, running projects without objectives; then who serves what."""
    found = trace(request.user, today())
    context = common(request, "coverage") | {"trace": found, "answer": coverage_answer(found)}
    return render(request, "strategy/coverage.html", context)


@covering
def coverage_file(request: HttpRequest) -> HttpResponse:
    """Return the report of coverage as .xlsx."""
    return download("strategy-coverage", lambda out: workbook(out, trace(request.user, today())))
