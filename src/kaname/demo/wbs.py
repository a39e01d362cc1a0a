"""The WBS of each project type, read from tables, and a project's own edition of it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from kaname.demo.casting import Case
from kaname.exchange.document import (
    Activity,
    ActivityKind,
    Assignment,
    PlanDocument,
    Project,
    Relation,
    Resource,
)

DATA = Path(__file__).parent / "data"
DAY = 480.0
UNITS = {"PM": 0.3, "AD": 0.2, "AN": 0.3, "EX": 0.2, "CT": 0.2, "CO": 0.2, "X1": 0.6}
"""How much of a person each part takes; the others half."""


@dataclass(frozen=True)
class Step:
    """One row of a WBS table; without days it is a phase, with none of them a milestone."""

    code: str
    name: str
    name_en: str
    days: int | None
    after: tuple[str, ...]
    who: str

    @property
    def phase(self) -> str:
        """Return the phase's code."""
        return self.code.split(".")[0]


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the demo's tables."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def steps(kind: str) -> tuple[Step, ...]:
    """Return the WBS of a type of project."""
    return tuple(
        Step(
            r["code"],
            r["name"],
            r["name_en"],
            int(r["days"]) if r["days"] else None,
            tuple(r["after"].split()),
            r["who"],
        )
        for r in read(f"wbs_{kind}")
    )


def days_of(case: Case, step: Step) -> int:
    """Return the planned working days of an activity."""
    return round((step.days or 0) * case.scale)


def document(case: Case, names: dict[str, str]) -> PlanDocument:
    """Return a project's plan as it was first made; ``names`` gives the people by their codes."""
    plan = PlanDocument("kaname", Project(case.code, case.name, start=at(case.start, 9)))
    plan.project.default_start_minute, plan.project.default_finish_minute = 540, 1080
    plan.activities = [_activity(case, step) for step in steps(case.kind)]
    plan.relations = [Relation(before, step.code) for step in steps(case.kind) for before in step.after]
    cast = sorted({case.team[s.who] for s in steps(case.kind) if s.who in case.team})
    plan.resources = [Resource(code, names[code]) for code in cast]
    plan.assignments = list(_assignments(case))
    return plan


def _activity(case: Case, step: Step) -> Activity:
    found = Activity(step.code, step.name, wbs=step.code, fields={"name_en": step.name_en})
    if step.days is None:
        found.kind = ActivityKind.SUMMARY
        return found
    found.outline_level, found.parent_id = 2, step.phase
    found.duration = days_of(case, step) * DAY
    found.kind = ActivityKind.TASK if step.days else ActivityKind.MILESTONE
    return found


def _assignments(case: Case) -> Iterator[Assignment]:
    for step in steps(case.kind):
        if step.who and step.who in case.team:
            units = UNITS.get(step.who, 0.5)
            work = days_of(case, step) * DAY * units
            yield Assignment(f"A-{step.code}", step.code, case.team[step.who], units, work)


def at(day: date, hour: int) -> datetime:
    """Return an hour of a day on the plan's wall clock."""
    return datetime.combine(day, time()) + timedelta(hours=hour)
