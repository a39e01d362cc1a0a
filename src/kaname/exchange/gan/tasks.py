"""Tasks of a .gan file as activities in outline order, their custom columns, relations and baselines."""

from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from kaname.exchange.document import Activity, ActivityKind, Baseline, Constraint, Relation, RelationKind
from kaname.exchange.gan.calendars import CALENDAR_ID, DAY_MINUTES, Days
from kaname.exchange.gan.values import MOST_DAYS, Findings, subject_of
from kaname.exchange.repeated_ids import RepeatedIds

KINDS = {"1": RelationKind.SS, "2": RelationKind.FS, "3": RelationKind.FF, "4": RelationKind.SF}
PRIORITIES = {"3": 100, "0": 300, "1": 500, "2": 700, "4": 900}  # lowest, low, normal, high, highest
_EARLIEST_BEGIN = "1"
_TO_AN_END = (RelationKind.FS, RelationKind.FF)
"""A milestone that one of these puts lies at the end of the day, where GanttProject writes the next morning."""


@dataclass
class Reader:
    """Walks the outline once. ``links``: predecessor id, element; of rows that come, ends may be anywhere."""

    days: Days
    columns: dict[str, str]  # custom columns by id
    found: Findings
    activities: list[Activity] = field(default_factory=list)
    links: list[tuple[str, etree._Element]] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)
    _repeated: RepeatedIds = field(default_factory=RepeatedIds)

    def walk(self, nodes: etree._Element, parent: Activity | None = None) -> None:
        """Read the tasks directly below an element, and those below them (a file's depth is bounded when parsed)."""
        for number, node in enumerate(nodes.iterfind("task"), start=1):
            activity = self._activity(node)
            activity.wbs = f"{parent.wbs}.{number}" if parent else str(number)
            activity.parent_id = parent.id if parent else None
            activity.outline_level = parent.outline_level + 1 if parent else 1
            activity.number = len(self.activities) + 1
            self.activities.append(activity)
            self.links += [(activity.id, link) for link in node.iterfind("depend")]
            self.walk(node, activity)

    def _activity(self, node: etree._Element) -> Activity:
        activity = Activity(self._identifier(node), node.get("name") or "", source=f"line {node.sourceline}")
        days = self.found.number(node, "duration", MOST_DAYS, 0) or 0.0
        if node.find("task") is not None:
            activity.kind = ActivityKind.SUMMARY
        elif node.get("meeting") == "true":
            activity.kind, days = ActivityKind.MILESTONE, 0.0
        activity.duration = days * DAY_MINUTES
        activity.calendar_id = CALENDAR_ID
        activity.percent_complete = self.found.number(node, "complete", 100, 0)
        activity.priority = PRIORITIES.get(node.get("priority") or "", 500)
        if node.get("cost-calculated") != "true":
            activity.fixed_cost = self.found.number(node, "cost-manual-value") or None
        activity.notes = "".join(note.text or "" for note in node.iterfind("notes")).strip()
        self._dates(activity, node, days)
        for value in node.iterfind("customproperty"):
            name = self.columns.get(value.get("taskproperty-id") or "")
            if name and value.get("value"):
                activity.fields[name] = value.get("value")
        self.found.leave_out("task.webLink", int(node.get("webLink") not in (None, "", "http://")))
        return activity

    def _identifier(self, node: etree._Element) -> str:
        own = (node.get("id") or "").strip()
        taken = not own or own in self._known
        identifier = self._repeated.another(own or "task", self._known) if taken else own
        if taken:
            self.found.warn("gan-repeated-id", subject_of(node), line=node.sourceline, id=identifier)
        self._known.add(identifier)
        return identifier

    def _dates(self, activity: Activity, node: etree._Element, days: float) -> None:
        start, earliest = self.found.day(node, "start"), self.found.day(node, "thirdDate")
        if start is not None:
            activity.stored.start = self.days.begin(start)
            activity.stored.finish = self.days.finish(activity.stored.start, days)
        if earliest is not None and node.get("thirdDate-constraint") == _EARLIEST_BEGIN:
            activity.constraint, activity.constraint_date = Constraint.SNET, self.days.begin(earliest)


def read_relations(reader: Reader, found: Findings) -> list[Relation]:
    """Return the relations: each stands below its predecessor and names its successor; lags are working days."""
    known = {activity.id for activity in reader.activities}
    relations = []
    for predecessor, node in reader.links:
        successor, kind = node.get("id") or "", node.get("type") or ""
        if successor not in known:
            found.warn("gan-dangling-reference", f"task {predecessor}", line=node.sourceline, value=successor)
            continue
        if kind not in KINDS:
            found.warn("gan-unreadable-value", f"task {predecessor}", line=node.sourceline, field="type", value=kind)
        lag = found.number(node, "difference", MOST_DAYS, -MOST_DAYS) or 0.0
        relations.append(Relation(predecessor, successor, KINDS.get(kind, RelationKind.FS), lag * DAY_MINUTES))
    return relations


def hold_starts(reader: Reader) -> None:
    """Hold typed starts: GanttProject begins a task on its date, however free, and only strong relations pull it back.

    A task that a strong relation reaches begins where that puts it; one that only rubber ones reach, or none, not
    before its date.
    """
    strong = [link for _, link in reader.links if (link.get("hardness") or "Strong") == "Strong"]
    pulled = {link.get("id") for link in strong}
    to_an_end = {link.get("id") for link in strong if KINDS.get(link.get("type") or "") in _TO_AN_END}
    for activity in reader.activities:
        start = activity.stored.start
        if activity.kind is ActivityKind.MILESTONE and activity.id in to_an_end and start is not None:
            activity.stored.start = activity.stored.finish = reader.days.evening_before(start)
        free = activity.kind is not ActivityKind.SUMMARY and activity.id not in pulled
        if free and activity.constraint is Constraint.ASAP and activity.stored.start is not None:
            activity.constraint, activity.constraint_date = Constraint.SNET, activity.stored.start


def read_baselines(root: etree._Element, reader: Reader, found: Findings) -> None:
    """Give the activities what each baseline of the file says of them; baselines have no names in a plan."""
    by_id = {activity.id: activity for activity in reader.activities}
    for number, node in enumerate(root.iterfind("previous/previous-tasks")):
        found.leave_out("previous-tasks.name", int(bool(node.get("name"))))
        for row in node.iterfind("previous-task"):
            begin, days = found.day(row, "begin"), found.number(row, "duration", MOST_DAYS, 0)
            activity = by_id.get(row.get("id") or "")
            if activity is not None and begin is not None and number <= 10:
                start: datetime = reader.days.begin(begin)
                finish = reader.days.finish(start, 0.0 if row.get("meeting") == "true" else days or 0.0)
                activity.baselines[number] = Baseline(number, start, finish, (days or 0.0) * DAY_MINUTES)
