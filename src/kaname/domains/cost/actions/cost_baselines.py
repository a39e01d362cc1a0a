"""Approving a budget: its lines and their dates are frozen; from then on they are what is earned against."""

from datetime import date
from typing import Any

import numpy as np
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.actions.problems import Problems
from kaname.domains.cost.actions.accounts import told
from kaname.domains.cost.bridge import planned
from kaname.domains.cost.bridge.curve import weekly
from kaname.domains.cost.models import BudgetLine, ControlAccount, CostBaseline, CostBaselineLine
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.models import Plan

Pair = tuple[BudgetLine, planned.Span]


@transaction.atomic
def approve(
    *, project: Project, name: str, valid_from: date, by: Any, reason: str = "", schedule_baseline: int | None = None
) -> CostBaseline:
    """Approve the budget as it stands: who decides about baselines does.

    ``valid_from``: the report dates that are measured against it. ``schedule_baseline``: the number of the plan's
    baseline whose dates it takes; None: the plan's own, as they stand.
    Raises ValidationError naming every line without dates.
    """
    check_write(by, project, Subject.BASELINE, Level.DECIDE)
    plan = Plan.objects.filter(project=project).first()
    wrong = Problems()
    last = CostBaseline.objects.filter(project=project).order_by("-number").first()
    with wrong.gathered():
        _check_order(last, name, valid_from)
    pairs: list[Pair] = []
    if plan is None:
        wrong.note(_("There is no plan whose dates the budget could follow."))
    elif schedule_baseline is not None and not plan.baselines.filter(number=schedule_baseline).exists():
        wrong.note(_("The plan has no such baseline."), "schedule_baseline")
    else:
        with wrong.gathered():
            pairs = _dated(project, planned.dates_of(plan, schedule_baseline))
    wrong.refuse()
    assert plan is not None  # else it was refused
    columns = planned.columns_of(pairs)
    yen, minutes = (np.array([getattr(line, n) for line, _ in pairs], np.float64) for n in ("yen", "minutes"))
    baseline = CostBaseline(
        project=project,
        number=1 if last is None else last.number + 1,
        name=name.strip(),
        reason=reason.strip(),
        valid_from=valid_from,
        schedule_baseline=schedule_baseline,
        yen=sum(line.yen for line, _ in pairs),
        minutes=sum(line.minutes for line, _ in pairs),
        curve=weekly(columns, yen, minutes, planned.axis_of_plan(plan, columns)),
    )
    baseline.stamp(by)
    baseline.save(force_insert=True)
    CostBaselineLine.objects.bulk_create([_frozen(baseline, *pair) for pair in pairs], batch_size=500)
    after = {"number": baseline.number, "name": baseline.name, "yen": baseline.yen, "minutes": baseline.minutes}
    audit.record(
        verb="cost_baseline.approve", subject=baseline, by=by, after=after, reason=baseline.reason, **told(project)
    )
    return baseline


def _dated(project: Project, dates: planned.Dates) -> list[Pair]:
    """Return the lines with their dates; raise ValidationError where there are none, or one has none."""
    lines = list(BudgetLine.objects.filter(account__project=project).select_related("account").order_by("id"))
    branches = dict(ControlAccount.objects.filter(project=project).values_list("pk", "branch"))
    if not lines:
        raise ValidationError(_("There is no budget to approve. Write its lines first."))
    pairs: list[Pair] = []
    lost = []
    for line, span in planned.placed(lines, dates, branches):
        if span is None:
            lost.append(line)
        else:
            pairs.append((line, span))
    if lost:
        message = _("%(account)s, “%(line)s”: has no dates there. Choose another activity, or other dates.")
        raise ValidationError(
            [ValidationError(message, params={"account": line.account.code, "line": str(line)}) for line in lost[:20]]
        )
    return pairs


def _check_order(last: CostBaseline | None, name: str, valid_from: date) -> None:
    wrong: dict[str, Any] = {}
    if not name.strip() or len(name.strip()) > 100:
        wrong["name"] = _("A name of at most 100 letters is needed.")
    if last is not None and valid_from <= last.valid_from:
        message = _("The budget before it holds from %(day)s. Choose a later day.")
        wrong["valid_from"] = ValidationError(message, params={"day": last.valid_from.isoformat()})
    if wrong:
        raise ValidationError(wrong)


def _frozen(baseline: CostBaseline, line: BudgetLine, span: planned.Span) -> CostBaselineLine:
    return CostBaselineLine(
        baseline=baseline,
        account_id=line.account_id,
        activity_uid=line.activity_uid,
        name=str(line)[:500],
        category=line.category,
        yen=line.yen,
        minutes=line.minutes,
        phasing=line.phasing,
        months=line.months,
        earning=line.earning,
        start=span[0],
        finish=max(span),
    )
