"""Milestones over the report dates: the slip chart, and every milestone with its baselines, forecasts and end (6.6)."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from kaname.domains.core.instants import finish_date_of
from kaname.domains.core.names import spoken
from kaname.domains.reporting.queries.reports import cells, plan_lists
from kaname.domains.reporting.queries.reports.making import row, site_link, table
from kaname.domains.reporting.queries.reports.standpoint import MILESTONES, Standpoint, between
from kaname.domains.schedule.models import Baseline, BaselineActivity, MilestoneForecast
from kaname.exchange.reports.document import Chart, Row, Section, Series, Table

LINES = 8


def chart(stand: Standpoint) -> Chart:
    """Return the forecasts of each milestone by report date: a level line keeps its date, a rising one slips."""
    by_uid: dict[str, dict[date, date]] = defaultdict(dict)
    if stand.plan is not None:
        rows = MilestoneForecast.objects.filter(plan=stand.plan, as_of__lte=stand.as_of, finish__isnull=False)
        for uid, day, finish in rows.order_by("as_of").values_list("uid", "as_of", "finish"):
            by_uid[uid][day] = finish_date_of(finish or 0)
    days = sorted({day for found in by_uid.values() for day in found})
    moved = sorted(by_uid, key=lambda uid: -abs((max(by_uid[uid].values()) - min(by_uid[uid].values())).days))
    named = [uid for uid in moved if uid in stand.activities][:LINES]
    series = tuple(
        Series(spoken(stand.activities[uid]), tuple(cells.since_epoch(by_uid[uid].get(d)) for d in days))
        for uid in named
    )
    return Chart(
        _("Slip chart"), "line", tuple(f"{d.month}/{d.day}" for d in days), series, days=True, x_title=_("report date")
    )


def section(stand: Standpoint, title: str) -> Section:
    """Return the chart with the next milestones beside it, and how many slip."""
    ahead = plan_lists.milestones(stand, "", 6)
    drawn = chart(stand)
    return Section("schedule", title, ahead.answer, (drawn, *ahead.blocks) if drawn.series else ahead.blocks)


def whole_table(stand: Standpoint) -> Table:
    """Return every milestone: first and present baseline, last and present forecast, actual date, difference, state."""
    first = _first_promises(stand)
    columns = (
        (_("Milestone"), "text", 8),
        (_("First baseline"), "date", 3),
        (_("Present baseline"), "date", 3),
        (_("Forecast last time"), "date", 3),
        (_("Forecast now"), "date", 3),
        (_("Actual"), "date", 3),
        (_("Difference"), "days", 2),
        (_("Responsible"), "text", 4),
        (_("Assumption"), "text", 6),
        (_("State"), "mark", 3),
    )
    rows = [
        _line(stand, uid, first)
        for uid, a in stand.activities.items()
        if a.kind in MILESTONES and uid in stand.rows and stand.rows[uid].finish
    ]
    rows.sort(key=lambda r: (str(r.cells[4].value or r.cells[5].value or ""), r.key))
    return table("", columns, rows, _("The plan has no milestones."))


def _first_promises(stand: Standpoint) -> dict[str, int]:
    oldest = Baseline.objects.filter(plan=stand.plan).order_by("number").values("pk")[:1]
    found = BaselineActivity.objects.filter(baseline__in=oldest, finish__isnull=False, kind__in=MILESTONES)
    return {uid: finish for uid, finish in found.values_list("uid", "finish") if finish is not None}


def _line(stand: Standpoint, uid: str, first: dict[str, int]) -> Row:
    a, stood, before = stand.activities[uid], stand.rows[uid], stand.rows_before.get(uid)
    done = (stood.percent or 0) >= plan_lists.DONE
    slip = between(stand.promised.get(uid), stood.finish)
    state = _("reached") if done else cells.health(cells.judged(slip)).text
    return row(
        uid,
        cells.text(spoken(a), site_link(stand, f"activities/{a.pk}/")),
        cells.finish(first.get(uid)),
        cells.finish(stand.promised.get(uid)),
        cells.finish(before.finish if before else None),
        cells.finish(None if done else stood.finish),
        cells.finish(stood.finish if done else None),
        cells.days(slip),
        cells.text(stand.hands.get(a.pk)),
        cells.text(" ".join(a.notes.split())[:60]),
        cells.text(state, tone="soft" if done else cells.judged(slip) if slip is not None else ""),
    )
