"""Writing one row with its audit event: what the actions of every domain are made of."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kaname.domains.core.actions import audit
from kaname.domains.core.actions.problems import Problems
from kaname.domains.core.models import Record
from kaname.domains.core.rules import check_version


@transaction.atomic
def add[R: Record](row: R, *, verb: str, by: Any, wrong: Any = None, **told: Any) -> R:
    """Save a new row and tell of it; ``told`` goes to :func:`audit.record`. Raises ValidationError, field by field.

    ``wrong``: what the action found already; it is raised together with what the row says of itself.
    """
    row.stamp(by)
    _judge(row, wrong)
    row.save(force_insert=True)
    audit.record(verb=verb, subject=row, by=by, after=audit.values_of(row), **told)
    return row


@transaction.atomic
def change[R: Record](
    row: R,
    values: Mapping[str, Any],
    *,
    verb: str,
    by: Any,
    version: int | None,
    wrong: Any = None,  # Problems; callers hand ``told`` on as a mapping, whose type would have to fit this too
    **told: Any,
) -> R:
    """Write some fields of a row and return it as it now stands; where nothing differs, nothing is written.

    ``version`` is the one that the writer had read: with another in the database, Conflict is raised. ``wrong``: as
    with :func:`add`.
    """
    fresh = locked(row)
    check_version(fresh, values, version)
    before = audit.values_of(fresh)
    for name, value in values.items():
        setattr(fresh, name, value)
    was, now = audit.changes(before, audit.values_of(fresh))
    if not now:
        if wrong is not None:
            wrong.refuse()
        return fresh
    fresh.stamp(by)
    _judge(fresh, wrong)
    fresh.save(force_update=True)
    audit.record(verb=verb, subject=fresh, by=by, before=was, after=now, **told)
    return fresh


def _judge(row: Record, wrong: Problems | None) -> None:
    """Let a row judge itself; raise that with what was found before, which says more of its field than the row does.

    Constraints are asked where nothing was found: they would repeat in the database's words what was said in ours.
    """
    found = Problems() if wrong is None else wrong
    with found.gathered():
        row.full_clean(exclude=found.fields, validate_constraints=not found.fields)
    found.refuse()


@transaction.atomic
def remove(row: Record, *, verb: str, by: Any, **told: Any) -> None:
    """Delete a row; the log keeps what it held."""
    fresh = locked(row)
    audit.record(verb=verb, subject=fresh, by=by, before=audit.values_of(fresh), **told)
    fresh.delete()


def locked[R: Record](row: R) -> R:
    """Return the row as the database has it, locked until the transaction ends."""
    found: R = type(row)._default_manager.select_for_update().get(pk=row.pk)  # noqa: SLF001 - the public manager
    return found
