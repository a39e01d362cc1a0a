"""Writing about quality: units never mixed, defects not fixed only by decision, gates judged by others; zones."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_project, make_user_of
from factories.quality import make_defect, make_gate, make_measure, make_metric, make_reading
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Phase
from kaname.domains.quality.actions import defects, gates, measures, metrics
from kaname.domains.quality.models import DefectStep, GateStep, Metric, Reading
from kaname.domains.quality.queries.measures import with_readings, zones
from kaname.domains.quality.queries.trend import Found, quarters
from kaname.domains.quality.validators import score_of

pytestmark = pytest.mark.django_db
LINES = [
    {"text": "承認済み", "must": True, "met": True, "evidence": "議事録"},
    {"text": "残件が明らか", "must": False, "weight": 60, "score": 5, "evidence": "一覧"},
    {"text": "横展開", "must": False, "weight": 40, "score": 0, "evidence": "記録"},
]


@pytest.fixture
def project():
    make_company()
    return make_project(code="A")


@pytest.fixture
def pm(project):
    return make_user_of(project, Role.PROJECT_MANAGER)


def wrong(refused) -> set[str]:
    return set(refused.value.error_dict)


def test_a_reading_in_another_unit_by_nothing_or_of_tomorrow_is_refused_all_at_once(project, pm):
    measure = make_measure(project)
    with pytest.raises(ValidationError) as refused:
        measures.read(measure=measure, as_of=date(2026, 12, 1), count=-1, size=0, unit="page", n=0, by=pm)
    assert wrong(refused) == {"as_of", "count", "size", "unit", "n"}
    assert Reading.objects.count() == 0


def test_of_a_share_the_part_is_not_larger_than_the_whole(project, pm):
    measure = make_measure(project, make_metric(formula="share", unit="percent", lower=80, upper=100))
    with pytest.raises(ValidationError) as refused:
        measures.read(measure=measure, as_of=AS_OF, count=6, size=5, unit="percent", n=5, by=pm)
    assert wrong(refused) == {"count"}
    made = measures.read(measure=measure, as_of=AS_OF, count=4, size=5, unit="percent", n=5, by=pm)
    assert (made.value, made.inside) == (80.0, True)


def test_a_band_other_than_the_catalogues_says_why_and_a_metric_is_followed_once(project, pm):
    metric = make_metric()
    with pytest.raises(ValidationError) as refused:
        measures.follow(project=project, metric=metric, lower=0.5, upper=5.0, target=9.0, by=pm)
    assert wrong(refused) == {"reason", "target"}
    measures.follow(project=project, metric=metric, lower=0.5, upper=5.0, reason="自社の実績", by=pm)
    with pytest.raises(ValidationError) as refused:
        measures.follow(project=project, metric=metric, lower=1.0, upper=2.0, by=pm)
    assert wrong(refused) == {"metric"}


def test_those_who_are_measured_do_not_choose_the_band(project):
    leader = make_user_of(project, Role.TEAM_LEADER)
    with pytest.raises(NotAllowed):
        measures.follow(project=project, metric=make_metric(), lower=1.0, upper=2.0, by=leader)
    measure = make_measure(project)
    assert measures.read(measure=measure, as_of=AS_OF, count=5, size=5, unit="ksloc", n=1, by=leader).value == 1.0


def test_a_reading_is_corrected_once_and_never_changed(project, pm):
    measure = make_measure(project)
    first = make_reading(measure, 3.0)
    given = {"measure": measure, "as_of": AS_OF, "count": 5.0, "size": 5.0, "unit": "ksloc", "n": 1, "by": pm}
    with pytest.raises(ValidationError) as refused:
        measures.read(**given, corrects=first)
    assert wrong(refused) == {"note"}
    measures.read(**given, corrects=first, note="重複を数えた")
    with pytest.raises(ValidationError) as refused:
        measures.read(**given, corrects=first, note="もう一度")
    assert wrong(refused) == {"corrects"}
    for rows in (Reading.objects.all(), DefectStep.objects.all(), GateStep.objects.all()):
        make_defect(project)
        make_gate(project)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(written_at=None) if rows.model is Reading else rows.update(remark="別のこと")
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.all()._raw_delete(rows.db)


def test_what_is_not_fixed_is_decided_by_somebody_who_may(project, pm):
    member = make_user_of(project, Role.MEMBER)
    defect = make_defect(project)
    with pytest.raises(ValidationError) as refused:
        defects.move(defect=defect, to="declined", by=member)
    assert wrong(refused) == {"remark", "decider"}
    with pytest.raises(ValidationError) as refused:
        defects.move(defect=defect, to="declined", by=member, remark="影響なし", decider=member.person)
    assert wrong(refused) == {"decider"}
    defects.move(defect=defect, to="declined", by=member, remark="影響なし", decider=pm.person)
    step = DefectStep.objects.get(defect=defect, state="declined")
    assert (step.decider, step.made_by, step.remark) == (pm.person, member.person, "影響なし")


def test_every_change_of_severity_owner_and_day_is_a_step_and_the_owner_is_told(project, pm):
    member = make_user_of(project, Role.MEMBER)
    made = defects.report(
        project=project, by=pm, title="止まる", severity="s3", found_on=AS_OF, stage="system", owner=member.person
    )
    assert made.code == "A-障-0001"
    defects.update(defect=made, by=pm, severity="s1")
    defects.update(defect=made, by=pm, detail="再現手順")
    defects.update(defect=made, by=pm, due=date(2026, 11, 27))
    assert [(s.severity, s.due) for s in made.steps.all()] == [
        ("s3", None), ("s1", None), ("s1", date(2026, 11, 27)),
    ]  # fmt: skip
    assert Notification.objects.filter(user_id=member.pk, kind="defect.yours").count() == 1
    assert AuditEvent.objects.filter(verb="defect.update").count() == 3


def test_a_defect_is_not_made_after_it_was_found_nor_fixed_before(project, pm):
    with pytest.raises(ValidationError) as refused:
        defects.report(
            project=project, by=pm, title="止まる", severity="s3", found_on=AS_OF, stage="requirements",
            injected="build", due=date(2026, 11, 1),
        )  # fmt: skip
    assert wrong(refused) == {"injected", "due"}


def test_a_gate_is_handed_in_judged_and_ruled_on_by_another(project, pm):
    phase = Phase.objects.create(project=project, code="1", name="設計")
    unjudged = [{**line, "met": None, "score": None, "evidence": ""} for line in LINES]
    gate = gates.prepare(project=project, phase=phase, criteria=unjudged, by=pm)
    with pytest.raises(ValidationError) as refused:
        gates.apply(gate=gate, by=pm)
    assert "1, 2, 3" in str(refused.value)
    gate = gates.apply(gate=gates.update(gate=gate, criteria=LINES, by=pm), by=pm)
    assert gate.score == score_of(gate.criteria) == 60.0
    with pytest.raises(NotAllowed):
        gates.rule(gate=gate, ruling="passed", reason="よい", by=pm)
    sponsor = make_user_of(project, Role.SPONSOR)
    gates.rule(gate=gate, ruling="passed", reason="よい", by=sponsor)
    with pytest.raises(ValidationError):
        gates.prepare(project=project, phase=phase, criteria=LINES, by=pm)  # it has passed


def test_where_a_must_is_not_met_there_is_no_plain_pass_and_conditions_are_complete(project, pm):
    phase = Phase.objects.create(project=project, code="1", name="設計")
    lines = [{**LINES[0], "met": False}, *LINES[1:]]
    gate = gates.apply(gate=gates.prepare(project=project, phase=phase, criteria=lines, by=pm), by=pm)
    sponsor, owner = make_user_of(project, Role.SPONSOR), make_person()
    with pytest.raises(ValidationError) as refused:
        gates.rule(gate=gate, ruling="passed", reason="", by=sponsor)
    assert wrong(refused) == {"ruling", "reason"}
    with pytest.raises(ValidationError) as refused:
        gates.rule(gate=gate, ruling="conditional", reason="条件", conditions=[{"text": "直す"}], by=sponsor)
    assert wrong(refused) == {"conditions"}
    asked = [{"text": "直す", "owner": owner, "due": date(2026, 11, 30)}]
    ruled = gates.rule(gate=gate, ruling="conditional", reason="条件", conditions=asked, by=sponsor)
    assert ruled.state == "conditions"
    gates.close_condition(condition=ruled.conditions.get(), evidence="再レビュー", by=pm)
    ruled.refresh_from_db()
    assert [s.state for s in ruled.steps.all()] == ["preparing", "applied", "conditions", "done"]
    assert ruled.state == "done"


def test_after_a_failure_the_phase_is_reviewed_again(project, pm):
    failed = make_gate(project, "failed")
    again = gates.prepare(project=project, phase=failed.phase, criteria=LINES, by=pm)
    assert again.attempt == 2


def test_the_catalogue_is_begun_by_its_keeper_only(project, pm):
    with pytest.raises(NotAllowed):
        metrics.begin(by=pm)
    assert len(metrics.begin(by=make_user(Role.PMO_EXPERT))) == 9
    assert metrics.begin(by=None) == []
    assert Metric.objects.get(code="TC-IT-K").upper == 64.27


def test_the_zone_of_the_specifications_example_is_the_first_and_units_do_not_meet(project):
    cases = make_metric(formula="test_cases", lower=17.85, upper=64.27)
    bugs = make_metric(formula="defects", lower=0.5, upper=2.0)
    other = make_metric(formula="defects", unit="kfp", lower=0.5, upper=2.0)
    made = [make_measure(project, metric) for metric in (cases, bugs, other)]
    make_reading(made[0], 420 / 12.5)
    make_reading(made[1], 15 / 12.5)
    make_reading(made[2], 1.2)
    (found,) = zones(with_readings(made, AS_OF))
    assert (found.unit, found.number, round(found.x.value, 1), round(found.y.value, 1)) == ("ksloc", 1, 33.6, 1.2)
    make_reading(made[1], 5.0)
    make_reading(made[0], 3.0)
    assert zones(with_readings(made, AS_OF))[0].number == 8  # few tests, many defects: the worst


def test_units_are_never_added_and_nothing_by_nothing_is_not_computed(project):
    one = make_gate(project, "passed", size=10.0, unit="ksloc")
    two = make_gate(project, "passed", size=200.0, unit="page")
    found = [Found(one.phase_id, AS_OF, "integration"), Found(two.phase_id, AS_OF, "basic")]
    (now,) = quarters([one, two], found, AS_OF)
    assert {d.unit: (d.defects, d.size) for d in now.densities} == {"ksloc": (1, 10.0), "page": (1, 200.0)}
    (empty,) = quarters([], [], AS_OF)
    assert (empty.removal, empty.first_pass, empty.densities) == (None, None, ())
