"""The portfolio board: the same rows as a table, as cards, as a map, and on a timeline."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.reporting.queries.board import add_milestones
from kaname.domains.reporting.queries.milestones import milestones_of
from kaname.web.portfolio.columns import COLUMNS, SORTABLE
from kaname.web.portfolio.reading import read
from kaname.web.portfolio.selection import PAGE
from kaname.web.portfolio.tiles import tiles
from kaname.web.portfolio.track import Window, tracks
from kaname.web.shell.access import portfolio_page
from kaname.web.shell.kept import kept

TRACKS = 50


@kept
@portfolio_page
def table(request: HttpRequest) -> HttpResponse:
    """Show the rows as a table that sorts, filters and downloads."""
    board = read(request)
    page = Paginator(board.rows, PAGE).get_page(board.selection.page)
    shown = list(page.object_list)
    add_milestones(shown, board.selection.as_of)
    context = board.context("table") | {"page": page, "columns": COLUMNS, "sortable": SORTABLE}
    return render(request, "portfolio/table.html", context)


@kept
@portfolio_page
def cards(request: HttpRequest) -> HttpResponse:
    """Show the rows as cards."""
    board = read(request)
    page = Paginator(board.rows, PAGE).get_page(board.selection.page)
    shown = list(page.object_list)
    add_milestones(shown, board.selection.as_of)
    return render(request, "portfolio/cards.html", board.context("cards") | {"page": page})


@kept
@portfolio_page
def treemap(request: HttpRequest) -> HttpResponse:
    """Show the rows as areas: as large as their plans, marked by health."""
    board = read(request)
    return render(
        request, "portfolio/map.html", board.context("map") | {"tiles": tiles(board.rows), "rows": board.rows}
    )


@kept
@portfolio_page
def timeline(request: HttpRequest) -> HttpResponse:
    """Show every milestone of the rows on one time axis."""
    board = read(request)
    page = Paginator(board.rows, TRACKS).get_page(board.selection.page)
    shown = list(page.object_list)
    window = Window.around(board.selection.as_of or today(), request.GET.get("months", ""))
    lanes = tracks(shown, milestones_of(shown, window.first, window.last, board.selection.as_of), window)
    context = board.context("timeline") | {"page": page, "lanes": lanes, "window": window}
    return render(request, "portfolio/timeline.html", context)
