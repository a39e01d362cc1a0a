"""The quality axis: every limit of specification 5.4 at its edges, as of any day, in a constant number of queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.control import at
from factories.people import AS_OF, make_company
from factories.project import make_project
from factories.quality import make_defect, make_gate, make_measure, make_reading
from kaname.domains.quality.models import DefectStep, Reading
from kaname.domains.quality.queries.standing import standings
from kaname.domains.quality.rules import Failed, OpenS1, Out, Standing
from kaname.domains.reporting.bridge.registers import of_registers
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.phrases.health import sentence
from kaname.domains.reporting.rules.limits import Limits
from kaname.domains.reporting.rules.quality_axis import quality
from kaname.domains.resource.models import WorkCalendar

LIMITS = Limits()
WEEK = [[[540, 720], [780, 1080]]] * 5 + [[], []]


def out(n: int) -> Out:
    return Out(n, f"指標{n}", f"Metric {n}", 2.5, 1.0, 2.0)


def s1(days: int) -> OpenS1:
    return OpenS1("A-障-0001", "止まる", "It stops", days)


@pytest.mark.parametrize(
    ("found", "health", "keys"),
    [
        (Standing(), "unknown", ["no-records"]),
        (Standing(read=1), "green", ["quality-kept"]),
        (Standing(defects=1), "green", ["quality-kept"]),
        (Standing(ruled=1), "green", ["quality-kept"]),
        (Standing(read=3, out=(out(1),)), "amber", ["metric-high"]),
        (Standing(read=3, out=(out(1), out(2))), "red", ["metric-high", "metric-high"]),
        (Standing(defects=1, open=1, s1=(s1(0),)), "amber", ["s1-new"]),
        (Standing(defects=1, open=1, s1=(s1(2),)), "amber", ["s1-open"]),
        (Standing(defects=1, open=1, s1=(s1(3),)), "red", ["s1-open"]),
        (Standing(ruled=1, failed=(Failed("A-G01", "設計", "Design"),)), "red", ["gate-failed"]),
        (Standing(read=1, defects=1, out=(out(1),), s1=(s1(3),)), "red", ["s1-open", "metric-high"]),
    ],
)
def test_each_rule_at_its_edge(found, health, keys):
    judged = quality(found, LIMITS)
    assert judged.health == health
    assert [r["sentence_key"] for r in judged.reasons] == keys
    assert all(sentence(r) for r in judged.reasons)
    assert all(r["rows"] for r in judged.reasons if r["health"] in ("red", "amber"))


def test_limits_are_the_organisations():
    assert quality(Standing(read=3, out=(out(1), out(2))), Limits(metrics_red=3)).health == "amber"
    assert quality(Standing(defects=1, s1=(s1(3),)), Limits(s1_red_days=5)).health == "amber"


def test_what_is_too_much_to_name_is_counted_with_its_rows():
    judged = quality(Standing(read=9, out=tuple(out(n) for n in range(1, 8))), LIMITS)
    assert judged.reasons[-1]["params"] == {"count": 2}
    assert judged.reasons[-1]["rows"] == ["metric:6", "metric:7"]
    assert judged.value == 7


@pytest.fixture
def project(db):
    make_company()
    WorkCalendar.objects.create(name="会社", scope="company", week=WEEK, national_holidays=True)
    return make_project(code="A")


def on(project, day: date) -> Standing:
    return standings([project.pk], day)[project.pk]


def test_a_reading_counts_from_its_day_and_the_newest_counts(project):
    measure = make_measure(project)
    make_reading(measure, 3.0, date(2026, 11, 6))
    make_reading(measure, 1.5, date(2026, 11, 13))
    assert on(project, date(2026, 11, 5)) == Standing()
    assert [o.value for o in on(project, date(2026, 11, 6)).out] == [3.0]
    assert on(project, date(2026, 11, 13)) == Standing(read=1)


def test_a_band_made_wider_turns_no_earlier_reading_green(project):
    measure = make_measure(project)
    make_reading(measure, 3.0)
    measure.upper = 5.0
    measure.save()
    assert len(on(project, AS_OF).out) == 1
    make_reading(measure, 3.0)
    assert on(project, AS_OF).out == ()


def test_a_corrected_reading_counts_until_it_was_corrected(project):
    measure = make_measure(project)
    wrong = make_reading(measure, 9.0, date(2026, 11, 6))
    make_reading(measure, 1.5, date(2026, 11, 6), corrects=wrong, written_at=at(date(2026, 11, 10)))
    assert len(on(project, date(2026, 11, 9)).out) == 1
    assert on(project, date(2026, 11, 10)).out == ()
    assert Reading.objects.count() == 2


def test_a_metric_that_is_not_followed_any_more_counts_until_then(project):
    measure = make_measure(project, stopped_on=date(2026, 11, 13))
    make_reading(measure, 3.0, date(2026, 11, 6))
    assert len(on(project, date(2026, 11, 12)).out) == 1
    assert on(project, date(2026, 11, 13)) == Standing()


def test_business_days_of_an_s1_are_counted_since_it_is_one_without_a_break(project):
    defect = make_defect(project, [("raised", date(2026, 11, 2)), ("closed", date(2026, 11, 4))], "s1")
    assert [s.days for s in on(project, date(2026, 11, 2)).s1] == [0]
    assert on(project, date(2026, 11, 4)).s1 == ()
    step = {"defect": defect, "owner": None, "due": None, "made_by": None}
    DefectStep.objects.create(state="investigating", severity="s2", made_at=at(date(2026, 11, 10)), **step)
    DefectStep.objects.create(state="fixing", severity="s1", made_at=at(date(2026, 11, 13)), **step)
    assert on(project, date(2026, 11, 12)).s1 == ()
    assert [s.days for s in on(project, date(2026, 11, 13)).s1] == [0]
    assert [s.days for s in on(project, date(2026, 11, 16)).s1] == [1]  # Monday after a Friday
    assert [s.days for s in on(project, AS_OF).s1] == [5]


def test_a_gate_that_failed_is_red_until_the_phase_passes(project):
    failed = make_gate(project, "failed", date(2026, 11, 6))
    make_gate(project, "conditional", date(2026, 11, 13), phase=failed.phase, attempt=2)
    assert on(project, date(2026, 11, 5)).ruled == 0
    assert [f.code for f in on(project, date(2026, 11, 12)).failed] == [failed.code]
    assert on(project, date(2026, 11, 13)).failed == ()
    make_gate(project)
    assert on(project, AS_OF).ruled == 2


def test_the_registers_give_the_axis_of_all_projects_in_a_constant_number_of_queries(project):
    def counted(projects):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            found = of_registers(projects, {"other": LIMITS, "system": LIMITS}, AS_OF)
        return len(caught), [found[p.pk][Axis.QUALITY].health for p in projects]

    projects = [project, make_project(code="B"), make_project(code="C"), make_project(code="D")]
    make_defect(project, [("raised", AS_OF - timedelta(7))], "s1")
    one, healths = counted(projects[:1])
    assert healths == ["red"]
    make_defect(projects[1], [("raised", AS_OF)], "s1")
    make_reading(make_measure(projects[2]), 1.5)
    many, healths = counted(projects)
    assert healths == ["red", "amber", "green", "unknown"]
    assert many == one
