"""What the Fridays computed of all projects, what managers said to it, and the help that red opened."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from kaname.demo import support
from kaname.demo.company import AS_OF, Company
from kaname.demo.history import FIRST_FRIDAY, Happening, fridays
from kaname.demo.projects import Made
from kaname.demo.tongue import said
from kaname.domains.reporting.actions import explanations, forecasts, promises, standing
from kaname.domains.reporting.models import Explanation

NIGHT = 19.0
"""After the plans are closed and the managers have declared."""
RUNS = 1000
LAST_TWO = AS_OF - timedelta(7)
OWN_DATES = (
    ("S26-02", date(2026, 9, 4), date(2027, 2, 26)),
    ("S26-02", date(2026, 11, 6), date(2027, 3, 5)),
    ("S26-01", date(2026, 10, 16), date(2027, 6, 30)),
    ("S26-03", date(2026, 10, 16), date(2027, 3, 26)),
    ("R26-04", date(2026, 10, 30), date(2027, 3, 31)),
)
"""Projects, the day on which the manager said it, and by when they said it will be done."""
EXPLAINED = (
    "設計の手戻りは収束しています。結合テストの期間に余裕を見ているので、そこで吸収できると考えています。",
    "Rework of the design is dying down. There is slack in the integration test, which will absorb the rest, we think.",
)
MEASURE = (
    "結合テストの要員を2名増やす相談をベンダーと始めました。",
    "We have begun to talk with the vendor about two more people for the integration test.",
)


def happenings(projects: Iterable[Made], made: Company) -> list[Happening]:
    """Return what is computed each Friday, and what people do about it."""
    by_code = {p.case.code: p for p in projects}
    found = [Happening(day, NIGHT, lambda day=day: _measure(day)) for day in fridays()]  # type: ignore[misc] # bound now
    for code, day, finish in OWN_DATES:
        project = by_code[code]
        found.append(Happening(day, 18.0, _own_date(project, finish, made)))
    return [
        *found,
        *support.happenings(by_code, made),
        Happening(date(2026, 10, 20), 9.5, lambda: _explain(by_code["S26-02"], made)),
    ]


def _measure(day: date) -> None:
    standing.measure(day)
    if day >= LAST_TWO or (day - FIRST_FRIDAY).days % 14 == 0:
        forecasts.take(by=None, iterations=RUNS)


def _own_date(project: Made, finish: date, made: Company) -> Callable[[], Any]:
    by = project.case.manager
    return lambda: promises.state(project=project.project, finish=finish, by=made.user(by))


def _explain(project: Made, made: Company) -> None:
    asked = Explanation.objects.filter(project=project.project, answered_at=None).first()
    if asked is not None:
        by = made.user(project.case.manager)
        explanations.give(explanation=asked, text=said(*EXPLAINED), measure=said(*MEASURE), by=by)
