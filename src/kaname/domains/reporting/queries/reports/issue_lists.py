"""Sections about issues: how many came and went, what is overdue, the five that press most."""

from datetime import timedelta

from django.utils.translation import gettext as _

from kaname.domains.control.models import Issue
from kaname.domains.control.queries.issue_figures import figures, lives_of
from kaname.domains.control.queries.issues import Standing, late_first, of_rows
from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Subject
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.making import more, row, site_link, table
from kaname.domains.reporting.queries.reports.standpoint import Standpoint
from kaname.exchange.reports.document import Cell, Row, Section, Table

ISSUE = Subject.ISSUE.value
MOST = 5
WEEK = timedelta(days=7)


def weekly(stand: Standpoint, number: str) -> tuple[Section, ...]:
    """Return the issues of the weekly report (specification 6.1, part 7); nothing where none was ever recorded."""
    rows = issues_of(stand)
    if not rows:
        return ()
    columns = (
        (_("No."), "text", 4),
        (_("title of the issue"), "text", 8),
        (_("owner of the issue"), "text", 3),
        (_("due date"), "date", 3),
        (_("days overdue"), "integer", 2),
        (_("state"), "text", 3),
        (_("level of escalation"), "text", 3),
    )
    found = late_first(rows)
    lines = [_line(stand, s) for s in found[:MOST]]
    block = table("", columns, lines, _("No issue is open."), more(len(lines), len(found)))
    return (Section("issues", f"{number} {_('Issues')}".strip(), (said(stand, rows),), (block,), ISSUE),)


def main(stand: Standpoint) -> Table | None:
    """Return the issues as the steering committee reads them (specification 6.2, slide 6); None without an open one."""
    found = late_first(issues_of(stand))
    if not found:
        return None
    columns = (
        (_("title of the issue"), "text", 8),
        (_("impact in working days"), "days", 3),
        (_("what is to be done"), "text", 8),
        (_("level of escalation"), "text", 3),
        (_("due date"), "date", 3),
        (_("owner of the issue"), "text", 3),
    )
    lines = [
        row(
            s.issue.code,
            cells.text(s.issue.shown_title, _address(stand, s)),
            cells.days(s.issue.impact_days),
            cells.text(s.issue.shown_response),
            _level(s),
            _due(s),
            cells.text(spoken(s.owner)),
        )
        for s in found[:MOST]
    ]
    return table(_("Issues"), columns, lines, "", more(len(lines), len(found)))


def issues_of(stand: Standpoint) -> list[Standing]:
    """Return the project's issues as they stood on the report's date."""
    return of_rows(Issue.objects.filter(project=stand.project), stand.as_of)


def said(stand: Standpoint, rows: list[Standing]) -> str:
    """Return how many are new, ended, open and overdue since the date before."""
    since = stand.before or stand.as_of - WEEK
    found = figures(lives_of(rows), stand.as_of, since)
    values = {"new": found.new, "over": found.closed, "open": found.open, "late": found.overdue}
    told = _("Since %(day)s: new %(new)s, closed or rejected %(over)s. Open: %(open)s, overdue: %(late)s.")
    return told % {"day": cells.day_words(since), **values}


def _line(stand: Standpoint, s: Standing) -> Row:
    return row(
        s.issue.code,
        cells.text(s.issue.shown_code, _address(stand, s)),
        cells.text(s.issue.shown_title),
        cells.text(spoken(s.owner)),
        _due(s),
        cells.number(s.late or None, "late" if s.late else ""),
        cells.text(str(s.state.label)),
        _level(s),
    )


def _due(s: Standing) -> Cell:
    return cells.day(s.due, tone="late" if s.late else "")


def _level(s: Standing) -> Cell:
    return cells.text(str(s.last.get_level_display()) if s.level else "", tone="late" if s.level >= 3 else "")


def _address(stand: Standpoint, s: Standing) -> str:
    return site_link(stand, f"issues/{s.issue.number}/")
