"""Build the demo company into the empty database of the settings: everything in the order in which it happened."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from kaname.demo import (
    analyses,
    closed,
    company,
    cost,
    decisions,
    documents,
    effort,
    health,
    history,
    issues,
    measuring,
    programmes,
    promises,
    quality,
    reports,
    risks,
    rounds,
    savings,
    signins,
    skills,
    staffing,
    stories,
    strategy,
)
from kaname.demo.casting import CASES
from kaname.demo.clock import Clock, demo_time
from kaname.demo.projects import Made, set_up
from kaname.demo.tongue import writing_in
from kaname.demo.workdays import WorkDays
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import forget_organisation


def build(tell: Callable[[int, int], object] = max, language: str = "ja") -> None:
    """Make the company as one transaction, its people writing in a language; ``tell`` hears how far it is.

    The same every time, and in both languages the same but for the words.
    """
    with demo_time() as clock, writing_in(language), transaction.atomic():
        clock.set(company.BEGIN)
        made = company.found()
        skills.begin()
        projects: list[Made] = []
        for done, case in enumerate(history.cases_by_start(CASES)):
            tell(done, 2 * len(CASES))
            if case.start > staffing.QUIET:
                _do(clock, [h for h in _early(projects, made) if h.day < staffing.QUIET])
            clock.set(min(case.start, history.FIRST_FRIDAY - timedelta(1)), 10)  # before anything is reported
            projects.append(set_up(case, made))
        everything = _happenings(projects, made)
        for done, happening in enumerate(sorted(everything, key=lambda h: (h.day, h.hour))):
            tell(len(CASES) + done * len(CASES) // len(everything), 2 * len(CASES))
            clock.set(happening.day, happening.hour)
            happening.do()
        signins.open_accounts()
        Organisation.objects.filter(id=1).update(as_of=company.AS_OF)
    forget_organisation()


def _do(clock: Clock, found: list[history.Happening]) -> None:
    """Do some things, each at its time."""
    for happening in found:
        clock.set(happening.day, happening.hour)
        happening.do()


def _early(projects: list[Made], made: company.Company) -> list[history.Happening]:
    """Return what began before the last project did."""
    found = [*staffing.happenings(projects, made), *quality.happenings(projects, made)]
    return sorted(found, key=lambda h: (h.day, h.hour))


def _happenings(projects: list[Made], made: company.Company) -> list[history.Happening]:
    calendar, by_code = WorkDays(), {p.case.code: p for p in projects}
    found = [h for project in projects for h in history.of_project(project, made, calendar)]
    for code, day, hour, story in stories.WHEN:
        project = by_code[code]
        found.append(history.Happening(day, hour, lambda project=project, story=story: story(project, made)))  # type: ignore[misc] # bound now
    found += cost.happenings(projects, made, calendar) + health.happenings(projects, made)
    found += [*measuring.of_measurement(projects, made, calendar), *rounds.of_rounds(projects, made, calendar)]
    found += [*reports.happenings(projects, made), *savings.happenings(projects, made)]
    found += [*closed.happenings(made, calendar), *effort.happenings(made, calendar)]
    found += [*programmes.happenings(projects, made), *analyses.happenings(made)]
    found += skills.happenings(projects, made)
    found += documents.happenings(projects, made)
    found += risks.happenings(projects, made)
    found += [h for h in _early(projects, made) if h.day >= staffing.QUIET]
    found += issues.happenings(projects, made)
    found += strategy.happenings(made)
    return found + decisions.happenings(projects, made) + [*promises.happenings(projects, made)]
