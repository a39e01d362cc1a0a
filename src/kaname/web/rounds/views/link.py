"""The form that a mail's link opens: one person, one round, nothing else; no session is needed or begun."""

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from kaname.domains.schedule.actions.rounds import links
from kaname.domains.schedule.enums import ReportWay
from kaname.domains.schedule.queries.rounds import asked_of
from kaname.web.rounds.views.mine import answer
from kaname.web.shell.access import public

MOST_WRONG, SECONDS = 20, 60
"""Wrong links of one address in so many seconds, after which it is not listened to."""


@public
def form(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the person of the link; a link that is wrong, forged or over is the same as none."""
    if _too_many(request):
        return _ended(request, 429)
    found = links.opened(token)
    if found is None:
        _count(request)
        return _ended(request, 404)
    round_, person = found
    context = {"round": round_, "person": person, "frame": "shell/bare.html", "by_link": True}
    response = answer(request, asked_of(person, round_), person.user, ReportWay.LINK, context)
    add_never_cache_headers(response)
    return response


def _ended(request: HttpRequest, status: int) -> HttpResponse:
    response = render(request, "rounds/ended.html", status=status)
    add_never_cache_headers(response)
    return response


def _key(request: HttpRequest) -> str:
    return f"wrong-links:{request.META.get('REMOTE_ADDR', '')}"


def _too_many(request: HttpRequest) -> bool:
    return int(caches["default"].get(_key(request), 0)) >= MOST_WRONG


def _count(request: HttpRequest) -> None:
    cache = caches["default"]
    cache.add(_key(request), 0, SECONDS)
    cache.incr(_key(request))
