"""How allauth's sign-in behaves here: no open sign-up; an outside identity opens only an account that exists."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

YEAR = 365 * 86400


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Accounts are made by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Go on in the language of the account, unless another was chosen on this browser."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            speak(response, user.language)
        return response

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing where the page that follows says it: no "you have signed in" above one's own name."""
        template = kwargs.get("message_template") or (args[2] if len(args) > 2 else "")
        if template not in ("account/messages/logged_in.txt", "account/messages/logged_out.txt"):
            super().add_message(*args, **kwargs)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Single sign-on opens accounts that exist."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up by single sign-on either."""
        return False


def speak(response: HttpResponse, language: str) -> None:
    """Keep a language for this browser."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", httponly=True)
