"""Writing budget lines: the plan of the money, until it is approved."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.cost.actions.accounts import told
from kaname.domains.cost.enums import Earning, Phasing
from kaname.domains.cost.models import BudgetLine, ControlAccount
from kaname.domains.cost.validators import month_shares
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.models import Activity, BaselineActivity, Plan

BY_ACTIVITY = (Earning.PROGRESS, Earning.START, Earning.FINISH)


@transaction.atomic
def create(*, account: ControlAccount, by: Any, **values: Any) -> BudgetLine:
    """Add a line; without an activity it runs over the account's branch and is earned as planned."""
    check_write(by, account.project, Subject.COST)
    line = BudgetLine(account=account, **values)
    check_line(line)
    return records.add(line, verb="budget.create", by=by, **told(account.project))


@transaction.atomic
def update(*, line: BudgetLine, by: Any, version: int | None = None, **values: Any) -> BudgetLine:
    """Change a line; the approved budget stays as it is until the next approval."""
    check_write(by, line.account.project, Subject.COST)
    for name, value in values.items():
        setattr(line, name, value)
    check_line(line)
    verb = "budget.update"
    return records.change(line, values, verb=verb, by=by, version=version, **told(line.account.project))


@transaction.atomic
def remove(*, line: BudgetLine, by: Any) -> None:
    """Take a line out, unless its money came from a reserve: that was decided."""
    check_write(by, line.account.project, Subject.COST)
    if line.drawdown_id is not None:
        raise ValidationError(_("This money was drawn from a reserve by a decision. It stays."))
    records.remove(line, verb="budget.remove", by=by, **told(line.account.project))


@transaction.atomic
def create_many(*, project: Project, lines: list[BudgetLine], by: Any) -> list[BudgetLine]:
    """Add many lines at once, all or none; one event tells of them."""
    check_write(by, project, Subject.COST)
    known = set(Activity.objects.filter(plan__project=project).values_list("uid", flat=True))
    for line in lines:
        check_line(line, known)
        line.stamp(by)
    BudgetLine.objects.bulk_create(lines, batch_size=500)
    after = {
        "lines": len(lines),
        "yen": sum(line.yen for line in lines),
        "minutes": sum(line.minutes for line in lines),
    }
    audit.record(verb="budget.create_many", subject=project, by=by, after=after, **told(project))
    return lines


@transaction.atomic
def from_baseline(*, account: ControlAccount, by: Any) -> list[BudgetLine]:
    """Take over the costs and the work of the plan's current baseline: what an imported file was planned with."""
    project = account.project
    plan = Plan.objects.filter(project=project).first()
    number = plan.extras.get("baselines", {}).get("0") if plan else None
    promised = BaselineActivity.objects.filter(baseline__plan=plan, baseline__number=-1 if number is None else number)
    rows = promised.exclude(kind="summary")
    lines = [
        BudgetLine(
            account=account,
            activity_uid=uid,
            name=name[:200],
            yen=round(cost or 0),
            minutes=round((work or 0) / 10),
        )
        for uid, name, cost, work in rows.order_by("id").values_list("uid", "name", "cost", "work")
        if round(cost or 0) > 0 or round((work or 0) / 10) > 0
    ]
    if not lines:
        raise ValidationError(_("The plan's baseline holds neither costs nor work."))
    return create_many(project=project, lines=lines, by=by)


def check_line(line: BudgetLine, known: set[str] | None = None) -> None:
    """Raise ValidationError naming every problem beside its field; ``known``: uids of the plan, where at hand."""
    wrong: dict[str, Any] = {}
    if line.yen == 0 and line.minutes == 0:
        wrong["yen"] = _("Enter an amount, or an effort.")
    if line.phasing == Phasing.MONTHS:
        wrong |= month_shares(line.months)
    if not line.activity_uid and line.earning in BY_ACTIVITY:
        wrong["earning"] = _("Without an activity, a line is earned as planned (level of effort).")
    elif line.activity_uid and not _exists(line, known):
        wrong["activity_uid"] = _("The plan has no such activity.")
    if wrong:
        raise ValidationError(wrong)


def _exists(line: BudgetLine, known: set[str] | None) -> bool:
    if known is not None:
        return line.activity_uid in known
    return Activity.objects.filter(plan__project=line.account.project_id, uid=line.activity_uid).exists()
