"""Resources, their rates by date, and who is away."""

from datetime import date
from typing import Any

from django.db import transaction

from kaname.domains.core.actions import audit
from kaname.domains.core.enums import Confidentiality
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.resource.enums import LeaveKind, RateSide, ResourceKind
from kaname.domains.resource.models import Leave, Resource, ResourceRate, WorkCalendar


@transaction.atomic
def create(
    *,
    name: str,
    by: Any,
    kind: ResourceKind = ResourceKind.PERSON,
    person: Person | None = None,
    project: Project | None = None,
    role_name: str = "",
    max_units: float = 1.0,
    calendar: WorkCalendar | None = None,
    name_en: str = "",
    role_name_en: str = "",
) -> Resource:
    """Make an entry of the company's pool, or of one project."""
    resource = Resource(
        name=name,
        name_en=name_en,
        kind=kind,
        person=person,
        project=project,
        role_name=role_name,
        role_name_en=role_name_en,
        max_units=max_units,
        calendar=calendar,
    )
    resource.stamp(by)
    resource.save()
    audit.record(
        verb="resource.create",
        subject=resource,
        by=by,
        after=audit.values_of(resource),
        project_id=resource.project_id,
        confidentiality=Confidentiality.PROJECT if project else Confidentiality.COMPANY,
    )
    return resource


@transaction.atomic
def update(*, resource: Resource, by: Any, reason: str = "", **values: Any) -> Resource:
    """Change name, role, capacity, calendar or the person behind it."""
    locked = Resource.objects.select_for_update().get(pk=resource.pk)
    before = audit.values_of(locked)
    for name, value in values.items():
        setattr(locked, name, value)
    old, new = audit.changes(before, audit.values_of(locked))
    if new:
        locked.stamp(by)
        locked.save()
        audit.record(
            verb="resource.update",
            subject=locked,
            by=by,
            before=old,
            after=new,
            reason=reason,
            project_id=locked.project_id,
        )
    return locked


@transaction.atomic
def set_rate(
    *, resource: Resource, valid_from: date, yen_per_hour: int, by: Any, side: RateSide = RateSide.COST
) -> None:
    """Set what an hour costs from a date on. The log keeps the amount in its confidential class."""
    rate = ResourceRate.objects.select_for_update().filter(resource=resource, side=side, valid_from=valid_from).first()
    before = audit.values_of(rate) if rate else None
    rate = rate or ResourceRate(resource=resource, side=side, valid_from=valid_from)
    rate.yen_per_hour = yen_per_hour
    rate.stamp(by)
    rate.save()
    secret = Confidentiality.MANAGEMENT if side == RateSide.COST else Confidentiality.CONTRACT
    audit.record(
        verb="rate.set", subject=rate, by=by, before=before, after=audit.values_of(rate), confidentiality=secret
    )


@transaction.atomic
def add_leave(*, person: Person, first: date, last: date, by: Any, kind: LeaveKind = LeaveKind.LEAVE) -> Leave:
    """Note days on which a person is away."""
    leave = Leave(person=person, first=first, last=last, kind=kind)
    leave.stamp(by)
    leave.save()
    audit.record(verb="leave.add", subject=leave, by=by, after=audit.values_of(leave), confidentiality=1)
    return leave


@transaction.atomic
def remove_leave(*, leave: Leave, by: Any) -> None:
    """Take a leave back."""
    before = audit.values_of(leave)
    audit.record(verb="leave.remove", subject=leave, by=by, before=before, confidentiality=1)
    leave.delete()
