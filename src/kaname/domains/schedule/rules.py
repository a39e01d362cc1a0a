"""Health of a schedule (spec 5.4, the delivery axis), its thresholds; who may run rounds, inspect, report."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.rules import NotAllowed, company_roles, held_on
from kaname.domains.project.enums import Health
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.rules import can, roles_in
from kaname.domains.project.rules.teams import leading, may_edit_whole_plan
from kaname.domains.schedule.models import Activity

WORST_FIRST = (Health.RED, Health.AMBER, Health.GREEN, Health.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits of the delivery axis, from ``Organisation.thresholds["schedule"]``. Slips are working days."""

    slip_amber: float = 1.0
    slip_red: float = 5.0
    spi_amber: float = 0.95
    spi_red: float = 0.90
    long_days: float = 44.0
    high_float_days: float = 44.0

    @classmethod
    def of(cls, organisation: Organisation) -> "Thresholds":
        """Return the organisation's limits; what it has not set is as the specification says."""
        given = organisation.thresholds.get("schedule", {})
        return cls(**{f.name: float(given[f.name]) for f in fields(cls) if f.name in given})


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the delivery axis is judged by. ``milestone``: uid, name and slip of the critical milestone that slips most;
    ``milestone_en``: its English name. ``negative`` and ``missed``: uids of rows of negative float, past a deadline.
    """

    scheduled: bool
    slip: float | None = None
    spi_t: float | None = None
    milestone: tuple[str, str, float] | None = None
    negative: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    has_deadlines: bool = False
    milestone_en: str = ""


Reason = dict[str, Any]


def health_of(found: Delivery, limits: Thresholds) -> tuple[Health, list[Reason]]:
    """Return the health and every reason for it, worst first; no data is a state of its own, not green."""
    reasons = [*_rules(found, limits)] if found.scheduled else [_reason(Health.UNKNOWN, "no-dates")]
    reasons.sort(key=lambda r: WORST_FIRST.index(Health(r["health"])))
    return (Health(reasons[0]["health"]) if reasons else Health.UNKNOWN), reasons


def _rules(found: Delivery, limits: Thresholds) -> Iterable[Reason]:
    yield from _by_slip(found, limits)
    if found.milestone is not None:
        uid, name, slip = found.milestone
        if slip >= limits.slip_amber:
            health = Health.RED if slip > limits.slip_red else Health.AMBER
            yield _reason(health, "milestone-slip", {"name": name, "name_en": found.milestone_en, "days": slip}, [uid])
    if found.spi_t is not None and found.spi_t < limits.spi_amber:
        health = Health.RED if found.spi_t < limits.spi_red else Health.AMBER
        yield _reason(health, "spi", {"spi": round(found.spi_t, 2)})
    if found.negative:
        yield _reason(Health.RED, "negative-float", {"count": len(found.negative)}, found.negative)
    if found.missed:
        yield _reason(Health.RED, "deadline-missed", {"count": len(found.missed)}, found.missed)
    elif found.has_deadlines and found.slip is None:
        yield _reason(Health.GREEN, "deadlines-kept")


def _by_slip(found: Delivery, limits: Thresholds) -> Iterable[Reason]:
    if found.slip is None:
        yield _reason(Health.UNKNOWN, "no-baseline")
    elif found.slip >= limits.slip_amber:
        health = Health.RED if found.slip > limits.slip_red else Health.AMBER
        yield _reason(health, "slip", {"days": found.slip})
    else:
        yield _reason(Health.GREEN, "baseline-kept")


def _reason(health: Health, key: str, params: Mapping[str, Any] | None = None, rows: Iterable[str] = ()) -> Reason:
    return {
        "axis": "delivery",
        "health": str(health),
        "sentence_key": key,
        "params": dict(params or {}),
        "rows": list(rows)[:50],
    }


PMO = frozenset(
    {
        Role.PMO_MANAGER,
        Role.PMO_EXPERT,
        Role.PMO_ADMINISTRATOR,
        Role.PMO_ANALYST,
        Role.PMO_CONSULTANT,
        Role.PMO_CONTROLLER,
    }
)
"""Who inspects: the PMO's own people, never whoever reports."""

RUNNING_ROUNDS = frozenset({Role.PMO_MANAGER, Role.PMO_ADMINISTRATOR, Role.PMO_CONTROLLER})
"""Who opens and freezes the company's rounds (spec 2.3 and 2.6)."""


def can_inspect(user: Any, project: Project) -> bool:
    """Return whether a user may enter an inspection."""
    return bool(roles_in(user, project) & PMO)


def check_inspector(by: Any, project: Project) -> None:
    """Raise NotAllowed unless the writer is of the project's PMO; the system itself (None) may."""
    if by is not None and not can_inspect(by, project):
        raise NotAllowed(Subject.PROGRESS, Level.EDIT)


def can_run_rounds(user: Any) -> bool:
    """Return whether a user may open and freeze the company's rounds: as PMO manager, administrator or controller."""
    if not getattr(user, "is_authenticated", False):
        return False
    if company_roles(user) & RUNNING_ROUNDS:
        return True
    return ProjectMember.objects.filter(held_on(today()), person__user=user, role__in=RUNNING_ROUNDS).exists()


def check_rounds(by: Any) -> None:
    """Raise NotAllowed unless the writer may run rounds; the system itself (None) may."""
    if by is not None and not can_run_rounds(by):
        raise NotAllowed(Subject.REPORT, Level.EDIT)


def can_report_for(user: Any, project: Project, uids: Iterable[str]) -> bool:
    """Return whether a user may enter another's report of some activities: who edits both plan and progress, so not
    the controller; a team leader only where all of them lie in the branches of their teams. At most one query more.
    """
    if not (can(user, project, Subject.PROGRESS, Level.EDIT) and can(user, project, Subject.SCHEDULE, Level.EDIT)):
        return False
    return covers(user, project, uids)


def covers(user: Any, project: Project, uids: Iterable[str]) -> bool:
    """Return whether all of some activities lie where a user may edit: anywhere, or in their teams' branches."""
    if may_edit_whole_plan(user, project):
        return True
    branches, wanted = leading(user, project).branches, set(uids)
    if not branches:
        return False
    rows = Activity.objects.filter(plan__project=project).values_list("pk", "parent_id", "wbs", "uid")
    held = list(rows)
    found = in_branches([row[:3] for row in held], dict.fromkeys(branches, True))
    return wanted <= {uid for pk, _parent, _wbs, uid in held if pk in found}


def in_branches[T](rows: Iterable[tuple[int, int | None, str]], marks: Mapping[str, T]) -> dict[int, T]:
    """Return by row what the nearest branch it lies in is marked with: its own code's or that of a row above it; ""
    marks what lies in no other. Rows are key, key of the row above, WBS code. O(rows).

    The outline counts, not the spelling of codes: a new row has none yet. Only of a row at the top, whose branch has no
    row in the plan, the spelling tells where it lies: 2.1 without a 2.
    """
    held = {pk: (parent, wbs) for pk, parent, wbs in rows}
    found: dict[int, T | None] = {}
    for key in held:
        way: list[int] = []
        at, mark = key, marks.get("")
        while at not in found and at not in way:
            way.append(at)
            parent, wbs = held[at]
            nearest = wbs if wbs in marks else spelled(wbs, marks) if parent not in held else None
            if nearest:
                mark = marks[nearest]
                break
            if parent is None or parent not in held:
                break
            at = parent
        else:
            mark = found.get(at, mark)
        found |= dict.fromkeys(way, mark)
    return {key: mark for key, mark in found.items() if mark is not None}


def spelled(wbs: str, branches: Container[str]) -> str | None:
    """Return the narrowest of some branches that a WBS code lies in by its spelling."""
    while wbs:
        if wbs in branches:
            return wbs
        wbs = wbs.rpartition(".")[0]
    return None


def can_chase(user: Any, project: Project) -> bool:
    """Return whether a user may remind people of a project, and send their reports back with a question."""
    return can(user, project, Subject.REPORT, Level.EDIT)
