"""People's own lists of issues, and what trackers export, as rows: who, what, until when, how it stands.

A workbook's sheet is told by its titles: a column for the title or the event, and at least two of owner, due date,
state, day, priority and response. What stands in a cell is taken at its word; a date that is none is told, not guessed.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kaname.exchange.workbook import issue_words
from kaname.exchange.workbook.date_order import find_order
from kaname.exchange.workbook.dates import Order, read_date
from kaname.exchange.workbook.grid import Grid, Value, text_of
from kaname.exchange.workbook.list_heads import list_head
from kaname.exchange.workbook.tickets import Moment, Ticket, Tracker

DATES = ("raised_on", "due", "closed_on")
TITLED = issue_words.meanings(issue_words.TITLES)
STATES, KINDS = issue_words.meanings(issue_words.STATES), issue_words.meanings(issue_words.KINDS)
GRADES, SEVERITIES = issue_words.meanings(issue_words.GRADES), issue_words.meanings(issue_words.SEVERITIES)
_OF_TICKETS = {
    "state": ("ステータス", "状態", "Status"),
    "kind": ("トラッカー", "種別", "Issue Type", "課題タイプ", "Tracker"),
    "raised_by": ("作成者", "登録者", "Reporter", "報告者", "Author"),
}
_NUMBERED = re.compile(r"^[A-Za-z]?\d(?=\D)|(?<=\D)\d$")


@dataclass(slots=True)
class IssueRow:
    """One row. ``row``: of the file, counted from 1 (0: a ticket of a tracker's answer); ``texts``: what its cells say,
    by the meaning of their columns; ``days``: the dates among them; ``unread``: dates that are none. ``state``,
    ``kind``, ``grade`` and ``severity`` are one of the known words, or "" for what nobody knows.
    """

    row: int
    texts: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)

    def text(self, meaning: str) -> str:
        """Return what a cell says; "" where there is none."""
        return self.texts.get(meaning, "")

    @property
    def state(self) -> str:
        """How it stands: one of :data:`issue_words.STATES`."""
        said = STATES.get(_word(self.text("state")), "")
        return said or ("closed" if not self.text("state") and "closed_on" in self.days else "")

    @property
    def kind(self) -> str:
        """What it is: one of :data:`issue_words.KINDS`."""
        return KINDS.get(_word(self.text("kind")), "")

    @property
    def grade(self) -> str:
        """How pressing it is: high, middle or low."""
        return GRADES.get(_word(self.text("priority")), "")

    @property
    def severity(self) -> str:
        """How bad it is: 1 to 3."""
        return SEVERITIES.get(_word(self.text("severity")), "")


@dataclass(slots=True)
class IssueList:
    """What a file holds. ``source``: list, redmine, backlog or jira; ``place``: the sheet; ``columns``: the title of
    each meaning that was found; ``left_out``: titles that mean nothing here.
    """

    source: str
    place: str
    rows: list[IssueRow]
    columns: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def of_grids(grids: Sequence[Grid]) -> IssueList | None:
    """Return the list of the sheet that looks most like one; None where no sheet does."""
    head = list_head(grids, TITLED, ("title", "event"), issue_words.NEEDED)
    return (
        None
        if head is None
        else IssueList("list", head.grid.name, _rows(head.grid, head.row, head.columns), head.known, head.rest)
    )


def of_tracker(tracker: Tracker) -> IssueList:
    """Return the tickets of a tracker as rows; a ticket that nobody wrote a title for is called by its number."""
    rows = [_of_ticket(ticket, tracker.first_row + n + 1) for n, ticket in enumerate(tracker.tickets)]
    return IssueList(tracker.name, tracker.place, rows)


def _rows(grid: Grid, head: int, columns: Mapping[str, int]) -> list[IssueRow]:
    below = range(head + 1, len(grid.rows))
    order = find_order(text_of(grid.value(row, columns[name])) for row in below for name in DATES if name in columns)
    found = [_row(grid, row, columns, order.order) for row in below]
    return [row for row in found if row.text("title") or row.text("event")]


def _row(grid: Grid, row: int, columns: Mapping[str, int], order: Order) -> IssueRow:
    made = IssueRow(row + 1)
    for meaning, n in columns.items():
        value = grid.value(row, n)
        if meaning in DATES:
            _keep_date(made, meaning, value, order)
        elif said := text_of(value).strip():
            made.texts[meaning] = said
    return made


def _keep_date(row: IssueRow, meaning: str, value: Value, order: Order) -> None:
    said = text_of(value).strip()
    if not said or said in ("-", "―", "ー", "未定", "TBD"):
        return
    read = read_date(value, order=order)
    if read is None or read.rough or read.yearless:
        row.unread[meaning] = said
    else:
        row.days[meaning] = read.when.date()


def _of_ticket(ticket: Ticket, row: int) -> IssueRow:
    made = IssueRow(row)
    texts = {"key": ticket.id, "title": ticket.name or ticket.id, "event": ticket.notes, "owner": ticket.assignee}
    texts["priority"] = ticket.priority
    for meaning, titles in _OF_TICKETS.items():
        texts[meaning] = next((ticket.fields[title] for title in titles if title in ticket.fields), "")
    if ticket.cancelled:
        texts["state"] = "rejected"
    elif ticket.done and STATES.get(_word(texts["state"])) not in ("closed", "resolved"):
        texts["state"] = "closed"
    made.texts = {meaning: text.strip() for meaning, text in texts.items() if text.strip()}
    for meaning, moment in (("due", ticket.due), ("raised_on", ticket.created), ("closed_on", ticket.closed)):
        _keep_moment(made, meaning, moment)
    return made


def _keep_moment(row: IssueRow, meaning: str, moment: Moment) -> None:
    if isinstance(moment, datetime):
        row.days[meaning] = moment.date()
    elif moment:
        row.unread[meaning] = moment


def _word(text: str) -> str:
    """Return a cell's word for comparison: folded, small, without spaces, and without a number before or behind it."""
    folded = re.sub(r"[\s:：.．,、。・]+", "", unicodedata.normalize("NFKC", text)).lower()
    return (
        folded if folded in STATES or folded in GRADES or folded in SEVERITIES else _NUMBERED.sub("", folded) or folded
    )
