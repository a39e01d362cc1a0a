"""Company, people, accounts and roles for tests, written straight into the tables."""

from datetime import date
from itertools import count

from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import forget_organisation, organisation
from kaname.domains.people.enums import Role
from kaname.domains.people.models import OrganisationUnit, Person, RoleHolding, User

AS_OF = date(2026, 11, 20)
LONG_AGO = date(2020, 4, 1)
_numbers = count(1)


def make_company(as_of: date | None = AS_OF, **values) -> Organisation:
    """The one company, judged by a fixed date."""
    defaults = {"name": "要商事", "name_en": "Kaname Trading", "as_of": as_of} | values
    company = Organisation.objects.update_or_create(id=1, defaults=defaults)[0]
    forget_organisation()
    return company


def read_company() -> Organisation:
    """Read the company anew: it is kept for some seconds, and is no part of what a page is counted for."""
    forget_organisation()
    return organisation()


def make_unit(code: str | None = None, **values) -> OrganisationUnit:
    n = next(_numbers)
    return OrganisationUnit.objects.create(
        **{"code": code or f"U{n:03}", "name": f"第{n}部", "valid_from": LONG_AGO} | values
    )


def make_person(role: Role | None = None, unit_of_role: OrganisationUnit | None = None, **values) -> Person:
    """A person of the own company; ``role`` is held for the whole company, or for a department."""
    n = next(_numbers)
    person = Person.objects.create(**{"code": f"P{n:04}", "name": f"見本 {n}子", "name_en": f"Sample {n}"} | values)
    if role is not None:
        make_role(person, role, unit=unit_of_role)
    return person


def make_role(person: Person, role: Role, **values) -> RoleHolding:
    return RoleHolding.objects.create(**{"person": person, "role": role, "valid_from": LONG_AGO} | values)


def make_user(role: Role | None = None, person: Person | None = None, **values) -> User:
    """An account of a person (made if none is given) who holds ``role`` for the whole company."""
    person = person or make_person(role)
    n = next(_numbers)
    password = values.pop("password", None)
    user = User(**{"email": f"user{n}@example.com", "name": person.name, "language": "ja"} | values)
    user.set_password(password)
    user.save()
    person.user = user
    person.save(update_fields=["user"])
    return user
