"""Strategies and objectives (S17): weights that sum to 100, the way from draft to end, what serves them, figures."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from factories.people import make_company, make_person, make_user
from factories.portfolio import make_programme_of
from factories.project import make_project, make_user_of
from factories.strategy import (
    make_aim,
    make_kpi,
    make_portfolio,
    make_running,
    make_strategy,
    make_strategy_of,
    weighed,
)
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.portfolio.actions import kpis, links, objectives
from kaname.domains.portfolio.models import Kpi, KpiReading, ObjectiveLink, StrategicObjective
from kaname.domains.portfolio.queries.objectives import aimless, figures_of, served_by
from kaname.domains.project.models import Project

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def company():
    return make_company()


def refusal(call, *args, **kwargs) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        call(*args, **kwargs)
    return refused.value


def total(parent) -> Decimal:
    return sum((row.weight for row in objectives.siblings(parent)), Decimal(0))


@pytest.mark.parametrize("weights", [(60, 39.99), (60, 40.01), (0, 0), (100, 100)])
def test_weights_that_do_not_sum_to_100_are_refused_and_leave_the_old_ones(weights):
    top = make_strategy()
    rows = [make_aim(top), make_aim(top)]
    weighed(rows, 70, 30)
    assert "100" in str(refusal(weighed, rows, *weights).message_dict["weights"])
    assert [row.weight for row in objectives.siblings(top)] == [70, 30]
    with pytest.raises(IntegrityError), transaction.atomic():
        StrategicObjective.objects.filter(pk=rows[0].pk).update(weight=Decimal("100.01"))


def test_weights_are_of_all_siblings_and_of_each_strategy_apart():
    one, other = make_strategy(), make_strategy()
    rows = [make_aim(one), make_aim(one), make_aim(other)]
    refusal(weighed, rows[:1], 100)
    weighed(rows[:2], "33.33", "66.67")
    weighed(rows[2:], 100)
    assert (total(one), total(other), total(None)) == (100, 100, 0)
    events = AuditEvent.objects.filter(verb="strategic_objective.weigh").order_by("sequence")
    assert next((e.before, e.after) for e in events) == ({"weight": "0.00"}, {"weight": "33.33"})
    assert len(events) == 3


def test_a_new_objective_and_one_that_is_stopped_keep_the_sum():
    first, second = make_running(make_person(), 60, 40)
    top = StrategicObjective.objects.get(pk=first.parent_id)
    third = make_aim(top, owner=make_person())
    assert total(top) == 100
    refusal(objectives.move, objective=third, state="approved", by=None)  # it has no weight yet
    said = refusal(objectives.move, objective=second, state="cancelled", result="不要", by=None)
    assert "40" in said.messages[0]
    weighed(list(objectives.siblings(top)), 70, 0, 30)
    objectives.move(objective=second, state="cancelled", result="不要", by=None)
    objectives.move(objective=third, state="approved", by=None)
    assert [row.code for row in objectives.siblings(top)] == [first.code, third.code]
    assert total(top) == 100


def test_every_reason_against_an_approval_is_named():
    aim = make_aim()
    said = refusal(objectives.move, objective=aim, state="approved", by=None).messages
    assert len(said) == 3, "nobody answers for it, no weight, the strategy is a draft"
    assert aim.parent.code in said[2]


def test_states_follow_one_another_and_an_end_needs_its_result():
    aim = make_running(make_person())[0]
    refusal(objectives.move, objective=aim, state="achieved", result="達成", by=None)
    objectives.move(objective=aim, state="running", by=None)
    refusal(objectives.move, objective=aim, state="achieved", result=" ", by=None)
    top = StrategicObjective.objects.get(pk=aim.parent_id)
    assert aim.code in refusal(objectives.move, objective=top, state="missed", result="未達", by=None).messages[0]
    done = objectives.move(objective=aim, state="achieved", result="全指標が到達", by=None)
    assert (done.state, done.result, done.approved_by) == ("achieved", "全指標が到達", None)
    refusal(objectives.move, objective=done, state="running", by=None)


def test_two_levels_and_the_years_of_the_strategy():
    aim = make_aim()
    assert "parent" in refusal(make_aim, aim).message_dict
    assert "first_year" in refusal(make_aim, aim.parent, first_year=2025, last_year=2026).message_dict
    assert "last_year" in refusal(make_aim, aim.parent, first_year=2027, last_year=2026).message_dict
    assert "last_year" in refusal(objectives.update, objective=aim.parent, last_year=2027, by=None).message_dict
    assert (aim.begins, aim.ends) == (date(2026, 4, 1), date(2029, 3, 31))
    with pytest.raises(IntegrityError), transaction.atomic():
        StrategicObjective.objects.filter(pk=aim.pk).update(parent=aim)


def test_who_writes_and_who_decides():
    owner, manager = make_user(person=make_person()), make_user(Role.PMO_MANAGER)
    project = make_project()
    aim = make_running(owner.person)[0]
    objectives.move(objective=aim, state="running", by=owner)
    for stranger in (make_user_of(project, Role.SPONSOR), make_user(Role.PMO_EXPERT)):
        with pytest.raises(NotAllowed):
            objectives.move(objective=aim, state="achieved", result="達成", by=stranger)
        with pytest.raises(NotAllowed):
            objectives.update(objective=aim, name="別名", by=stranger)
    with pytest.raises(NotAllowed):
        objectives.update(objective=aim, name="別名", by=owner)
    assert objectives.update(objective=aim, name="別名", by=manager).name == "別名"
    kpi = make_kpi(aim)
    kpis.measure(kpi=kpi, measured_on=TODAY, value=Decimal(80), source="台帳", by=owner)
    with pytest.raises(NotAllowed):
        kpis.measure(kpi=kpi, measured_on=TODAY, value=Decimal(80), source="台帳", by=make_user(Role.AUDITOR))


def test_a_project_serves_an_objective_by_itself_or_with_its_programme_and_else_none():
    alone, inside, lacking, over = (make_project() for _ in range(4))
    Project.objects.filter(pk=over.pk).update(status="completed")
    one, other = make_running(make_person(), 50, 50)
    links.link(objective=one, thing=alone, by=None)
    links.link(objective=other, thing=make_programme_of(inside), by=None)
    links.link(objective=other, thing=make_portfolio(lacking), by=None)
    assert list(aimless(Project.objects.all(), TODAY)) == [lacking], "a portfolio alone covers nothing"
    assert [(o.pk, bool(row.programme_id)) for o, row in served_by(inside, TODAY)] == [(other.pk, True)]
    objectives.move(objective=one, state="running", by=None)
    objectives.move(objective=one, state="missed", result="未達", by=None)
    assert set(aimless(Project.objects.all(), TODAY)) == {alone, lacking}, "what has ended covers nothing"


def test_what_cannot_be_linked_is_refused():
    project, aim = make_project(), make_running(make_person())[0]
    row = links.link(objective=aim, thing=project, by=None)
    for wrong in (aim, aim.parent, make_aim(aim.parent)):
        assert "objective" in refusal(links.link, objective=wrong, thing=project, by=None).message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        ObjectiveLink.objects.create(objective=aim, project=project, valid_from=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        ObjectiveLink.objects.create(objective=aim, valid_from=TODAY)
    links.unlink(row=row, by=None)
    assert not ObjectiveLink.objects.exists(), "it began today: there is no past to keep"
    row = links.link(objective=aim, thing=project, by=None, valid_from=date(2026, 10, 1))
    links.unlink(row=row, by=None)
    assert ObjectiveLink.objects.get().valid_to == date(2026, 11, 19)
    assert ([len(served_by(project, d)) for d in (date(2026, 11, 1), TODAY)]) == [1, 0]


def test_who_writes_the_charter_says_what_the_project_serves():
    project, aim = make_project(), make_running(make_person())[0]
    with pytest.raises(NotAllowed):
        links.link(objective=aim, thing=project, by=make_user_of(project, Role.TEAM_LEADER))
    with pytest.raises(NotAllowed):
        links.link(objective=aim, thing=make_programme_of(project), by=make_user_of(project, Role.PROJECT_MANAGER))
    row = links.link(objective=aim, thing=project, by=make_user_of(project, Role.PROJECT_MANAGER))
    links.unlink(row=row, by=make_user(Role.PMO_MANAGER))


def test_a_figure_is_judged_by_its_way_against_the_time_that_had_passed():
    """From April 2026 to March 2028: 731 days, of which 365 have passed on 1 April 2027."""
    make_company(as_of=date(2027, 4, 2))
    aim = make_running(make_person())[0]
    day, due = date(2027, 4, 1), date(2028, 4, 1)
    values = {"on_course": 75, "behind": 76, "reached": 50}
    for state, value in values.items():
        kpi = make_kpi(aim, name=state, due=due)
        kpis.measure(kpi=kpi, measured_on=day, value=Decimal(value), source="台帳", by=None)
    make_kpi(aim, name="unmeasured", due=due)
    late = make_kpi(aim, name="late", due=date(2027, 3, 31))
    kpis.measure(kpi=late, measured_on=day, value=Decimal(60), source="台帳", by=None)
    held = make_kpi(aim, name="held", due=due, baseline=Decimal(0), target=Decimal(0))
    kpis.measure(kpi=held, measured_on=day, value=Decimal(1), source="台帳", by=None)
    found = {f.kpi.name: f for f in figures_of([aim], date(2027, 4, 2))}
    assert {name: f.state for name, f in found.items()} == {
        **{name: name for name in (*values, "unmeasured", "late")},
        "held": "behind",
    }
    assert (found["behind"].way, found["behind"].expected) == (Decimal("0.48"), Decimal(365) / 731)
    assert (found["held"].way, found["late"].way) == (None, Decimal("0.8"))
    assert {f.state for f in figures_of([aim], date(2026, 5, 1))} == {"unmeasured"}


def test_a_reading_has_a_day_and_a_source_and_is_never_changed():
    kpi = make_kpi(make_running(make_person())[0])
    wrong = refusal(kpis.measure, kpi=kpi, measured_on=date(2026, 12, 1), value=Decimal(1), source=" ", by=None)
    assert set(wrong.message_dict) == {"measured_on", "source"}, "all that is wrong, at once"
    for value in (90, 80):
        kpis.measure(kpi=kpi, measured_on=TODAY, value=Decimal(value), source="台帳", by=None)
    assert [r.value for f in figures_of([kpi.objective], TODAY) for r in f.readings] == [80]
    for write in (lambda: KpiReading.objects.update(value=1), lambda: KpiReading.objects.first().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            write()
    with pytest.raises(IntegrityError), transaction.atomic():
        KpiReading.objects.create(kpi=kpi, measured_on=TODAY, value=1, source="", noted_at="2026-11-20T00:00Z")


def test_a_target_lies_where_the_figure_is_to_go():
    aim = make_running(make_person())[0]
    assert "target" in refusal(make_kpi, aim, direction="higher").message_dict
    assert "due" in refusal(make_kpi, aim, due=date(2026, 3, 31)).message_dict
    kpi = make_kpi(aim)
    assert "target" in refusal(kpis.update, kpi=kpi, direction="higher", by=None).message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        Kpi.objects.filter(pk=kpi.pk).update(target=101)


def test_examples_of_the_permission_walk_stand(django_assert_max_num_queries):
    project = make_project()
    assert len(make_strategy_of(project, make_person())) > 10
    with django_assert_max_num_queries(1):
        assert list(aimless(Project.objects.all(), TODAY)) == []
