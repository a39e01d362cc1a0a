"""A company with three projects: theirs, a colleague's, and one that is limited to its members.

Everything in the other two carries a word of its own, so that any trace of them in an answer is found.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from factories.analysis import make_pinned
from factories.control import make_decision
from factories.cost import make_money
from factories.documents import make_document
from factories.health import make_health
from factories.issues import make_issue
from factories.people import LONG_AGO, make_company, make_person, make_role, make_unit, make_user
from factories.portfolio import make_programme
from factories.project import (
    make_charter,
    make_closing,
    make_deliverable,
    make_member,
    make_phase,
    make_project,
    make_stakeholder,
    make_team,
    make_user_of,
)
from factories.quality import made_of_quality
from factories.reports import make_snapshot
from factories.risk import SCORED, make_risk
from factories.skills import make_skills_of
from factories.staffing import make_demand
from factories.strategy import make_strategy_of
from factories.support import make_support
from kaname.domains.core.actions import audit
from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
from kaname.domains.core.models import Job
from kaname.domains.people.enums import COMPANY_ROLES, Level, Role, Subject, level_of
from kaname.domains.people.models import OrganisationUnit, RoleHolding, User
from kaname.domains.project.models import Delegation, Project
from kaname.domains.reporting.models import Explanation, ReportSnapshot
from kaname.domains.resource.models import Resource, WorkCalendar
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import (
    Activity,
    Assignment,
    BaselineProposal,
    ExpectedReport,
    Plan,
    Relation,
    ReportingRound,
)

# long enough that no random token of a page holds one by chance
TRACE = {"theirs": "ALPHAWALD", "colleagues": "BRAVOSTEIN", "limited": "ZETAQUELLE"}
KINDS = tuple(TRACE)


@dataclass
class World:
    """What a walk needs: the projects by kind, and an example of each parameter of an address."""

    projects: dict[str, Project]
    examples: dict[str, dict[str, Any]]

    def user(self, role: Role) -> User:
        return make_user_of(self.projects["theirs"], role)


def make_world() -> World:
    """Three projects, each with a plan, people, a charter and parts, and events in the log."""
    make_company()
    unit = make_unit("U1")
    shared = make_person(code="E1", name="兼任者")
    pool = Resource.objects.create(name="兼任者", person=shared)
    projects, examples = {}, {}
    for kind, trace in TRACE.items():
        limited = Confidentiality.MANAGEMENT if kind == "limited" else Confidentiality.PROJECT
        project = make_project(
            code=f"{trace}-1", name=f"見本{trace}", name_en=f"Sample {trace}", confidentiality=limited, unit=unit
        )
        projects[kind] = project
        examples[kind] = filled(project, trace, pool) | of_company(pool, unit)
    link(projects)
    asked_of_all = make_pinned() | make_programme(projects["theirs"], shared)
    asked_of_all |= make_strategy_of(projects["theirs"], shared)
    return World(projects, {kind: held | asked_of_all for kind, held in examples.items()})


def of_company(pool: Resource, unit: OrganisationUnit) -> dict[str, Any]:
    """Return an example of each parameter outside projects."""
    week = [[[540, 720], [780, 1080]]] * 5 + [[], []]
    calendar = WorkCalendar.objects.get_or_create(name="会社", scope="company", defaults={"week": week})[0]
    of_all = ReportSnapshot.objects.filter(report__project=None).first() or make_snapshot(None)
    holding = RoleHolding.objects.filter(person=pool.person).first() or make_role(pool.person, Role.FINANCE)
    return {
        "person": pool.person.pk,
        "holding": holding.pk,
        "unit": unit.pk,
        "token": "not-a-token",
        "sending": 1,
        "undo:take-back.sequence": 1,
        "relation": 1,
        "kind": "weekly",
        "ending": "xlsx",
        "entry": 1,
        "company_kind": "portfolio",
        "company_snapshot": of_all.pk,
        "reports:number.number": "WR-NOTHING-1",
        "verb": "promise",
        "resources:load-detail.pk": pool.pk,
        "resources:resource.pk": pool.pk,
        "resources:leave-add.pk": pool.pk,
        "resources:leave-remove.pk": pool.pk,
        "resources:leave-remove.leave": 1,
        "resources:rate-set.pk": pool.pk,
        "resources:calendar.pk": calendar.pk,
        "resources:exception-add.pk": calendar.pk,
        "resources:exception-remove.pk": calendar.pk,
        "resources:exception-remove.exception": 1,
    }


def filled(project: Project, trace: str, pool: Resource) -> dict[str, Any]:
    """Fill a project; return an example of each parameter of an address in it."""
    team = make_team(project, wbs="1", name=f"見本{trace}")
    member = make_member(project, pool.person, Role.MEMBER, team=team)
    charter = make_charter(project, background=f"見本{trace}")
    parts = make_phase(project, name=f"見本{trace}"), make_stakeholder(project, name=f"見本{trace}")
    deliverable = make_deliverable(project, name=f"見本{trace}")
    make_closing(project, "draft", f"見本{trace}")
    activity = planned(project, trace, pool)
    expected = asked_in_a_round(activity, pool)
    decision = make_decision(project, pool.person, question=f"見本{trace}", blocks=(activity,))
    with transaction.atomic():
        audit.record(verb="project.update", subject=project, by=None, project_id=project.pk, reason=f"見本{trace}")
    other = make_user()
    demand = make_demand(project, by=pool.person, role=f"見本{trace}", reason=f"見本{trace}", needed_by=LONG_AGO)
    issue = make_issue(project, owner=pool.person, title=f"見本{trace}", event=f"見本{trace}")
    risk = make_risk(project, **SCORED | {"event": f"見本{trace}", "owner": pool.person})
    job = Job.objects.create(kind="import", title=f"見本{trace}", owner_id=other.pk)
    snapshot = make_health(project, declared_comment=f"見本{trace}", healths={"delivery": "red"}, apart=True, weeks=2)
    promised = BaselineProposal.objects.create(plan=activity.plan, name=f"見本{trace}", plan_version=1, finish=1)
    explanation = Explanation.objects.create(project=project, snapshot=snapshot, asked_of=pool.person)
    paper = make_document(project, owner=pool.person, name=f"見本{trace}", number=f"{trace}-DOC-1")
    support = make_support(project, need=f"見本{trace}")
    powers = Delegation.objects.create(
        project=project, powers={"decision": True}, reason=f"見本{trace}", valid_from=LONG_AGO, valid_to=LONG_AGO
    )
    return {
        "delegation": powers.pk,
        "explanation": explanation.pk,
        "proposal": promised.pk,
        "support": support.number,
        "member": member.pk,
        "team": team.pk,
        "charter": charter.pk,
        "edition": charter.edition,
        "objective": charter.objectives.get().pk,
        "phase": parts[0].pk,
        "stakeholder": parts[1].pk,
        "deliverable": deliverable.pk,
        **make_skills_of(activity, pool, trace),
        "activity": activity.pk,
        **{f"rounds:{view}.number": expected.round.number for view in ("round", "remind", "freeze")},
        "report": expected.pk,
        "number": decision.number,
        "demand": demand.number,
        "issue": issue.number,
        **{f"risks:{view}.number": risk.number for view in ("risk", "edit", "assess", "plan", "done", "move")},
        "risks:move.state": "closed",
        "document": paper.number,
        **made_of_quality(project, trace, pool.person),
        "api:list_versions.number": paper.number,
        "label": "1.0",
        "deed": "reserve",
        "sort": "OTH",
        "state": "approved",
        "snapshot": make_snapshot(project, f"見本{trace}").pk,
        **make_money(project, trace),
        "pk": job.pk,  # somebody else's work
    }


def planned(project: Project, trace: str, pool: Resource) -> Activity:
    """Give a project a plan that looks recalculated, slips and has a milestone."""
    start = ticks_of_date(date(2026, 10, 1))
    plan = Plan.objects.create(
        project=project,
        start=start,
        finish=start + 60 * TICKS_A_DAY,
        computed_version=1,
        activity_count=2,
        computed_health="red",
        driver={"name": f"見本{trace}", "uid": "1"},
    )
    rows = [
        Activity.objects.create(
            plan=plan,
            uid=str(n),
            position=n,
            wbs=str(n),
            name=f"見本{trace}{n}",
            kind=kind,
            duration=0 if kind == ActivityKind.MILESTONE else 10 * TICKS_A_DAY // 3,
            start=start,
            finish=start + 10 * TICKS_A_DAY,
            critical=True,
            total_float=0,
        )
        for n, kind in ((1, ActivityKind.TASK), (2, ActivityKind.MILESTONE))
    ]
    Assignment.objects.create(plan=plan, activity=rows[0], resource=pool, uid="1", units=1.0)
    return rows[0]


def asked_in_a_round(activity: Activity, pool: Resource) -> ExpectedReport:
    """Ask the person of the pool about an activity in the one open round."""
    soon = datetime(2026, 11, 27, 8, tzinfo=UTC)
    found = ReportingRound.objects.get_or_create(
        number=1, defaults={"as_of": soon.date(), "due": soon, "freezes": soon, "opened_at": soon}
    )[0]
    return ExpectedReport.objects.create(round=found, plan=activity.plan, person=pool.person, uids=[activity.uid])


def link(projects: dict[str, Project]) -> None:
    """The project of theirs waits for both others: what a plan says of its neighbours must not give them away."""
    mine = Activity.objects.get(plan__project=projects["theirs"], uid="2")
    for kind in ("colleagues", "limited"):
        other = Activity.objects.get(plan__project=projects[kind], uid="1")
        Relation.objects.create(plan=mine.plan, predecessor=other, successor=mine, crosses=True)


def level(role: Role, kind: str, subject: Subject) -> Level:
    """Return by the matrix alone how far a role of the world reaches in one of its projects."""
    if kind == "limited":
        reached = role == Role.PMO_MANAGER
    else:
        reached = role in COMPANY_ROLES or kind == "theirs"
    return level_of(subject, role) if reached else Level.NONE


def hidden(role: Role) -> list[str]:
    """Return the traces that no answer to a role may hold: those of projects of which it may read nothing."""
    return [t for kind, t in TRACE.items() if all(level(role, kind, s) == Level.NONE for s in Subject)]


__all__ = ["KINDS", "LONG_AGO", "TRACE", "World", "hidden", "level", "make_world"]
