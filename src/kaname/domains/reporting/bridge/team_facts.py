"""What each row of a plan says, and what can be added up of it: the ground of the roll-up by teams."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from kaname.domains.core.instants import TICKS_A_DAY, finish_date_of, ticks_of_date
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.project.queries import Placed
from kaname.domains.project.rules.teams import below_of
from kaname.domains.reporting.bridge.team_money import OUTSIDE, Yen
from kaname.domains.reporting.queries.board import MILESTONES
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity, Baseline, BaselineActivity, Plan
from kaname.domains.schedule.queries.names import name_in
from kaname.domains.schedule.queries.stuck import stuck_activities
from kaname.domains.schedule.rules import in_branches

NO_WORK = (ActivityKind.SUMMARY, ActivityKind.LEVEL_OF_EFFORT)


class Row(NamedTuple):
    """An activity: instants in ticks. ``begins`` and ``ends``: the baseline's, None where it has none."""

    pk: int
    parent: int | None
    wbs: str
    uid: str
    name: str
    kind: str
    active: bool
    duration: int | None
    percent: float | None
    actual_finish: int | None
    start: int | None
    finish: int | None
    deadline: int | None
    critical: bool
    begins: int | None = None
    ends: int | None = None

    @property
    def counted(self) -> bool:
        """Whether it is work of its own: no summary, no level of effort, not inactive."""
        return self.active and self.kind not in NO_WORK

    @property
    def done(self) -> bool:
        """Whether it is finished."""
        return self.actual_finish is not None or (self.percent or 0.0) >= 100

    @property
    def open(self) -> bool:
        """Whether it is work that remains."""
        return self.counted and not self.done

    @property
    def promised(self) -> bool:
        """Whether the baseline knows its dates."""
        return self.begins is not None and self.ends is not None

    @property
    def due(self) -> int | None:
        """When it should be finished: by the baseline, else by the plan."""
        return self.ends if self.promised else self.finish

    def late(self, day: float) -> bool:
        """Return whether it will end after its deadline, or after its baseline by more than half a day."""
        if not self.open or self.finish is None:
            return False
        missed = self.deadline is not None and self.finish > self.deadline
        return missed or (self.promised and self.finish > (self.ends or 0) + day / 2)


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be added up. ``work`` and ``earned``: ticks of planned working time, all and done; ``span`` and
    ``wanted``: ticks of the baseline, all and up to the report date. ``milestones``: (finish, number, name) to come.
    """

    activities: int = 0
    done: int = 0
    late: int = 0
    overdue: int = 0
    critical: int = 0
    work: float = 0.0
    earned: float = 0.0
    span: float = 0.0
    wanted: float = 0.0
    yen: Yen = field(default_factory=Yen)
    stuck: frozenset[str] = frozenset()
    decisions: frozenset[int] = frozenset()
    requests: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    milestones: tuple[tuple[int, int, str], ...] = ()

    def __add__(self, other: "Facts") -> "Facts":
        """Return both together: numbers are added, what may hang on both is counted once."""
        numbers: dict[str, Any] = {name: getattr(self, name) + getattr(other, name) for name in NUMBERS}
        return Facts(
            **numbers,
            yen=self.yen + other.yen,
            stuck=self.stuck | other.stuck,
            decisions=self.decisions | other.decisions,
            requests=self.requests | other.requests,
            people=self.people | other.people,
            milestones=tuple(sorted(self.milestones + other.milestones)),
        )

    @property
    def percent_of_time(self) -> float | None:
        """Percent of the planned working time that is done, as the project's own progress is counted."""
        if self.work:
            return self.earned / self.work * 100
        return None if not self.activities else 100.0 if self.done == self.activities else 0.0

    @property
    def planned_of_time(self) -> float | None:
        """Percent that the baseline wanted done by the report date; None without one."""
        return self.wanted / self.span * 100 if self.span else None

    @property
    def milestone(self) -> tuple[date, int, str] | None:
        """The next milestone: day, number, name."""
        return (finish_date_of(self.milestones[0][0]), *self.milestones[0][1:]) if self.milestones else None


NUMBERS = ("activities", "done", "late", "overdue", "critical", "work", "earned", "span", "wanted")


def rows_of_plan(plan: Plan) -> list[Row]:
    """Return the rows of a plan with their dates in the newest baseline, in their order. Two queries."""
    newest = Baseline.objects.filter(plan=plan).order_by("-number").values("pk")[:1]
    promised = BaselineActivity.objects.filter(baseline__in=newest).values_list("uid", "start", "finish")
    dates = {uid: (start, finish) for uid, start, finish in promised}
    rows = Activity.objects.filter(plan=plan).order_by("position").values_list(
        "pk", "parent_id", "wbs", "uid", name_in(), "kind", "active", "duration", "percent_complete", "actual_finish",
        "start", "finish", "deadline", "critical",
    )  # fmt: skip
    return [Row._make((*values, *dates.get(values[3], (None, None)))) for values in rows]


def teams_of_rows(rows: Iterable[Row], tree: Iterable[Placed]) -> dict[int, int]:
    """Return by row the team that answers for it: of two teams with one branch, the lower one."""
    return in_branches([(row.pk, row.parent, row.wbs) for row in rows], _marks(tree))


def _marks(tree: Iterable[Placed]) -> dict[str, int]:
    return {code: p.team.pk for p in sorted(tree, key=lambda p: p.depth) for code in p.team.branches}


def rows_of_team(tree: Iterable[Placed], project: Project, number: int) -> list[int]:
    """Return the rows of a project's plan that a team and those below it answer for. One query."""
    placed = list(tree)
    rows = Activity.objects.filter(plan__project=project).values_list("pk", "parent_id", "wbs")
    ours = {number, *below_of(p.team for p in placed).get(number, ())}
    return [pk for pk, team in in_branches(list(rows), _marks(placed)).items() if team in ours]


def facts_of_plan(
    project: Project, plan: Plan, rows: Iterable[Row], of_row: Mapping[int, int], day: float
) -> dict[int, Facts]:
    """Return by team what its rows say; the same counts as schedule.bridge.measures gives of the whole plan."""
    reference = plan.status_date if plan.status_date is not None else ticks_of_date(today()) + TICKS_A_DAY
    stuck = {row.activity.uid for row in stuck_activities(project)}
    mine: dict[int, list[Facts]] = defaultdict(list)
    for row in rows:
        if row.counted:
            mine[of_row.get(row.pk, OUTSIDE)].append(facts_of(row, reference, day, row.uid in stuck))
    return {key: _together(held) for key, held in mine.items()}


def _together(held: Iterable[Facts]) -> Facts:
    """Return many rows' facts as one: as adding them one by one gives, in a single pass."""
    rows = list(held)
    numbers: dict[str, Any] = {name: sum(getattr(facts, name) for facts in rows) for name in NUMBERS}
    stuck = frozenset(uid for facts in rows for uid in facts.stuck)
    return Facts(**numbers, stuck=stuck, milestones=tuple(sorted(m for facts in rows for m in facts.milestones)))


def facts_of(row: Row, reference: int, day: float, stuck: bool = False) -> Facts:
    """Return what one counted activity says on a report date. Progress is weighted by planned working time."""
    milestone = row.kind in MILESTONES
    work = 0.0 if milestone else float(row.duration or 0)
    span = max((row.ends or 0) - (row.begins or 0), 0) if row.promised else 0
    due = row.due
    return Facts(
        1,
        int(row.done),
        int(row.late(day)),
        int(row.open and due is not None and due <= reference),
        int(row.open and row.critical),
        work,
        work * (1.0 if row.done else (row.percent or 0.0) / 100),
        float(span),
        float(min(max(reference - (row.begins or 0), 0), span)) if span else 0.0,
        stuck=frozenset({row.uid}) if stuck else frozenset(),
        milestones=((row.finish, row.pk, row.name),) if milestone and row.open and row.finish is not None else (),
    )
