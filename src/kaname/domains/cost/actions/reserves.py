"""Writing reserves, and drawing from them by decision."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.core.actions.problems import Problems
from kaname.domains.cost.actions.accounts import told
from kaname.domains.cost.enums import Category, Earning
from kaname.domains.cost.models import BudgetLine, ControlAccount, Drawdown, Reserve
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write


def create(*, project: Project, kind: str, name: str, yen: int, by: Any) -> Reserve:
    """Keep money back."""
    check_write(by, project, Subject.COST)
    reserve = Reserve(project=project, kind=kind, name=name, yen=yen)
    return records.add(reserve, verb="reserve.create", by=by, **told(project))


@transaction.atomic
def update(*, reserve: Reserve, by: Any, version: int | None = None, **values: Any) -> Reserve:
    """Change a reserve; never to less than was drawn from it."""
    check_write(by, reserve.project, Subject.COST)
    wrong, where = Problems(), told(reserve.project)
    if values.get("yen", reserve.yen) < drawn(records.locked(reserve)):
        wrong.note(_("More than that was drawn already."), "yen")
    return records.change(reserve, values, verb="reserve.update", by=by, version=version, wrong=wrong, **where)


@transaction.atomic
def draw(
    *,
    reserve: Reserve,
    account: ControlAccount,
    yen: int,
    decision: str,
    reason: str,
    drawn_on: date,
    by: Any,
    activity_uid: str = "",
    category: str = Category.OUTSIDE,
) -> Drawdown:
    """Move money from a reserve to an account's budget, by a decision: it counts from the next approved budget on.

    Raises ValidationError without a decision, or where less is left.
    """
    project = reserve.project
    check_write(by, project, Subject.COST)
    reserve = records.locked(reserve)
    given = {"account": account, "yen": yen, "decision": decision, "reason": reason}
    if wrong := draw_problems(reserve, given):
        raise ValidationError(wrong)
    row = Drawdown(
        reserve=reserve, account=account, yen=yen, decision=decision.strip(), reason=reason.strip(), drawn_on=drawn_on
    )
    row.drawn_by = by
    row.save(force_insert=True)
    line = BudgetLine(
        account=account,
        activity_uid=activity_uid,
        name=f"{reserve.name} ({row.decision})"[:200],
        category=category,
        yen=yen,
        earning=Earning.PROGRESS if activity_uid else Earning.EFFORT,
        drawdown=row,
    )
    line.stamp(by)
    line.save(force_insert=True)
    after = {"yen": yen, "account": account.code, "decision": row.decision}
    audit.record(verb="reserve.draw", subject=reserve, by=by, after=after, reason=row.reason, **told(project))
    return row


def draw_problems(reserve: Reserve, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is wrong with a drawing, beside its field; what is not in ``given`` is not judged."""
    wrong: dict[str, Any] = {}
    left = reserve.yen - drawn(reserve)
    if "yen" in given and not 0 < given["yen"] <= left:
        wrong["yen"] = ValidationError(_("Between 1 and %(left)s yen are left."), params={"left": f"{left:,}"})
    if "decision" in given and not given["decision"].strip():
        wrong["decision"] = _("Name the decision by which the money is drawn: its number or the minutes.")
    if "reason" in given and not given["reason"].strip():
        wrong["reason"] = _("Say what the money is needed for.")
    if "account" in given and given["account"].project_id != reserve.project_id:
        wrong["account"] = _("The account belongs to another project.")
    return wrong


def drawn(reserve: Reserve) -> int:
    """Return how much was drawn from a reserve."""
    return reserve.drawdowns.aggregate(total=Sum("yen"))["total"] or 0
