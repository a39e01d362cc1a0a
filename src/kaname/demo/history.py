"""Three months of Fridays: progress reported, status dates closed, health declared; and what happened in between."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kaname.demo import progress, stories, wbs
from kaname.demo.casting import KILL_ON, Case
from kaname.demo.company import AS_OF, Company
from kaname.demo.projects import Made, manager_code
from kaname.demo.reporting import report
from kaname.demo.tongue import said
from kaname.demo.workdays import WorkDays
from kaname.domains.people.models import User
from kaname.domains.project.actions import deliverables, projects
from kaname.domains.project.enums import DeliverableStatus
from kaname.domains.project.models import Deliverable
from kaname.domains.schedule.actions import progress as progress_dates

FIRST_FRIDAY = date(2026, 8, 28)
EVENING = 17.0
THIS_WEEK = AS_OF - timedelta(days=5)


class Happening(NamedTuple):
    """Something that is done at an hour of a day."""

    day: date
    hour: float
    do: Callable[[], object]


def fridays() -> Iterator[date]:
    """Yield the status dates."""
    day = FIRST_FRIDAY
    while day <= AS_OF:
        yield day
        day += timedelta(7)


def of_project(made: Made, company: Company, calendar: WorkDays) -> Iterator[Happening]:
    """Yield everything that a project's people write from its first status date on."""
    what = progress.truth(made.case, calendar)
    for week, day in enumerate(d for d in fridays() if d > made.case.start):
        if made.case.code == "N26-02" and day > KILL_ON:
            return
        yield Happening(day, EVENING, lambda day=day: _close(made, company, what, calendar, day))  # type: ignore[misc] # bound now
        if week % 2 == 0 or day == AS_OF:
            yield Happening(day, EVENING + 0.5, lambda day=day: _declare(made, company, day))  # type: ignore[misc] # bound now


def _close(made: Made, company: Company, what: dict[str, progress.Truth], calendar: WorkDays, day: date) -> None:
    by = company.user(manager_code(made.case, day))
    facts = progress.facts(made.case, what, calendar, day)
    notes = {fact.code: said(*made.case.notes[fact.code]) for fact in facts if fact.code in made.case.notes}
    report(made.plan, facts, notes, by)
    progress_dates.close_status_date(plan=made.plan, as_of=day, by=by)
    _hand_over(made, facts, by)


def _hand_over(made: Made, facts: list[progress.Fact], by: User) -> None:
    """Say of each phase's deliverable what its activities say: begun, or handed over and accepted. What came in the
    week of the demo's day is still in review: it is on the Monday of the team's leader.
    """
    ends = gates(made.case)
    done = {phase_of(f.code): f.actual_finish.date() for f in facts if f.actual_finish is not None and f.code in ends}
    begun = {phase_of(f.code) for f in facts}
    for each in Deliverable.objects.filter(project=made.project).exclude(status=DeliverableStatus.ACCEPTED):
        phase = each.code.removeprefix("D-")
        over = DeliverableStatus.IN_REVIEW if done.get(phase, FIRST_FRIDAY) > THIS_WEEK else DeliverableStatus.ACCEPTED
        status = over if phase in done else DeliverableStatus.IN_PROGRESS
        if phase in begun and each.status != status:
            deliverables.update(deliverable=each, status=status, delivered_on=done.get(phase), by=by)


def gates(case: Case) -> set[str]:
    """Return the codes of the milestones that end a phase."""
    return {step.code for step in wbs.steps(case.kind) if step.days == 0}


def phase_of(code: str) -> str:
    """Return the phase of an activity's code: "I1" of "I1.3"."""
    return code.split(".", maxsplit=1)[0]


def _declare(made: Made, company: Company, day: date) -> None:
    by = company.user(manager_code(made.case, day))
    health, comment = stories.declared(made.case, day)
    projects.declare_health(project=made.project, health=health, comment=said(*comment), by=by)


def cases_by_start(cases: tuple[Case, ...]) -> list[Case]:
    """Return the cases in the order in which they begin."""
    return sorted(cases, key=lambda case: (case.start, case.code))
