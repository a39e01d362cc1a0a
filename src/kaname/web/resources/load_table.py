"""Load as rows, cells and bars that a template only has to write down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.core.names import spoken
from kaname.domains.schedule.queries.load import HIDDEN, Booking, Load, ResourceLoad
from kaname.web.templatetags.marks import listed, near_day

LOW, FIT, AMBER = 0.8, 1.0, 1.2
"""Limits of the bands (specification 5.7)."""

MARKS = {"none": "", "low": "", "fit": "", "amber": "▲", "red": "●"}
CHART_HEIGHT, STEP, GAP, SHADES = 160, 76, 20, 6


@dataclass(frozen=True, slots=True)
class Cell:
    """One week of one row."""

    booked: float
    available: float
    percent: int | None
    band: str
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """A person, role or unit over the weeks."""

    key: int | None
    name: str
    note: str
    cells: list[Cell]
    projects: list[str]

    @property
    def over(self) -> int:
        """Return how many weeks are above 100 %."""
        return sum(c.band in ("amber", "red") for c in self.cells)

    @property
    def excess(self) -> float:
        """Return the hours above what is available."""
        return sum(max(c.booked - c.available, 0.0) for c in self.cells)


def _person(row: ResourceLoad) -> tuple[Any, str]:
    return row.resource.pk, spoken(row.resource)


def _role(row: ResourceLoad) -> tuple[Any, str]:
    name = row.resource.shown_role or _("(no role)")
    return name, name


def _unit(row: ResourceLoad) -> tuple[Any, str]:
    person = row.resource.person
    unit = person.unit if person else None
    name = spoken(unit or (person and person.company)) or _("(no unit)")
    return name, name


GROUPS: dict[str, Callable[[ResourceLoad], tuple[Any, str]]] = {"person": _person, "role": _role, "unit": _unit}


def group_rows(found: Load, by: str) -> list[Row]:
    """Return one row a person, role or unit, the most overloaded first, then the most booked."""
    groups: dict[Any, list[ResourceLoad]] = {}
    names: dict[Any, str] = {}
    for row in found.rows:
        key, name = GROUPS[by](row)
        groups.setdefault(key, []).append(row)
        names[key] = name
    rows = [_row(key if by == "person" else None, names[key], group, by) for key, group in groups.items()]
    return sorted(rows, key=lambda r: (-r.excess, -sum(c.booked for c in r.cells), r.name))


def _row(key: int | None, name: str, group: list[ResourceLoad], by: str) -> Row:
    booked = np.sum([r.booked for r in group], axis=0)
    available = np.sum([r.available for r in group], axis=0)
    note = (
        group[0].resource.shown_role
        if by == "person"
        else ngettext("%(n)d person", "%(n)d people", len(group)) % {"n": len(group)}
    )
    projects = sorted({b.project for r in group for b in r.bookings if b.project != HIDDEN})
    cells = [cell(float(b), float(a)) for b, a in zip(booked, available, strict=True)]
    return Row(key, name, note, cells, projects)


def cell(booked: float, available: float) -> Cell:
    """Return a week's cell: below 80 % low, to 100 % fit, to 120 % amber, more red; work in a week off is red."""
    if available <= 0:
        band, percent = ("red", None) if booked > 0.05 else ("none", None)
    else:
        share = round(booked / available, 9)
        percent = round(share * 100)
        band = "none" if booked < 0.05 else "low" if share < LOW else "fit" if share <= FIT else ""
        band = band or ("amber" if share <= AMBER else "red")
    return Cell(booked, available, percent, band, MARKS[band])


def answer(rows: list[Row], mondays: list[date]) -> str:
    """Return the page's answer in a sentence."""
    over = [r for r in rows if r.over]
    if not over:
        return _("Nobody is booked above 100 %% in these %(weeks)d weeks.") % {"weeks": len(mondays)}
    worst = over[0]
    peak = max(worst.cells, key=lambda c: c.booked - c.available)
    week = mondays[worst.cells.index(peak)]
    return ngettext(
        "%(n)d person is booked above 100 %%. Most: %(name)s, %(percent)s %% in the week of %(week)s, by %(projects)s.",
        "%(n)d people are booked above 100 %%. "
        "Most: %(name)s, %(percent)s %% in the week of %(week)s, by %(projects)s.",
        len(over),
    ) % {
        "n": len(over),
        "name": worst.name,
        "percent": peak.percent if peak.percent is not None else "∞",
        "week": near_day(week),
        "projects": listed(worst.projects) or _("other projects"),
    }


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of a stacked bar, in pixels."""

    x: int
    y: float
    height: float
    shade: int
    title: str


def stacked(found: Load) -> dict[str, Any]:
    """Return 山積み of one resource as bars in pixels: each week's projects on top of each other, and the limit."""
    row = found.rows[0]
    hours = _by_project(row.bookings, len(found.mondays))
    top = max(float(np.max(np.sum([*hours.values(), np.zeros(len(found.mondays))], axis=0))), row.available.max(), 1.0)
    scale = CHART_HEIGHT / (top * 1.1)
    bars, base = [], np.zeros(len(found.mondays))
    for shade, (code, weekly) in enumerate(hours.items()):
        for n, amount in enumerate(weekly):
            if amount > 0.05:
                y = CHART_HEIGHT - (base[n] + amount) * scale
                title = f"{code or _('other projects')}: {amount:.1f} h"
                bars.append(Bar(n * STEP + GAP // 2, round(y, 1), round(amount * scale, 1), shade % SHADES, title))
        base += weekly
    limits = [(n * STEP, round(CHART_HEIGHT - a * scale, 1)) for n, a in enumerate(row.available)]
    return {
        "bars": bars,
        "bar": STEP - GAP,
        "step": STEP,
        "limits": limits,
        "labels": [(n * STEP + STEP // 2, m) for n, m in enumerate(found.mondays)],
        "width": STEP * len(found.mondays),
        "legend": [(shade % SHADES, code or _("other projects")) for shade, code in enumerate(hours)],
    }


def _by_project(bookings: list[Booking], weeks: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for booking in bookings:
        found[booking.project] = found.get(booking.project, np.zeros(weeks)) + booking.hours
    return dict(sorted(found.items(), key=lambda item: (item[0] == HIDDEN, item[0])))
