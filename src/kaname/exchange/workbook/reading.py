"""A workbook as a PlanDocument: from the bytes through the sheets to activities, relations and people."""

from collections.abc import Sequence
from datetime import date, datetime

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.document import Activity, ActivityKind, Calendar, PlanDocument, Project, Relation, Resource
from kaname.exchange.workbook.activities import EVERY_DAY, make_activities
from kaname.exchange.workbook.companions import Companions, read_companions
from kaname.exchange.workbook.container import OLE
from kaname.exchange.workbook.details import is_details, read_details
from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.grid import Grid
from kaname.exchange.workbook.holidays import listed_holidays
from kaname.exchange.workbook.logic import hold_planned_dates, settle_milestones
from kaname.exchange.workbook.opening import open_grids
from kaname.exchange.workbook.plan_sheet import PlanSheet, read_sheet
from kaname.exchange.workbook.quantities import Worth
from kaname.exchange.workbook.relations import read_relations
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.restoring import restore
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.sheet_choice import Candidate, choose
from kaname.exchange.workbook.spans import Habit, habit_of, spans_of
from kaname.exchange.workbook.staffing import Staff
from kaname.exchange.workbook.stored_date import stored_date
from kaname.exchange.workbook.targets import Targets
from kaname.exchange.workbook.ticket_tables import find_tracker
from kaname.exchange.workbook.tickets import Tracker, as_candidate
from kaname.exchange.workbook.timing import Clock
from kaname.exchange.workbook.title_block import is_japanese
from kaname.exchange.workbook.workdays import DAY_SHIFTS, week_of
from kaname.exchange.workbook.working_calendar import Working, every_day, find_working


def read_document(data: bytes, name: str) -> PlanDocument:
    """Return the plan of a workbook. Raises ProblemsFound where there is none."""
    report = Report()
    grids = open_grids(data, name, report.diagnostics)
    own = _own(grids, report)
    if own is not None:
        return own
    tracker = find_tracker(grids)
    if tracker is not None:
        return read_tracker(tracker, name, report)
    chosen = choose(grids, name)
    _tell_choice(chosen, grids, report)
    return _read_chosen(data, chosen, grids, name, report)


def read_tracker(tracker: Tracker, name: str, report: Report) -> PlanDocument:
    """Return the tickets of a tracker as a plan. Raises ProblemsFound where there are none."""
    chosen = [as_candidate(tracker)]
    report.tell("workbook-tracker", tracker.place, tracker=tracker.name.capitalize(), count=len(tracker.tickets))
    document = _read_chosen(b"", chosen, [chosen[0].grid], name, report, tracker)
    document.format = tracker.name
    document.project.name = tracker.project or document.project.name
    document.project.start = document.project.start or tracker.begun
    return document


def _read_chosen(
    data: bytes,
    chosen: Sequence[Candidate],
    grids: Sequence[Grid],
    name: str,
    report: Report,
    tracker: Tracker | None = None,
) -> PlanDocument:
    near = stored_date(data)
    taken: set[str] = set()
    sheets = [
        read_sheet(data, candidate, taken, f"{candidate.grid.name}!" if len(chosen) > 1 else "", near, report)
        for candidate in chosen
    ]
    if data.startswith(OLE):
        flat = all(entry.level == 1 for sheet in sheets for entry in sheet.entries)
        (report.warn if flat else report.tell)("workbook-old-format", name)
    if not any(sheet.entries for sheet in sheets):
        raise ProblemsFound(
            [*report.diagnostics, error("workbook-no-activities", name, sheets=[s.name for s in sheets])]
        )
    span = _span(sheets, near)
    companions = read_companions(grids, [c.grid for c in chosen], span)
    return _document(sheets, grids, companions, span, name, report, tracker)


def _span(sheets: Sequence[PlanSheet], near: datetime | None) -> tuple[date, date]:
    """Return the first and the last day that any cell names (1950 to 2150 at most)."""
    days = [read.when.date() for sheet in sheets for dates in sheet.dates for read in dates.read.values()]
    days = days or [(near or datetime(2000, 1, 1)).date()]
    return max(min(days), date(1950, 1, 1)), max(min(max(days), date(2150, 1, 1)), date(1950, 1, 2))


def _own(grids: Sequence[Grid], report: Report) -> PlanDocument | None:
    """Return the plan of a workbook that we wrote ourselves, or None."""
    details = read_details(grids, report)
    if details is None:
        return None
    others = [grid for grid in grids if not is_details(grid)]
    return next((plan for grid in others if (plan := restore(grid, details, report)) is not None), None)


def _tell_choice(chosen: Sequence[Candidate], grids: Sequence[Grid], report: Report) -> None:
    for candidate in chosen:
        columns = [c.title for c in candidate.header.columns if c.role not in (None, Role.GANTT)]
        others = [grid.name for grid in grids if grid is not candidate.grid] or ["-"]
        row = candidate.header.bottom + 1
        report.tell("workbook-sheet-chosen", candidate.grid.name, row=row, columns=columns, others=others)


def _document(
    sheets: Sequence[PlanSheet],
    grids: Sequence[Grid],
    companions: Companions,
    span: tuple[date, date],
    name: str,
    report: Report,
    tracker: Tracker | None = None,
) -> PlanDocument:
    working, habit = _working(sheets, grids, companions, span, report)
    clock = Clock(working, habit, report)
    for sheet in sheets:
        sheet.activities = make_activities(
            sheet.table, sheet.entries, sheet.codes, sheet.dates, sheet.amounts, clock, report
        )
    document = PlanDocument("workbook", _project(sheets, working, name), source=name)
    document.calendars = _calendars(sheets, working)
    document.activities = [activity for sheet in sheets for activity in sheet.activities]
    document.relations = _relations(sheets, working, report)
    if tracker is not None:
        document.relations += _followers(tracker, sheets[0], working, report)
        companions.resources += [Resource(f"R{n}", who) for n, who in enumerate(_people(tracker), 1)]
    _staff(document, sheets, companions)
    companions.apply(document, report)
    settle_milestones(document.activities, document.relations)
    if not any(sheet.table.column(Role.CONSTRAINT) for sheet in sheets):
        hold_planned_dates(document.activities, document.relations, working.days, sheets[0].name, report)
    _tell_activities(sheets[0].name, report)
    document.diagnostics = report.diagnostics
    document.left_out = dict(report.left_out)
    return document


def _working(
    sheets: Sequence[PlanSheet], grids: Sequence[Grid], companions: Companions, span: tuple[date, date], report: Report
) -> tuple[Working, Habit]:
    spans = [span for sheet in sheets for span in spans_of(sheet.dates, sheet.amounts, 480.0)]
    counted = any(sheet.table.column(Role.DURATION, Aspect.PLAN) for sheet in sheets)
    if companions.agenda is not None:
        return companions.agenda, Habit()
    listed, place = listed_holidays(grids)
    japanese = is_japanese([sheet.table.grid for sheet in sheets])
    working = find_working(spans, listed, japanese, *span)
    explained = sum(working.days.count(s.start, s.finish) == s.days for s in spans if s.days is not None)
    habit = habit_of(spans, explained, counted)
    working = every_day(spans, working, *span) if habit.exclusive else working
    _tell_working(sheets[0].name, working, habit, place, report)
    return working, habit


def _tell_working(sheet: str, working: Working, habit: Habit, place: str, report: Report) -> None:
    codes = {
        "listed": "workbook-calendar-listed",
        "japanese": "workbook-calendar-japanese" if working.shown else "workbook-calendar-assumed",
        "weekdays": "workbook-calendar-weekdays",
        "six-days": "workbook-calendar-six-days",
        "every-day": "workbook-calendar-every-day",
    }
    params = {"sheet": place} if working.way == "listed" else {}
    report.tell(codes[working.way], sheet, **params)
    if habit.exclusive:
        report.tell("workbook-finish-exclusive", sheet)
    if habit.calendar_days:
        report.tell("workbook-days-are-calendar-days", sheet)


def _project(sheets: Sequence[PlanSheet], working: Working, name: str) -> Project:
    blocks = [sheet.block for sheet in sheets]
    activities = [a for sheet in sheets for a in sheet.activities]
    starts = [a.stored.start for a in activities if a.stored.start]
    finishes = [a.stored.finish for a in activities if a.stored.finish]
    return Project(
        id="1",
        name=next((b.name for b in blocks if b.name), "") or _root_name(activities) or name.rsplit(".", 1)[0],
        start=min(starts, default=None),
        finish=max(finishes, default=None),
        status_date=next((b.status for b in blocks if b.status), None),
        manager=next((b.manager for b in blocks if b.manager), ""),
        company=next((b.company for b in blocks if b.company), ""),
        calendar_id=working.calendar.id,
        minutes_per_day=working.minutes_per_day,
        minutes_per_week=working.minutes_per_day * sum(bool(shifts) for shifts in working.days.week),
        default_start_minute=working.start_minute,
        default_finish_minute=working.finish_minute,
    )


def _root_name(activities: Sequence[Activity]) -> str:
    """Return the name of the one row that stands above all others."""
    roots = [activity for activity in activities if activity.parent_id is None]
    return roots[0].name if len(roots) == 1 and len(activities) > 1 else ""


def _calendars(sheets: Sequence[PlanSheet], working: Working) -> list[Calendar]:
    calendars = [working.calendar]
    if any(a.calendar_id == EVERY_DAY for sheet in sheets for a in sheet.activities):
        shifts = next((s for s in working.days.week if s), DAY_SHIFTS)
        calendars.append(
            Calendar(EVERY_DAY, "毎日 / every day", week_of(shifts, 7), minutes_per_day=working.minutes_per_day)
        )
    return calendars


def _relations(sheets: Sequence[PlanSheet], working: Working, report: Report) -> list[Relation]:
    worth = Worth(working.minutes_per_day, working.minutes_per_day * 5, working.minutes_per_day * 20)
    finders = [Targets(sheet.entries, sheet.codes) for sheet in sheets]
    relations = []
    for sheet, finder in zip(sheets, finders, strict=True):
        others = [other for other in finders if other is not finder]

        def elsewhere(word: str, others: list[Targets] = others) -> list[Entry]:
            return next((found for other in others if (found := other.find(word))), [])

        relations += read_relations(sheet.table, sheet.entries, finder, elsewhere, worth, report)
    return relations


def _followers(tracker: Tracker, sheet: PlanSheet, working: Working, report: Report) -> list[Relation]:
    """Return the relations of a tracker; one to a ticket that the file does not hold is told."""
    known = {activity.id: activity for activity in sheet.activities}
    relations = []
    for pair in tracker.precedences:
        other = next((end for end in (pair.before, pair.after) if end not in known), None)
        if other is None:
            relations.append(Relation(pair.before, pair.after, lag=pair.days * working.minutes_per_day))
        else:
            own = known.get(pair.before)
            report.warn("workbook-unknown-predecessor", own.source if own else sheet.name, value=other)
    return relations


def _people(tracker: Tracker) -> list[str]:
    return list(dict.fromkeys(ticket.assignee for ticket in tracker.tickets if ticket.assignee))


def _staff(document: PlanDocument, sheets: Sequence[PlanSheet], companions: Companions) -> None:
    staff = Staff(companions.resources)
    for sheet in sheets:
        staff.assign(sheet.table, sheet.entries, sheet.activities)
    document.resources, document.assignments = staff.resources, staff.assignments
    summaries = {a.id for a in document.activities if a.kind == ActivityKind.SUMMARY}
    document.assignments = [a for a in document.assignments if a.activity_id not in summaries]


_GATHERED = (
    "workbook-works-on-days-off",
    "workbook-duration-from-effort",
    "workbook-no-duration",
    "workbook-struck-rows",
    "workbook-hidden-rows",
)


def _tell_activities(sheet: str, report: Report) -> None:
    for code in _GATHERED:
        report.tell_gathered(code, sheet, warn=code == "workbook-no-duration")
