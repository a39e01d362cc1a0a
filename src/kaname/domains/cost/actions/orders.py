"""Writing orders: money that is promised to somebody and not invoiced yet."""

from datetime import date
from typing import Any

from kaname.domains.core.actions import records
from kaname.domains.cost.actions.accounts import told
from kaname.domains.cost.models import Commitment, ControlAccount
from kaname.domains.people.enums import Subject
from kaname.domains.project.rules import check_write


def create(
    *, account: ControlAccount, document: str, name: str, yen: int, ordered_on: date, by: Any, **values: Any
) -> Commitment:
    """Enter an order."""
    check_write(by, account.project, Subject.COST)
    order = Commitment(account=account, document=document, name=name, yen=yen, ordered_on=ordered_on, **values)
    return records.add(order, verb="commitment.create", by=by, **told(account.project))


def update(*, commitment: Commitment, by: Any, version: int | None = None, **values: Any) -> Commitment:
    """Change an order, or settle or cancel it."""
    project = commitment.account.project
    check_write(by, project, Subject.COST)
    return records.change(commitment, values, verb="commitment.update", by=by, version=version, **told(project))
