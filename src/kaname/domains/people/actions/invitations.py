"""Inviting a person by mail: a link that is signed, works once and ends after a week."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kaname.domains.core.actions import audit
from kaname.domains.core.queries import organisation
from kaname.domains.people.actions import accounts
from kaname.domains.people.models import Person, User
from kaname.domains.people.rules import check_accounts

SALT = "kaname.invitation"
DAYS = 7


@transaction.atomic
def invite(*, person: Person, email: str, by: Any, base_url: str = "", language: str = "ja") -> User:
    """Make the person's account if there is none, and mail the link with which they choose a password."""
    check_accounts(by)
    user = person.user or accounts.create(person=person, email=email, by=by, language=language)
    audit.record(verb="account.invite", subject=user, by=by, confidentiality=1)
    address = base_url.rstrip("/") + reverse("accounts:invitation", args=[token_of(user)])
    with translation.override(user.language):
        values = {"name": str(user), "company": organisation().name or "Kaname", "address": address, "days": DAYS}
        send_mail(_("Invitation to Kaname"), _body(values), settings.DEFAULT_FROM_EMAIL, [user.email])
    return user


def token_of(user: User) -> str:
    """Return the signed token of an invitation as the account stands now."""
    return signing.dumps([user.pk, _state(user)], salt=SALT)


def invited(token: str) -> User | None:
    """Return the account that a token opens; None when it is forged, too old, used, or the account is closed."""
    try:
        pk, state = signing.loads(token, salt=SALT, max_age=DAYS * 86400)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return user if user is not None and state == _state(user) else None


@transaction.atomic
def accept(*, token: str, password: str) -> User | None:
    """Set the password of the invited account; the link is used up by it."""
    user = invited(token)
    return None if user is None else accounts.set_password(user=user, password=password, by=user)


def _state(user: User) -> str:
    """What changes once the link was used: the password and the last sign-in."""
    return salted_hmac(SALT, f"{user.password}{user.last_login}{user.email}", algorithm="sha256").hexdigest()[:24]


def _body(values: dict[str, Any]) -> str:
    return (
        _(
            "%(name)s,\n\n"
            "you are invited to work in Kaname at %(company)s.\n"
            "Open this address within %(days)s days and choose a password:\n\n"
            "%(address)s\n\n"
            "The address works once. If it has ended, ask whoever invited you for a new one.\n"
        )
        % values
    )
