"""The money of the demo: budgets by phase, what was spent week by week, orders, reserves, and earned value of it.

What a project spends follows what it does: each activity costs its budget times how dearly the project works. New
business has no approved budget: it only burns.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from kaname.demo import progress, wbs
from kaname.demo.casting import RESCUE_ON, Case
from kaname.demo.company import AS_OF, Company
from kaname.demo.history import EVENING, FIRST_FRIDAY, Happening, fridays
from kaname.demo.projects import Made, manager_code
from kaname.demo.tongue import Text, said
from kaname.demo.workdays import WorkDays
from kaname.domains.cost.actions import accounts, actuals, budgets, cost_baselines, evm, orders, periods, reserves
from kaname.domains.cost.enums import Category, CommitmentStatus, Phasing, ReserveKind
from kaname.domains.cost.models import BudgetLine, Commitment, ControlAccount, Reserve
from kaname.domains.cost.queries import earned
from kaname.domains.people.models import User
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity

DEAR = {
    "S26-01": 1.12, "S26-02": 1.26, "S26-03": 1.16, "S26-04": 1.03,
    "R26-01": 0.99, "R26-02": 0.95, "R26-03": 1.04, "R26-04": 1.07,
}  # fmt: skip
"""How dearly each project works: the watermelon by a quarter, payroll so that the budget can hardly be kept."""
A_DAY = {Category.LABOUR: 50_000, Category.OUTSIDE: 60_000}
"""What a person-day costs."""
BURN = 0.11
"""The part of its budget that a new business spends in a four-week month."""
SHARES = (
    (ReserveKind.CONTINGENCY, 0.08, ("要件の変更とリスクへの備え", "For changes of requirements and risks")),
    (ReserveKind.MANAGEMENT, 0.04, ("想定外への備え", "For what nobody foresees")),
)
LICENCES = {"I4": (("ライセンスと機器", "Licences and equipment"), Category.SOFTWARE, 0.08)}
"""What is bought with the first activity of a phase, as a part of the budget."""
CLOSED = (
    (date(2026, 9, 7), date(2026, 8, 1)),
    (date(2026, 10, 7), date(2026, 9, 1)),
    (date(2026, 11, 6), date(2026, 10, 1)),
)
DRAWN = 18_000_000
DECISION = "10月9日 ステアリング会議 決定3", "Steering committee of 9 October, decision 3"
WORDS: dict[str, tuple[Text, Text]] = {
    "S26-01": (
        ("要件の取りこぼし32件の設計やり直しで、外注の工数が計画を上回りました。",
         "Designing 32 missed requirements again took more outside hours than planned."),
        ("段階稼働へ改め、追加分は予備から充てました。",
         "Go-live is staged now, and the extra cost was drawn from the reserve."),
    ),
    "S26-03": (
        ("帳票の様式が確定せず、製造のやり直しが続いています。",
         "The form of the payslip is not settled, and building it starts over and over."),
        ("様式の確定日を人事部と合わせ、それまで製造を止めます。",
         "We agree with human resources on the day it is settled, and build nothing until then."),
    ),
    "R26-04": (
        ("効果の見積りに外部の助言を使い、費用が先に出ました。",
         "Outside advice on the estimate of benefits was paid early."),
        ("11月以降は社内で進めます。", "From November on we go on by ourselves."),
    ),
}  # fmt: skip
"""What project managers wrote of a variance; of the watermelon nobody wrote anything."""


@dataclass
class Purse:
    """A project's money as it goes on: accounts by phase, orders by account, what each activity has cost so far."""

    made: Made
    accounts: dict[str, ControlAccount] = field(default_factory=dict)
    orders: dict[str, Commitment] = field(default_factory=dict)
    spent: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    budget: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """Return whose money it is."""
        return self.made.case


def happenings(projects: list[Made], company: Company, calendar: WorkDays) -> list[Happening]:
    """Return everything about money that happens."""
    found: list[Happening] = []
    purses = [Purse(made) for made in projects]
    for purse in purses:
        found += _of_project(purse, company, calendar)
    for day in fridays():
        found.append(Happening(day, EVENING + 0.2, lambda day=day: _take(purses, day)))  # type: ignore[misc] # bound now
        found.append(Happening(day, EVENING + 0.3, lambda day=day: _explain(purses, company, day)))  # type: ignore[misc] # bound now
    return found


def _of_project(purse: Purse, company: Company, calendar: WorkDays) -> list[Happening]:
    case = purse.case
    if case.kind == "venture":
        found = [Happening(case.start, 11.0, lambda: _open_burning(purse))]
        days = [d for d in fridays() if d > case.start][::4]
        return found + [Happening(d, 16.0, lambda d=d: _burn(purse, d)) for d in days]  # type: ignore[misc] # bound now
    what = progress.truth(case, calendar)
    found = [Happening(case.start, 11.0, lambda: _budget(purse, company))]
    for day in (d for d in fridays() if d > case.start):
        found.append(Happening(day, 16.0, lambda day=day: _spend(purse, company, what, calendar, day)))  # type: ignore[misc] # bound now
    if "CT" in case.team:
        for day, month in CLOSED:
            found.append(Happening(day, 10.0, lambda month=month: _close(purse, company, month)))  # type: ignore[misc] # bound now
    if case.code == "S26-01":
        found.append(Happening(RESCUE_ON, 18.5, lambda: _rescue(purse, company)))
    return found


def _keeper(purse: Purse, company: Company) -> User | None:
    """Return who keeps the project's money: its controller, where it has one."""
    return company.user(purse.case.team["CT"]) if "CT" in purse.case.team else None


def _budget(purse: Purse, company: Company) -> None:
    """Write the budget phase by phase, place orders, keep reserves, and have it approved."""
    case, project, by = purse.case, purse.made.project, _keeper(purse, company)
    steps = wbs.steps(case.kind)
    for step in steps:
        if step.days is None:
            purse.accounts[step.code] = accounts.create(
                project=project,
                code=f"CA-{step.code}",
                name=step.name,
                name_en=step.name_en,
                branch=step.code,
                owner=company.people[case.manager],
                by=by,
            )
    work = {s.code: wbs.days_of(case, s) * wbs.DAY * wbs.UNITS.get(s.who, 0.5) for s in steps if s.days}
    bought = sum(share for phase, (_n, _c, share) in LICENCES.items() if phase in purse.accounts)
    rest = case.budget_yen * (1 - bought - sum(share for _kind, share, _name in SHARES))
    total = sum(work.values())
    lines = [_line(purse, step, rest * work[step.code] / total) for step in steps if step.days]
    lines += [_bought(purse, phase) for phase in LICENCES if phase in purse.accounts]
    budgets.create_many(project=project, lines=lines, by=by)
    for phase, account in purse.accounts.items():
        _order(purse, phase, account, [line for line in lines if line.account == account], by)
    for kind, share, name in SHARES:
        reserves.create(project=project, kind=kind, name=said(*name), yen=_round(case.budget_yen * share), by=by)
    reason = said("憲章の承認にともなう最初の予算", "The first budget, with the approval of the charter")
    _approve(purse, company, said("当初予算", "First budget"), reason, case.start)


def _line(purse: Purse, step: wbs.Step, yen: float) -> BudgetLine:
    who = purse.case.team.get(step.who, "")
    category = Category.OUTSIDE if who[:1] in "VF" else Category.LABOUR
    minutes = round(2 * yen / A_DAY[category]) * wbs.DAY / 2  # a team's, to half a day
    purse.budget[step.code] = (_round(yen), round(minutes))
    account = purse.accounts[step.phase]
    return BudgetLine(
        account=account,
        activity_uid=step.code,
        name=said(step.name, step.name_en),
        category=category,
        yen=_round(yen),
        minutes=round(minutes),
    )


def _bought(purse: Purse, phase: str) -> BudgetLine:
    (name, name_en), category, share = LICENCES[phase]
    first = next(s.code for s in wbs.steps(purse.case.kind) if s.phase == phase and s.days)
    yen = _round(purse.case.budget_yen * share)
    purse.budget[f"{first} {name}"] = (yen, 0)
    values = {"category": category, "phasing": Phasing.START, "earning": "start"}
    return BudgetLine(account=purse.accounts[phase], activity_uid=first, name=said(name, name_en), yen=yen, **values)


def _order(purse: Purse, phase: str, account: ControlAccount, lines: list[BudgetLine], by: User | None) -> None:
    outside = sum(line.yen for line in lines if line.category == Category.OUTSIDE)
    if outside and purse.case.kind == "system":
        purse.orders[phase] = orders.create(
            account=account,
            document=f"PO-{purse.case.code}-{phase}",
            name=said(f"{account.name}の委託", f"Work ordered: {account.name_en}"),
            supplier=said("みずうみシステム工房株式会社", "Mizuumi System Works"),
            yen=outside,
            ordered_on=purse.case.start,
            status=CommitmentStatus.ORDERED,
            by=by,
        )


def _approve(purse: Purse, company: Company, name: str, reason: str, valid_from: date) -> None:
    number = purse.made.plan.baselines.order_by("-number").values_list("number", flat=True)[0]
    cost_baselines.approve(
        project=purse.made.project,
        name=name,
        reason=reason,
        valid_from=valid_from,
        schedule_baseline=number,
        by=company.user(purse.case.sponsor),
    )


def _spend(purse: Purse, company: Company, what: dict[str, progress.Truth], calendar: WorkDays, day: date) -> None:
    """Post the week's cost, an entry an account and category."""
    due: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for fact in progress.facts(purse.case, what, calendar, day):
        for key in (k for k in purse.budget if k.split(" ")[0] == fact.code):
            yen, minutes = purse.budget[key]
            part = (1.0 if " " in key else fact.percent / 100) * _dear(purse.case, key)
            total = max(_round(yen * part), purse.spent[key])
            entry = due[fact.code.split(".")[0], _category(purse, key)]
            entry[0] += total - purse.spent[key]
            entry[1] += round(minutes * part * (total - purse.spent[key]) / total) if total else 0
            purse.spent[key] = total
    by = _keeper(purse, company)
    for (phase, category), (yen, minutes) in sorted(due.items()):
        if yen:
            _post(purse, phase, category, yen, minutes, day, by)


def _post(purse: Purse, phase: str, category: str, yen: int, minutes: int, day: date, by: User | None) -> None:
    first = day <= FIRST_FRIDAY or day - timedelta(7) <= purse.case.start
    until = said(f"{'開始から' if first else ''}{day.month}月{day.day}日まで", f"to {day.day} {day:%B}")
    account = purse.accounts[phase]
    actuals.post(
        account=account,
        incurred_on=day,
        yen=yen,
        minutes=minutes,
        category=category,
        document=f"{purse.case.code}-{day:%m%d}-{phase}-{category[0].upper()}",
        description=said(f"{account.name}（{until}）", f"{account.name_en} ({until})"),
        commitment=purse.orders.get(phase) if category == Category.OUTSIDE else None,
        by=by,
    )


def _dear(case: Case, key: str) -> float:
    """Return how dearly an activity is worked, a little different for each."""
    return DEAR[case.code] + (sum(map(ord, key)) % 7 - 3) / 100


def _category(purse: Purse, key: str) -> str:
    if " " in key:
        return Category.SOFTWARE
    step = next(s for s in wbs.steps(purse.case.kind) if s.code == key)
    return Category.OUTSIDE if purse.case.team.get(step.who, "")[:1] in "VF" else Category.LABOUR


def _close(purse: Purse, company: Company, month: date) -> None:
    periods.close(project=purse.made.project, month=month, by=_keeper(purse, company))


def _rescue(purse: Purse, company: Company) -> None:
    """The plan was set anew: what the rework costs is drawn from the reserve, and the budget approved again."""
    project = purse.made.project
    reserves.draw(
        reserve=Reserve.objects.get(project=project, kind=ReserveKind.CONTINGENCY),
        account=purse.accounts["I4"],
        activity_uid="I4.1",
        yen=DRAWN,
        decision=said(*DECISION),
        reason=said("取りこぼした要件32件の設計やり直し", "32 missed requirements are designed again"),
        drawn_on=RESCUE_ON,
        by=_keeper(purse, company),
    )
    reason = said(
        "段階稼働の計画に合わせ、予備1,800万円を加える",
        "18 million yen of the reserve are added for the staged go-live",
    )
    _approve(purse, company, said("再計画の予算", "Budget of the new plan"), reason, RESCUE_ON + timedelta(1))
    yen, minutes = purse.budget["I4.1"]
    purse.budget["I4.1"] = (yen + DRAWN, minutes)


def _open_burning(purse: Purse) -> None:
    project = purse.made.project
    purse.accounts["N"] = accounts.create(project=project, code="CA-N", name="検証費用", name_en="Validation", by=None)
    first = Activity.objects.filter(plan=purse.made.plan, kind=ActivityKind.TASK).order_by("position").first()
    line = BudgetLine(
        account=purse.accounts["N"],
        name=said("検証の枠", "Envelope for validation"),
        yen=purse.case.budget_yen,
        earning="effort",
    )
    budgets.create_many(project=project, lines=[line] if first else [], by=None)


def _burn(purse: Purse, day: date) -> None:
    if purse.case.code == "N26-02" and day > date(2026, 10, 30):
        return
    yen = _round(purse.case.budget_yen * (BURN + (day.month % 3 - 1) / 50))
    _post(purse, "N", Category.EXPENSES, yen, 0, day, None)


def _take(purses: list[Purse], day: date) -> None:
    evm.take(projects=[p.made.project for p in purses if p.case.start < day], as_of=day, by=None)


def _explain(purses: list[Purse], company: Company, day: date) -> None:
    """The managers who were asked to explain a variance do so, save one."""
    if day not in (AS_OF, AS_OF - timedelta(7), AS_OF - timedelta(14)):
        return
    for purse in purses:
        whole = earned.snapshot(purse.made.project, day)
        if whole is None or purse.case.code not in WORDS:
            continue
        cause, action = (said(*text) for text in WORDS[purse.case.code])
        evm.explain(snapshot=whole, cause=cause, action=action, by=company.user(manager_code(purse.case, day)))


def _round(yen: float) -> int:
    return round(yen / 1000) * 1000
