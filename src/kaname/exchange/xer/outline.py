"""The work breakdown of XER as summary activities, with every activity hung where it belongs."""

from collections import defaultdict

from kaname.engine.diagnostics import Diagnostic, error, warning
from kaname.exchange.document import Activity, ActivityKind
from kaname.exchange.xer.tables import Tables
from kaname.exchange.xer.values import Row

PREFIX = "WBS:"
"""Before a wbs_id, so that it is never taken for a task_id."""


def with_summaries(tables: Tables, activities: list[Activity], problems: list[Diagnostic]) -> list[Activity]:
    """Return the activities in outline order, each after the summaries above it. O(n log n)."""
    nodes = _read_nodes(tables, problems)
    below: dict[str | None, list[str]] = defaultdict(list)
    for identifier, row in nodes.items():
        parent = row.text("parent_wbs_id")
        below[parent if parent in nodes else None].append(identifier)
    members: dict[str | None, list[Activity]] = defaultdict(list)
    for activity in activities:
        home = activity.parent_id if activity.parent_id in nodes else None
        if activity.parent_id is not None and home is None:
            problems.append(
                warning("xer-dangling-reference", f"TASK {activity.id}", field="wbs_id", value=activity.parent_id)
            )
        members[home].append(activity)
    ordered = _walk(nodes, below, members)
    missing = nodes.keys() - {activity.id.removeprefix(PREFIX) for activity in ordered}
    if missing:
        problems.append(error("xer-wbs-cycle", "PROJWBS", elements=sorted(missing)[:20]))
    for activity in members[None]:
        activity.parent_id, activity.outline_level = None, 1
    return [*ordered, *members[None]]


def _walk(
    nodes: dict[str, Row], below: dict[str | None, list[str]], members: dict[str | None, list[Activity]]
) -> list[Activity]:
    """Return summaries and activities depth first, siblings by their sequence numbers, then as the file has them."""

    def ordered(identifiers: list[str]) -> list[str]:
        return sorted(identifiers, key=lambda i: nodes[i].number("seq_num") or 0.0)[::-1]

    found: list[Activity] = []
    waiting: list[tuple[str, Activity | None]] = [(identifier, None) for identifier in ordered(below[None])]
    while waiting:
        identifier, parent = waiting.pop()
        summary = _summary(nodes[identifier], parent)
        found.append(summary)
        for activity in members[identifier]:
            activity.parent_id, activity.outline_level = summary.id, summary.outline_level + 1
            activity.wbs = summary.wbs
            found.append(activity)
        waiting += [(child, summary) for child in ordered(below[identifier])]
    return found


def _read_nodes(tables: Tables, problems: list[Diagnostic]) -> dict[str, Row]:
    nodes: dict[str, Row] = {}
    for values in tables.of("PROJWBS"):
        row = Row(values, f"PROJWBS {values.get('wbs_id', '')}", problems)
        identifier = row.text("wbs_id")
        if not identifier:
            problems.append(warning("xer-missing-id", f"line {values.line}", field="wbs_id"))
        elif identifier in nodes:
            problems.append(warning("xer-repeated-id", row.subject))
        else:
            nodes[identifier] = row
    return nodes


def _summary(row: Row, parent: Activity | None) -> Activity:
    code = row.text("wbs_short_name")
    return Activity(
        id=PREFIX + row.text("wbs_id"),
        name=row.text("wbs_name") or code,
        wbs=f"{parent.wbs}.{code}" if parent else code,
        outline_level=parent.outline_level + 1 if parent else 1,
        parent_id=parent.id if parent else None,
        kind=ActivityKind.SUMMARY,
        project_id=row.reference("proj_id"),
    )
