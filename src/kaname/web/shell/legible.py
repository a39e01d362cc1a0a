"""Characters that no database keeps: NUL, which PostgreSQL refuses, and halves of a pair, which are no text at all.

Forms say so beside their fields (Django's validators). What comes by address, cookie or JSON has no field, so it is
judged here: an address with such a character is answered 400, whatever database runs; a cookie with one is none.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from kaname.web.shell.errors import bad_request

ILLEGIBLE = re.compile("[\x00\ud800-\udfff]")


class Legible:
    """Refuse requests that hold what is no text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Leave out cookies that are no text: a session is looked up by one before anything else."""
        for name in [name for name, value in request.COOKIES.items() if not is_legible(value)]:
            del request.COOKIES[name]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse an address that is no text: its path, or what it asks for."""
        by_address = is_legible(request.path_info) and "%00" not in request.META.get("QUERY_STRING", "")
        return None if by_address else refused(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 400 where a view failed over what is no text; any other mistake stays one."""
        if not isinstance(exception, ValueError | DataError):
            return None
        return refused(request) if request.method == "POST" and not _form_is_legible(request) else None


def is_legible(value: Any) -> bool:
    """Return whether every text in a value of JSON can be kept."""
    if isinstance(value, str):
        return ILLEGIBLE.search(value) is None
    if isinstance(value, dict):
        return all(is_legible(key) and is_legible(each) for key, each in value.items())
    return not isinstance(value, list) or all(map(is_legible, value))


def refused(request: HttpRequest) -> HttpResponse:
    """Return the answer to what is no text: a page, or JSON where a program asks."""
    if request.path_info.startswith("/api/"):
        return JsonResponse({"detail": _("The address holds a character that is no text (NUL).")}, status=400)
    return bad_request(request)


def _form_is_legible(request: HttpRequest) -> bool:
    return all(is_legible([name, *values]) for name, values in request.POST.lists())
