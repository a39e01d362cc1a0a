"""Sections of the plan: milestones, what was finished, what is late, what comes next, what was delivered."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from kaname.domains.core.instants import TICKS_A_DAY, TICKS_A_MINUTE, finish_date_of, ticks_of_date
from kaname.domains.core.names import spoken
from kaname.domains.project.models import Deliverable
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.making import Sentences, more, row, site_link, table, written
from kaname.domains.reporting.queries.reports.standpoint import MILESTONES, Standpoint, Stood, between
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.models import Activity
from kaname.exchange.reports.document import Cell, Row, Section

DONE = 100.0


class Late(NamedTuple):
    """An unfinished activity behind its promise: working days now and on the date before."""

    activity: Activity
    stood: Stood
    promised: int
    slip: int
    before: int | None


def milestones(stand: Standpoint, number: str, count: int) -> Section:
    """Return the next milestones: promised, forecast last time and now, the difference in working days."""
    found = [
        (stand.activities[uid], stood)
        for uid, stood in stand.rows.items()
        if uid in stand.activities and stand.activities[uid].kind in MILESTONES and (stood.percent or 0) < DONE
    ]
    found = sorted((pair for pair in found if pair[1].finish), key=lambda pair: pair[1].finish or 0)
    columns = (
        (_("Milestone"), "text", 8),
        (_("Baseline"), "date", 3),
        (_("Forecast last time"), "date", 3),
        (_("Forecast now"), "date", 3),
        (_("Difference"), "days", 2),
        (_("Judgement"), "mark", 2),
    )
    rows = [_milestone(stand, a, stood) for a, stood in found[:count]]
    empty = _("No milestone lies ahead.")
    late = [a for a, stood in found if (between(stand.promised.get(a.uid), stood.finish) or 0) > 0]
    said = _("Milestones ahead: %(all)s, behind the baseline: %(late)s.") % {"late": len(late), "all": len(found)}
    block = table("", columns, rows, empty, more(len(rows), len(found)))
    return Section("milestones", f"{number} {_('Milestones ahead')}".strip(), (said,) if found else (), (block,))


def _milestone(stand: Standpoint, a: Activity, stood: Stood) -> Row:
    promised, before = stand.promised.get(a.uid), stand.rows_before.get(a.uid)
    slip = between(promised, stood.finish)
    return row(
        a.uid,
        cells.text(spoken(a), site_link(stand, f"activities/{a.pk}/")),
        cells.finish(promised),
        cells.finish(before.finish if before else None),
        cells.finish(stood.finish),
        cells.days(slip),
        cells.health(cells.judged(slip)),
    )


def finished(stand: Standpoint, number: str, count: int) -> Section:
    """Return what was finished or delivered since the date before."""
    done = [
        (a, stood)
        for uid, (a, stood) in stand.work().items()
        if (stood.percent or 0) >= DONE and _before(stand, uid) < DONE
    ]
    handed = _delivered(stand)
    columns = (
        (_("WBS"), "text", 2),
        (_("Activity or deliverable"), "text", 9),
        (_("In charge"), "text", 4),
        (_("Done on"), "date", 3),
    )
    rows = [
        row(a.uid, cells.text(a.wbs), _named(stand, a), cells.text(stand.hands.get(a.pk)), cells.finish(stood.finish))
        for a, stood in done[:count]
    ]
    rows += [
        row(d.code, cells.text(d.code), cells.text(spoken(d)), cells.text(""), cells.day(d.delivered_on))
        for d in handed
    ]
    said = _("Since last time: activities finished %(done)s, deliverables handed over %(handed)s.") % {
        "done": len(done),
        "handed": len(handed),
    }
    block = table(
        "", columns, rows[:count], _("Nothing was finished since last time."), more(len(rows), len(done) + len(handed))
    )
    return Section("finished", f"{number} {_('Done since last time')}".strip(), (said,) if rows else (), (block,))


def _before(stand: Standpoint, uid: str) -> float:
    stood = stand.rows_before.get(uid)
    return (stood.percent or 0.0) if stood else 0.0


def _delivered(stand: Standpoint) -> list[Deliverable]:
    rows = Deliverable.objects.filter(project=stand.project, delivered_on__lte=stand.as_of)
    rows = rows if stand.before is None else rows.filter(delivered_on__gt=stand.before)
    return list(rows.order_by("delivered_on", "code"))


def late_activities(stand: Standpoint) -> list[Late]:
    """Return the unfinished work behind its baseline, the critical and longest behind first."""
    found = [
        (a, stood, stand.promised[uid])
        for uid, (a, stood) in stand.work().items()
        if (stood.percent or 0) < DONE and stood.finish and uid in stand.promised and stood.finish > stand.promised[uid]
    ]
    slips = working_days(
        [finish_date_of(p) for *_a, p in found], [finish_date_of(s.finish or 0) for _a, s, _p in found]
    )
    late = [
        Late(a, stood, promised, slip, _slip_before(stand, a.uid, promised))
        for (a, stood, promised), slip in zip(found, slips, strict=True)
        if slip > 0
    ]
    begun = [
        entry
        for entry in late
        if (entry.stood.percent or 0) > 0 or entry.promised <= ticks_of_date(stand.as_of) + TICKS_A_DAY
    ]
    return sorted(begun or late, key=lambda entry: (not entry.stood.critical, -entry.slip))


def _slip_before(stand: Standpoint, uid: str, promised: int) -> int | None:
    stood = stand.rows_before.get(uid)
    return between(promised, stood.finish) if stood else None


def late(stand: Standpoint, number: str, count: int, sentences: Sentences) -> Section:
    """Return the activities that are late: by how much, compared with last time, and what was written about them."""
    found = late_activities(stand)
    columns = (
        (_("WBS"), "text", 2),
        (_("Activity"), "text", 6),
        (_("In charge"), "text", 4),
        (_("Baseline"), "date", 4),
        (_("Forecast, recovery"), "date", 4),
        (_("Late by"), "days", 3),
        (_("Last time"), "days", 3),
        (_("Cause and measures as noted"), "text", 8),
    )
    rows = [_late(stand, entry) for entry in found[:count]]
    worst = found[0] if found else None
    drafted = [
        _("Activities late: %(count)s. The heaviest: %(name)s, %(days)s working days.")
        % {"count": len(found), "name": spoken(worst.activity), "days": worst.slip}
        if worst
        else ""
    ]
    block = table("", columns, rows, _("Nothing is late against the baseline."), more(len(rows), len(found)))
    said = written(sentences, "late", drafted)
    return Section("late", f"{number} {_('Late activities')}".strip(), said, (block,), sentence="late")


def _late(stand: Standpoint, entry: Late) -> Row:
    return row(
        entry.activity.uid,
        cells.text(entry.activity.wbs),
        _named(stand, entry.activity),
        cells.text(stand.hands.get(entry.activity.pk)),
        cells.finish(entry.promised),
        cells.finish(entry.stood.finish),
        cells.days(entry.slip),
        cells.days(entry.before),
        cells.text(_short(entry.activity.notes)),
    )


def _short(notes: str, letters: int = 60) -> str:
    line = " ".join(notes.split())
    return line if len(line) <= letters else f"{line[: letters - 1]}…"


def _named(stand: Standpoint, a: Activity) -> Cell:
    return cells.text(spoken(a), site_link(stand, f"activities/{a.pk}/"))


def coming(stand: Standpoint, number: str, count: int, weeks: int = 1) -> Section:
    """Return the work that is to begin, goes on or is to end in the next weeks, by finish."""
    last = ticks_of_date(stand.as_of + timedelta(weeks=weeks)) + TICKS_A_DAY
    found = [
        (a, stood)
        for a, stood in stand.work().values()
        if (stood.percent or 0) < DONE and stood.start is not None and stood.start < last
    ]
    found.sort(key=lambda pair: (pair[1].finish or 0, pair[0].pk))
    columns = (
        (_("WBS"), "text", 2),
        (_("Activity"), "text", 8),
        (_("In charge"), "text", 4),
        (_("Start"), "date", 3),
        (_("Finish"), "date", 3),
        (_("Progress"), "percent", 2),
        (_("Float"), "text", 2),
    )
    rows = [_coming(stand, a, stood) for a, stood in found[:count]]
    title = _("Planned for next week") if weeks == 1 else _("Next three months")
    block = table("", columns, rows, _("Nothing is planned in this time."), more(len(rows), len(found)))
    return Section("coming", f"{number} {title}".strip(), (), (block,))


def _coming(stand: Standpoint, a: Activity, stood: Stood) -> Row:
    days = (
        None
        if stood.total_float is None
        else stood.total_float / TICKS_A_MINUTE / (stand.project.minutes_per_day or 480)
    )
    return row(
        a.uid,
        cells.text(a.wbs),
        _named(stand, a),
        cells.text(stand.hands.get(a.pk)),
        cells.finish(None if stood.start is None else stood.start + 1),
        cells.finish(stood.finish),
        cells.percent(stood.percent or 0),
        cells.text(
            "" if days is None else _("%(count)s d") % {"count": f"{days:,.0f}"},
            tone="late" if days is not None and days < 0 else "",
        ),
    )


def names(found: Sequence[Late], count: int) -> str:
    """Return the first names of late activities in a row."""
    return "、".join(spoken(entry.activity) for entry in found[:count])
