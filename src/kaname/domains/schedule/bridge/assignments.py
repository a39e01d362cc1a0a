"""Resources, assignments and relations as rows and back.

``Assignment.extras``: the fields of a document's assignment without a column; ``resource_id`` the document's id of the
resource; ``exact``. ``Relation.extras``: ``external`` and ``exact``.
"""

from collections.abc import Iterable
from typing import Any

from kaname.domains.resource.enums import ResourceKind
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.bridge.columns import (
    EXACT,
    Column,
    choice,
    given_back,
    held,
    identifier,
    limited,
    minutes_of,
    short,
    span,
)
from kaname.domains.schedule.bridge.plain import rest_of, revived
from kaname.domains.schedule.enums import LagKind
from kaname.exchange import document as exchange

COLUMNS = (identifier("id", "uid"), limited("units", 0.0, 1e9), span("work"))
_ELSEWHERE = frozenset({*(c.field for c in COLUMNS), "activity_id", "resource_id"})
_KIND = {"work": ResourceKind.PERSON, "material": ResourceKind.MATERIAL, "cost": ResourceKind.COST}
_WORK_KINDS = (ResourceKind.PERSON, ResourceKind.ROLE, ResourceKind.EQUIPMENT)
RELATION = (choice("kind", exchange.RelationKind), choice("lag_kind", exchange.LagKind))
_WORKING = (LagKind.WORKING, LagKind.ELAPSED)


def resource_row(resource: exchange.Resource) -> dict[str, Any]:
    """Return the values of the row of a resource that only this plan knows."""
    return {
        "name": resource.name.replace("\0", "")[:200],
        "kind": _KIND.get(resource.kind, ResourceKind.PERSON),
        "max_units": max(resource.max_units, 0.0),
        "source_id": short(resource.id, 100),
    }


def resource_entry(resource: exchange.Resource, row: int) -> dict[str, Any]:
    """Return a resource as the plan's extras keep it."""
    return {**rest_of(resource), "id": resource.id, "row": row}


def resource_of(entry: dict[str, Any]) -> exchange.Resource:
    """Return the document's resource of an entry."""
    return exchange.Resource(**revived(exchange.Resource, entry))


def resource_from_row(row: Resource, calendar_id: str | None) -> exchange.Resource:
    """Return a resource of the pool that the plan's file did not know: assigned here."""
    kind = "work" if row.kind in _WORK_KINDS else str(row.kind)
    return exchange.Resource(f"kaname-{row.pk}", row.name, kind, row.max_units, calendar_id=calendar_id)


def row_of(assignment: exchange.Assignment) -> dict[str, Any]:
    """Return the values of an assignment's row."""
    values, exact = held(COLUMNS, assignment)
    extras = rest_of(assignment, _ELSEWHERE)
    if assignment.resource_id is not None:
        extras["resource_id"] = assignment.resource_id
    return {**values, "extras": {**extras, EXACT: exact} if exact else extras}


def fields_of(values: Iterable[Any], extras: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a document's assignment from the values of its columns and extras."""
    found = given_back(COLUMNS, values, extras.get(EXACT))
    if extras:
        kept = {k: v for k, v in extras.items() if k not in (EXACT, "resource_id")}
        found.update(revived(exchange.Assignment, kept))
    return found


def relation_row(relation: exchange.Relation) -> dict[str, Any]:
    """Return the values of a relation's row: lags in ticks, save percents."""
    column = _lag(str(relation.lag_kind))
    values, exact = held((*RELATION, column), relation)
    extras: dict[str, Any] = {EXACT: exact} if exact else {}
    if relation.external:
        extras["external"] = True
    return {**values, "extras": extras}


def relation_fields(kind: str, lag: float, lag_kind: str, extras: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a document's relation."""
    found = given_back((*RELATION, _lag(lag_kind)), (kind, lag_kind, lag), extras.get(EXACT))
    found["external"] = bool(extras.get("external"))
    return found


_TIME = Column("lag", "lag", lambda minutes: float(round(minutes * 10, 4)), minutes_of)
_PERCENT = Column("lag", "lag", float, float)


def _lag(lag_kind: str) -> Column:
    return _TIME if lag_kind in _WORKING else _PERCENT
