"""Pages that are answered from memory until somebody writes anything.

Every write of the company's work leaves an audit event, and events are numbered. So a page that shows nothing but that
work is still true while the last number is: the number is part of the key under which it is kept, and is asked of the
database at each request, by every process. Nothing has to be declared stale, and nothing can be forgotten.

The rest of the key is whatever else a page depends on: the session (its rights, its token against forged forms), the
address, language, theme, which part is asked for, today, and how many notices are unread. A page with a message for its
reader is neither kept nor answered from memory.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.session import SessionStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from kaname.domains.core.queries import last_event, today, unread
from kaname.web.shell.appearance import theme_of

LARGEST = 2 * 2**20
"""Bytes of the largest page that is kept; memory is for many readers."""

HEADERS = ("Content-Type", "Content-Encoding", "Vary", "Cache-Control")
"""What is kept of an answer's head; the layers around the view add the rest."""

type View = Callable[..., HttpResponseBase]


def kept(view: View) -> View:
    """Answer a page's repeated reading from memory. For views that show audited rows and nothing else that changes.

    Stands above the access decorator: rights are audited too, and end at midnight, which is part of the key.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return view(request, *args, **kwargs)
        found = caches["pages"].get(key)
        if found is not None:
            return HttpResponse(found[0], headers=found[1])
        response = view(request, *args, **kwargs)
        if _keepable(request, response):
            headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
            caches["pages"].set(key, (response.content, headers))  # type: ignore[attr-defined] # not streaming
        return response

    return answer


def _key(request: HttpRequest) -> str | None:
    csrf = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
    if (
        request.method != "GET"
        or csrf is None
        or SessionStorage.session_key in request.session
        or CookieStorage.cookie_name in request.COOKIES
    ):
        return None
    parts = (
        request.session.session_key,
        csrf,
        request.get_full_path(),
        getattr(request, "LANGUAGE_CODE", ""),
        theme_of(request),
        request.headers.get("HX-Target", ""),
        "gzip" in request.headers.get("Accept-Encoding", ""),
        today().isoformat(),
        last_event(),
        unread(request.user),
    )
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _keepable(request: HttpRequest, response: HttpResponseBase) -> bool:
    told = getattr(request, "_messages", None)
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not (told is not None and (told.used or told.added_new))
        and len(response.content) <= LARGEST  # type: ignore[attr-defined] # not streaming
    )
