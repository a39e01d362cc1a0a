"""Relations and people as the text of a cell: 3FS+2d; 5SS, and 山田[50%]; 佐藤."""

from collections import defaultdict

from kaname.exchange.document import LagKind, PlanDocument, Relation, RelationKind

_SUFFIX = {LagKind.WORKING: "", LagKind.ELAPSED: "e", LagKind.PERCENT: "%", LagKind.ELAPSED_PERCENT: "e%"}


def said_predecessors(document: PlanDocument) -> dict[str, str]:
    """Return the text of the predecessors of each activity that has any."""
    texts: dict[str, list[str]] = defaultdict(list)
    for relation in document.relations:
        texts[relation.successor_id].append(_said(relation, document.project.minutes_per_day or 480.0))
    return {key: "; ".join(parts) for key, parts in texts.items()}


def _said(relation: Relation, minutes_per_day: float) -> str:
    plain = relation.kind == RelationKind.FS and not relation.lag and relation.lag_kind == LagKind.WORKING
    return relation.predecessor_id + ("" if plain else relation.kind.value + _lag(relation, minutes_per_day))


def _lag(relation: Relation, minutes_per_day: float) -> str:
    if not relation.lag and relation.lag_kind == LagKind.WORKING:
        return ""
    if relation.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT):
        return f"{relation.lag:+g}{_SUFFIX[relation.lag_kind]}"
    day = 1440.0 if relation.lag_kind == LagKind.ELAPSED else minutes_per_day
    in_days = relation.lag / day
    if in_days == round(in_days, 2):
        return f"{in_days:+g}{_SUFFIX[relation.lag_kind]}d"
    return f"{relation.lag:+.10g}{_SUFFIX[relation.lag_kind]}min"


def said_people(document: PlanDocument) -> dict[str, str]:
    """Return the text of the people of each activity that has any."""
    names = {resource.id: resource.name for resource in document.resources}
    texts: dict[str, list[str]] = defaultdict(list)
    for assignment in document.assignments:
        name = names.get(assignment.resource_id or "", "")
        if name:
            units = "" if assignment.units == 1.0 else f"[{assignment.units * 100:g}%]"
            texts[assignment.activity_id].append(name + units)
    return {key: "; ".join(parts) for key, parts in texts.items()}
