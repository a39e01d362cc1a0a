"""Error pages: what happened, why, what to do next. Always with the status that says so."""

import errno
import logging

from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from kaname.web.shell.appearance import theme_of

log = logging.getLogger("kaname.web")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for what exists and may not be seen; the reason is never said."""
    return render(request, "shell/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the page may be read, but not this be done to it."""
    return render(request, "shell/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came in could not be understood."""
    return render(request, "shell/400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is too old or from elsewhere."""
    return render(request, "shell/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database does not answer. Uses nothing that needs the database."""
    import sys

    busy = _cannot_store(sys.exc_info()[1])
    status = 503 if busy else 500
    page = loader.get_template(f"shell/{status}.html").render({"theme": theme_of(request)})
    response = HttpResponse(page, status=status)
    if busy:
        response["Retry-After"] = "5"
    return response


def _cannot_store(problem: BaseException | None) -> bool:
    """Return whether the database is locked, gone or full, or the disk of the uploads is."""
    full = isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    return full or isinstance(problem, OperationalError | InterfaceError)
