"""A page of a long list, as the address asks for it."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

SIZES = (100, 500, 1000)
"""Rows a page. More than the last would keep a reader waiting; a whole table is a download."""


def page_of(request: HttpRequest, rows: Any, usual: int = SIZES[0]) -> Page[Any]:
    """Return the asked-for page of ``?page=`` and ``?per=``; what cannot be is the nearest that can."""
    return Paginator(rows, size_of(request, usual)).get_page(request.GET.get("page"))


def size_of(request: HttpRequest, usual: int) -> int:
    """Return how many rows a page has: one of SIZES, the nearest to what is asked for."""
    asked = request.GET.get("per", "")
    if not (asked.isascii() and asked.isdigit()):
        return usual
    wanted = int(asked[:9])
    return min(SIZES, key=lambda size: abs(size - wanted))
