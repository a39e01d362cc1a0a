"""Standpoint: a project as it stood on a frozen date, and on the one before: what every report of it is made of."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from kaname.domains.core.instants import finish_date_of
from kaname.domains.core.names import chosen
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.resource.bridge.distance import whole_days, working_days
from kaname.domains.schedule.bridge.ahead import shown
from kaname.domains.schedule.bridge.frozen import state_at
from kaname.domains.schedule.bridge.gantt import names_of
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity, Assignment, Baseline, BaselineActivity, Plan, ProgressDate

ANSWER = (
    "finish", "baseline_finish", "activity_count", "late_count", "overdue_count", "percent_complete",
    "planned_percent", "total_float", "driver", "computed_health", "health_reasons",
)  # fmt: skip
NO_WORK = (ActivityKind.SUMMARY, ActivityKind.LEVEL_OF_EFFORT)
MILESTONES = (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)


class Stood(NamedTuple):
    """An activity on a frozen date: ticks, percent, float in ticks."""

    start: int | None
    finish: int | None
    percent: float | None
    total_float: int | None
    critical: bool


@dataclass
class Standpoint:
    """``frozen``: False where no date was ever closed, and the plan speaks as it stands now.

    ``closed``: the report date; what was kept with it gives the activities and who works on them as they were then.
    ``now`` and ``was`` are the plan's answers on the two dates, ``rows`` and ``rows_before`` the activities by uid.
    """

    project: Project
    plan: Plan | None
    as_of: date
    before: date | None = None
    frozen: bool = True
    now: dict[str, Any] = field(default_factory=dict)
    was: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, Stood] = field(default_factory=dict)
    rows_before: dict[str, Stood] = field(default_factory=dict)
    closed: ProgressDate | None = None

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """The activities by uid, as they were frozen; where only dates were kept, with their names of now."""
        if self.plan is None:
            return {}
        if self.then is not None:
            return {a.uid: a for a in (shown(self.then, pk) for pk in self.then.order)}
        names = "uid", "wbs", "name", "kind", "notes", "extras"
        return {a.uid: a for a in self.plan.activities.order_by("position").only(*names)}

    @cached_property
    def promised(self) -> dict[str, int]:
        """The promised finishes in ticks, by the newest baseline of the as-of date."""
        if self.plan is None:
            return {}
        end = datetime.combine(self.as_of + timedelta(days=1), time(), ZoneInfo(settings.TIME_ZONE))
        newest = Baseline.objects.filter(plan=self.plan, created_at__lt=end).order_by("-number").values("pk")[:1]
        rows = BaselineActivity.objects.filter(baseline__in=newest, finish__isnull=False)
        return {uid: finish for uid, finish in rows.values_list("uid", "finish") if finish is not None}

    @cached_property
    def hands(self) -> dict[int, str]:
        """Who works on each activity, by its key."""
        if self.plan is None:
            return {}
        if self.then is not None:
            return _hands(self.then)
        rows = Assignment.objects.filter(plan=self.plan, resource__isnull=False).order_by("pk")
        found: dict[int, list[str]] = {}
        for activity, name, english in rows.values_list("activity_id", "resource__name", "resource__name_en"):
            found.setdefault(activity, []).append(chosen(name, english or ""))
        return {key: _few(names) for key, names in found.items()}

    @cached_property
    def then(self) -> PlanState | None:
        """The plan's rows as they were frozen; None where they were not."""
        return None if self.closed is None else state_at(self.closed)

    @property
    def slip(self) -> int | None:
        """Working days of the finish behind the baseline on the as-of date."""
        return slip_of(self.now)

    @property
    def slip_before(self) -> int | None:
        """The same on the date before."""
        return slip_of(self.was)

    @property
    def moved(self) -> int | None:
        """By how many working days the finish moved between the two dates."""
        return between(self.was.get("finish"), self.now.get("finish"))

    def work(self) -> dict[str, tuple[Activity, Stood]]:
        """Return the activities that are work, by uid, as they stood."""
        return {
            uid: (self.activities[uid], stood)
            for uid, stood in self.rows.items()
            if uid in self.activities and self.activities[uid].kind not in (*NO_WORK, *MILESTONES)
        }


def _few(names: list[str]) -> str:
    return "、".join(names[:2]) + ("…" if len(names) > 2 else "")


def _hands(state: PlanState) -> dict[int, str]:
    known = names_of(state)
    people = {
        pk: [known.get(state.assignments[k]["resource_id"]) for k in found] for pk, found in state.assigned.items()
    }
    return {pk: _few([name for name in names if name]) for pk, names in people.items() if any(names)}


def slip_of(answer: dict[str, Any]) -> int | None:
    """Return the slip that a plan's answer tells of: its own calendar's where it gave one."""
    for reason in answer.get("health_reasons") or []:
        if reason.get("sentence_key") == "slip":
            days: float = reason["params"]["days"]
            return whole_days(days)
    return between(answer.get("baseline_finish"), answer.get("finish"))


def between(earlier: int | None, later: int | None) -> int | None:
    """Return the working days between two finishes in ticks; None where one is unknown."""
    if earlier is None or later is None:
        return None
    return working_days([finish_date_of(earlier)], [finish_date_of(later)])[0]


def standpoint(project: Project, as_of: date | None = None, since: date | None = None) -> Standpoint:
    """Return a project as of its newest frozen date up to a day: three queries, and the lists when they are asked.

    It is compared with the date before; with ``since``, with the newest one up to that day, where there is one.
    """
    plan = Plan.objects.filter(project=project).first()
    day = as_of or today()
    if plan is None:
        return Standpoint(project, None, day, frozen=False)
    dates = list(ProgressDate.objects.filter(plan=plan, as_of__lte=day).order_by("-as_of")[:2])
    if not dates:
        now = {name: getattr(plan, name) for name in ANSWER}
        fields = "uid", "start", "finish", "percent_complete", "total_float", "critical"
        rows = {uid: Stood(*values) for uid, *values in plan.activities.order_by("position").values_list(*fields)}
        return Standpoint(project, plan, day, frozen=False, now=now, rows=rows)
    last, before = dates[0], dates[1] if len(dates) > 1 else None
    if since is not None and before is not None and before.as_of > since:
        earlier = ProgressDate.objects.filter(plan=plan, as_of__lte=since).order_by("-as_of")
        before = earlier.first() or before
    return Standpoint(
        project,
        plan,
        last.as_of,
        before.as_of if before else None,
        now=last.answer,
        was=before.answer if before else {},
        rows={uid: Stood(*values) for uid, values in last.rows.items()},
        rows_before={uid: Stood(*values) for uid, values in before.rows.items()} if before else {},
        closed=last,
    )


def frozen_dates(project: Project) -> list[date]:
    """Return the dates of a project that were closed, newest first."""
    return list(ProgressDate.objects.filter(plan__project=project).order_by("-as_of").values_list("as_of", flat=True))
