"""How the demo's packages are measured, and where the PMO has looked at the product itself."""

from collections.abc import Iterator, Sequence
from datetime import date

from kaname.demo import progress, wbs
from kaname.demo.casting import Case
from kaname.demo.company import AS_OF, Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made
from kaname.demo.tongue import Text, said
from kaname.demo.workdays import WorkDays
from kaname.domains.schedule.actions import measurement
from kaname.domains.schedule.bridge import measuring
from kaname.domains.schedule.models import Activity
from kaname.domains.schedule.queries.step_tables import step_tables

CHOSEN_ON = date(2026, 8, 26)
SEEN_ON = date(2026, 11, 19)
WITHOUT = {"N26-04": ("N7", "N8", "N9"), "R26-04": ("R9",)}
"""Phases whose measurement nobody has chosen yet: the cells that are missing."""
UNITS = {"I4.2": (22.0, ("本", "forms")), "R2.1": (140.0, ("件", "cases")), "N5.2": (15.0, ("人", "people"))}
SEEN = (
    (
        "R26-01",
        "R8.1",
        60.0,
        ("試行3部門のうち1部門の実施記録を確認", "Records of one of the three trial departments"),
        "K004",
    ),
    ("S26-01", "I5.3", 50.0, ("総合テストの消化記録 2026-11-18 版", "Log of the system test as of 2026-11-18"), "K006"),
    (
        "S26-01",
        "I6.1",
        55.0,
        ("教育の出席簿：対象120名のうち66名が受講済み", "Attendance list: 66 of 120 people are trained"),
        "K006",
    ),
    (
        "S26-03",
        "I4.2",
        70.0,
        (
            "帳票22本のうち15本を現物で確認。様式の未確定が7本",
            "15 of 22 forms seen on the system; 7 wait for the new law",
        ),
        "K006",
    ),
)
"""Project, activity, percent, what was looked at, by whom."""
_WORDS = (("設計", "design"), ("製造", "code"), ("テスト", "test"), ("要件", "document"), ("計画", "document"))


def of_measurement(made: Sequence[Made], company: Company, calendar: WorkDays) -> Iterator[Happening]:
    """Yield the choosing of methods, and the inspections of last week."""
    for each in made:
        if each.case.start <= CHOSEN_ON:
            yield Happening(CHOSEN_ON, 10.0, lambda each=each: _choose(each, company, calendar))  # type: ignore[misc] # bound now
        else:
            yield Happening(each.case.start, 11.0, lambda each=each: _choose(each, company, calendar))  # type: ignore[misc] # bound now
    for code, uid, percent, evidence, who in SEEN:
        yield Happening(
            SEEN_ON,
            14.0,
            lambda code=code, uid=uid, percent=percent, evidence=evidence, who=who: _inspect(  # type: ignore[misc] # bound now
                code, uid, percent, evidence, who, company
            ),
        )


def _choose(made: Made, company: Company, calendar: WorkDays) -> None:
    known = {f.code: f.percent for f in progress.facts(made.case, progress.truth(made.case, calendar), calendar, AS_OF)}
    skipped = WITHOUT.get(made.case.code, ())
    chosen = {
        step.code: _method(made.case, step, known.get(step.code, 0.0))
        for step in wbs.steps(made.case.kind)
        if step.days and step.phase not in skipped
    }
    by = company.user(made.case.team.get("CT") or made.case.manager)
    measurement.choose_many(plan=made.plan, chosen=chosen, by=by)


def _method(case: Case, step: wbs.Step, percent: float) -> dict[str, object]:
    """Return a method that fits the kind of work, and what will be reported of it up to now."""
    if (case.code, step.code) in progress.STUCK:
        return {"method": "manual"}
    for word, table in _WORDS:
        if word in step.name and measuring.can_give("milestones", percent, step_tables()[table].steps):
            return {"method": "milestones", "table": table}
    if step.code in UNITS and percent in (0.0, 100.0):
        planned, unit = UNITS[step.code]
        return {"method": "units", "planned": planned, "unit": said(*unit)}
    if 0 < percent < 100:
        return {"method": "physical"}
    return {"method": "0/100" if (step.days or 0) <= 3 else "50/50" if (step.days or 0) <= 6 else "physical"}


def _inspect(code: str, uid: str, percent: float, evidence: Text, who: str, company: Company) -> None:
    activity = Activity.objects.select_related("plan__project").get(plan__project__code=code, uid=uid)
    measurement.inspect(
        activity=activity, percent=percent, evidence=said(*evidence), by=company.user(who), inspected_on=SEEN_ON
    )
