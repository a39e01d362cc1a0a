"""The table of overloaded people: a window of weeks, and each person's weeks in full behind it."""

from dataclasses import dataclass, field
from datetime import datetime

from kaname.cli.page.overload import WEEK, Person, Week
from kaname.cli.page.text import Text, both, day, number
from kaname.words import N_

_WEEKS = 26
_PEOPLE = 40


@dataclass(slots=True)
class Cell:
    """One week of one person."""

    text: str
    band: str


@dataclass(slots=True)
class Detail:
    """One overloaded week with the hours each plan wants."""

    week: Text
    hours: list[str]
    wanted: str
    available: str
    load: str
    band: str


@dataclass(slots=True)
class PersonRow:
    """One person."""

    person: Person
    summary: Text
    files: list[str]
    cells: list[Cell] = field(default_factory=list)
    detail: list[Detail] = field(default_factory=list)


@dataclass(slots=True)
class PeopleTable:
    """The section's sentence, its weeks and its rows."""

    answer: Text
    weeks: list[str] = field(default_factory=list)
    rows: list[PersonRow] = field(default_factory=list)


def people_table(crowd: list[Person], names: dict[str, str]) -> PeopleTable:
    """Return the table; ``names`` gives each file's plan name. Only people with a week above 100 % have a row."""
    over = [p for p in crowd if p.over]
    shared = [p for p in over if p.shared]
    if not crowd:
        return PeopleTable(both(N_("The files assign nobody to work that remains.")))
    if not over:
        return PeopleTable(both(N_("Nobody among {count} people is above 100 % in any week."), count=len(crowd)))
    message = N_("Of {count} people {over} are above 100 % in some week, {shared} of them wanted by several plans.")
    if not shared:
        message = N_("Of {count} people {over} are above 100 % in some week, each within one plan.")
    answer = both(message, over=len(over), count=len(crowd), shared=len(shared))
    shown = over[:_PEOPLE]
    first = min(p.over[0].monday for p in shown)
    last = max(p.over[-1].monday for p in shown)
    weeks = [first + WEEK * i for i in range(min(_WEEKS, (last - first).days // 7 + 1))]
    return PeopleTable(answer, [f"{w:%m/%d}" for w in weeks], [_row(p, weeks, names) for p in shown])


def _row(p: Person, weeks: list[datetime], names: dict[str, str]) -> PersonRow:
    row = PersonRow(p, _summary(p), [names.get(f, f) for f in p.files])
    row.cells = [_cell(p.weeks.get(w)) for w in weeks]
    row.detail = [_detail(w, p.files) for w in p.over]
    return row


def _summary(p: Person) -> Text:
    peak = p.peak
    load = number(100 * peak.load, 0) if peak and peak.load is not None else "―"
    message = N_("{role} weeks above 100 %: {weeks}; most: {load} %; plans: {plans}")
    return both(message, role=p.role, weeks=len(p.over), load=load, plans=len(p.files))


def _cell(week: Week | None) -> Cell:
    if week is None or week.band == "none":
        return Cell("", "none")
    return Cell("!" if week.load is None else number(100 * week.load, 0), week.band)


def _detail(w: Week, files: list[str]) -> Detail:
    hours = [number(w.wanted.get(f, 0.0) / 60) if f in w.wanted else "" for f in files]
    load = "!" if w.load is None else f"{number(100 * w.load, 0)} %"
    return Detail(day(w.monday), hours, number(w.total / 60), number(w.available / 60), load, w.band)
