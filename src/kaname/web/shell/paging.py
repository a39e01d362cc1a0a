"""A page of a long list, as the address asks for it."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

SIZES = (100, 500, 10_000)


def page_of(request: HttpRequest, rows: QuerySet[Any, Any]) -> Page[Any]:
    """Return the asked-for page of ``?page=`` and ``?per=``; what cannot be is the nearest that can."""
    asked = request.GET.get("per", "")
    size = int(asked) if asked.isdecimal() and int(asked) in SIZES else SIZES[0]
    return Paginator(rows, size).get_page(request.GET.get("page"))
