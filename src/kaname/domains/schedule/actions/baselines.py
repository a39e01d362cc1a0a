"""Baselines: a plan as it is promised, set once and never changed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.people.enums import Subject
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.actions import insertion, recalculation
from kaname.domains.schedule.models import Baseline, BaselineActivity, Plan

_FILE_NUMBERS = range(1, 11)  # Microsoft Project keeps ten beside the current one
_COLUMNS = ("uid", "name", "kind", "start", "finish", "duration", "work")


@transaction.atomic
def set_baseline(
    *, plan: Plan, name: str, reason: str = "", name_en: str = "", reason_en: str = "", by: Any
) -> Baseline:
    """Freeze the plan's dates as its current baseline; the one before it stays and can be compared."""
    check_write(by, plan.project, Subject.BASELINE)
    name = name.strip()
    if not name or len(name) > 100:
        raise ValidationError({"name": _("A name of at most 100 letters is needed.")})
    plan = Plan.objects.select_for_update(of=("self",)).select_related("project").get(pk=plan.pk)
    if plan.finish is None:
        raise ValidationError(_("The plan has no dates that could be promised."))
    numbers = list(plan.baselines.values_list("number", flat=True))
    number = max(numbers, default=0) + 1
    english = {"name_en": name_en.strip()[:100], "reason_en": reason_en.strip()}
    baseline = Baseline(plan=plan, number=number, name=name, reason=reason.strip(), finish=plan.finish, **english)
    baseline.stamp(by)
    baseline.save()
    rows = plan.activities.order_by("position").values_list(*_COLUMNS)
    insertion.insert(BaselineActivity, ("baseline_id", *_COLUMNS), ((baseline.pk, *row) for row in rows))
    make_current(plan, number)
    plan.stamp(by)
    recalculation.recalculate(plan)
    after = {"number": number, "name": name, "finish": plan.finish}
    audit.record(
        verb="baseline.set", subject=baseline, by=by, after=after, project_id=plan.project_id, reason=baseline.reason
    )
    return baseline


def make_current(plan: Plan, number: int) -> None:
    """Let a baseline be the one that files call 0; the former one takes the first number that is free."""
    kept: dict[str, int] = dict(plan.extras.get("baselines", {}))
    former = kept.pop("0", None)
    free = next((n for n in _FILE_NUMBERS if str(n) not in kept), None)
    if former is not None and free is not None:
        kept[str(free)] = former
    kept["0"] = number
    plan.extras = {**plan.extras, "baselines": kept}
