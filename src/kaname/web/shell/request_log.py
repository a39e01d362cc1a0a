"""One line in the log for each request: id, user, path, status, milliseconds. No query string, no secret of a path."""

import re
import secrets
import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from structlog.contextvars import bind_contextvars, clear_contextvars

type Next = Callable[[HttpRequest], HttpResponseBase]
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
SECRET = {"key", "token", "uidb36", "signature"}
"""Names in addresses whose values open something."""
log = structlog.get_logger("kaname.request")


def request_log(get_response: Next) -> Next:
    """Give the request an id (a proxy's own is kept), time it, and say what came of it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        identity = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        clear_contextvars()
        bind_contextvars(request_id=identity)
        start = time.perf_counter()
        response = get_response(request)
        told = log.debug if request.path == "/healthz" or request.path.startswith(settings.STATIC_URL) else log.info
        told(
            "request",
            user_id=_reader(request),
            method=request.method,
            path=_path(request),
            status=response.status_code,
            ms=round(1000 * (time.perf_counter() - start), 1),
        )
        response.headers["X-Request-ID"] = identity
        return response

    return middleware


def _reader(request: HttpRequest) -> int | None:
    """Return whose request it is, without asking the database."""
    known: int | None = getattr(request, "reader", None)
    return known if known is not None else getattr(getattr(request, "_cached_user", None), "pk", None)


def _path(request: HttpRequest) -> str:
    """Return the path; its pattern instead where it holds a secret."""
    match = request.resolver_match
    return f"/{match.route}" if match is not None and SECRET & set(match.kwargs) else request.path
