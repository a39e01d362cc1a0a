"""Raising a demand, changing what it says, and naming the assignments by which it is covered."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.core.enums import Confidentiality
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.models import Assignment
from kaname.domains.staffing.actions import telling
from kaname.domains.staffing.actions.entering import enter
from kaname.domains.staffing.enums import OPEN, SEARCHED, DemandState
from kaname.domains.staffing.models import DemandSkill, RoleDemand
from kaname.domains.staffing.rules import may_approve, may_move
from kaname.domains.staffing.validators import checked_fte, checked_period, checked_skills

CLASS = Confidentiality.MANAGEMENT
"""A budget ceiling stands in demands: their events are for who reads a project's whole trail."""
FIELDS = (
    "role", "role_en", "begins", "ends", "fte", "place", "ceiling_yen", "reason", "reason_en", "needed_by",
)  # fmt: skip
CODE = "{project}-需-{number:04}"


@transaction.atomic
def raise_demand(*, project: Project, by: Any, skills: Iterable[Mapping[str, Any]] = (), **values: Any) -> RoleDemand:
    """Raise a demand: from now on its time to fill is counted, and whoever approves it is told."""
    check_write(by, project, Subject.DEMAND)
    locked = records.locked(project)
    number = (locked.demands.aggregate(last=Max("number"))["last"] or 0) + 1
    given = _clean({name: values[name] for name in FIELDS if name in values})
    code = CODE.format(project=project.code, number=number)
    demand = RoleDemand(project=locked, number=number, code=code, **given)
    records.add(demand, verb="demand.raise", by=by, project_id=project.pk, confidentiality=CLASS)
    _ask_skills(demand, skills, by)
    enter(demand, DemandState.RAISED, by)
    telling.asked(demand)
    return demand


@transaction.atomic
def update(
    *, demand: RoleDemand, by: Any, version: int | None = None, skills: Iterable[Mapping[str, Any]] | None = None,
    **values: Any,
) -> RoleDemand:  # fmt: skip
    """Change what a demand says while nobody has approved it; afterwards it stands as it was approved."""
    check_write(by, demand.project, Subject.DEMAND)
    fresh = records.locked(demand)
    if fresh.state != DemandState.RAISED:
        raise ValidationError(_("What was approved stays as it is. Call it off, and raise another."))
    standing = {name: getattr(fresh, name) for name in FIELDS}
    given = _clean(standing | {name: values[name] for name in FIELDS if name in values})
    written = change(demand, given, "demand.update", by, version)
    if skills is not None:
        _ask_skills(written, skills, by)
    return written


def adjust(*, demand: RoleDemand, by: Any, version: int | None = None, **values: Any) -> RoleDemand:
    """Give an approved demand another ceiling or another date: by whoever could approve it so."""
    if demand.state not in SEARCHED:
        raise ValidationError(_("Ceiling and date are changed while the search goes on."))
    given = {name: values[name] for name in ("ceiling_yen", "needed_by") if name in values}
    if by is not None and not may_approve(by, demand, given.get("ceiling_yen", demand.ceiling_yen) or 0):
        raise NotAllowed(Subject.DEMAND, Level.DECIDE)
    checked_period(demand.begins, demand.ends, given.get("needed_by", demand.needed_by))
    moved = {"overdue_on": None} if given.get("needed_by", demand.needed_by) != demand.needed_by else {}
    return change(demand, given | moved, "demand.adjust", by, version)


@transaction.atomic
def cover(*, demand: RoleDemand, hard: Iterable[Assignment], by: Any, soft: Iterable[Assignment] = ()) -> None:
    """Name the assignments of the project's plan that cover a demand, and say which of them are only soft bookings.

    An assignment becomes tentative, or firm again, in the plan itself: load and demand speak of the same booking.
    """
    if by is not None and not any(may_move(by, demand, to) for to in DemandState.values):
        raise NotAllowed(Subject.DEMAND, Level.EDIT)
    fresh, firm, loose = records.locked(demand), list(hard), list(soft)
    if fresh.state not in OPEN:
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": fresh.get_state_display()})
    if any(a.plan.project_id != demand.project_id for a in (*firm, *loose)):
        raise ValidationError({"assignments": _("Choose assignments of this project's plan.")})
    for rows, tentative in ((firm, False), (loose, True)):
        for row in rows:
            _book(fresh, row, tentative, by)
    before = sorted(fresh.assignments.values_list("pk", flat=True))
    after = sorted({a.pk for a in (*firm, *loose)})
    if before == after:
        return
    fresh.assignments.set(after)
    audit.record(
        verb="demand.cover", subject=fresh, by=by, before={"assignments": before}, after={"assignments": after},
        project_id=fresh.project_id, confidentiality=CLASS,
    )  # fmt: skip


def _book(demand: RoleDemand, row: Assignment, tentative: bool, by: Any) -> None:
    """Make a booking tentative or firm; whoever does so must be one who edits the plan."""
    if row.tentative == tentative:
        return
    check_write(by, demand.project, Subject.SCHEDULE)
    project = demand.project_id
    records.change(row, {"tentative": tentative}, verb="demand.book", by=by, version=None, project_id=project)


def change(demand: RoleDemand, values: Mapping[str, Any], verb: str, by: Any, version: int | None) -> RoleDemand:
    """Write some fields with their event."""
    told = {"project_id": demand.project_id, "confidentiality": CLASS}
    return records.change(demand, values, verb=verb, by=by, version=version, **told)


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as they are kept; everything that is wrong is named at once."""
    wrong: dict[str, Any] = {}
    try:
        checked_period(values["begins"], values["ends"], values["needed_by"])
        values["fte"] = checked_fte(values["fte"], values["begins"], values["ends"])
    except ValidationError as refused:
        wrong |= refused.error_dict
    if not values.get("reason", "").strip():
        wrong["reason"] = _("Say what the person is needed for.")
    if wrong:
        raise ValidationError(wrong)
    return values


def _ask_skills(demand: RoleDemand, given: Iterable[Mapping[str, Any]], by: Any) -> None:
    """Put the skills asked for in the place of those asked before, with one event where they differ."""
    lines = checked_skills([dict(line) for line in given])
    names = ("skill_id", "level", "must")
    before = sorted(demand.skills.values_list(*names))
    after = sorted((line["skill"].pk, int(line["level"]), bool(line["must"])) for line in lines)
    if before == after:
        return
    demand.skills.all().delete()
    DemandSkill.objects.bulk_create(DemandSkill(demand=demand, **dict(zip(names, row, strict=True))) for row in after)
    audit.record(
        verb="demand.ask_skills", subject=demand, by=by, before={"skills": before},
        after={"skills": after}, project_id=demand.project_id, confidentiality=CLASS,
    )  # fmt: skip
