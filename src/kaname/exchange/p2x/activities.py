"""Activities with their baseline, groups, the outline that orders them, and relations."""

from lxml import etree

from kaname.exchange.document import Activity, ActivityKind, Constraint, Relation, RelationKind
from kaname.exchange.p2x.distributions import Profile, distribution_of
from kaname.exchange.p2x.values import MINUTES_AN_HOUR, Findings, text_of

COST_AT_START, COST_PER_HOUR = "cost at start", "cost per hour"
"""Names under which an activity keeps how its cost falls due; earned value spreads the plan by them."""

_GROUP, _ACTIVITY = "1", "2"
_RELATIONS = {"0": RelationKind.SS, "1": RelationKind.SF, "2": RelationKind.FS, "3": RelationKind.FF}
_LIMITS = {
    "LockedTimeStart": Constraint.MSO,
    "LockedTimeEnd": Constraint.MFO,
    "ReadyTimeStart": Constraint.SNET,
    "DueDateEnd": Constraint.FNLT,
    "ReadyTimeEnd": Constraint.FNET,
    "DueDateStart": Constraint.SNLT,
}
"""ProTrack's windows for the start and the end of an activity, the hardest first."""


def read_activities(root: etree._Element, profiles: dict[int, Profile], found: Findings) -> dict[str, Activity]:
    """Return the activities by key, in the file's order, without place in the outline."""
    activities: dict[str, Activity] = {}
    for node in root.iterfind("Activities/Activity"):
        key = text_of(node, "UniqueID")
        if not key or key in activities:
            found.warn("p2x-duplicate-id", key, kind="Activity")
            continue
        activities[key] = _activity(node, key, profiles, found)
    return activities


def read_groups(root: etree._Element, found: Findings) -> dict[str, Activity]:
    """Return the groups by key, as summary activities."""
    groups: dict[str, Activity] = {}
    for node in root.iterfind("ActivityGroups/ActivityGroup"):
        key = text_of(node, "UniqueID")
        if not key or key in groups:
            found.warn("p2x-duplicate-id", key, kind="ActivityGroup")
            continue
        groups[key] = Activity(key, text_of(node, "Name"), kind=ActivityKind.SUMMARY, source=_line(node))
    return groups


def in_outline(
    root: etree._Element, activities: dict[str, Activity], groups: dict[str, Activity], found: Findings
) -> list[Activity]:
    """Return groups and activities in the order of the outline, parents before children.

    What the outline does not hold was deleted in ProTrack and is left out; a file without outline keeps everything.
    """
    outline = root.find("OutlineList/List")
    if outline is None or not len(outline):
        for number, activity in enumerate(activities.values(), start=1):
            activity.wbs = str(number)
        return list(activities.values())
    taken = {key for key in groups if key in activities}
    for key in taken:
        groups[key].id = f"group-{key}"
    ordered: list[Activity] = []
    _walk(outline, None, activities, groups, ordered, found)
    kept = {activity.id for activity in ordered}
    for key in [key for key in activities if key not in kept]:
        found.leave_out("Activity outside the outline")
        del activities[key]
    return ordered


def read_relations(root: etree._Element, activities: dict[str, Activity], found: Findings) -> list[Relation]:
    """Return the relations between activities that are kept; lags are working hours."""
    relations = []
    for node in root.iterfind("Relations/Relation"):
        start, end, kind = (text_of(node, tag) for tag in ("FromTask", "ToTask", "LagType"))
        subject = f"{start} > {end}"
        if start not in activities or end not in activities:
            found.warn("p2x-relation-to-nothing", subject, predecessor=start, successor=end)
            continue
        if kind not in _RELATIONS:
            found.warn("p2x-unknown-relation", subject, value=kind)
        if text_of(node, "LagKind") not in ("", "0"):
            found.warn("p2x-unknown-lag", subject, value=text_of(node, "LagKind"))
        relations.append(
            Relation(
                start, end, _RELATIONS.get(kind, RelationKind.FS), found.number(node, "Lag", subject) * MINUTES_AN_HOUR
            )
        )
    return relations


def _activity(node: etree._Element, key: str, profiles: dict[int, Profile], found: Findings) -> Activity:
    activity = Activity(key, text_of(node, "Name"), source=_line(node))
    activity.duration = found.hours(node, "BaseLineDuration", key)
    if text_of(node, "IsMilestone") == "1":
        activity.kind = ActivityKind.MILESTONE
    activity.fixed_cost = found.number(node, "FixedBaselineCost", key)
    activity.fields[COST_AT_START] = activity.fixed_cost
    activity.fields[COST_PER_HOUR] = found.number(node, "BaselineCostByUnit", key)
    activity.distribution = distribution_of(int(found.number(node, "Distribution", key)), activity.duration, profiles)
    activity.stored.start = found.date(node, "BaseLineStart", key)
    _constrain(activity, node.find("Constraints"), found)
    return activity


def _constrain(activity: Activity, node: etree._Element | None, found: Findings) -> None:
    """Keep the two hardest of the activity's windows: a plan document has room for two."""
    if node is None:
        return
    dates = {kind: found.date(node, tag, activity.id) for tag, kind in _LIMITS.items()}
    given = [(kind, date) for kind, date in dates.items() if date]
    if given:
        activity.constraint, activity.constraint_date = given[0]
    if len(given) > 1:
        activity.constraint2, activity.constraint2_date = given[1]
    found.leave_out("third and later constraint of an activity", max(len(given) - 2, 0))


def _walk(
    children: etree._Element,
    parent: Activity | None,
    activities: dict[str, Activity],
    groups: dict[str, Activity],
    ordered: list[Activity],
    found: Findings,
) -> None:
    number = 0
    for child in children.iterfind("Child"):
        key, kind = text_of(child, "Data"), text_of(child, "Type")
        activity = {_GROUP: groups, _ACTIVITY: activities}.get(kind, {}).get(key)
        if activity is None or activity.wbs:
            found.warn("p2x-outline-of-nothing", key, type=kind)
            continue
        number += 1
        activity.wbs = f"{parent.wbs}.{number}" if parent else str(number)
        activity.parent_id = parent.id if parent else None
        activity.outline_level = parent.outline_level + 1 if parent else 1
        ordered.append(activity)
        below = child.find("List")
        if kind == _GROUP and below is not None:
            _walk(below, activity, activities, groups, ordered, found)


def _line(node: etree._Element) -> str:
    return f"line {node.sourceline}" if node.sourceline else ""
