"""Light, dark, or as the device: kept in a cookie, so that the first paint is right without a script."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kaname.web.shell.access import public

COOKIE = "kaname_theme"
THEMES = ("light", "dark")
YEAR = 365 * 86400


def theme_of(request: HttpRequest) -> str:
    """Return the theme that a reader chose; empty: as the device."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else ""


@public
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme and go back to the page."""
    chosen, back = request.POST.get("theme", ""), request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    if chosen in THEMES:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
