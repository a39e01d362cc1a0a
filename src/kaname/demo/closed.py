"""Projects that ended before or during the thirteen weeks: their closing reports, and what their sponsors answered.

The PMO enters each on the day of its end: plan with its baseline, budget and cost, deliverables, then the closing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaname.demo import reporting, wbs
from kaname.demo.company import Company
from kaname.demo.history import Happening
from kaname.demo.progress import Fact
from kaname.demo.tongue import Text, said, with_twin
from kaname.demo.workdays import WorkDays
from kaname.domains.cost.actions import accounts, actuals, budgets, cost_baselines
from kaname.domains.cost.enums import Category
from kaname.domains.cost.models import BudgetLine
from kaname.domains.people.enums import Role
from kaname.domains.project.actions import charters, closings, deliverables, members, objectives, projects
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions import closing as reported
from kaname.domains.schedule.actions import baselines, plans, recalculation, settings
from kaname.domains.schedule.models import Plan
from kaname.exchange.document import Activity, ActivityKind, PlanDocument, Relation
from kaname.exchange.document import Project as Head

STEPS = (
    ("E1", "要件と計画", "Requirements and plan", 0.3),
    ("E2", "実施", "Execution", 0.5),
    ("E3", "切替と定着", "Change-over", 0.2),
)


@dataclass(frozen=True)
class Ended:
    """A project that is over. ``days``: planned and real working days; ``yen``: budget and cost, in thousands."""

    code: str
    kind: str
    name: str
    name_en: str
    unit: str
    sponsor: str
    manager: str
    start: date
    days: tuple[int, int]
    yen: tuple[int, int]
    on: date
    results: Text
    lessons: Text
    accepted: bool = True
    remark: Text = ("", "")


ENDED = (
    Ended(
        "S26-05",
        "system",
        "経費精算システムの更新",
        "Expense claims renewed",
        "ADM2",
        "K030",
        "K033",
        date(2026, 4, 13),
        (80, 83),
        (24_000, 23_300),
        date(2026, 8, 31),
        (
            "全社員が新しい経費精算を使い始めました。差戻しは月180件から40件に減りました。",
            "All employees use the new expense claims. Claims sent back fell from 180 to 40 a month.",
        ),
        (
            "領収書の撮り方を先に周知すると、問合せが半分になります。",
            "Telling people first how to photograph receipts halves the questions.",
        ),
        remark=("定着しています。", "It has taken root."),
    ),
    Ended(
        "R26-05",
        "reform",
        "押印の廃止",
        "No more seals",
        "ADM1",
        "K030",
        "K034",
        date(2026, 4, 20),
        (70, 92),
        (6_000, 5_900),
        date(2026, 9, 14),
        (
            "社内文書214種のうち207種で押印をやめました。",
            "207 of 214 kinds of internal documents need no seal any more.",
        ),
        (
            "法務の確認が要る文書を最初に分けておくべきでした。確認待ちで約1か月遅れました。",
            "Documents that legal must check should have been set apart first: waiting for legal cost about a month.",
        ),
        remark=(
            "効果は出ています。遅れの教訓を標準に入れてください。",
            "It works. Please put the lesson of the delay into the standard.",
        ),
    ),
    Ended(
        "S26-06",
        "system",
        "会議室予約の刷新",
        "Meeting rooms booked anew",
        "ADM1",
        "K030",
        "K020",
        date(2026, 6, 1),
        (60, 62),
        (8_500, 9_000),
        date(2026, 9, 28),
        (
            "予約の重なりがなくなり、空予約は3割から1割になりました。",
            "No double bookings any more; rooms booked and left empty fell from 30 % to 10 %.",
        ),
        ("表示端末は拠点ごとに電源の確認が要ります。", "Check the power supply for the displays at each site."),
    ),
    Ended(
        "R26-06",
        "reform",
        "社内規程の統合",
        "One set of company rules",
        "PLN1",
        "K009",
        "K012",
        date(2026, 6, 8),
        (80, 81),
        (5_000, 4_700),
        date(2026, 10, 19),
        ("規程132本を58本にまとめ、検索できるようにしました。", "132 rules became 58, and they can be searched."),
        (
            "主管部門を先に決めると、統合の議論が早く終わります。",
            "Settle first who owns a rule: the talks about merging end sooner.",
        ),
        remark=("他の規程にも広げてください。", "Please extend it to other rules."),
    ),
    Ended(
        "N26-05",
        "venture",
        "社内副業の試行",
        "Side jobs within the company",
        "BIZ1",
        "K023",
        "K027",
        date(2026, 7, 6),
        (75, 76),
        (3_000, 2_900),
        date(2026, 11, 9),
        ("3部門で18人が試行に参加しました。", "18 people of three departments took part in the trial."),
        (
            "上司の評価との関係を決めないまま始めたため、応募が伸びませんでした。",
            "It began before anybody settled how superiors would rate it, so few applied.",
        ),
        accepted=False,
        remark=(
            "参加は目標60人に対し18人で、続けるかを判断できません。成果として受け入れません。",
            "18 took part where 60 were aimed at: that does not tell whether to go on. The result is not accepted.",
        ),
    ),
)


def happenings(company: Company, calendar: WorkDays) -> Iterator[Happening]:
    """Yield the day of each end."""
    for each in ENDED:
        yield Happening(each.on, 9.5, lambda each=each: _end(each, company, calendar))  # type: ignore[misc] # bound now


def _end(each: Ended, company: Company, calendar: WorkDays) -> None:
    project = _project(each, company)
    manager, sponsor = company.user(each.manager), company.user(each.sponsor)
    _charter(project, each, company)
    _plan(project, each, company, calendar)
    _money(project, each, company)
    finished = calendar.evening(calendar.number(each.start) + each.days[1] - 1).date()
    for number, (_code, name, name_en, _share) in enumerate(STEPS, start=1):
        deliverables.create(
            project=project, code=f"D-{number}", name=f"{name}の成果物", name_en=f"Result: {name_en}",
            status="accepted", delivered_on=finished,
            owner=company.people[each.manager], reviewer=company.people[each.sponsor], by=manager,
        )  # fmt: skip
    texts: dict[str, Any] = {"results": said(*each.results), "lessons": said(*each.lessons)}
    texts["left_over"] = said("運用は主管部門へ引き継ぎました。", "The department in charge runs it from here on.")
    closing = closings.write(project=project, finished_on=finished, by=manager, **texts)
    handed = reported.submit(closing=closing, by=manager)
    closings.answer(closing=handed, accepted=each.accepted, remark=said(*each.remark), by=sponsor)


def _project(each: Ended, company: Company) -> Project:
    by = company.user("K001")
    project = projects.create(
        code=each.code, name=each.name, name_en=each.name_en, summary=each.results[0], summary_en=each.results[1],
        project_type=each.kind, status="executing", unit=company.units[each.unit], manager=company.people[each.manager],
        started_on=each.start, by=by,
    )  # fmt: skip
    sponsor = company.people[each.sponsor]
    members.assign(project=project, person=sponsor, role=Role.SPONSOR, valid_from=each.start, by=by)
    return project


def _charter(project: Project, each: Ended, company: Company) -> None:
    manager = company.user(each.manager)
    charter = charters.draft(
        project=project, background=said(each.name, each.name_en), budget_yen=each.yen[0] * 1000, by=manager
    )
    objectives.create(
        charter=charter,
        text=said(each.name, each.name_en),
        measure=said("計画の範囲", "Scope of the plan"),
        target="100 %",
        by=manager,
    )
    charters.submit(charter=charter, by=manager)
    charters.approve(charter=charter, by=company.user(each.sponsor))


def _plan(project: Project, each: Ended, company: Company, calendar: WorkDays) -> Plan:
    document = PlanDocument("kaname", Head(each.code, each.name, start=wbs.at(each.start, 9)))
    document.project.default_start_minute, document.project.default_finish_minute = 540, 1080
    for code, name, name_en, share in STEPS:
        found = Activity(code, name, wbs=code, kind=ActivityKind.TASK, fields={"name_en": name_en})
        found.duration = round(each.days[0] * share) * wbs.DAY
        document.activities.append(found)
    document.relations = [Relation("E1", "E2"), Relation("E2", "E3")]
    manager = company.user(each.manager)
    plan = plans.create(project=project, document=document, by=manager)
    plan = settings.change(plan=plan, values={"calendar": company.calendar}, by=manager)
    words = with_twin("name", "当初計画", "First plan")
    words |= with_twin("reason", "憲章の承認", "The charter was approved")
    baselines.set_baseline(plan=plan, by=company.user(each.sponsor), **words)
    reporting.report(plan, list(_facts(each, calendar)), {}, manager)
    plan.refresh_from_db()
    recalculation.recalculate(plan)
    return plan


def _facts(each: Ended, calendar: WorkDays) -> Iterator[Fact]:
    at, left = calendar.number(each.start), each.days[1]
    for code, _name, _name_en, share in STEPS:
        days = left if code == "E3" else round(each.days[1] * share)
        begun, ended = calendar.morning(at), calendar.evening(at + days - 1)
        yield Fact(code, 100.0, begun, ended, days * wbs.DAY)
        at, left = at + days, left - days


def _money(project: Project, each: Ended, company: Company) -> None:
    account = accounts.create(project=project, code="CA-E", name="実行費用", name_en="Execution", by=None)
    lines = [BudgetLine(account=account, name=said("実行費用", "Execution"), yen=each.yen[0] * 1000, earning="effort")]
    budgets.create_many(project=project, lines=lines, by=None)
    cost_baselines.approve(
        project=project,
        name=said("当初予算", "First budget"),
        valid_from=each.start,
        schedule_baseline=1,
        by=company.user(each.sponsor),
    )
    actuals.post(
        account=account, incurred_on=each.on, yen=each.yen[1] * 1000, minutes=0, category=Category.EXPENSES,
        document=f"{each.code}-END", description=said("終結までの実績", "Cost until the end"), by=None,
    )  # fmt: skip
