"""Language of the answer, and: nothing without signing in, unless a page says that it is public."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

type Next = Callable[[HttpRequest], HttpResponseBase]
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


def language(get_response: Next) -> Next:
    """Choose the language: the address (?lang=), the cookie, the user's own, the installation's.

    Japanese comes first whatever the browser prefers: an installation says otherwise with KANAME_LANGUAGE.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        asked = request.GET.get("lang", "")
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        chosen = next((c for c in (asked, kept, settings.LANGUAGE_CODE) if c in LANGUAGES), "ja")
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        if asked == chosen and kept != asked:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, asked, max_age=365 * 86400, samesite="Lax", httponly=True
            )
        return response

    return middleware


class SignInRequired:
    """Send a visitor who is not signed in to the sign-in page, unless the view is public."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; process_view decides."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Refuse a visitor who is not signed in, with the same answer for pages that exist and pages that do not."""
        access = getattr(view, "access", None)
        outside = getattr(view, "__module__", "").startswith("allauth") or request.path_info.startswith("/api/")
        if request.user.is_authenticated or outside or (access is not None and access.scope == "public"):
            return None
        return redirect_to_login(request.get_full_path())


sign_in_required = SignInRequired
