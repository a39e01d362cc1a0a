"""The form that a mail's link opens: one person, one round, nothing else; no session is needed or begun."""

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

from kaname.domains.schedule.actions.rounds import links
from kaname.domains.schedule.enums import ReportWay
from kaname.domains.schedule.queries.rounds import asked_of
from kaname.web.rounds.views.mine import answer
from kaname.web.shell.access import public

MOST_WRONG, SECONDS = 20, 60
"""Wrong links of one address in so many seconds, after which it is told to wait."""


@public
def form(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the person of the link; a link that is wrong, forged or over is the same as none.

    A link that opens always opens: a whole office behind one address must not wait for one of them who tries links.
    """
    found = links.opened(token)
    if found is None:
        return _ended(request, 429 if _too_many(request) else 404)
    round_, person = found
    user = person.user
    context = {"round": round_, "person": person, "frame": "shell/bare.html", "by_link": True}
    if request.user.is_authenticated and request.user != user:
        context["signed_in_as"] = request.user
    language = user.language if user is not None and not _has_chosen(request) else get_language()
    with translation.override(language):
        response = answer(request, asked_of(person, round_), user, ReportWay.LINK, context)
    response.headers["Content-Language"] = language or settings.LANGUAGE_CODE
    add_never_cache_headers(response)
    return response


def _has_chosen(request: HttpRequest) -> bool:
    """Whether the reader said in which language; else the page speaks the mail's."""
    return bool(request.GET.get("lang") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))


def _ended(request: HttpRequest, status: int) -> HttpResponse:
    response = render(request, "rounds/ended.html", status=status)
    add_never_cache_headers(response)
    return response


def _too_many(request: HttpRequest) -> bool:
    """Count one more wrong link of the request's address; return whether it sent too many."""
    cache, key = caches["default"], f"wrong-links:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) > MOST_WRONG
    except ValueError:  # its minute ended in between
        return False
