"""Budgets, actuals and earned value for tests, made by the domain's own actions."""

from datetime import date
from itertools import count
from typing import Any

from factories.people import make_person
from factories.schedule import make_plan
from kaname.domains.cost.actions import accounts, actuals, budgets, cost_baselines, evm, orders, periods, reserves
from kaname.domains.cost.models import Actual, BudgetLine, ControlAccount, CostBaseline, EvmSnapshot, Saving
from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Plan, ProgressDate

_numbers = count(1)


def make_account(project: Project, **values: Any) -> ControlAccount:
    n = next(_numbers)
    return accounts.create(**{"project": project, "code": f"CA-{n}", "name": f"勘定{n}", "by": None} | values)


def make_line(account: ControlAccount, uid: str = "", yen: int = 1_000_000, **values: Any) -> BudgetLine:
    earning = {} if uid else {"earning": "effort"}
    return budgets.create(account=account, activity_uid=uid, yen=yen, by=None, **earning | values)


def make_approved(project: Project, valid_from: date = date(2026, 4, 1), **values: Any) -> CostBaseline:
    given = {"name": "当初予算", "schedule_baseline": None} | values
    return cost_baselines.approve(project=project, valid_from=valid_from, by=None, **given)


def make_actual(account: ControlAccount, day: date, yen: int = 0, minutes: int = 0, **values: Any) -> Actual:
    document = values.pop("document", f"DOC-{next(_numbers)}")
    given = {"account": account, "incurred_on": day, "yen": yen, "minutes": minutes, "document": document}
    return actuals.post(by=None, **given | values)


def make_budgeted(lines: dict[str, int], **project: Any) -> tuple[Plan, ControlAccount]:
    """A plan of three activities in a row (uids 1, 2, 3), one account, yen by uid, approved."""
    plan = make_plan(**project)
    account = make_account(plan.project)
    for uid, yen in lines.items():
        make_line(account, uid, yen)
    make_approved(plan.project)
    return plan, account


def make_report(plan: Plan, as_of: date, percents: dict[str, float], status: int | None = None) -> ProgressDate:
    """A closed report date: rows as the plan has them, with the percents given."""
    rows = {
        uid: [start, finish, percents.get(uid, 0.0), 0, False]
        for uid, start, finish in plan.activities.values_list("uid", "start", "finish")
    }
    answer = {} if status is None else {"status_date": status}
    return ProgressDate.objects.create(plan=plan, as_of=as_of, rows=rows, answer=answer)


def make_saving(project: Project, **values: Any) -> Saving:
    """A claim that waits for approval."""
    texts = {"name": "印刷の取りやめ", "calculation": "月1,000円×1か月", "evidence": "見積書 Q-1"}
    given = {"number": 1, "method": "other", "yen": 1000, "begins": date(2026, 10, 1), "ends": date(2026, 10, 31)}
    claimant = values.pop("claimant", None) or make_person()
    return Saving.objects.create(**{"project": project, "claimant": claimant, **texts, **given} | values)


def make_money(project: Project, trace: str) -> dict[str, Any]:
    """One of everything, each with a word of its own; return an example of each parameter of an address."""
    account = make_account(project, name=f"見本{trace}")
    line = make_line(account, name=f"見本{trace}", yen=1000)
    baseline = make_approved(project, name=f"見本{trace}")
    order = orders.create(
        account=account, document=trace, name=f"見本{trace}", yen=1000, ordered_on=date(2026, 10, 1), by=None
    )
    reserve = reserves.create(project=project, kind="management", name=f"見本{trace}", yen=1000, by=None)
    entry = make_actual(account, date(2026, 10, 2), 10, description=f"見本{trace}", document=trace)
    month = periods.close(project=project, month=date(2026, 9, 1), by=None)
    taken = EvmSnapshot.objects.create(
        project=project, as_of=date(2026, 11, 13), unit="yen", pv=1000, ev=500, ac=10, bac=baseline.yen, sv=-500, cv=490
    )
    evm.explain(snapshot=taken, cause=f"見本{trace}", by=None)
    saving = make_saving(project, accounts=[account.pk], name=f"見本{trace}", evidence=trace)
    return {
        "saving": saving.pk,
        "account": account.pk,
        "line": line.pk,
        "order": order.pk,
        "reserve": reserve.pk,
        "actual": entry.pk,
        "month": month.pk,
        "cost:explain.snapshot": taken.pk,
    }
