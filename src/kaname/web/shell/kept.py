"""Pages that are answered from memory until somebody writes anything.

Every write of the company's work leaves an audit event, and events are numbered. So a page that shows nothing but that
work is still true while the last number is. The number, with whatever else a page depends on beside its address (the
reader's session and password, unread notices, the day), is its stamp: it is read before the page is computed, kept with
it, and asked of the database again at each request, by every process, in one statement. Nothing has to be declared
stale, and nothing can be forgotten.

What a browser sends that changes a page (address, cookies, which part is asked for) is the key under which it is kept.
A page with a message for its reader is neither kept nor answered from memory.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.session import SessionStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kaname.domains.people.queries import Stamp, stamp_of
from kaname.web.shell.appearance import COOKIE as THEME

LARGEST = 2 * 2**20
"""Bytes of the largest page that is kept; memory is for many readers."""
COOKIES = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, THEME)
HEADERS = ("Host", "Accept", "HX-Request", "HX-Target", "HX-Boosted")

type View = Callable[..., HttpResponseBase]


class Page(NamedTuple):
    """A page as it was answered."""

    stamp: Stamp
    reader: int
    body: bytes
    headers: dict[str, str]


def kept(view: View) -> View:
    """Answer a page's repeated reading from memory. For views that show audited rows and nothing else that changes.

    Stands above the access decorator: rights are audited too, and end at midnight, which is part of the stamp.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        stamp = request.stamp = _stamp(request)  # type: ignore[attr-defined] # what parts of the page are kept by
        response = view(request, *args, **kwargs)
        if stamp is not None and _keepable(request, response):
            response.stamp = stamp  # type: ignore[attr-defined] # what FromMemory keeps it by
        return response

    return answer


def part(request: HttpRequest, *words: object, make: Callable[[], str]) -> SafeString:
    """Return a piece that is the same on many pages of a reader: written once, then kept by the stamp of the page.

    ``words`` say which piece it is and what it hangs on beside the stamp and the language. On a page that is not kept
    itself it is written each time.
    """
    stamp = getattr(request, "stamp", None)
    if stamp is None:
        return SafeString(make())
    told = repr((words, request.user.pk, stamp, get_language()))
    return SafeString(caches["pages"].get_or_set(hashlib.sha256(told.encode()).hexdigest(), make))


class FromMemory:
    """Answer from memory what is still true; keep what a view marked. The layers within are spared altogether."""

    def __init__(self, get_response: View) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        key = _key(request)
        if key is None:
            return self.get_response(request)
        page: Page | None = caches["pages"].get(key)
        if page is not None and page.stamp == stamp_of(page.reader, request.COOKIES[settings.SESSION_COOKIE_NAME]):
            request.reader = page.reader  # type: ignore[attr-defined] # for the log
            return HttpResponse(page.body, headers=page.headers)
        response = self.get_response(request)
        stamp = getattr(response, "stamp", None)
        if stamp is not None and request.user.pk and set(response.cookies) <= {settings.CSRF_COOKIE_NAME}:
            body = response.content  # type: ignore[attr-defined] # not streaming
            caches["pages"].set(key, Page(stamp, request.user.pk, body, dict(response.headers)))
        return response


def _key(request: HttpRequest) -> str | None:
    if (
        request.method != "GET"
        or "Authorization" in request.headers
        or settings.SESSION_COOKIE_NAME not in request.COOKIES
        or settings.CSRF_COOKIE_NAME not in request.COOKIES
        or CookieStorage.cookie_name in request.COOKIES
    ):
        return None
    parts = [request.scheme, request.get_full_path(), "gzip" in request.headers.get("Accept-Encoding", "")]
    parts += [request.COOKIES.get(name, "") for name in COOKIES] + [request.headers.get(name, "") for name in HEADERS]
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _stamp(request: HttpRequest) -> Stamp | None:
    """Return the stamp of a reader who is signed in by a session, as it is before the page is computed."""
    if request.method != "GET" or not request.session.session_key or not request.user.pk:
        return None
    return stamp_of(request.user.pk, request.session.session_key)


def _keepable(request: HttpRequest, response: HttpResponseBase) -> bool:
    told = getattr(request, "_messages", None)
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and SessionStorage.session_key not in request.session
        and not (told is not None and (told.used or told.added_new))
        and len(response.content) <= LARGEST  # type: ignore[attr-defined] # not streaming
    )
