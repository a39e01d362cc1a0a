"""How far the assignments of a demand cover it, month by month (specification 5.7: demand minus committed supply)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kaname.domains.core.instants import date_of, ticks_of_date
from kaname.domains.resource.bridge import WorkingTime
from kaname.domains.resource.bridge.company import company_rules, months_of, next_month, shares
from kaname.domains.staffing.models import RoleDemand

Percents = npt.NDArray[np.float64]


class Booked(NamedTuple):
    """An assignment of a demand. Instants and work in ticks."""

    demand_id: int
    assignment_id: int
    units: float
    work: int | None
    tentative: bool
    start: int
    finish: int


@dataclass(frozen=True, slots=True)
class Cover:
    """A demand by month, in percent of one full-time person of the whole month, (months,) each: what is ``needed``,
    what is booked ``hard`` and what softly; ``months``: their first days.
    """

    months: list[date]
    needed: Percents
    hard: Percents
    soft: Percents

    @property
    def gap(self) -> Percents:
        """What no hard booking covers; soft ones do not count."""
        return np.maximum(self.needed - self.hard, 0.0)

    @property
    def lines(self) -> list[tuple[date, float, float]]:
        """Month, percent booked hard and percent needed."""
        return list(zip(self.months, self.hard.tolist(), self.needed.tolist(), strict=True))


def covers(demands: Iterable[RoleDemand], since: date | None = None) -> dict[int, Cover]:
    """Return how each demand is covered, by its key; ``since``: what is needed before that day does not count any more.

    Two queries and the calendar's. O((demands + assignments) x months).
    """
    rows = list(demands)
    if not rows:
        return {}
    booked = booked_by([row.pk for row in rows])
    edges = [d for row in rows for d in (row.begins, row.ends)]
    edges += [date_of(t) for group in booked.values() for b in group for t in (b.start, b.finish)]
    time = WorkingTime(company_rules(), min(edges).replace(day=1), next_month(max(edges)))
    return {row.pk: _cover(row, booked.get(row.pk, ()), time, since) for row in rows}


def booked_by(demands: Sequence[int]) -> dict[int, list[Booked]]:
    """Return the assignments of demands by demand; those whose activity has no dates cover nothing. One query."""
    links = RoleDemand.assignments.through.objects.filter(roledemand__in=demands)
    links = links.exclude(assignment__activity__start=None).exclude(assignment__activity__finish=None)
    names = ("units", "work", "tentative", "activity__start", "activity__finish")
    found: dict[int, list[Booked]] = {}
    values = links.order_by("pk").values_list("roledemand_id", "assignment_id", *(f"assignment__{n}" for n in names))
    for row in values:
        found.setdefault(row[0], []).append(Booked(*row))
    return found


def percents(rows: Sequence[Booked], months: Sequence[date], time: WorkingTime) -> Percents:
    """Return what each assignment takes of each month, in percent of a full-time person, (rows, months).

    The work of an assignment is spread evenly over the working time of its activity, on the company's calendar.
    """
    edges = np.array([ticks_of_date(m) for m in [*months, next_month(months[-1])]], np.int64)
    start, finish = np.array([r.start for r in rows], np.int64), np.array([r.finish for r in rows], np.int64)
    span = time.between(start, finish)
    usual = np.array([r.units for r in rows]) * span
    work = np.where([r.work is None for r in rows], usual, [float(r.work or 0) for r in rows])
    rate = np.divide(work, span, out=np.zeros_like(work), where=span > 0)
    inside = np.diff(time.at(np.clip(edges, start[:, None], finish[:, None])), axis=1)
    whole = np.diff(time.at(edges))
    taken = np.divide(rate[:, None] * inside, whole, out=np.zeros_like(inside), where=whole > 0)
    return np.asarray(100 * taken, np.float64)


def needed_of(fte: Mapping[str, float], months: Sequence[date]) -> Percents:
    """Return the percents of months as a demand keeps them."""
    return np.array([float(fte.get(f"{m:%Y-%m}", 0)) for m in months])


def _cover(row: RoleDemand, booked: Sequence[Booked], time: WorkingTime, since: date | None) -> Cover:
    months = months_of(row.begins, row.ends)
    part = shares(time, months, max(row.begins, since or row.begins), row.ends)
    needed = needed_of(row.fte, months) * part
    taken = percents(booked, months, time) if booked else np.zeros((0, len(months)))
    soft = np.array([b.tentative for b in booked], bool)
    return Cover(months, needed, taken[~soft].sum(axis=0), taken[soft].sum(axis=0))


def booked_rows(demand: RoleDemand) -> list[dict[str, object]]:
    """Return the hard bookings of a demand as they stand, for the record: with the percent of each of its months."""
    booked = [b for b in booked_by([demand.pk]).get(demand.pk, ()) if not b.tentative]
    months = months_of(demand.begins, demand.ends)
    ends = [demand.begins, demand.ends, *(date_of(t) for b in booked for t in (b.start, b.finish))]
    time = WorkingTime(company_rules(), min(ends).replace(day=1), next_month(max(ends)))
    taken = percents(booked, months, time).tolist() if booked else []
    names = ("activity__uid", "activity__name", "resource__name", "resource__person__code")
    rows = {pk: row for pk, *row in demand.assignments.values_list("pk", *names)}
    return [
        dict(zip(("uid", "activity", "resource", "person"), rows[b.assignment_id], strict=True))
        | {"percent": {f"{m:%Y-%m}": round(p, 1) for m, p in zip(months, line, strict=True)}}
        for b, line in zip(booked, taken, strict=True)
    ]
