"""The issues axis at its edges (specification 5.4), and from the dated rows of any day."""

from datetime import date, timedelta

import pytest

from factories.issues import make_issue, make_step
from factories.people import AS_OF, make_company
from factories.project import make_project
from kaname.domains.reporting.bridge.issues import issues_of
from kaname.domains.reporting.bridge.registers import of_registers
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.phrases.health import sentence
from kaname.domains.reporting.rules.issues_axis import Issues, Pressing, issues
from kaname.domains.reporting.rules.limits import Limits
from kaname.domains.resource.models import WorkCalendar

LIMITS = Limits()
WEEK = [[[540, 720], [780, 1080]]] * 5 + [[], []]


def late(count: int, days: int = 1, **values) -> tuple[Pressing, ...]:
    return tuple(Pressing(f"A-課-{n:04}", f"課題{n}", days=days, **values) for n in range(count))


@pytest.mark.parametrize(
    ("found", "health", "value"),
    [
        (None, "unknown", None),
        (Issues(), "unknown", None),
        (Issues(True), "green", 0.0),
        (Issues(True, 10), "green", 0.0),
        (Issues(True, 10, late(1)), "amber", 10.0),
        (Issues(True, 9, late(1)), "red", 11.1),
        (Issues(True, 20, late(1, 5, critical=True)), "amber", 5.0),
        (Issues(True, 20, late(1, 6, critical=True)), "red", 5.0),
        (Issues(True, 20, late(1, 60)), "amber", 5.0),
        (Issues(True, 5, (Pressing("A", "x", level=2),)), "amber", 0.0),
        (Issues(True, 5, (Pressing("A", "x", level=3),)), "red", 0.0),
    ],
)
def test_the_table_of_the_specification(found, health, value):
    judged = issues(found, LIMITS)
    assert (judged.health, judged.value) == (health, value)


def test_limits_are_the_companys():
    found = Issues(True, 9, late(1, 3, critical=True))
    assert issues(found, Limits(overdue_red=20)).health == "amber"
    assert issues(found, Limits(overdue_red=20, critical_days=2)).health == "red"


def test_each_reason_opens_to_its_rows_the_worst_first():
    found = Issues(True, 30, (*late(2), Pressing("S", "止まった", level=3), *late(1, 8, critical=True)))
    told = issues(found, LIMITS).reasons
    assert [r["sentence_key"] for r in told] == ["issue-critical-late", "issue-company", "issues-overdue"]
    assert [len(r["rows"]) for r in told] == [1, 1, 3]
    assert told[1]["rows"] == ["issue:S"]
    assert all(sentence(r) for r in told)


def test_many_taken_up_are_counted_beside_the_first_five():
    found = Issues(True, 30, tuple(Pressing(f"A{n}", "x", level=2) for n in range(8)))
    told = issues(found, LIMITS).reasons
    assert (len(told), told[-1]["params"]) == (6, {"count": 3})


@pytest.mark.django_db
def test_a_day_is_judged_by_the_rows_up_to_it(django_assert_num_queries):
    make_company()
    WorkCalendar.objects.create(name="会社", scope="company", week=WEEK, national_holidays=True)
    days = [AS_OF - timedelta(days=n) for n in (28, 14, 7)]
    used, unused = make_project(code="A"), make_project(code="B")
    made = make_issue(used, (("raised", days[0]), ("working", days[0])), due=days[1], severity=1)
    make_step(made, days[2], due=AS_OF + timedelta(days=9))
    limits = {p.project_type: LIMITS for p in (used, unused)}

    def told(day: date) -> list[str]:
        found = of_registers([used, unused], limits, day)
        return [found[p.pk][Axis.ISSUES].health for p in (used, unused)]

    assert told(days[0] - timedelta(days=1)) == ["unknown", "unknown"]
    assert told(days[1]) == ["green", "unknown"]
    assert told(days[1] + timedelta(days=1)) == ["red", "unknown"]
    assert told(AS_OF) == ["green", "unknown"]
    with django_assert_num_queries(1):
        issues_of([used.pk], AS_OF)
