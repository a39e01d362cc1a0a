"""Who a request of the API acts as: a bearer token, or the browser's own session."""

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from kaname.domains.people.actions.tokens import user_of
from kaname.domains.people.models import User


class TokenAuth(HttpBearer):
    """``Authorization: Bearer kaname_...``."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Return the token's user and let queries see them; None is answered with 401."""
        user = user_of(token)
        if user is not None:
            request.user = user
        return user


AUTHENTICATION = [TokenAuth(), SessionAuth(csrf=True)]
