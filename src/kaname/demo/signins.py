"""Who signs in as what: one account of each role, with the one password of the demo."""

from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from kaname.demo.company import PASSWORD
from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Role
from kaname.domains.people.models import User


class SignIn(NamedTuple):
    """A role, and the person who has it."""

    role: Role
    code: str


SIGN_INS = (
    SignIn(Role.PMO_MANAGER, "K001"),
    SignIn(Role.PMO_EXPERT, "K002"),
    SignIn(Role.PMO_ADMINISTRATOR, "K003"),
    SignIn(Role.PMO_ANALYST, "K004"),
    SignIn(Role.PMO_CONSULTANT, "K005"),
    SignIn(Role.PMO_CONTROLLER, "K006"),
    SignIn(Role.PROJECT_MANAGER, "K040"),
    SignIn(Role.TEAM_LEADER, "K042"),
    SignIn(Role.MEMBER, "K017"),
    SignIn(Role.SPONSOR, "K013"),
    SignIn(Role.CLIENT, "C501"),
    SignIn(Role.FREELANCER, "F403"),
    SignIn(Role.COORDINATOR, "K044"),
    SignIn(Role.FINANCE, "K032"),
    SignIn(Role.AUDITOR, "K035"),
    SignIn(Role.SYSTEM_ADMINISTRATOR, "K043"),
)


def open_accounts() -> None:
    """Give every account the demo's password. Hashed once: sixty hashes would take longer than all the rest."""
    User.objects.update(password=make_password(PASSWORD))


def addresses() -> list[tuple[Role, str, str]]:
    """Return role, name in the reader's language, and address of each sign-in."""
    users = {u.person.code: u for u in User.objects.select_related("person")}
    return [(s.role, spoken(users[s.code].person), users[s.code].email) for s in SIGN_INS]
