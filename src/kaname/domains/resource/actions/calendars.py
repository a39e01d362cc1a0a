"""Calendars: made, changed, exceptions added and taken away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from kaname.domains.core.actions import audit
from kaname.domains.core.queries import forget_organisation
from kaname.domains.project.models import Project
from kaname.domains.resource.enums import CalendarScope, DayKind
from kaname.domains.resource.models import CalendarException, WorkCalendar
from kaname.domains.resource.validators import check_shifts, check_week

STANDARD_WEEK = [[[540, 720], [780, 1080]]] * 5 + [[], []]
"""9:00-12:00 and 13:00-18:00, Monday to Friday: the usual Japanese office."""


@transaction.atomic
def create(
    *,
    name: str,
    by: Any,
    week: Sequence[Any] | None = None,
    base: WorkCalendar | None = None,
    project: Project | None = None,
    national_holidays: bool = False,
    scope: CalendarScope | None = None,
) -> WorkCalendar:
    """Make a calendar of the company or of a project; without a week it has its base's, or the usual office week."""
    days = list(week) if week is not None else [None] * 7 if base else STANDARD_WEEK
    check_week(days, base is not None)
    calendar = WorkCalendar(
        name=name,
        scope=scope or (CalendarScope.PROJECT if project else CalendarScope.COMPANY),
        project=project,
        base=base,
        week=days,
        national_holidays=national_holidays,
    )
    calendar.stamp(by)
    calendar.save()
    audit.record(verb="calendar.create", subject=calendar, by=by, after=audit.values_of(calendar), **_of(calendar))
    _forget_days()
    return calendar


@transaction.atomic
def update(*, calendar: WorkCalendar, by: Any, reason: str = "", **values: Any) -> WorkCalendar:
    """Change name, week, base or national holidays. Whoever calls recalculates the plans that use it."""
    locked = WorkCalendar.objects.select_for_update().get(pk=calendar.pk)
    before = audit.values_of(locked)
    for name, value in values.items():
        setattr(locked, name, value)
    check_week(locked.week, locked.base_id is not None)
    old, new = audit.changes(before, audit.values_of(locked))
    if new:
        locked.stamp(by)
        locked.save()
        audit.record(verb="calendar.update", subject=locked, by=by, before=old, after=new, reason=reason, **_of(locked))
        _forget_days()
    return locked


@transaction.atomic
def add_exception(
    *,
    calendar: WorkCalendar,
    first: date,
    last: date,
    by: Any,
    name: str = "",
    shifts: Sequence[Sequence[int]] = (),
    kind: DayKind = DayKind.COMPANY,
    source: str = "",
) -> CalendarException:
    """Add days that differ: days off, or with shifts extra working days."""
    check_shifts(shifts)
    exception = CalendarException(
        calendar=calendar, first=first, last=last, name=name, shifts=[list(s) for s in shifts], kind=kind, source=source
    )
    exception.stamp(by)
    exception.save()
    audit.record(
        verb="calendar.add_exception", subject=calendar, by=by, after=audit.values_of(exception), **_of(calendar)
    )
    _forget_days()
    return exception


@transaction.atomic
def remove_exception(*, exception: CalendarException, by: Any) -> None:
    """Take days that differ away again."""
    calendar, before = exception.calendar, audit.values_of(exception)
    exception.delete()
    audit.record(verb="calendar.remove_exception", subject=calendar, by=by, before=before, **_of(calendar))
    _forget_days()


def add_year_end(*, calendar: WorkCalendar, year: int, by: Any, name: str = "年末年始休業") -> CalendarException:
    """Close from 29 December to 3 January: what most Japanese companies do."""
    return add_exception(calendar=calendar, first=date(year, 12, 29), last=date(year + 1, 1, 3), by=by, name=name)


def _forget_days() -> None:
    """Let delays be counted by what was just written: at once for the writer, after the commit for all."""
    forget_organisation()
    transaction.on_commit(forget_organisation)


def _of(calendar: WorkCalendar) -> dict[str, Any]:
    return {"project_id": calendar.project_id, "confidentiality": 2 if calendar.project_id else 1}
