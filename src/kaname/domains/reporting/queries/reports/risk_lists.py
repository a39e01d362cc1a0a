"""Sections about risks: how many are open and how high, what moved since the date before, the five highest."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from kaname.domains.core.names import chosen, spoken
from kaname.domains.people.enums import Subject
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.making import more, row, site_link, table
from kaname.domains.reporting.queries.reports.standpoint import Standpoint
from kaname.domains.risk.enums import Direction
from kaname.domains.risk.models import Risk
from kaname.domains.risk.queries.counting import counted
from kaname.domains.risk.queries.standing import Standing, standings, steps_on
from kaname.exchange.reports.document import Row, Section, Table

RISK = Subject.RISK.value
MOST = 5
WEEK = timedelta(days=7)


def weekly(stand: Standpoint, number: str) -> tuple[Section, ...]:
    """Return the risks of the weekly report (specification 6.1, part 8); nothing where none was ever recorded."""
    rows = risks_of(stand)
    if not rows:
        return ()
    columns = (
        (_("No."), "text", 4),
        (_("cause → event → effect"), "text", 9),
        (_("score"), "text", 3),
        (_("Change"), "text", 3),
        (_("response"), "text", 3),
        (_("risk owner"), "text", 3),
        (_("next review"), "date", 3),
    )
    found = highest(rows)
    lines = [_line(stand, s) for s in found[:MOST]]
    block = table("", columns, lines, _("No threat is open."), more(len(lines), len(found)))
    return (Section("risks", f"{number} {_('Risks')}".strip(), tuple(said(stand, rows)), (block,), RISK),)


def main(stand: Standpoint) -> Table | None:
    """Return the highest risks as the steering committee reads them (specification 6.2, slide 6); None without any."""
    found = highest(risks_of(stand))
    if not found:
        return None
    columns = (
        (_("Risk"), "text", 9),
        (_("score"), "text", 3),
        (_("Change"), "text", 3),
        (_("preventive action"), "text", 8),
        (_("due"), "date", 3),
        (_("risk owner"), "text", 3),
    )
    lines = [
        row(
            s.risk.code,
            cells.text(s.step.shown_event, _address(stand, s)),
            cells.text(_score(s), tone=_tone(s)),
            cells.text(_moved(s)),
            cells.text(chosen(s.step.prevention, s.step.prevention_en) or str(s.step.get_response_display())),
            cells.day(s.step.response_due, tone="late" if s.response_late else ""),
            cells.text(spoken(s.step.owner)),
        )
        for s in found[:MOST]
    ]
    return table(_("Risks"), columns, lines, "", more(len(lines), len(found)))


def risks_of(stand: Standpoint) -> list[Standing]:
    """Return the project's risks as of the report's date, beside the date before."""
    steps = steps_on(stand.as_of, Risk.objects.filter(project=stand.project))
    since = stand.before or stand.as_of - WEEK
    return standings(steps.select_related("risk__project", "owner"), stand.as_of, since)


def highest(rows: Sequence[Standing]) -> list[Standing]:
    """Return the open threats, the highest first, those not scored last."""
    found = [s for s in rows if s.open and s.step.direction == Direction.THREAT]
    return sorted(found, key=lambda s: (-(s.step.score or 0), s.risk.code))


def said(stand: Standpoint, rows: Sequence[Standing]) -> list[str]:
    """Return how many there are, and what moved since the date before."""
    found, trends = counted(rows), [s.trend for s in rows]
    told = _("Open: %(open)s, high or extreme %(high)s (without a response %(unplanned)s), overdue %(late)s.") % {
        "open": found.open,
        "high": found.high,
        "unplanned": found.unplanned,
        "late": found.late,
    }
    moved = {name: sum(t == name and (s.open or t == "over") for t, s in zip(trends, rows, strict=True))
             for name in ("new", "up", "down", "over")}  # fmt: skip
    since = cells.day_words(stand.before or stand.as_of - WEEK)
    change = _("Since %(day)s: new %(new)s, risen %(up)s, fallen %(down)s, ended %(over)s.")
    return [told, change % {"day": since, **moved}]


def _line(stand: Standpoint, s: Standing) -> Row:
    return row(
        s.risk.code,
        cells.text(s.risk.shown_code, _address(stand, s)),
        cells.text(s.step.sentence),
        cells.text(_score(s), tone=_tone(s)),
        cells.text(_moved(s)),
        cells.text(str(s.step.get_response_display())),
        cells.text(spoken(s.step.owner)),
        cells.day(s.step.review_due, tone="late" if s.review_late else ""),
    )


def _address(stand: Standpoint, s: Standing) -> str:
    return site_link(stand, f"risks/{s.risk.number}/")


def _score(s: Standing) -> str:
    band = s.step.band
    return f"{s.step.score} {band.label}" if band is not None else ""


def _tone(s: Standing) -> str:
    return "late" if s.high and (not s.planned or s.late) else ""


def _moved(s: Standing) -> str:
    """Return how the score moved: ↑ 12→16, ＋ new."""
    if s.trend == "new":
        return _("newly found")
    if s.trend in ("up", "down") and s.was is not None:
        return f"{'↑' if s.trend == 'up' else '↓'} {s.was.score}→{s.step.score}"
    return "→" if s.trend == "same" else ""
