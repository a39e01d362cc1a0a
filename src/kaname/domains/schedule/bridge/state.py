"""PlanState: a plan's rows in memory, the document they make, and its schedule. Never changed: edits make a new one."""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock
from typing import Any

from kaname.domains.schedule.bridge import activities, reading
from kaname.domains.schedule.bridge.computing import COMPUTED, Answer, answer_of
from kaname.domains.schedule.bridge.outside import Outside, outside_of
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Plan
from kaname.exchange import document as exchange

type Row = dict[str, Any]
ACTIVITY = ("parent_id", "calendar_id", "extras", *activities.NAMES)
RELATION = ("predecessor_id", "successor_id", "kind", "lag", "lag_kind", "extras")
ASSIGNMENT = ("activity_id", "resource_id", "extras", "uid", "units", "work")
_KEPT = 24  # plans; one of 10,000 activities is about 30 MB


@dataclass(eq=False)
class PlanState:
    """``order``: activity numbers in row order; the three tables by number; ``frame``: the document without them."""

    plan: Plan
    frame: exchange.PlanDocument
    ids: reading.CalendarIds
    order: list[int]
    activities: dict[int, Row]
    relations: dict[int, Row]
    assignments: dict[int, Row]
    objects: dict[int, exchange.Activity]
    outside: Outside
    entries: list[dict[str, Any]] = field(default_factory=list)
    versions: dict[int, int] = field(default_factory=dict)
    names: dict[int, tuple[str, str]] = field(default_factory=dict)
    shading: list[dict[str, Any]] = field(default_factory=list)
    joined: list[exchange.Relation] | None = None
    staffed: list[exchange.Assignment] | None = None

    @cached_property
    def position(self) -> dict[int, int]:
        """The row of each activity's number."""
        return {pk: i for i, pk in enumerate(self.order)}

    @cached_property
    def document(self) -> exchange.PlanDocument:
        """The plan as a document, rows for other projects' activities behind its own."""
        id_of = {pk: self.objects[pk].id for pk in self.order}
        return replace(
            self.frame,
            activities=[*(self.objects[pk] for pk in self.order), *self.outside.activities],
            relations=[*self._relations(id_of), *self.outside.relations_to(id_of)],
            assignments=self._assignments(id_of),
        )

    def _assignments(self, id_of: dict[int, str]) -> list[exchange.Assignment]:
        """Return the document's assignments; those of the state before where no edit touched any."""
        if self.staffed is not None:
            return self.staffed
        rows = (
            (a["activity_id"], a["resource_id"], a["extras"], a["uid"], a["units"], a["work"]) for a in self._given()
        )
        self.staffed = reading.assignments_of(self.plan, list(rows), id_of, self.entries)
        return self.staffed

    def _given(self) -> list[Row]:
        return [self.assignments[pk] for pk in sorted(self.assignments)]

    def _relations(self, id_of: dict[int, str]) -> list[exchange.Relation]:
        """Return the document's relations; those of the state before where no edit touched any."""
        if self.joined is not None:
            return self.joined
        rows = [tuple(self.relations[pk][name] for name in RELATION) for pk in sorted(self.relations)]
        self.joined = reading.relations_of(self.plan, rows, id_of)
        return self.joined

    @cached_property
    def answer(self) -> Answer:
        """The schedule."""
        answer = answer_of(self.document, self.plan.policy)
        answer.outside = len(self.outside.activities)
        return answer

    @cached_property
    def columns(self) -> list[list[Any]]:
        """The computed columns, as lists by row."""
        return self.answer.columns

    @cached_property
    def relations_from(self) -> dict[int, list[int]]:
        """Numbers of the relations at each activity."""
        found: dict[int, list[int]] = {}
        for pk, row in self.relations.items():
            found.setdefault(row["predecessor_id"], []).append(pk)
            found.setdefault(row["successor_id"], []).append(pk)
        return found

    @cached_property
    def assigned(self) -> dict[int, list[int]]:
        """Numbers of the assignments of each activity."""
        found: dict[int, list[int]] = {}
        for pk in sorted(self.assignments):
            found.setdefault(self.assignments[pk]["activity_id"], []).append(pk)
        return found

    @cached_property
    def sums(self) -> dict[int, tuple[float, float]]:
        """Duration done and in all under each summary."""
        found: dict[int, tuple[float, float]] = {}
        for pk in self.order:
            add_up(self.activities, found, pk, 1.0)
        return found

    @cached_property
    def finish(self) -> int | None:
        """The last finish of any active row."""
        ends = zip(self.order, self.columns[1], strict=True)
        return max((end for pk, end in ends if end is not None and self.activities[pk]["active"]), default=None)

    def computed(self, pk: int, column: str) -> Any:
        """Return one computed value of an activity."""
        return self.columns[_COMPUTED_AT[column]][self.position[pk]]


def add_up(rows: dict[int, Row], sums: dict[int, tuple[float, float]], pk: int, sign: float) -> None:
    """Add an activity's duration, and what of it is done, to every summary above it; or take it away (-1)."""
    row = rows[pk]
    if row["kind"] == ActivityKind.SUMMARY or not row["active"]:
        return
    whole = sign * (row["duration"] or 0)
    done = whole * (row["percent_complete"] or 0.0) / 100
    parent = row["parent_id"]
    while parent is not None:
        before = sums.get(parent, (0.0, 0.0))
        sums[parent] = before[0] + done, before[1] + whole
        parent = rows[parent]["parent_id"]


_COMPUTED_AT = {name: i for i, name in enumerate(COMPUTED)}


def load_state(plan: Plan) -> PlanState:
    """Return a plan's state from its rows. A handful of queries."""
    rows = list(reading.activity_rows(plan))
    assigned = list(plan.assignments.order_by("id").values_list("id", *ASSIGNMENT))
    relations = plan.relations.filter(crosses=False).order_by("id").values_list("id", *RELATION)
    frame, ids, entries = reading.frame_of(plan, [r[2] for r in rows], {a[2] for a in assigned if a[2]})
    made = reading.activities_of(plan, rows, ids)
    return PlanState(
        plan,
        frame,
        ids,
        [row[0] for row in rows],
        {row[0]: dict(zip(ACTIVITY, row[1:], strict=True)) for row in rows},
        {row[0]: dict(zip(RELATION, row[1:], strict=True)) for row in relations},
        {row[0]: dict(zip(ASSIGNMENT, row[1:], strict=True)) for row in assigned},
        {row[0]: activity for row, activity in zip(rows, made, strict=True)},
        outside_of(plan),
        entries,
        dict(plan.activities.values_list("id", "version")),
    )


_cache: OrderedDict[tuple[int, int, int], PlanState] = OrderedDict()
_lock = Lock()


def state_of(plan: Plan) -> PlanState:
    """Return a plan's state, kept in this process as long as its version stands."""
    key = _key(plan)
    with _lock:
        found = _cache.get(key)
        if found is not None:
            _cache.move_to_end(key)
    while found is None:
        found = load_state(plan)
        fresh = Plan.objects.select_related("project").get(pk=plan.pk)
        if _key(fresh) != key:  # somebody wrote while the rows were being read
            plan, key, found = fresh, _key(fresh), None
            continue
        keep_state(found)
    return found


def keep_state(state: PlanState) -> None:
    """Keep a state for the next reader: once its transaction has been committed."""
    with _lock:
        for key in [key for key in _cache if key[0] == state.plan.pk]:
            del _cache[key]
        _cache[_key(state.plan)] = state
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)


def forget_states() -> None:
    """Forget everything: for tests, whose databases begin anew with the same numbers."""
    with _lock:
        _cache.clear()


def _key(plan: Plan) -> tuple[int, int, int]:
    return plan.pk, plan.version, plan.computed_version


def activity_of(state: PlanState, row: Row, before: exchange.Activity | None) -> exchange.Activity:
    """Return the document's activity of a changed row; baselines and its row number stay."""
    fields = activities.fields_of((row[name] for name in activities.NAMES), row["extras"])
    fields.setdefault("number", before.number if before else None)
    if row["parent_id"] is not None:
        fields["parent_id"] = state.activities[row["parent_id"]]["uid"]
    if row["calendar_id"] is not None:
        fields["calendar_id"] = state.ids.of(row["calendar_id"])
    return exchange.Activity(**fields, baselines=before.baselines if before else {})
