"""Tickets of an issue tracker as a plan: each is one activity, and what the tracker says is taken at its word."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.grid import Grid, Value, text_of
from kaname.exchange.workbook.header_rows import Header
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.sheet_choice import Candidate

type Moment = datetime | str | None
"""A date; a text that was to be one and cannot be read."""


@dataclass(slots=True)
class Ticket:
    """One issue. Times in hours, progress in percent; ``closed`` is the day on which it was."""

    id: str
    name: str
    parent: str = ""
    start: Moment = None
    due: Moment = None
    closed: Moment = None
    created: Moment = None
    done: bool = False
    cancelled: bool = False
    progress: float | None = None
    assignee: str = ""
    priority: str = ""
    estimate: Value = ""
    spent: Value = ""
    notes: str = ""
    project: str = ""
    followers: list[tuple[str, float]] = field(default_factory=list)  # id of what waits for it, lag in days
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Precedence:
    """One ticket before another, with a lag in days."""

    before: str
    after: str
    days: float = 0.0


@dataclass(slots=True)
class Tracker:
    """All that one export holds. ``name`` is the tracker's, as the document's format."""

    name: str
    tickets: list[Ticket]
    place: str = "issues"  # what stands before the address of a finding
    first_row: int = 1  # the first ticket's row, counted from 0
    titles: dict[str, str] = field(default_factory=dict)  # what the export calls a column

    @property
    def precedences(self) -> list[Precedence]:
        """Every pair once, in the order of the tickets."""
        pairs = (Precedence(t.id, after, days) for t in self.tickets for after, days in t.followers)
        return list(dict.fromkeys(pairs))

    @property
    def project(self) -> str:
        """The project's name, where all tickets are of one."""
        names = {ticket.project for ticket in self.tickets if ticket.project}
        return names.pop() if len(names) == 1 else ""

    @property
    def begun(self) -> datetime | None:
        """The first day on which a ticket was written: the start of a plan without dates."""
        written = [t.created for t in self.tickets if isinstance(t.created, datetime)]
        return datetime.combine(min(written).date(), time()) if written else None


_COLUMNS: list[tuple[str, Role, Aspect, str]] = [
    ("id", Role.ID, Aspect.NONE, ""),
    ("parent", Role.PARENT, Aspect.NONE, ""),
    ("name", Role.NAME, Aspect.NONE, ""),
    ("start", Role.START, Aspect.PLAN, ""),
    ("due", Role.FINISH, Aspect.PLAN, ""),
    ("begun", Role.START, Aspect.ACTUAL, ""),
    ("closed", Role.FINISH, Aspect.ACTUAL, ""),
    ("progress", Role.PROGRESS, Aspect.NONE, "percent"),
    ("active", Role.ACTIVE, Aspect.NONE, ""),
    ("assignee", Role.ASSIGNEE, Aspect.NONE, ""),
    ("estimate", Role.WORK, Aspect.PLAN, "hour"),
    ("spent", Role.WORK, Aspect.ACTUAL, "hour"),
    ("priority", Role.PRIORITY, Aspect.NONE, ""),
    ("notes", Role.NOTES, Aspect.NONE, ""),
]


class _Tickets(Grid):
    """A grid whose places are called by the tickets: its columns are not those of the file."""

    def where(self, row: int, column: int) -> str:  # noqa: ARG002 (a ticket is place enough)
        """Return what people call the ticket of a row: issues 28."""
        return f"{self.name} {text_of(self.value(row, 0))}".strip()


def as_candidate(tracker: Tracker) -> Candidate:
    """Return the tickets as a table whose columns are known, for the reader of plans."""
    titles = list(dict.fromkeys(itertools.chain.from_iterable(ticket.fields for ticket in tracker.tickets)))
    columns = [
        Column(n, tracker.titles.get(meaning, meaning), role, aspect, unit)
        for n, (meaning, role, aspect, unit) in enumerate(_COLUMNS)
    ]
    columns += [Column(len(_COLUMNS) + n, title, None) for n, title in enumerate(titles)]
    blank: list[list[Value]] = [[] for _ in range(tracker.first_row)]
    grid = _Tickets(tracker.place, [*blank, *(_row(ticket, titles) for ticket in tracker.tickets)])
    top = tracker.first_row - 1
    return Candidate(grid, Header(top, top, columns, 100.0, records=True))


def _row(ticket: Ticket, titles: Sequence[str]) -> list[Value]:
    progress = 100.0 if ticket.done and not ticket.cancelled else ticket.progress
    cells: list[Value] = [ticket.id, ticket.parent, ticket.name or ticket.id]
    cells += [_moment(ticket.start), _moment(ticket.due), *_worked(ticket)]
    cells += ["" if progress is None else progress, "no" if ticket.cancelled else "", ticket.assignee]
    cells += [ticket.estimate or "", ticket.spent or "", ticket.priority, ticket.notes]
    return [*cells, *(ticket.fields.get(title, "") for title in titles)]


def _worked(ticket: Ticket) -> list[Value]:
    """Return when finished work began and ended: a tracker has one start, which is the real one once it is closed."""
    if ticket.cancelled or not ticket.done or not isinstance(ticket.closed, datetime):
        return ["", ""]
    begun = isinstance(ticket.start, datetime) and ticket.start.date() <= ticket.closed.date()
    return [_moment(ticket.start) if begun else "", _moment(ticket.closed)]


def _moment(moment: Moment) -> Value:
    """Return the day of a moment: a tracker plans by days, and closes at any hour."""
    if isinstance(moment, datetime):
        return date(moment.year, moment.month, moment.day)
    return moment or ""
