"""Error pages: what happened, why, what to do next. Always with the status that says so."""

import errno
import logging
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

from kaname.web.shell import faults
from kaname.web.shell.appearance import theme_of

log = logging.getLogger("kaname.web")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for what exists and may not be seen; the reason is never said."""
    return _page(request, faults.NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the page may be read, but not this be done to it."""
    return _page(request, faults.FORBIDDEN)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came in could not be understood; 413: there was too much of it."""
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return _page(request, faults.TOO_LARGE if too_large else faults.BAD_REQUEST)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is too old or from elsewhere."""
    return _page(request, faults.STALE_FORM)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database does not answer. Uses nothing that needs the database."""
    busy = _cannot_store(sys.exc_info()[1])
    response = _page(request, faults.BUSY if busy else faults.OUR_MISTAKE)
    if busy:
        response["Retry-After"] = "5"
    return response


def _page(request: HttpRequest, fault: faults.Fault) -> HttpResponse:
    """Return the page in the frame of all pages; where even that cannot be made, plain, with the same status.

    A frame needs the list of static files, templates, and mostly the database: any of them may be why we are here.
    """
    try:
        context = {"error": fault, "frame": "shell/bare.html" if fault.bare else "base.html"}
        if fault.bare:
            page = loader.get_template("shell/error.html").render(context | {"theme": theme_of(request)})
        else:
            page = loader.render_to_string("shell/error.html", context, request)
    except Exception:
        log.exception("no page for an error", extra={"status": fault.status})
        return faults.plain_page(fault)
    return HttpResponse(page, status=fault.status)


def _cannot_store(problem: BaseException | None) -> bool:
    """Return whether the database is locked, gone or full, or the disk of the uploads is."""
    full = isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    return full or isinstance(problem, OperationalError | InterfaceError)
