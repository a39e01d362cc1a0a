"""A file of issues, whatever it is: a list of somebody's own, or what a tracker gave away."""

from kaname.exchange import trackers
from kaname.exchange.workbook.issue_lists import IssueList, of_grids, of_tracker
from kaname.exchange.workbook.opening import open_grids
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.ticket_tables import find_tracker

HEAD = 65536


class NoIssues(ValueError):
    """The file can be opened, and no table in it looks like a list of issues."""


def read_issues(data: bytes, name: str) -> IssueList:
    """Return the issues of a file. Raises ProblemsFound where it cannot be opened, NoIssues where it holds none."""
    report = Report()
    if trackers.recognises(data[:HEAD], name):
        return of_tracker(trackers.tracker_of(data, name, report))
    grids = open_grids(data, name, report.diagnostics)
    tracker = find_tracker(grids)
    found = of_grids(grids) if tracker is None else of_tracker(tracker)
    if found is None or not found.rows:
        raise NoIssues(name)
    return found
