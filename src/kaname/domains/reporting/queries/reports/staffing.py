"""The staffing plan (山積み, 6.8): who is booked in which month, in person-months; overloads, terms that end."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Subject
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import ProjectMember
from kaname.domains.reporting.enums import ReportKind
from kaname.domains.reporting.queries.reports import cells, making
from kaname.domains.reporting.queries.reports.making import Sentences, row, table
from kaname.domains.reporting.queries.reports.standpoint import Standpoint
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.queries.load import Load, ResourceLoad, load
from kaname.exchange.reports.document import Chart, ReportDocument, Row, Section, Series

WEEKS, ENDING = 26, timedelta(days=60)
RESOURCE = Subject.RESOURCE.value


def staffing(stand: Standpoint, sentences: Sentences, user: Any) -> ReportDocument:
    """Return the staffing plan of a project over half a year; bookings elsewhere count where somebody is overloaded."""
    wanted = _people(stand).select_related("person", "person__unit", "person__company", "calendar")
    found = load(user, stand.as_of, WEEKS, wanted, stand.as_of if stand.frozen else None)
    months = _months(found)
    over = [(r, week, share) for r in found.rows for week, share in _overloads(found, r)]
    drafted = _("People planned: %(people)s. Overloaded weeks, over all projects: %(over)s.") % {
        "people": len(found.rows),
        "over": len(over),
    }
    sections = (
        Section(
            "months",
            _("By month, in person-months"),
            (),
            (_chart(stand, found, months), _table(stand, found, months)),
            RESOURCE,
            "summary",
        ),
        Section("over", _("Overloaded weeks (all projects)"), (), (_over_table(over),), RESOURCE),
        Section("terms", _("Terms that end within sixty days"), (), (_terms(stand),), RESOURCE),
    )
    conclusion = making.written(sentences, "summary", [drafted])
    return making.of_project(ReportKind.LOAD, stand, conclusion, sections, landscape=True)


def _people(stand: Standpoint) -> QuerySet[Resource]:
    """Return who works in the project, as it was frozen; where only dates were kept, who does now."""
    if stand.then is not None:
        used = {row["resource_id"] for row in stand.then.assignments.values()}
        return Resource.objects.filter(pk__in=used - {None})
    if stand.plan is None:
        return Resource.objects.none()
    return Resource.objects.filter(assignments__plan=stand.plan).distinct()


def _months(found: Load) -> list[date]:
    return sorted({monday.replace(day=1) for monday in found.mondays})


def _by_month(stand: Standpoint, found: Load, r: ResourceLoad) -> dict[date, float]:
    """Return a person's booked person-months in this project by month; a week counts to the month it begins in."""
    total: dict[date, float] = defaultdict(float)
    hours_a_month = (stand.project.minutes_per_day or 480) * (stand.project.days_per_month or 20) / 60
    for booking in r.bookings:
        if booking.project == stand.project.code:
            for monday, hours in zip(found.mondays, booking.hours, strict=True):
                total[monday.replace(day=1)] += float(hours) / hours_a_month
    return total


def _chart(stand: Standpoint, found: Load, months: list[date]) -> Chart:
    people = [(r, _by_month(stand, found, r)) for r in found.rows]
    people = sorted((p for p in people if sum(p[1].values()) > 0), key=lambda p: -sum(p[1].values()))
    series = [Series(spoken(r.resource), tuple(round(told.get(m, 0.0), 2) for m in months)) for r, told in people[:9]]
    if len(people) > 9:
        rest = tuple(round(sum(told.get(m, 0.0) for _r, told in people[9:]), 2) for m in months)
        series.append(Series(_("others"), rest))
    labels = tuple(f"{m.year}/{m.month}" for m in months)
    return Chart(_("Planned person-months"), "stacked", labels, tuple(series), _("person-months"))


def _table(stand: Standpoint, found: Load, months: list[date]) -> Any:
    columns = (
        (_("Name"), "text", 5),
        (_("Belongs to"), "text", 5),
        *((f"{m.year}/{m.month}", "ratio", 2) for m in months),
        (_("Sum"), "ratio", 2),
    )
    rows, sums = [], [0.0] * len(months)
    for r in found.rows:
        told = _by_month(stand, found, r)
        values = [told.get(m, 0.0) for m in months]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append(_person(r, values))
    rows.append(row("sum", cells.text(_("Sum")), cells.text(""), *map(cells.ratio, sums), cells.ratio(sum(sums))))
    return table("", columns, rows)


def _person(r: ResourceLoad, values: list[float]) -> Row:
    person = r.resource.person
    home = "" if person is None else spoken(person.company) or spoken(person.unit)
    return row(
        r.resource.pk,
        cells.text(spoken(r.resource)),
        cells.text(home),
        *map(cells.ratio, values),
        cells.ratio(sum(values)),
    )


def _overloads(found: Load, r: ResourceLoad) -> list[tuple[date, float]]:
    shares = np.nan_to_num(r.share, nan=0.0, posinf=9.99)
    return [(monday, float(share)) for monday, share in zip(found.mondays, shares, strict=True) if share > 1.005]


def _over_table(over: list[tuple[ResourceLoad, date, float]]) -> Any:
    columns = ((_("Name"), "text", 5), (_("Week of"), "date", 3), (_("Booked over available"), "percent", 3))
    rows = [
        row(r.resource.pk, cells.text(spoken(r.resource)), cells.day(monday), cells.percent(100 * share, "red"))
        for r, monday, share in sorted(over, key=lambda o: (-o[2], o[1]))[:25]
    ]
    return table("", columns, rows, _("Nobody is overloaded."), making.more(len(rows), len(over)))


def _terms(stand: Standpoint) -> Any:
    columns = ((_("Person"), "text", 5), (_("Role"), "text", 4), (_("Until"), "date", 3))
    held = ProjectMember.objects.filter(held_on(stand.as_of), project=stand.project, valid_to__lte=stand.as_of + ENDING)
    rows = [
        row(m.pk, cells.text(spoken(m.person)), cells.text(m.get_role_display()), cells.day(m.valid_to, tone="late"))
        for m in held.select_related("person").order_by("valid_to")
    ]
    return table("", columns, rows, _("No term ends within sixty days."))
