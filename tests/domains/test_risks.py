"""Risks: one sentence, scored, answered by a plan, reviewed, ended; every change stays readable as of its day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from factories.people import AS_OF, make_company, make_user, read_company
from factories.project import make_project, make_user_of
from factories.risk import ANSWERED, SCORED, SENTENCE, make_risk
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.core.rules import Conflict
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.risk.actions import risks
from kaname.domains.risk.enums import Band
from kaname.domains.risk.models import Risk, RiskStep
from kaname.domains.risk.queries.counting import counted, matrix, money, moved
from kaname.domains.risk.queries.standing import standings, steps_on, visible_on
from kaname.domains.risk.validators import band_of, emv_of, score_of

pytestmark = pytest.mark.django_db
PLAN = {
    "response": "mitigate",
    "prevention": "仕様の確認会を週次で開く",
    "response_due": date(2026, 12, 4),
    "review_due": date(2026, 12, 11),
    "residual_probability": 2,
    "residual_impact": 3,
}


@pytest.fixture(autouse=True)
def company():
    make_company()


@pytest.fixture
def project():
    return make_project(code="A")


@pytest.fixture
def pm(project):
    return make_user_of(project, Role.PROJECT_MANAGER)


def found(project, by, **values) -> Risk:
    return risks.identify(project=project, by=by, **SENTENCE | values)


def test_bands_are_those_of_the_specification():
    bands = [band_of(score) for score in (1, 4, 5, 9, 10, 16, 17, 25)]
    assert bands == [Band.LOW] * 2 + [Band.MEDIUM] * 2 + [Band.HIGH] * 2 + [Band.EXTREME] * 2
    assert (score_of(3, 2, None, 4), score_of(3, None), score_of(None, 5)) == (12, None, None)


def test_expected_value_is_that_of_the_specification(project):
    """Specification 5.5: .3 x 8M + .5 x 2M + .1 x 20M - .2 x 3M = 4,800,000."""
    for direction, probability, chance, yen in (
        ("threat", 2, None, 8_000_000), ("threat", 3, None, 2_000_000), ("threat", 1, None, 20_000_000),
        ("opportunity", 2, 20, 3_000_000),
    ):  # fmt: skip
        given = {"direction": direction, "probability": probability, "chance": chance, "exposure_yen": yen}
        make_risk(project, **SCORED | given)
    make_risk(project, **SCORED | {"state": "closed", "exposure_yen": 50_000_000})
    make_risk(project, **SCORED)
    summed = money(standings(steps_on(AS_OF, Risk.objects.all())))
    assert (summed.emv, summed.without) == (4_800_000, 1)
    assert emv_of("threat", None, 1) is None


def test_the_way_from_found_to_watched_keeps_every_step(project, pm):
    risk = found(project, pm)
    assert (risk.code, risk.state, risk.sentence) == (
        "A-危-0001", "identified", "接続先の仕様が決まっていない → 結合試験で作り直しになる → 本番移行が遅れる",
    )  # fmt: skip
    risk = risks.assess(risk=risk, by=pm, probability=4, impact_delay=3, impact_cost=5, remark="見積り済み")
    assert (risk.state, risk.score, risk.band) == ("analysed", 20, Band.EXTREME)
    risk = risks.plan(risk=risk, by=pm, owner=pm.person, **PLAN)
    risk = risks.move(risk=risk, to="watched", by=pm)
    risk = risks.done(risk=risk, by=pm)
    assert (risk.state, risk.response_done, risk.residual) == ("watched", AS_OF, 6)
    steps = list(risk.steps.values_list("state", "score", "response", "entered_by", "day"))
    assert [s[:3] for s in steps] == [
        ("identified", None, ""), ("analysed", 20, ""), ("planned", 20, "mitigate"), ("watched", 20, "mitigate"),
        ("watched", 20, "mitigate"),
    ]  # fmt: skip
    assert {s[3:] for s in steps} == {(pm.person.pk, AS_OF)}
    verbs = list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["risk.identify", "risk.assess", "risk.plan", "risk.watch", "risk.respond"]


def test_everything_that_is_wrong_is_named_at_once(project, pm):
    with pytest.raises(ValidationError) as refused:
        risks.identify(project=project, by=pm, cause="", event=" ", effect="", category="nothing")
    assert set(refused.value.error_dict) == {"cause", "event", "effect", "category"}
    risk = found(project, pm)
    with pytest.raises(ValidationError) as refused:
        risks.assess(risk=risk, by=pm, chance=80)
    assert set(refused.value.error_dict) == {"probability", "impact_delay"}
    with pytest.raises(ValidationError) as refused:
        risks.assess(risk=risk, by=pm, probability=2, impact_delay=3, chance=80)
    assert set(refused.value.error_dict) == {"chance"}
    with pytest.raises(ValidationError):
        risks.plan(risk=risk, by=pm, owner=pm.person, **PLAN)
    scored = risks.assess(risk=risk, by=pm, probability=2, impact_delay=3)
    with pytest.raises(ValidationError) as refused:
        risks.plan(risk=scored, by=pm, response="exploit", residual_probability=3)
    assert set(refused.value.error_dict) == {"response", "owner", "prevention", "review_due", "residual_probability"}
    assert RiskStep.objects.filter(risk=risk).count() == 2


def test_what_is_left_is_never_above_the_score(project, pm):
    risk = risks.assess(risk=found(project, pm), by=pm, probability=2, impact_delay=3)
    with pytest.raises(ValidationError) as refused:
        risks.plan(risk=risk, by=pm, owner=pm.person, **PLAN | {"residual_impact": 4})
    assert set(refused.value.error_dict) == {"residual_probability"}
    planned = risks.plan(risk=risk, by=pm, owner=pm.person, **PLAN)
    with pytest.raises(ValidationError) as refused:
        risks.assess(risk=planned, by=pm, probability=1, impact_delay=3)
    assert set(refused.value.error_dict) == {"probability"}
    with pytest.raises(DatabaseError), transaction.atomic():
        Risk.objects.filter(pk=risk.pk).update(residual_impact=5)


def test_opportunities_have_responses_of_their_own(project, pm):
    risk = found(project, pm, direction="opportunity")
    risk = risks.assess(risk=risk, by=pm, probability=3, impact_cost=3)
    with pytest.raises(ValidationError):
        risks.plan(risk=risk, by=pm, owner=pm.person, **PLAN)
    risk = risks.plan(risk=risk, by=pm, owner=pm.person, **PLAN | {"response": "enhance"})
    with pytest.raises(ValidationError) as refused:
        risks.describe(risk=risk, by=pm, direction="threat", owner=None)
    assert set(refused.value.error_dict) == {"direction", "owner"}


def test_another_action_is_to_be_done_again(project, pm):
    risk = risks.assess(risk=found(project, pm), by=pm, probability=4, impact_delay=4)
    risk = risks.done(risk=risks.plan(risk=risk, by=pm, owner=pm.person, **PLAN), by=pm)
    with pytest.raises(ValidationError):
        risks.done(risk=risk, by=pm)
    assert risks.plan(risk=risk, by=pm, response="avoid").response_done == AS_OF
    assert risks.plan(risk=risk, by=pm, prevention="別の手").response_done is None


def test_ends_need_a_reason_and_can_be_opened_again(project, pm):
    risk = risks.assess(risk=found(project, pm), by=pm, probability=4, impact_delay=4)
    for to in ("happened", "closed"):
        with pytest.raises(ValidationError) as refused:
            risks.move(risk=risk, to=to, by=pm)
        assert set(refused.value.error_dict) == {"remark"}
    with pytest.raises(ValidationError):
        risks.move(risk=risk, to="watched", by=pm)
    risk = risks.move(risk=risk, to="happened", by=pm, remark="仕様が変わった")
    for write in (risks.assess, risks.plan, risks.describe, risks.done):
        with pytest.raises(ValidationError):
            write(risk=risk, by=pm)
    risk = risks.move(risk=risk, to="closed", by=pm, remark="課題で扱う")
    assert risks.move(risk=risk, to="analysed", by=pm, remark="再び起こりうる").state == "analysed"


def test_a_review_that_changes_nothing_is_kept_with_its_remark(project, pm):
    risk = risks.assess(risk=found(project, pm), by=pm, probability=4, impact_delay=4)
    again = risks.assess(risk=risk, by=pm, remark="変わりなし")
    assert (again.version, risk.steps.count(), risk.steps.last().remark) == (risk.version, 3, "変わりなし")
    risks.assess(risk=risk, by=pm)
    assert risk.steps.count() == 3


def test_steps_are_never_changed(project):
    step = make_risk(project).steps.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        RiskStep.objects.filter(pk=step.pk).update(score=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        step.delete()


def test_who_read_an_older_version_is_refused(project, pm):
    risk = found(project, pm)
    risks.describe(risk=risk, by=pm, version=1, event="別の出来事")
    with pytest.raises(Conflict):
        risks.describe(risk=risk, by=pm, version=1, event="さらに別")


def test_members_write_about_their_own_and_end_nothing(project, pm):
    member, other = make_user_of(project, Role.MEMBER), make_user_of(project, Role.FREELANCER)
    sponsor, outsider = make_user_of(project, Role.SPONSOR), make_user_of(make_project(code="B"), Role.PROJECT_MANAGER)
    mine = found(project, member)
    assert risks.assess(risk=mine, by=member, probability=3, impact_delay=3).score == 9
    for user in (other, sponsor, outsider):
        with pytest.raises(NotAllowed):
            risks.assess(risk=mine, by=user, probability=1, impact_delay=1)
    risks.describe(risk=mine, by=pm, owner=other.person)
    assert risks.assess(risk=mine, by=other, probability=2, impact_delay=3).score == 6
    with pytest.raises(NotAllowed):
        risks.move(risk=mine, to="closed", by=member, remark="もうない")
    for user in (sponsor, outsider):
        with pytest.raises(NotAllowed):
            found(project, user)


def test_amounts_are_for_who_reads_the_cost(project, pm):
    member = make_user_of(project, Role.MEMBER)
    mine = found(project, member)
    with pytest.raises(NotAllowed):
        risks.assess(risk=mine, by=member, probability=3, impact_delay=3, exposure_yen=1)
    assert risks.assess(risk=mine, by=pm, probability=3, impact_delay=3, exposure_yen=1_000_000).emv_yen == 500_000
    assert risks.assess(risk=mine, by=member, probability=2).emv_yen == 300_000


def test_owner_and_manager_are_told_and_nobody_of_their_own_doing(project, pm):
    member = make_user_of(project, Role.MEMBER)
    risk = found(project, pm, owner=member.person)
    risks.describe(risk=risk, by=pm, event="別の出来事")
    risks.move(risk=risk, to="happened", by=pm, remark="起きた")
    assert list(Notification.objects.order_by("pk").values_list("user_id", "kind")) == [
        (member.pk, "risk.owner"), (member.pk, "risk.happened"),
    ]  # fmt: skip


def test_each_day_is_told_as_it_was(project):
    early, late = date(2026, 10, 2), date(2026, 11, 6)
    changing = make_risk(project, (early, SCORED), (late, {"probability": 5}), (AS_OF, {"state": "closed"}))
    fresh = make_risk(project, (late, SCORED))

    def on(day):
        rows = standings(steps_on(day, Risk.objects.all()).select_related("risk"), day, early)
        return {s.risk.pk: (s.step.score, s.open, s.trend) for s in rows}

    assert on(date(2026, 10, 1)) == {}
    assert on(date(2026, 11, 5)) == {changing.pk: (16, True, "same")}
    assert on(late) == {changing.pk: (20, True, "up"), fresh.pk: (16, True, "new")}
    assert on(AS_OF)[changing.pk] == (20, False, "over")


def test_the_matrix_counts_and_tells_what_moved(project):
    early = date(2026, 10, 2)
    make_risk(project, (early, SCORED), (AS_OF, {"probability": 5}))
    make_risk(project, (early, SCORED), (AS_OF, {"impact_delay": 2}))
    make_risk(project, (AS_OF, SCORED | {"probability": 5}))
    make_risk(project, (early, SCORED), (AS_OF, {"state": "closed"}))
    make_risk(project, (early, SCORED | {"direction": "opportunity"}))
    make_risk(project, (early, {}))
    rows = standings(steps_on(AS_OF, Risk.objects.all()).select_related("risk"), AS_OF, early)
    cells = {(c.probability, c.impact): (c.count, c.up, c.down, c.new) for line in matrix(rows) for c in line}
    assert {where: told for where, told in cells.items() if told[0]} == {(5, 4): (2, 1, 0, 1), (4, 2): (1, 0, 1, 0)}
    assert len(cells) == 25
    assert [s.trend for s in moved(rows)] == ["up", "new", "down", "over"]
    told = counted(rows)
    assert (told.open, told.high, told.opportunities, told.unscored, told.unplanned) == (5, 2, 1, 1, 2)


def test_late_is_what_was_not_done_or_not_looked_at_again(project):
    due = {"response_due": date(2026, 11, 19), "review_due": date(2026, 11, 20)}
    make_risk(project, **ANSWERED | due)
    (on_time,) = standings(steps_on(date(2026, 11, 20), Risk.objects.all()), AS_OF)
    assert (on_time.response_late, on_time.review_late) == (True, False)
    make_risk(project, **ANSWERED | due | {"response_done": date(2026, 11, 18), "review_due": date(2026, 11, 19)})
    done = standings(steps_on(AS_OF, Risk.objects.all()).order_by("pk"), AS_OF)[-1]
    assert (done.response_late, done.review_late, done.eased) == (False, True, True)


def test_a_client_reads_what_is_opened_and_others_nothing(project):
    opened, _hidden = make_risk(project, **SCORED | {"open_to_client": True}), make_risk(project)
    client, member = make_user_of(project, Role.CLIENT), make_user_of(project, Role.MEMBER)
    assert set(Risk.objects.visible_to(client)) == {opened}
    assert {s.risk_id for s in visible_on(client, AS_OF)} == {opened.pk}
    assert (visible_on(member, AS_OF).count(), visible_on(make_user(Role.AUDITOR), AS_OF).count()) == (2, 2)
    assert not Risk.objects.visible_to(make_user(Role.SYSTEM_ADMINISTRATOR)).exists()


def test_what_was_opened_to_the_client_later_was_not_before(project):
    make_risk(project, (date(2026, 10, 2), SCORED), (AS_OF, {"open_to_client": True}))
    client = make_user_of(project, Role.CLIENT)
    assert visible_on(client, date(2026, 10, 5)).count() == 0
    assert visible_on(client, AS_OF).count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_standings_take_two_queries(project, count, django_assert_num_queries):
    for _ in range(count):
        make_risk(project)
    read_company()
    with django_assert_num_queries(2):
        assert len(standings(steps_on(AS_OF, Risk.objects.all()).select_related("risk"))) == count
