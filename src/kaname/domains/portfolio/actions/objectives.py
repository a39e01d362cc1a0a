"""Writing strategies and objectives: their texts, the weights of siblings, and their way from draft to end."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.people.models import Person
from kaname.domains.portfolio.enums import IN_FORCE, NEXT_STATES, ObjectiveState
from kaname.domains.portfolio.models import StrategicObjective
from kaname.domains.portfolio.rules import check_decide, check_edit

WHOLE = Decimal(100)
ENDS = (ObjectiveState.ACHIEVED, ObjectiveState.MISSED, ObjectiveState.CANCELLED)


def create(*, code: str, name: str, by: Any, **values: Any) -> StrategicObjective:
    """Draft a strategy, or with ``parent`` an objective below one; its weight is set by :func:`weigh`."""
    check_edit(by)
    row = StrategicObjective(code=code, name=name, **values)
    _check_place(row)
    return records.add(row, verb="strategic_objective.create", by=by, confidentiality=1)


def update(*, objective: StrategicObjective, by: Any, version: int | None = None, **values: Any) -> StrategicObjective:
    """Change an objective's texts, owner or years; Conflict when somebody else did since ``version``."""
    check_edit(by)
    wished = StrategicObjective.objects.select_related("parent").get(pk=objective.pk)
    for name, value in values.items():
        setattr(wished, name, value)
    _check_place(wished)
    told: dict[str, Any] = {"verb": "strategic_objective.update", "confidentiality": 1}
    return records.change(objective, values, by=by, version=version, **told)


def _check_place(row: StrategicObjective) -> None:
    """Refuse a third level, an objective that outlasts its strategy, and years that leave those below outside."""
    wrong: dict[str, Any] = {}
    first, last = row.first_year, row.last_year
    if first and last and last < first:
        wrong["last_year"] = _("It lies before the first fiscal year.")
    if row.parent is not None and row.parent.parent_id is not None:
        wrong["parent"] = _("Choose a strategy: objectives stand directly below one.")
    elif row.parent is not None and first and last:
        above = row.parent
        if first < above.first_year or last > above.last_year:
            said = _("The strategy %(code)s is for fiscal %(first)s to %(last)s: stay within.")
            wrong["first_year"] = said % {"code": above.code, "first": above.first_year, "last": above.last_year}
    if row.pk is not None and row.parent_id is None and first and last:
        outside = row.children.exclude(first_year__gte=first, last_year__lte=last).order_by("code")
        if codes := ", ".join(outside.values_list("code", flat=True)):
            wrong["last_year"] = _("%(codes)s would lie outside these years. Change them first.") % {"codes": codes}
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def weigh(*, parent: StrategicObjective | None, weights: Mapping[int, Decimal], by: Any) -> list[StrategicObjective]:
    """Set the weights of all siblings below a strategy (None: of the strategies) at once: percents that sum to 100.

    ``weights`` by number; every sibling that is not stopped must be named, and nothing else.
    """
    check_edit(by)
    rows = list(siblings(parent).select_for_update())
    if set(weights) != {row.pk for row in rows}:
        raise ValidationError(_("Somebody added or stopped an objective meanwhile. Look at the list again."))
    total = sum(weights.values(), Decimal(0))
    if total != WHOLE:
        said = _("The weights sum to %(total)s %%, not to 100 %%.") % {"total": f"{total.normalize():f}"}
        raise ValidationError({"weights": said})
    changed = [row for row in rows if row.weight != weights[row.pk]]
    for row in changed:
        before, row.weight = {"weight": row.weight}, weights[row.pk]
        row.stamp(by)
        row.full_clean()
        row.save(force_update=True)
        told = {"before": before, "after": {"weight": row.weight}, "confidentiality": 1}
        audit.record(verb="strategic_objective.weigh", subject=row, by=by, **told)  # type: ignore[arg-type] # mixed values
    return rows


def siblings(parent: StrategicObjective | None) -> Any:
    """Return what stands below a strategy (None: the strategies) and is not stopped, by code."""
    rows = StrategicObjective.objects.filter(parent=parent)
    return rows.exclude(state=ObjectiveState.CANCELLED).order_by("code")


@transaction.atomic
def move(*, objective: StrategicObjective, state: str, by: Any, result: str = "") -> StrategicObjective:
    """Take an objective to its next state. Approving needs an owner, weights of the siblings that sum to 100 and a
    strategy in force; an end needs what was found (``result``).
    """
    fresh = records.locked(objective)
    check_decide(by, fresh)
    if state not in NEXT_STATES.get(fresh.state, ()):
        said = _("%(code)s is in the state “%(state)s”: this cannot follow.")
        raise ValidationError(said % {"code": fresh.code, "state": fresh.get_state_display()})
    values: dict[str, Any] = {"state": state}
    if state == ObjectiveState.APPROVED:
        _check_approval(fresh)
        values |= {"approved_at": timezone.now(), "approved_by": Person.objects.filter(user=by).first() if by else None}
    if state in ENDS:
        values |= _ended(fresh, state, result.strip())
    told: dict[str, Any] = {"verb": "strategic_objective.move", "confidentiality": 1}
    return records.change(fresh, values, by=by, version=None, **told)


def _check_approval(row: StrategicObjective) -> None:
    wrong: list[Any] = []
    if row.owner_id is None:
        wrong.append(_("It needs somebody who answers for it."))
    if not row.weight or sum((s.weight for s in siblings(row.parent)), Decimal(0)) != WHOLE:
        wrong.append(_("It needs a weight, and the weights beside it must sum to 100 %."))
    if row.parent is not None and row.parent.state not in IN_FORCE:
        wrong.append(_("Its strategy %(code)s is not approved yet.") % {"code": row.parent.code})
    if wrong:
        raise ValidationError(wrong)


def _ended(row: StrategicObjective, state: str, result: str) -> dict[str, Any]:
    wrong: list[Any] = []
    if not result:
        wrong.append(_("Say what was found: it is what the next plan learns from."))
    open_ones = row.children.filter(state__in=(ObjectiveState.DRAFT, *IN_FORCE)).order_by("code")
    if codes := ", ".join(open_ones.values_list("code", flat=True)):
        wrong.append(_("%(codes)s below it are still open. End them first.") % {"codes": codes})
    others = siblings(row.parent).exclude(pk=row.pk).exists()
    if state == ObjectiveState.CANCELLED and row.weight and others:
        said = _("Give its weight of %(weight)s %% to the others first, so that theirs sum to 100 %%.")
        wrong.append(said % {"weight": f"{row.weight.normalize():f}"})
    if wrong:
        raise ValidationError(wrong)
    return {"result": result} | ({"weight": Decimal(0)} if state == ObjectiveState.CANCELLED else {})
