"""Writing persons."""

from typing import Any

from kaname.domains.core.actions import records
from kaname.domains.people.models import Person
from kaname.domains.people.rules import check_accounts


def create(*, code: str, name: str, by: Any, **values: Any) -> Person:
    """Register a person; an account and roles are given apart."""
    check_accounts(by)
    return records.add(Person(code=code, name=name, **values), verb="person.create", by=by, confidentiality=1)


def update(*, person: Person, by: Any, version: int | None = None, **values: Any) -> Person:
    """Change what is known of a person; Conflict when somebody else did since ``version``."""
    check_accounts(by)
    return records.change(person, values, verb="person.update", by=by, version=version, confidentiality=1)
