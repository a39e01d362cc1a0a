"""Sections: how the project stands altogether, and the table of quality, cost and delivery."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaname.domains.core.instants import TICKS_A_MINUTE
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.models import HealthSnapshot
from kaname.domains.reporting.queries.health import health_trend
from kaname.domains.reporting.queries.reports import cells, drafts, money, quality_lists
from kaname.domains.reporting.queries.reports.making import Sentences, row, site_link, table, written
from kaname.domains.reporting.queries.reports.standpoint import Standpoint
from kaname.exchange.reports.document import Cell, Row, Section

MEASURES: dict[Axis, tuple[Promise, Callable[[float | None], Cell]]] = {
    Axis.RESOURCE: (gettext_lazy("Highest load of a person in a week"), cells.percent),
    Axis.FRESHNESS: (gettext_lazy("Days since the last report"), cells.span),
}
"""By what an axis without rows of its own is known, and how that reads."""


@dataclass(frozen=True, slots=True)
class Healths:
    """Computed and declared health on the two dates, the axes', and what the project manager wrote."""

    computed: str
    declared: str
    computed_before: str
    declared_before: str
    comment: str
    axes: dict[str, str]
    values: dict[str, float]
    values_before: dict[str, float]


def healths(stand: Standpoint) -> Healths:
    """Return the healths as they were computed for the dates; before that was done, as the plan told them."""
    found = health_trend(stand.project, 2, stand.as_of)
    now = found[-1] if found and found[-1].as_of == stand.as_of else None
    earlier = found if len(found) < 2 or found[0].as_of == stand.before else _trend_until(stand)
    was = next((h for h in earlier if stand.before and h.as_of == stand.before), None)
    project = stand.project
    return Healths(
        now.computed if now else stand.now.get("computed_health", "unknown"),
        now.declared if now else project.declared_health,
        was.computed if was else stand.was.get("computed_health", "unknown"),
        was.declared if was else "unknown",
        (now.declared_comment if now else project.declared_comment) or "",
        now.healths if now else _axes(stand.now),
        _values(now),
        _values(was),
    )


def _trend_until(stand: Standpoint) -> list[HealthSnapshot]:
    """Return the health of the date that a report looks back to, where that is not the one before."""
    return [] if stand.before is None else health_trend(stand.project, 1, stand.before)


def _values(found: HealthSnapshot | None) -> dict[str, float]:
    """Return the value that each axis is known by, where it has one."""
    told = {} if found is None else found.axes
    return {axis: said["value"] for axis, said in told.items() if said.get("value") is not None}


def _axes(answer: dict[str, Any]) -> dict[str, str]:
    worst = {"red": 3, "amber": 2, "green": 1}
    found: dict[str, str] = {}
    for reason in answer.get("health_reasons") or []:
        axis, health = reason.get("axis", ""), reason.get("health", "unknown")
        if worst.get(health, 0) > worst.get(found.get(axis, ""), 0):
            found[axis] = health
    return found


def overall(stand: Standpoint, told: Healths, sentences: Sentences) -> tuple[tuple[str, ...], Section]:
    """Return the conclusion and the first section: computed beside declared, both compared with last time."""
    conclusion = written(sentences, "summary", drafts.summary(stand, told.computed, told.declared))
    columns = ((_("Health"), "mark", 3), (_("now"), "mark", 2), (_("last time"), "mark", 2), (_("Comment"), "text", 9))
    rows = [
        row(
            "computed",
            cells.text(_("computed"), site_link(stand, "?open=health#health")),
            cells.health(told.computed),
            cells.health(told.computed_before),
            cells.text(drafts.cause(stand)),
        ),
        row(
            "declared",
            cells.text(_("declared by the project manager")),
            cells.health(told.declared),
            cells.health(told.declared_before),
            cells.text(told.comment),
        ),
    ]
    return conclusion, Section("overall", _("1. Overall"), (), (table("", columns, rows),), sentence="summary")


def qcd(stand: Standpoint, told: Healths) -> Section:
    """Return the table: axis, measure, plan, actual, difference, last time, judgement."""
    columns = (
        (_("Axis"), "text", 3),
        (_("Measure"), "text", 7),
        (_("Plan"), "mixed", 4),
        (_("Actual or forecast"), "mixed", 4),
        (_("Difference"), "mixed", 4),
        (_("Last time"), "mixed", 4),
        (_("Judgement"), "mark", 3),
    )
    rows = [*_delivery(stand, told), *money.qcd_rows(stand, told.axes), *quality_lists.rows(stand)]
    rows += _others(told)
    said = quality_lists.said(stand)
    return Section("qcd", _("2. Quality, cost, delivery"), said, (table("", columns, rows),))


def _delivery(stand: Standpoint, told: Healths) -> Iterator[Row]:
    now, was = stand.now, stand.was
    delivery = told.axes.get(Axis.DELIVERY, "unknown")
    yield row(
        "finish",
        cells.text(_("Delivery")),
        cells.text(_("Finish"), site_link(stand, "?open=finish#finish")),
        cells.finish(now.get("baseline_finish")),
        cells.finish(now.get("finish")),
        cells.days(stand.slip),
        cells.finish(was.get("finish")),
        cells.health(delivery if delivery != "unknown" else cells.judged(stand.slip)),
    )
    planned, actual = now.get("planned_percent"), now.get("percent_complete")
    behind = None if planned is None or actual is None else actual - planned
    yield row(
        "percent",
        cells.text(_("Delivery")),
        cells.text(_("Progress"), site_link(stand, "?open=progress#progress")),
        cells.percent(planned),
        cells.percent(actual),
        cells.points(behind),
        cells.percent(was.get("percent_complete")),
        cells.health("unknown" if behind is None else "red" if behind <= -10 else "amber" if behind <= -5 else "green"),
    )
    yield row(
        "float",
        cells.text(_("Delivery")),
        cells.text(_("Smallest float to the promised finish")),
        cells.text(""),
        _float(stand, now),
        cells.text(""),
        _float(stand, was),
        cells.health(_float_health(now.get("total_float"))),
    )
    yield row(
        "late",
        cells.text(_("Delivery")),
        cells.text(_("Activities overdue"), site_link(stand, "#overdue")),
        cells.number(0),
        cells.number(now.get("overdue_count")),
        cells.number(now.get("overdue_count"), "late" if now.get("overdue_count") else ""),
        cells.number(was.get("overdue_count")),
        cells.health("amber" if now.get("overdue_count") else "green" if now else "unknown"),
    )


def _float(stand: Standpoint, answer: dict[str, Any]) -> Any:
    value = answer.get("total_float")
    return cells.span(None if value is None else value / TICKS_A_MINUTE / (stand.project.minutes_per_day or 480))


def _float_health(value: float | None) -> str:
    return "unknown" if value is None else "red" if value < 0 else "green"


def _others(told: Healths) -> Iterator[Row]:
    for axis in (Axis.RISK, Axis.ISSUES, Axis.RESOURCE, Axis.FRESHNESS):
        health = told.axes.get(axis)
        if health is None or health == "unknown":
            continue
        label, cell = MEASURES.get(axis, (gettext_lazy("Judgement"), cells.number))
        now, was = cell(told.values.get(axis)), cell(told.values_before.get(axis))
        blank = cells.text("")
        yield row(axis, cells.text(axis.label), cells.text(label), blank, now, blank, was, cells.health(health))
