"""Teams: where they may stand, who may found and staff them, and what leading one gives."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_member, make_project, make_team, make_user_of
from factories.schedule import make_document, make_plan
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Employer, Role
from kaname.domains.people.models import User
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.actions import members, teams
from kaname.domains.project.models import Project, Team
from kaname.domains.project.models.team import codes_of, inside, written
from kaname.domains.project.queries import team_tree
from kaname.domains.project.rules.teams import leading
from kaname.domains.schedule.actions import edits, measurement
from kaname.domains.schedule.actions.rounds import correcting, receiving
from kaname.domains.schedule.bridge.state import forget_states
from kaname.domains.schedule.models import ExpectedReport, ReportingRound
from kaname.domains.schedule.rules import can_report_for, in_branches

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def company():
    forget_states()
    make_company()
    with translation.override("en"):
        yield


@pytest.fixture
def project() -> Project:
    return make_project()


def found(project, code, wbs="", parent=None, by=None) -> Team:
    return teams.found(project=project, code=code, name=f"班{code}", wbs=wbs, parent=parent, by=by)


def leader_of(team: Team, *more: Team) -> User:
    person = make_person()
    for one in (team, *more):
        make_member(team.project, person, Role.TEAM_LEADER, team=one)
    return make_user(person=person)


def again(user: User) -> User:
    """The same user in the next request: nothing is kept of the one before."""
    return User.objects.get(pk=user.pk)


def refused(write) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as told:
        write()
    return told.value.message_dict


# --- where a team may stand


def test_codes_are_read_as_people_write_them():
    assert codes_of("I4.2、I4.3, I4.2\n I5 ；*") == ("I4.2", "I4.3", "I5", "")
    assert codes_of(" ,、") == ()
    assert written(codes_of("＊")) == "*"
    assert [inside(*pair) for pair in (("1.2", "1"), ("12", "1"), ("1", "1"), ("1", "1.2"), ("9", ""))] == [
        True, False, True, False, True,
    ]  # fmt: skip


def test_the_tree_is_as_deep_as_one_wants_and_reads_in_one_query(project):
    above = None
    for n in range(6):
        above = found(project, f"T{n}", f"1{'.1' * n}", above)
    found(project, "S", "2")
    with CaptureQueriesContext(connection) as asked:
        tree = team_tree(project)
    assert [(p.team.code, p.depth) for p in tree] == [("S", 0), *((f"T{n}", n) for n in range(6))]
    assert len(asked) == 1


def test_everything_wrong_with_a_team_is_said_at_once(project):
    one = found(project, "A", "1, 2")
    found(project, "B", "3")
    told = refused(lambda: found(project, "C", "2.1, 3.4, 5", one))
    assert len(told["wbs"]) == 3, told
    assert [code for code in ("3.4", "5") if any(t.startswith(code) and "outside" in t for t in told["wbs"])] == [
        "3.4", "5",
    ]  # fmt: skip
    assert any("3.4 is shared with" in t for t in told["wbs"])


@pytest.mark.parametrize("wbs", ["1.2", "1", "*", "1.2.3"])
def test_teams_beside_each_other_share_nothing_whoever_stands_above(project, wbs):
    first, second = found(project, "A"), found(project, "B")  # neither has branches of its own
    found(project, "A1", "1.2", first)
    assert "shared" in str(refused(lambda: found(project, "B1", wbs, second)))
    assert found(project, "B2", "1.3", second).branches == ("1.3",)


def test_a_team_is_not_moved_below_itself_nor_so_that_others_fall_out(project):
    top, beside = found(project, "A", "1"), found(project, "B", "2")
    middle = found(project, "A1", "1.1", top)
    low = found(project, "A11", "1.1.1", middle)
    assert "below itself" in str(refused(lambda: teams.update(team=top, parent=low, by=None)))
    assert "parent" in refused(lambda: teams.update(team=top, parent=top, by=None))
    assert "outside" in str(refused(lambda: teams.update(team=top, wbs="3", by=None)))
    told = refused(lambda: teams.update(team=middle, parent=beside, by=None))["wbs"]
    assert sum("outside" in t for t in told) == 2  # the team and the one below it
    elsewhere = found(make_project(), "X")
    assert "parent" in refused(lambda: teams.update(team=low, parent=elsewhere, by=None))
    assert Team.objects.get(pk=low.pk).parent == middle


def test_a_code_is_used_once_and_the_database_keeps_it_so(project):
    found(project, "A")
    assert refused(lambda: found(project, "A")) == {"code": ["This is already used. Choose another."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        make_team(project, "A")
    one = make_team(project, "B")
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.filter(pk=one.pk).update(parent=one.pk)


def test_a_team_is_dissolved_when_people_and_teams_have_gone_and_stays_in_the_history(project):
    top = make_team(project, "A", "1")
    low, member = make_team(project, "A1", "1.1", top), make_member(project, make_person(), Role.MEMBER, team=top)
    told = refused(lambda: teams.dissolve(team=top, on=AS_OF, by=None))["on"]
    assert len(told) == 2
    assert low.name in told[0]
    assert member.person.name_en in told[1]
    teams.dissolve(team=low, on=AS_OF, by=None)
    members.end(member=member, on=AS_OF, by=None)
    gone = teams.dissolve(team=top, on=AS_OF - timedelta(days=0), by=None)
    assert gone.valid_to == AS_OF
    assert team_tree(project, AS_OF + timedelta(days=1)) == []
    assert "on" in refused(lambda: teams.dissolve(team=top, on=date(2000, 1, 1), by=None))
    verbs = AuditEvent.objects.filter(project_id=project.pk).values_list("verb", flat=True)
    assert {"team.dissolve", "member.end"} <= set(verbs)


# --- who may


def test_who_edits_the_project_may_everything_and_members_nothing(project):
    manager, member = make_user_of(project, Role.PROJECT_MANAGER), make_user_of(project, Role.MEMBER)
    team = found(project, "A", "1", by=manager)
    event = AuditEvent.objects.filter(verb="team.found").latest("sequence")
    assert (event.actor_id, event.project_id) == (manager.pk, project.pk)
    for write in (
        lambda: found(project, "B", by=member),
        lambda: teams.update(team=team, name="x", by=member),
        lambda: teams.dissolve(team=team, on=AS_OF, by=member),
        lambda: members.assign(
            project=project, person=make_person(), role=Role.MEMBER, valid_from=DAY, team=team, by=member
        ),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_a_leader_administers_the_own_team_and_those_below_and_nothing_beside(project):
    top, beside = found(project, "A", "1"), found(project, "B", "2")
    leader = leader_of(top)
    low = found(project, "A1", "1.1", top, by=leader)
    leader = again(leader)
    lowest = found(project, "A11", "1.1.1", low, by=leader)
    leader = again(leader)
    assert teams.update(team=lowest, name="新しい名", by=leader).name == "新しい名"
    person = make_person()

    def assign(team, role=Role.MEMBER, who=None):
        return members.assign(
            project=project, person=who or make_person(), role=role, valid_from=DAY, team=team, by=leader
        )

    mine = assign(top, who=person)
    assert assign(lowest, Role.TEAM_LEADER).team == lowest
    assert members.update(member=mine, team=low, by=leader).team == low
    assert members.end(member=mine, on=AS_OF, by=leader).valid_to == AS_OF
    assert AuditEvent.objects.filter(verb="member.end").latest("sequence").actor_id == leader.pk
    theirs = make_member(project, make_person(), Role.MEMBER, team=beside)
    own = project.members.get(person=leader.person)
    outside = [
        lambda: assign(beside),
        lambda: assign(None),
        lambda: assign(top, Role.TEAM_LEADER),  # one's own team: whoever stands above appoints its leader
        lambda: assign(top, Role.PMO_CONTROLLER),
        lambda: assign(low, Role.SPONSOR),
        lambda: members.update(member=theirs, team=top, by=leader),
        lambda: members.update(member=mine, team=beside, by=leader),
        lambda: members.update(member=mine, team=None, by=leader),
        lambda: members.end(member=theirs, on=AS_OF, by=leader),
        lambda: members.end(member=own, on=AS_OF, by=leader),
        lambda: found(project, "C", by=leader),
        lambda: found(project, "B1", "2.1", beside, by=leader),
        lambda: teams.update(team=top, wbs="*", by=leader),
        lambda: teams.update(team=low, parent=beside, by=leader),
        lambda: teams.update(team=low, parent=None, by=leader),
        lambda: teams.dissolve(team=top, on=AS_OF, by=leader),
        lambda: teams.dissolve(team=beside, on=AS_OF, by=leader),
        lambda: members.hand_over(project=project, to=person, record={}, by=leader),
    ]
    before = AuditEvent.objects.count()
    for n, write in enumerate(outside):
        with pytest.raises(NotAllowed):
            write()
        assert AuditEvent.objects.count() == before, n


def test_a_leader_of_another_project_or_of_a_past_day_leads_nothing_here(project):
    team = make_team(project, "A", "1")
    other = leader_of(make_team(make_project(), "A", "1"))
    past = make_person()
    make_member(project, past, Role.TEAM_LEADER, team=team, valid_to=AS_OF - timedelta(days=1))
    over = leader_of(make_team(project, "B", "2", valid_to=AS_OF - timedelta(days=1)))
    for user in (other, make_user(person=past), over):
        assert leading(user, project).teams == frozenset()
        assert leading(user, project).branches == ()
        with pytest.raises(NotAllowed):
            found(project, "X", "1.9", team, by=user)


def test_a_leader_from_outside_the_company_adds_nobody_they_may_not_see(project):
    team = make_team(project, "A", "1")
    person = make_person(employer=Employer.VENDOR)
    make_member(project, person, Role.TEAM_LEADER, team=team)
    leader, colleague, stranger = make_user(person=person), make_person(), make_person()
    make_member(project, colleague, Role.MEMBER)
    given = {"project": project, "role": Role.MEMBER, "valid_from": DAY, "team": team, "by": leader}
    assert "person" in refused(lambda: members.assign(person=stranger, **given))
    assert members.assign(person=colleague, **given).team == team


def test_a_leader_is_appointed_to_a_team_once_there_are_teams(project):
    given = {"project": project, "valid_from": DAY, "by": None}
    alone = members.assign(person=make_person(), role=Role.TEAM_LEADER, **given)  # no teams: the whole plan
    assert leading(make_user(person=alone.person), project).whole
    team = found(project, "A", "1")
    assert "team" in refused(lambda: members.assign(person=make_person(), role=Role.TEAM_LEADER, **given))
    elsewhere = found(make_project(), "X")
    told = refused(
        lambda: members.assign(
            person=alone.person, role=Role.AUDITOR, team=elsewhere, valid_to=date(2026, 8, 1), **given
        )
    )
    assert told.keys() == {"role", "valid_to", "team"}  # all at once
    person = make_person()
    members.assign(person=person, role=Role.MEMBER, team=team, **given)
    members.assign(person=person, role=Role.MEMBER, team=found(project, "B"), **given)  # two teams, one person
    assert "valid_from" in refused(lambda: members.assign(person=person, role=Role.MEMBER, team=team, **given))


# --- the plan


def planned(project):
    """1 (summary): 1.1, 1.2; 2 (summary): 2.1."""
    document = make_document({"甲": 2, "甲一": 1, "甲二": 1, "乙": 1, "乙一": 1})
    for n, (wbs, level, parent) in enumerate(
        (("1", 1, None), ("1.1", 2, "1"), ("1.2", 2, "1"), ("2", 1, None), ("2.1", 2, "4"))
    ):
        row = document.activities[n]
        row.wbs, row.outline_level, row.parent_id = wbs, level, parent
        row.kind = "summary" if parent is None else row.kind
    return make_plan(document, project)


def setting(row, value):
    return {"op": "set", "id": row.pk, "field": "duration", "before": None, "after": value}


def test_a_leader_edits_what_the_team_and_those_below_answer_for(project):
    plan = planned(project)
    top = make_team(project, "A")  # answers for nothing but what stands below it
    make_team(project, "A1", "1.2", top)
    make_team(project, "B", "2")
    leader = leader_of(top)
    row = {a.wbs: a for a in plan.activities.all()}
    assert leading(leader, project).branches == ("1.2",)
    edits.apply(plan=plan, edits=[setting(row["1.2"], 4800)], version=1, by=leader)
    for wbs in ("1", "1.1", "2", "2.1"):
        with pytest.raises(edits.Refused):
            edits.apply(plan=plan, edits=[setting(row[wbs], 9600)], version=2, by=leader)
    new = {"op": "add", "temp": "t", "after": row["1.2"].pk, "level": 2, "name": "追加", "duration": 0}
    with pytest.raises(edits.Refused):  # beside the branch is outside it
        edits.apply(plan=plan, edits=[new], version=2, by=leader)


def test_measurements_reports_and_corrections_stay_inside_the_branches(project):
    plan = planned(project)
    leader = leader_of(make_team(project, "A", "1"))
    row = {a.wbs: a for a in plan.activities.all()}
    measurement.choose(activity=row["1.1"], values={"method": "0/100"}, by=leader)
    with pytest.raises(NotAllowed):
        measurement.choose(activity=row["2.1"], values={"method": "0/100"}, by=leader)
    with pytest.raises(NotAllowed):
        measurement.choose_many(plan=plan, chosen={row[w].uid: {"method": "0/100"} for w in ("1.2", "2.1")}, by=leader)
    inside_, outside = row["1.1"].uid, row["2.1"].uid
    assert can_report_for(leader, project, [inside_, row["1.2"].uid])
    assert not can_report_for(leader, project, [inside_, outside])
    assert not can_report_for(leader, project, ["none"])
    assert can_report_for(make_user_of(project, Role.PMO_ADMINISTRATOR), project, [inside_, outside])
    assert not can_report_for(make_user_of(project, Role.PMO_CONTROLLER), project, [inside_])
    round_ = ReportingRound.objects.create(
        number=1, as_of=AS_OF, due="2026-11-27T00:00Z", freezes="2026-11-27T08:00Z", opened_at="2026-11-19T00:00Z"
    )
    asked = ExpectedReport.objects.create(round=round_, plan=plan, person=make_person(), uids=[inside_, outside])
    with pytest.raises(NotAllowed):
        receiving.receive(expected=asked, lines=(), by=leader, way="proxy", unchanged=True)
    asked.uids = [inside_]
    asked.save()
    assert receiving.receive(expected=asked, lines=(), by=leader, way="proxy", unchanged=True).status == "received"
    told = type("Told", (), {"uid": outside})
    with pytest.raises(NotAllowed):
        correcting.correct(round_=round_, plan=plan, told=told, reason="x", by=leader)


def test_rows_belong_to_the_nearest_branch_above_them_in_whatever_order_they_stand():
    rows = [(3, 2, ""), (1, None, "1"), (2, 1, "1.1"), (4, 1, "1.2"), (5, None, "2"), (6, 5, "x")]
    marks = {"1": "a", "1.1": "b"}
    assert in_branches(rows, marks) == {1: "a", 2: "b", 3: "b", 4: "a"}
    assert in_branches(reversed(rows), marks | {"": "c"}) == {1: "a", 2: "b", 3: "b", 4: "a", 5: "c", 6: "c"}
    assert in_branches([(1, 2, ""), (2, 1, "")], marks) == {}  # a circle ends
    assert in_branches([(1, None, "1.7"), (2, 1, "9"), (3, None, "17")], marks) == {1: "a", 2: "a"}  # without a row 1
