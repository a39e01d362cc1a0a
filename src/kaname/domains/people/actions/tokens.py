"""Access tokens of the API: issued to oneself, shown once, revoked."""

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from kaname.domains.core.actions import audit
from kaname.domains.core.queries import today
from kaname.domains.people.models import AccessToken, User

LONGEST = timedelta(days=366)
PREFIX = "kaname_"


@transaction.atomic
def issue(*, name: str, by: User, expires_on: date | None = None) -> tuple[AccessToken, str]:
    """Return a new token and its secret, which is never shown again. It lasts a year at the most."""
    last = today() + LONGEST
    secret = PREFIX + secrets.token_urlsafe(32)
    token = AccessToken(user=by, name=name, digest=digest_of(secret), expires_on=min(expires_on or last, last))
    token.save()
    after = {"name": token.name, "expires_on": token.expires_on}
    audit.record(verb="token.issue", subject=token, by=by, after=after, confidentiality=1)
    return token, secret


@transaction.atomic
def revoke(*, token: AccessToken, by: Any) -> None:
    """End a token: the next request with it is refused."""
    token.revoked = True
    token.save(update_fields=["revoked"])
    audit.record(verb="token.revoke", subject=token, by=by, confidentiality=1)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def user_of(secret: str) -> User | None:
    """Return the user that a secret acts as, or None where it is unknown, expired, revoked or the account is closed."""
    found = AccessToken.objects.filter(digest=digest_of(secret), revoked=False, expires_on__gte=today())
    token = found.filter(user__is_active=True).select_related("user").first()
    return token.user if token else None
