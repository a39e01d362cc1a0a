"""Tables that Redmine, Backlog and Jira export, as .csv or .xlsx, told from other tables by their titles."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from kaname.exchange.workbook import ticket_words
from kaname.exchange.workbook.date_order import find_order
from kaname.exchange.workbook.dates import Order, read_date
from kaname.exchange.workbook.grid import Grid, Value, text_of
from kaname.exchange.workbook.progress import read_percent
from kaname.exchange.workbook.quantities import Worth, read_amount
from kaname.exchange.workbook.tickets import Moment, Ticket, Tracker
from kaname.exchange.workbook.vocabulary import words

_SEARCHED = 10  # rows in which the titles stand
_DATES = ("start", "due", "closed", "created")
_RELATED = re.compile(r"(?P<word>[^#(,]+?)\s*(?:\((?P<days>-?\d+)[^)]*\))?\s*#(?P<id>\d+)")
_SECONDS = 3600.0

type Columns = dict[str, list[int]]


def find_tracker(grids: Sequence[Grid]) -> Tracker | None:
    """Return the tickets of the first sheet that a tracker exported, or None."""
    for grid in grids:
        for row in range(min(_SEARCHED, len(grid.rows))):
            titles = [_plain(text_of(value)) for value in grid.rows[row]]
            for name, sure in ticket_words.SURE.items():
                if all(any(title in one for title in titles) for one in sure):
                    return _tracker(name, grid, row, titles)
    return None


def _plain(title: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", title)).lower()


def _tracker(name: str, grid: Grid, head: int, titles: Sequence[str]) -> Tracker:
    columns = {
        meaning: [n for word in words(known) for n, title in enumerate(titles) if title == word]
        for meaning, known in ticket_words.TITLES[name].items()
    }
    rows = [row for row in grid.rows[head + 1 :] if any(text_of(value) for value in row)]
    cells = (text_of(row[n]) for row in rows for key in _DATES for n in columns.get(key, ()) if n < len(row))
    order = find_order(cells).order
    own = {n for places in columns.values() for n in places}
    others = [(n, text_of(value)) for n, value in enumerate(grid.rows[head]) if n not in own and text_of(value)]
    tickets = [_ticket(name, row, columns, others, order, grid.rows[head]) for row in rows]
    shown = {meaning: text_of(grid.rows[head][places[0]]) for meaning, places in columns.items() if places}
    tracker = Tracker(name, tickets, grid.name, head + 1, shown)
    _name_alike(tracker, rows, columns)
    return tracker


def _cell(row: Sequence[Value], columns: Columns, key: str) -> Value:
    filled = (row[n] for n in columns.get(key, ()) if n < len(row) and text_of(row[n]) != "")
    return next(filled, "")


def _ticket(
    name: str,
    row: Sequence[Value],
    columns: Columns,
    others: Sequence[tuple[int, str]],
    order: Order,
    titles: Sequence[Value],
) -> Ticket:
    def text(key: str) -> str:
        return text_of(_cell(row, columns, key))

    start, due, closed, created = (_moment(_cell(row, columns, key), order) for key in _DATES)
    progress = _cell(row, columns, "progress")
    ticket = Ticket(
        text("id"),
        " ".join(text("name").split()),
        text("parent").rpartition("#")[2] if name == "redmine" else text("parent"),
        progress=read_percent(progress, False) if progress != "" else None,
        assignee=text("assignee"),
        priority=text("priority"),
        estimate=_hours(_cell(row, columns, "estimate"), name),
        spent=_hours(_cell(row, columns, "spent"), name),
        notes=text("notes"),
        project=text("project"),
        start=start,
        due=due,
        closed=closed,
        created=created,
    )
    _settle_state(ticket, text("status"), text("category"), text("resolution"))
    _relate(ticket, row, columns, text("related"))
    for key in ("status", "category", "resolution", "project"):
        if text(key):
            ticket.fields[text_of(titles[columns[key][0]])] = text(key)
    for n, title in others:
        value = text_of(row[n]) if n < len(row) else ""
        if value:
            ticket.fields[title] = f"{ticket.fields[title]}, {value}" if title in ticket.fields else value
    return ticket


def _moment(value: Value, order: Order) -> Moment:
    read = read_date(value, order=order)
    return read.when if read is not None and not read.rough else text_of(value) or None


def _hours(value: Value, name: str) -> Value:
    """Return hours; Jira counts a bare number in seconds."""
    text = text_of(value)
    if name == "jira" and re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text) / _SECONDS
    amount = read_amount(value, "hour", Worth())
    return text if amount is None else amount.minutes / 60.0


def _settle_state(ticket: Ticket, status: str, category: str, resolution: str) -> None:
    said = {_plain(word) for word in (status, category, resolution)}
    resolved = bool(resolution) and _plain(resolution) not in ticket_words.UNRESOLVED
    ticket.cancelled = bool(said & ticket_words.CANCELLED)
    ticket.done = isinstance(ticket.closed, datetime) or bool(said & ticket_words.DONE) or resolved or ticket.cancelled


def _relate(ticket: Ticket, row: Sequence[Value], columns: Columns, related: str) -> None:
    """Note what follows; of relations that say only that tickets belong together nothing follows for dates."""
    for match in _RELATED.finditer(related):
        word, days = _plain(match["word"].strip(" ,")), float(match["days"] or 0)
        if word in ticket_words.BEFORE:
            ticket.followers.append((match["id"], days))
    rest = [m[0].strip(" ,") for m in _RELATED.finditer(related) if _plain(m["word"].strip(" ,")) not in _ORDERS]
    if rest:
        ticket.fields["関連"] = ", ".join(rest)
    blocks = (text_of(row[n]) for n in columns.get("blocks", ()) if n < len(row))
    ticket.followers += [(key, 0.0) for key in blocks if key]


_ORDERS = ticket_words.BEFORE | ticket_words.AFTER


def _name_alike(tracker: Tracker, rows: Sequence[Sequence[Value]], columns: Columns) -> None:
    """Call parents by their tickets' ids where the export names them by another number; hear both ends of links."""
    by_other = {text_of(_cell(row, columns, "other_id")): t.id for row, t in zip(rows, tracker.tickets, strict=True)}
    by_id = {ticket.id: ticket for ticket in tracker.tickets}
    for row, ticket in zip(rows, tracker.tickets, strict=True):
        if ticket.parent and ticket.parent not in by_id:
            ticket.parent = by_other.get(ticket.parent, ticket.parent)
        for n in columns.get("blocked", ()):
            before = text_of(row[n]) if n < len(row) else ""
            if before in by_id and all(after != ticket.id for after, _ in by_id[before].followers):
                by_id[before].followers.append((ticket.id, 0.0))
        for match in _RELATED.finditer(text_of(_cell(row, columns, "related"))):
            before = match["id"]
            follows = _plain(match["word"].strip(" ,")) in ticket_words.AFTER
            if follows and before in by_id and all(after != ticket.id for after, _ in by_id[before].followers):
                by_id[before].followers.append((ticket.id, float(match["days"] or 0)))
