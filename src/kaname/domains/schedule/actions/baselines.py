"""Baselines: a plan as it is promised, set once and never changed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.actions.problems import Problems
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.actions import insertion, recalculation
from kaname.domains.schedule.models import Baseline, BaselineActivity, Plan
from kaname.domains.schedule.queries.plans import efforts_of

_FILE_NUMBERS = range(1, 11)  # Microsoft Project keeps ten beside the current one
_COLUMNS = ("uid", "name", "kind", "start", "finish", "duration", "work")


@transaction.atomic
def set_baseline(
    *, plan: Plan, name: str, reason: str = "", name_en: str = "", reason_en: str = "", by: Any
) -> Baseline:
    """Freeze the plan's dates as its current baseline; the one before it stays and can be compared.

    For whoever decides about baselines (mission row S82); others propose one (actions.proposals).
    """
    check_write(by, plan.project, Subject.BASELINE, Level.DECIDE)
    wrong = Problems()
    with wrong.gathered():
        named(name)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("project").get(pk=plan.pk)
    if plan.finish is None:
        wrong.note(_("The plan has no dates that could be promised."))
    wrong.refuse()
    assert plan.finish is not None  # else it was refused
    words = {"name": name.strip(), "name_en": name_en, "reason": reason, "reason_en": reason_en}
    return promised(plan, promisable(plan), plan.finish, words, by)


def named(name: str) -> str:
    """Return a baseline's name without blanks around it; raise ValidationError where there is none, or too long a
    one.
    """
    if not name.strip() or len(name.strip()) > 100:
        raise ValidationError({"name": _("A name of at most 100 letters is needed.")})
    return name.strip()


def promisable(plan: Plan) -> Iterable[Any]:
    """Return the rows that a baseline would hold now: uid, name, kind, start, finish, duration, work."""
    efforts = efforts_of(plan)
    rows = plan.activities.order_by("position").values_list("pk", *_COLUMNS)
    return [(*row, efforts.get(pk) if work is None else work) for pk, *row, work in rows]


def promised(plan: Plan, rows: Iterable[Any], finish: int, words: Mapping[str, str], by: Any) -> Baseline:
    """Make rows the plan's current baseline. The caller holds the plan's lock, and has asked whether the user may."""
    numbers = list(plan.baselines.values_list("number", flat=True))
    number = max(numbers, default=0) + 1
    given = {key: value.strip() for key, value in words.items()}
    baseline = Baseline(plan=plan, number=number, finish=finish, **given)
    baseline.stamp(by)
    baseline.save()
    insertion.insert(BaselineActivity, ("baseline_id", *_COLUMNS), ((baseline.pk, *row) for row in rows))
    make_current(plan, number)
    plan.stamp(by)
    recalculation.recalculate(plan)
    after = {"number": number, "name": baseline.name, "finish": finish}
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
