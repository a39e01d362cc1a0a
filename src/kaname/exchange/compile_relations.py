"""A document's relations as columns."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kaname.engine.calendars import CONTINUOUS
from kaname.engine.network import Kind
from kaname.exchange.compile_activities import ActivityColumns
from kaname.exchange.compile_columns import attributes, ticks_of
from kaname.exchange.document import Activity, LagKind, PlanDocument, Relation, RelationKind

_KIND = {kind: int(Kind[kind.value]) for kind in RelationKind}
_READ = ("predecessor_id", "successor_id", "kind", "lag", "lag_kind")


@dataclass(frozen=True)
class RelationColumns:
    """Predecessor, successor, kind and lag (ticks), and on which calendar each lag is counted."""

    links: tuple[Any, Any, Any, Any]
    lag_calendar: Any


def relation_columns(document: PlanDocument, columns: ActivityColumns, resolution: int) -> RelationColumns:
    """Return the relations between activities of the document. O(relations)."""
    relations, had = document.relations, attributes(document.relations, *_READ)
    ends = [list(map(columns.rows.get, had[name])) for name in ("predecessor_id", "successor_id")]
    if None in ends[0] or None in ends[1]:  # the readers have told of them
        known = [e for e, (p, s) in enumerate(zip(*ends, strict=True)) if p is not None and s is not None]
        relations, had = [relations[e] for e in known], {name: [had[name][e] for e in known] for name in had}
        ends = [[end[e] for e in known] for end in ends]
    pred, succ = (np.array(end, np.int32) for end in ends)
    kind = np.array([_KIND[k] for k in had["kind"]], np.int8)
    lags, lag_rows = list(had["lag"]), columns.lag_rows(pred, succ)
    usual = had["lag_kind"].count(LagKind.WORKING) == len(relations)
    for e, how in () if usual else enumerate(had["lag_kind"]):
        if how is not LagKind.WORKING:
            lags[e] = _minutes(relations[e], columns.activities[pred[e]])
            if how is not LagKind.PERCENT:
                lag_rows[e] = CONTINUOUS
    return RelationColumns((pred, succ, kind, ticks_of(lags, resolution)), lag_rows)


def _minutes(relation: Relation, predecessor: Activity) -> float:
    """Return a lag in minutes; percents are of the predecessor's duration."""
    if relation.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT):
        return (predecessor.duration or 0.0) * relation.lag / 100
    return relation.lag
