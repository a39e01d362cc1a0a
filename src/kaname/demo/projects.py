"""Setting a project up: head, charter, phases, deliverables, people, and the plan with its first baseline."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kaname.demo import progress, teams, wbs
from kaname.demo.casting import HAND_OVER_ON, Case
from kaname.demo.company import Company
from kaname.demo.tongue import Text, said, with_twin
from kaname.demo.workdays import WorkDays
from kaname.domains.people.enums import Role
from kaname.domains.project.actions import (
    charters,
    deliverables,
    members,
    objectives,
    phases,
    projects,
    stakeholders,
)
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions import baselines, plans, settings
from kaname.domains.schedule.models import Plan

PARTS = {
    "AD": Role.PMO_ADMINISTRATOR,
    "AN": Role.PMO_ANALYST,
    "CO": Role.PMO_CONSULTANT,
    "CT": Role.PMO_CONTROLLER,
}
PREPARED = timedelta(days=28)
"""So long before its start a project has its manager and sponsor."""
GOALS: dict[str, tuple[tuple[Text, Text, Text], ...]] = {
    "reform": (
        (
            ("手戻りと待ちを減らす", "Less rework and waiting"),
            ("1件当たりの処理日数", "Days per case"),
            ("3割減", "-30 %"),
        ),
        (
            ("定着させる", "Make it stick"),
            ("新しい手順の利用率", "Use of the new procedure"),
            ("95％以上", "95 % or more"),
        ),
    ),
    "venture": (
        (
            ("顧客の課題を確かめる", "Make sure of the customers' problem"),
            ("聞き取りの件数", "Interviews"),
            ("30件", "30"),
        ),
        (
            ("続く事業にする", "A business that lasts"),
            ("継続率", "Retention"),
            ("6か月後に80％", "80 % after six months"),
        ),
    ),
    "system": (
        (
            ("止めずに切り替える", "Change over without an interruption"),
            ("稼働後1か月の重大障害", "Serious failures in the first month"),
            ("0件", "none"),
        ),
        (("使われる", "It is used"), ("利用部門の満足度", "Users' satisfaction"), ("4.0以上", "4.0 or more")),
    ),
}


@dataclass
class Made:
    """A case that has become a project."""

    case: Case
    project: Project
    plan: Plan


def set_up(case: Case, company: Company) -> Made:
    """Make a project with all its parts, its plan and its first baseline."""
    project = projects.create(
        code=case.code,
        name=case.name,
        name_en=case.name_en,
        summary=case.summary if case.code not in LATER else LATER[case.code][0],
        summary_en=case.summary_en if case.code not in LATER else LATER[case.code][1],
        project_type=case.kind,
        status="executing",
        authority_level=case.authority,
        unit=company.units[case.unit],
        client_id=company.companies.get(case.client),
        manager=company.people[case.manager],
        started_on=case.start - PREPARED,
        by=company.user("K001"),
    )
    _people(project, case, company)
    _charter(project, case, company)
    _parts(project, case, company)
    manager = company.user(case.manager)
    names = {code: person.name for code, person in company.people.items()}
    plan = plans.create(project=project, document=wbs.document(case, names), by=manager)
    plan = settings.change(plan=plan, values={"calendar": company.calendar}, by=manager)
    baselines.set_baseline(
        plan=plan,
        **with_twin("name", "当初計画", "First plan"),
        **with_twin(
            "reason", "憲章の承認にともなう最初のベースライン", "The first baseline, with the approval of the charter"
        ),
        by=company.user(case.sponsor),
    )
    return Made(case, project, plan)


LATER = {
    "S26-01": (
        "2027年の保守切れに備え、会計の基幹システムを更改します。",
        "The accounting core is replaced before its support ends in 2027.",
    ),
    "N26-02": (
        "一人暮らしの高齢者に栄養を整えた弁当を定期便で届けます。",
        "Balanced meals delivered regularly to elderly people who live alone.",
    ),
    "R26-02": (
        "定例会議と定型報告を半分に減らし、現場の時間を取り戻します。",
        "Half the standing meetings and routine reports, to give people their time back.",
    ),
}
"""How a project was told of before its story happened."""


def _people(project: Project, case: Case, company: Company) -> None:
    by, start = company.user("K001"), case.start - PREPARED
    members.assign(project=project, person=company.people[case.sponsor], role=Role.SPONSOR, valid_from=start, by=by)
    seen = {case.manager, case.sponsor} | teams.found(project, case, company)
    for part, code in case.team.items():
        if code in seen:
            continue
        seen.add(code)
        role = PARTS.get(part, Role.MEMBER)
        role = Role.FREELANCER if code.startswith("F") else role
        members.assign(project=project, person=company.people[code], role=role, valid_from=case.start, by=by)
    if case.client:
        for code in ("C501", "C502"):
            members.assign(project=project, person=company.people[code], role=Role.CLIENT, valid_from=case.start, by=by)


def _charter(project: Project, case: Case, company: Company) -> None:
    manager = company.user(case.manager)
    charter = charters.draft(
        project=project,
        background=said(project.summary, project.summary_en),
        scope=said("計画書に挙げた部門と業務", "Departments and work named in the plan"),
        out_of_scope=said("計画書にない拠点", "Sites that the plan does not name"),
        assumptions=said("必要な要員は計画どおりに参画します。", "The people needed join as planned."),
        constraints=said("年度の予算枠の中で進めます。", "It stays within the budget of the fiscal year."),
        budget_yen=case.budget_yen,
        by=manager,
    )
    for goal in GOALS[case.kind]:
        text, measure, target = (said(*each) for each in goal)
        objectives.create(charter=charter, text=text, measure=measure, target=target, due=date(2027, 9, 30), by=manager)
    charters.submit(charter=charter, by=manager)
    charters.approve(charter=charter, by=company.user(case.sponsor))


def _parts(project: Project, case: Case, company: Company) -> None:
    manager, order = company.user(case.manager), 0
    calendar = WorkDays()
    planned = progress.truth(replace(case, drift={}, pace=1.0, freed={}), calendar)
    for step in wbs.steps(case.kind):
        if step.days is None:
            order += 1
            phase = phases.create(
                project=project, code=step.code, name=step.name, name_en=step.name_en, order=order, by=manager
            )
        elif step.days == 0:
            deliverables.create(
                project=project,
                code=f"D-{step.code.split('.')[0]}",
                name=f"{phase.name}の完了報告",
                name_en=f"Report: {phase.name_en}",
                phase=phase,
                owner=company.people[case.manager],
                reviewer=company.people[case.sponsor],
                due=calendar.evening(planned[step.code].start - 1).date(),
                by=manager,
            )
    for code, interest, influence, attitude in ((case.sponsor, 5, 5, 2), (case.team["T1"], 4, 3, 0)):
        person = company.people[code]
        organisation = said(person.unit.name, person.unit.name_en) if person.unit else ""
        stakeholders.create(
            project=project,
            name=said(person.name, person.name_en),
            person=person,
            organisation=organisation,
            interest=interest,
            influence=influence,
            attitude=attitude,
            strategy=said("隔週で状況を共有します。", "We tell them how things stand every other week."),
            by=manager,
        )


def manager_code(case: Case, day: date) -> str:
    """Return who is the project manager on a day."""
    return "K010" if case.code == "R26-03" and day >= HAND_OVER_ON else case.manager
