"""Writing accounts: who may sign in."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.core.actions.problems import Problems
from kaname.domains.people.models import Person, User
from kaname.domains.people.rules import check_accounts


@transaction.atomic
def create(*, person: Person, email: str, by: Any, password: str | None = None, language: str = "ja") -> User:
    """Make a person's account; without a password it is opened by invitation or single sign-on."""
    check_accounts(by)
    fresh = records.locked(person)
    wrong = Problems()
    if fresh.user_id is not None:
        wrong.note(_("This person already has an account."), "email")
    user = User(email=email.strip().lower(), name=fresh.name, language=language)
    with wrong.gathered():
        _set(user, password)
    with wrong.gathered():
        user.full_clean(exclude=["password"])
    wrong.refuse()
    user.save(force_insert=True)
    audit.record(verb="account.create", subject=user, by=by, after=audit.values_of(user), confidentiality=1)
    changed = records.change(
        fresh, {"user": user, "email": fresh.email or user.email}, verb="person.update", by=by, version=None
    )
    person.user, person.email, person.version = user, changed.email, changed.version
    return user


def deactivate(*, user: User, by: Any, reason: str = "") -> User:
    """Close an account: it cannot sign in, and whoever is signed in with it is no longer, from the next click."""
    check_accounts(by)
    if by is not None and by.pk == user.pk:
        raise ValidationError(_("Nobody closes their own account: ask another administrator."))
    return _change(user, {"is_active": False}, "account.deactivate", by, reason)


def reactivate(*, user: User, by: Any, reason: str = "") -> User:
    """Open a closed account again."""
    check_accounts(by)
    return _change(user, {"is_active": True}, "account.reactivate", by, reason)


def update_own(*, name: str, language: str, by: User) -> User:
    """Change what an account's own user may change by themselves."""
    return _change(by, {"name": name.strip(), "language": language}, "account.update_own", by)


@transaction.atomic
def set_password(*, user: User, password: str, by: Any) -> User:
    """Give an account a password; the log says that it was done, never what."""
    _set(user, password)
    user.save(update_fields=["password"])
    audit.record(verb="account.set_password", subject=user, by=by, confidentiality=1)
    return user


def _set(user: User, password: str | None) -> None:
    try:
        if password is not None:
            validate_password(password, user)
    except ValidationError as refused:
        raise ValidationError({"password": refused}) from None
    user.set_password(password)


@transaction.atomic
def _change(user: User, values: dict[str, Any], verb: str, by: Any, reason: str = "") -> User:
    fresh = User.objects.select_for_update().get(pk=user.pk)
    before = audit.values_of(fresh)
    for name, value in values.items():
        setattr(fresh, name, value)
    was, now = audit.changes(before, audit.values_of(fresh))
    if now:
        fresh.full_clean(exclude=["password"])
        fresh.save(update_fields=list(values))
        audit.record(verb=verb, subject=fresh, by=by, before=was, after=now, reason=reason, confidentiality=1)
    return fresh
