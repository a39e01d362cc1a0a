"""Through whose eyes a command reads: nothing hidden from that account is shown."""

from typing import Any

from kaname.cli.refusal import Refused
from kaname.words import N_


def reader(email: str | None) -> Any:
    """Return the account whose eyes are used: nothing hidden from it is found."""
    from kaname.domains.people.enums import Role
    from kaname.domains.people.models import User

    accounts = User.objects.filter(is_active=True)
    if email is not None:
        found = accounts.filter(email__iexact=email).first()
        if found is None:
            raise Refused(N_("There is no account {email}."), email=email)
        return found
    found = accounts.filter(person__roles__role=Role.PMO_MANAGER).order_by("pk").first()
    if found is None:
        raise Refused(N_("There is no PMO manager's account yet; name an account with --as EMAIL."))
    return found
