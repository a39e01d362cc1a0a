"""A document's relations as columns."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kaname.engine.network import Kind
from kaname.exchange.compile_activities import ActivityColumns
from kaname.exchange.document import LagKind, PlanDocument, Relation, RelationKind

_KIND = {RelationKind.FS: Kind.FS, RelationKind.SS: Kind.SS, RelationKind.FF: Kind.FF, RelationKind.SF: Kind.SF}


@dataclass(frozen=True)
class RelationColumns:
    """Predecessor, successor, kind and lag (ticks), and on which calendar each lag is counted."""

    links: tuple[Any, Any, Any, Any]
    lag_calendar: Any


def relation_columns(document: PlanDocument, columns: ActivityColumns, resolution: int) -> RelationColumns:
    """Return the relations between activities of the document. O(relations)."""
    rows = {a.id: i for i, a in enumerate(columns.activities)}
    pred, succ, kind, lag, calendar = [], [], [], [], []
    for relation in document.relations:
        ends = rows.get(relation.predecessor_id), rows.get(relation.successor_id)
        if ends[0] is None or ends[1] is None:
            continue  # the reader has reported it
        pred.append(ends[0])
        succ.append(ends[1])
        kind.append(int(_KIND[relation.kind]))
        lag.append(round(_minutes(relation, columns, ends[0]) * resolution))
        elapsed = relation.lag_kind in (LagKind.ELAPSED, LagKind.ELAPSED_PERCENT)
        calendar.append(0 if elapsed else columns.lag_row(ends[0], ends[1]))
    links = (
        np.array(pred, np.int32),
        np.array(succ, np.int32),
        np.array(kind, np.int8),
        np.array(lag, np.int64),
    )
    return RelationColumns(links, np.array(calendar, np.int32))


def _minutes(relation: Relation, columns: ActivityColumns, pred: int) -> float:
    """Return a lag in minutes; percents are of the predecessor's duration."""
    if relation.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT):
        return (columns.activities[pred].duration or 0.0) * relation.lag / 100
    return relation.lag
