"""Roll-up of teams: what stands below adds up, and all of it is the project."""

from datetime import date
from functools import reduce

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from factories.control import make_decision
from factories.cost import make_account, make_actual, make_approved, make_line, make_report
from factories.people import make_company, make_person, make_user
from factories.project import make_member, make_project, make_team, make_user_of
from factories.schedule import MONDAY, make_document, make_plan
from factories.support import make_support
from kaname.domains.core.instants import ticks_of
from kaname.domains.cost.actions import evm
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Team
from kaname.domains.project.queries import Placed
from kaname.domains.reporting.bridge import teams as queries
from kaname.domains.reporting.bridge.team_facts import NUMBERS, Facts, Row, facts_of, teams_of_rows
from kaname.domains.reporting.bridge.team_money import OUTSIDE, Yen, shared_out
from kaname.domains.reporting.bridge.team_week import week_of_team
from kaname.domains.reporting.bridge.teams import Line, RollUp, roll_up
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions import baselines, recalculation
from kaname.domains.schedule.models import Activity, Assignment, Plan, Relation

AS_OF = date(2026, 11, 20)


def row(pk, parent, wbs, **values) -> Row:
    usual = {"uid": str(pk), "name": f"n{pk}", "kind": "task", "active": True, "duration": 4800, "percent": 0.0}
    usual |= {"actual_finish": None, "start": 0, "finish": 4800, "deadline": None, "critical": False}
    return Row(pk=pk, parent=parent, wbs=wbs, **usual | values)


WHOLE = st.integers(0, 10**6)
ROWS = st.lists(
    st.tuples(
        st.integers(0, 8), st.sampled_from(["task", "task", "milestone", "summary", "level_of_effort"]), WHOLE,
        st.floats(0, 100), WHOLE, st.booleans(), st.none() | WHOLE, st.none() | st.tuples(WHOLE, WHOLE), st.booleans(),
    ),
    max_size=30,
)  # fmt: skip
TREES = st.lists(st.integers(-1, 6), max_size=8)


@given(TREES, ROWS, st.integers(0, 10**6))
def test_children_and_own_rows_are_the_team_and_all_teams_and_the_rest_the_project(above, drawn, reference):
    """Whatever the tree and the rows: computed once from the bottom up, and once from every row by itself."""
    tree = _tree(above)
    rows = [
        row(n + 100, n % len(above) if above and at else None, f"{at}" if at else "", kind=kind, duration=duration,
            percent=percent, finish=finish, critical=critical, deadline=deadline,
            begins=promised and min(promised), ends=promised and max(promised), active=active)
        for n, (at, kind, duration, percent, finish, critical, deadline, promised, active) in enumerate(drawn)
    ]  # fmt: skip
    of_row = teams_of_rows(rows, tree)
    own: dict[int, Facts] = {}
    for each in rows:
        if each.counted:
            key = of_row.get(each.pk, OUTSIDE)
            own[key] = own.get(key, Facts()) + facts_of(each, reference, 4800)
    found = RollUp([], Facts(), True, None, False, False, False)
    queries._add_up(found, tree, own, [])
    lines = {line.team.pk: line for line in found.lines if line.team is not None}
    for line in lines.values():
        parts = reduce(Facts.__add__, (lines[child].whole for child in line.children), line.own)
        assert same(parts, line.whole)
        below = _under(line.team.pk, lines)
        alone = [facts_of(r, reference, 4800) for r in rows if r.counted and of_row.get(r.pk) in below]
        assert same(reduce(Facts.__add__, alone, Facts()), line.whole)
    every = [facts_of(r, reference, 4800) for r in rows if r.counted]
    assert same(reduce(Facts.__add__, every, Facts()), found.total)
    tops = [line.whole for line in found.lines if line.depth == 0]
    assert same(reduce(Facts.__add__, tops, Facts()), found.total)


def _tree(above: list[int]) -> list[Placed]:
    """Teams 1.. with branches of their number, each below an earlier one or none, in the order of the tree."""
    below: dict[int, list[int]] = {}
    for n, parent in enumerate(above, start=1):
        below.setdefault(parent if 0 < parent < n else 0, []).append(n)

    def placed(at: int, depth: int):
        for n in below.get(at, ()):
            yield Placed(Team(pk=n, code=str(n), wbs=str(n), parent_id=at or None), depth, tuple(below.get(n, ())))
            yield from placed(n, depth + 1)

    return list(placed(0, 0))


def _under(team: int, lines: dict[int, Line]) -> set[int]:
    return {team}.union(*(_under(child, lines) for child in lines[team].children))


def same(one: Facts, other: Facts) -> bool:
    numbers = all(getattr(one, name) == pytest.approx(getattr(other, name)) for name in NUMBERS)
    return numbers and one.milestones == other.milestones and one.stuck == other.stuck


@given(st.integers(0, 10**12), st.dictionaries(st.integers(1, 9), st.integers(0, 10**9), max_size=9))
def test_yen_that_are_shared_out_add_up_to_the_last(yen, weights):
    shares = shared_out(yen, weights)
    assert sum(shares.values()) == yen
    total = sum(weights.values())
    if total:
        assert all(abs(shares[key] - yen * weight / total) <= 1 for key, weight in weights.items())


@pytest.fixture
def made(db):
    """1 (summary): 1.1 設計, 1.2 製造; 2: 試験; 3: 完了 (milestone); two teams, one below the other; money on all."""
    make_company()
    project = make_project(status="executing")
    document = make_document(
        {"計画": 1, "設計": 3, "製造": 5, "試験": 2, "完了": 0}, [("設計", "製造"), ("製造", "試験"), ("試験", "完了")]
    )
    for n, (wbs, level, parent) in enumerate(
        (("1", 1, None), ("1.1", 2, "1"), ("1.2", 2, "1"), ("2", 1, None), ("3", 1, None))
    ):
        each = document.activities[n]
        each.wbs, each.outline_level, each.parent_id = wbs, level, parent
    document.activities[0].kind = "summary"
    plan = make_plan(document, project)
    baselines.set_baseline(plan=plan, name="当初", reason="x", by=None)
    top = make_team(project, "A", "1")
    low = make_team(project, "A1", "1.2", top)
    account, free = make_account(project, branch="1"), make_account(project)
    make_line(account, "2", 3_000_000)
    make_line(account, "3", 5_000_000)
    make_line(free, "4", 2_000_000)
    make_line(account, "", 1_000_001)
    make_approved(project)
    make_report(plan, AS_OF, {"2": 100.0, "3": 40.0}, ticks_of(MONDAY.replace(day=20, hour=17)))
    make_actual(account, AS_OF, 2_000_000, activity_uid="2")
    make_actual(account, AS_OF, 1_000_003)
    make_actual(free, AS_OF, 700_001)
    Activity.objects.filter(plan=plan, uid="2").update(percent_complete=100.0)
    Activity.objects.filter(plan=plan, uid="3").update(percent_complete=40.0)
    return project, plan, top, low


def test_totals_are_the_projects_own_figures(made):
    project, _plan, top, low = made
    evm.take(projects=[project], as_of=AS_OF, by=None)
    taken = project.evm_snapshots.get(account=None, unit="yen")
    found = roll_up(make_user_of(project, Role.PROJECT_MANAGER), project)
    yen = found.total.yen
    assert (yen.pv, yen.ev, yen.ac, yen.bac) == pytest.approx((taken.pv, taken.ev, taken.ac, taken.bac))
    assert (yen.spi, yen.cpi, yen.eac) == pytest.approx((taken.spi, taken.cpi, taken.eac))
    assert found.paid == AS_OF
    assert found.percent(found.total) == pytest.approx(taken.ev / taken.bac * 100)
    lines = found.lines
    assert sum((line.own.yen for line in lines), Yen()).ac == taken.ac
    assert found.at(low.pk).own.yen.bac == 5_000_000
    assert found.at(top.pk).own.yen.bac == 3_000_000 + 1_000_001  # the line of the branch is the team's own
    assert found.at(top.pk).whole.yen.bac == 9_000_001
    assert found.outside.whole.yen.bac == 2_000_000
    # what names no activity is shared out by the account's budget
    shares = shared_out(1_000_003, {top.pk: 4_000_001, low.pk: 5_000_000})
    assert found.at(top.pk).own.yen.ac == 2_000_000 + shares[top.pk]
    assert found.at(low.pk).own.yen.ac == shares[low.pk]
    assert found.outside.whole.yen.ac == 700_001


def test_counts_are_those_of_the_plan_and_progress_without_money_too(made):
    project, plan, *_ = made
    answer = recalculation.recalculate(plan)
    recalculation.write_summary(plan, answer)
    plan = Plan.objects.get(pk=plan.pk)
    found = roll_up(make_user_of(project, Role.MEMBER), project)
    total = found.total
    assert found.paid is None
    assert all(line.whole.yen == Yen() for line in found.lines)  # no money leaves for who may not read it
    assert (total.activities, total.late, total.overdue) == (plan.activity_count, plan.late_count, plan.overdue_count)
    assert total.percent_of_time == pytest.approx((3 * 100 + 5 * 40) / 10)
    assert found.percent(total) == total.percent_of_time


@pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.MEMBER, Role.PMO_ADMINISTRATOR, Role.FREELANCER])
def test_money_is_for_who_reads_cost(made, role):
    project, _plan, _top, _low = made
    user = make_user_of(project, role)
    found = roll_up(user, project)
    assert found.paid is None
    assert found.total.yen == Yen()
    assert found.plan == (role != Role.FREELANCER)


def test_decisions_people_and_support_count_once_in_every_sum(made):
    project, plan, top, low = made
    person = make_person()
    for team in (top, low):
        make_member(project, person, Role.MEMBER, team=team)
    rows = {a.uid: a for a in plan.activities.all()}
    make_decision(project, person, blocks=(rows["2"], rows["3"]))
    make_decision(project, person, blocks=(rows["4"],))
    asker = make_user(person=person)
    make_support(project, by=asker)
    make_support(project)
    found = roll_up(make_user_of(project, Role.PROJECT_MANAGER), project)
    assert [len(found.at(t.pk).own.decisions) for t in (top, low)] == [1, 1]
    assert len(found.at(top.pk).whole.decisions) == 1
    assert len(found.total.decisions) == 2
    assert (len(found.at(top.pk).whole.requests), len(found.total.requests)) == (1, 2)
    assert len(found.at(top.pk).whole.people) == 1


def test_a_week_says_what_others_wait_for_from_us_and_we_from_them(made):
    project, plan, _top, low = made
    other = make_team(project, "B", "2")
    user = make_user_of(project, Role.PROJECT_MANAGER)
    found = roll_up(user, project)
    mine, theirs = (week_of_team(user, project, team, found) for team in (low, other))
    assert [(w.gives, w.takes, w.who) for w in mine.from_us] == [("1.2 製造", "2 試験", other.name)]
    assert [(w.gives, w.takes, w.who) for w in theirs.from_them] == [("1.2 製造", "2 試験", low.name)]
    assert [w.takes for w in theirs.from_us] == ["3 完了"]
    assert mine.from_them == []  # 設計 is done
    far = make_plan(project=make_project())
    given = far.activities.get(name="完了")
    Relation.objects.create(plan=plan, predecessor=given, successor=plan.activities.get(uid="4"), crosses=True)
    assert all(w.who != far.project.code for w in week_of_team(user, project, other, found).from_them)
    seeing = make_user(Role.PMO_MANAGER)
    shown = week_of_team(seeing, project, other, roll_up(seeing, project)).from_them
    assert [w.who for w in shown if w.who == far.project.code] == [far.project.code]


def test_load_counts_a_person_once(made):
    project, plan, top, low = made
    person = make_person()
    resource = Resource.objects.create(name=person.name, person=person)
    for team in (top, low):
        make_member(project, person, Role.MEMBER, team=team)
    Assignment.objects.create(plan=plan, activity=plan.activities.get(uid="4"), resource=resource, uid="a", units=1.0)
    found = roll_up(make_user_of(project, Role.PROJECT_MANAGER), project)
    assert found.at(top.pk).hours == found.at(low.pk).hours
    assert found.at(low.pk).hours.available > 100


def test_the_tree_takes_as_many_queries_for_many_teams_as_for_one(made):
    project, plan, _top, low = made
    user = make_user_of(project, Role.PROJECT_MANAGER)
    counts = []
    person = make_person()
    Resource.objects.create(name=person.name, person=person)
    make_member(project, person, Role.TEAM_LEADER, team=low)
    for again in range(2):
        fresh = type(user).objects.get(pk=user.pk)
        with CaptureQueriesContext(connection) as asked:
            found = roll_up(fresh, project)
        counts.append(len(asked))
        for n in range(4):
            team = make_team(project, f"M{again}{n}", parent=low)
            make_member(project, make_person(), Role.TEAM_LEADER, team=team)
            make_decision(project, make_person(), blocks=(plan.activities.get(uid="3"),))
    assert counts[0] == counts[1]
    assert len(found.lines) == 2 + 4 + 1
