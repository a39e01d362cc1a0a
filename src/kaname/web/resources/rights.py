"""Who may think about handing work over."""

from typing import Any

from kaname.domains.people.enums import Level, Subject
from kaname.domains.reporting.queries.portfolio import reach


def may_ask(user: Any) -> bool:
    """Return whether a user may ask for substitutes: who reads everybody's load, and skills."""
    return reach(user, Subject.RESOURCE) >= Level.READ and reach(user, Subject.SKILL) >= Level.READ
