"""People whose work in all plans together is more than a week holds (spec 5.7: hours assigned / hours available).

The same name in several files is taken for the same person: width, spaces, titles and words in brackets are folded,
and a family name alone is the one person whose full name begins with it; the page says which spellings it joined.
The work that remains of an assignment is spread evenly over the working time of its activity after the status date.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from kaname.cli.page.facts import Facts, Span
from kaname.exchange.document import Activity, Assignment, Resource

WEEK = timedelta(days=7)
FIT, FULL, TOO_MUCH = 0.8, 1.0, 1.2  # below: low, fit, amber, red
_MOST_WEEKS = 260
_ASIDE = re.compile(r"\([^)]*\)")  # (partner), (60%)
_TITLES = re.compile(r"(さん|様|氏|殿)$")
Capacity = Callable[[datetime, datetime], float]


def person_key(name: str) -> str:
    """Return what makes two spellings one person."""
    bare = _ASIDE.sub("", unicodedata.normalize("NFKC", name))
    folded = re.sub(r"\s+", "", bare).casefold()
    return _TITLES.sub("", folded) or name


def _family(name: str) -> str:
    """Return the key of a full name's first word, empty where the name is one word."""
    words = _ASIDE.sub("", unicodedata.normalize("NFKC", name)).split()
    return person_key(words[0]) if len(words) > 1 else ""


@dataclass(slots=True)
class Week:
    """One person's week: minutes wanted by each file, minutes available."""

    monday: datetime
    wanted: dict[str, float] = field(default_factory=dict)
    available: float = 0.0

    @property
    def total(self) -> float:
        """Minutes wanted by all plans."""
        return sum(self.wanted.values())

    @property
    def load(self) -> float | None:
        """Wanted over available; None in a week without working time."""
        return self.total / self.available if self.available > 0 else None

    @property
    def band(self) -> str:
        """One of none, low, fit, amber, red."""
        if self.total < 1:
            return "none"
        if self.load is None or self.load > TOO_MUCH + 1e-9:
            return "red"
        if self.load > FULL + 1e-9:
            return "amber"
        return "fit" if self.load >= FIT else "low"


@dataclass(slots=True)
class Person:
    """A person over all plans."""

    name: str
    role: str = ""
    units: float = 1.0
    files: list[str] = field(default_factory=list)
    weeks: dict[datetime, Week] = field(default_factory=dict)
    spellings: list[str] = field(default_factory=list)

    @property
    def over(self) -> list[Week]:
        """Weeks above 100 %, in order."""
        return [self.weeks[m] for m in sorted(self.weeks) if self.weeks[m].band in ("amber", "red")]

    @property
    def peak(self) -> Week | None:
        """The heaviest week."""
        loaded = [w for w in self.weeks.values() if w.load is not None]
        return max(loaded, key=lambda w: (w.load or 0.0, -w.monday.timestamp()), default=None)

    @property
    def shared(self) -> bool:
        """Whether more than one plan wants this person."""
        return len(self.files) > 1


def monday(at: datetime) -> datetime:
    """Return the beginning of an instant's week."""
    return datetime.combine(at.date() - timedelta(days=at.weekday()), time())


def people(plans: Iterable[Facts]) -> list[Person]:
    """Return everybody with remaining work, the most overloaded first: shared people, then by hours above 100 %."""
    found: dict[str, Person] = {}
    calendars: dict[str, Capacity] = {}
    for facts in plans:
        _add(facts, found, calendars)
    _join_families(found)
    for key, person in found.items():
        for week in person.weeks.values():
            week.available = calendars[key](week.monday, week.monday + WEEK) * person.units
    return sorted(found.values(), key=_weight)


def _join_families(found: dict[str, Person]) -> None:
    """Give a family name that stands alone to the only person whose full name begins with it."""
    full: dict[str, list[str]] = defaultdict(list)
    for key, person in found.items():
        for family in {_family(s) for s in person.spellings} - {"", key}:
            full[family].append(key)
    for family, keys in full.items():
        if family in found and len(keys) == 1:
            _merge(found[keys[0]], found.pop(family))


def _merge(person: Person, other: Person) -> None:
    person.files += [f for f in other.files if f not in person.files]
    person.spellings += [s for s in other.spellings if s not in person.spellings]
    for start, week in other.weeks.items():
        mine = person.weeks.setdefault(start, Week(start))
        for file, minutes in week.wanted.items():
            mine.wanted[file] = mine.wanted.get(file, 0.0) + minutes


def _weight(p: Person) -> tuple[bool, bool, float, str]:
    above = sum(w.total - w.available for w in p.over)
    return not p.over, not p.shared, -above, p.name


def _add(facts: Facts, found: dict[str, Person], calendars: dict[str, Capacity]) -> None:
    document = facts.document
    if document is None:
        return
    resources = {r.id: r for r in document.resources if r.kind == "work" and r.name.strip()}
    activities = {a.id: a for a in document.activities if a.active and a.kind != "summary"}
    for s in document.assignments:
        r, a = resources.get(s.resource_id or ""), activities.get(s.activity_id)
        span = facts.spans.get(s.activity_id)
        if r is None or a is None or span is None:
            continue
        minutes = _remaining(s, a)
        if minutes <= 0:
            continue
        person = _person(found, r, facts)
        capacity = facts.capacity.get(r.id, _office_hours)
        calendars.setdefault(person_key(r.name), capacity)
        _spread(person, facts, span, minutes, capacity)


def _person(found: dict[str, Person], r: Resource, facts: Facts) -> Person:
    person = found.setdefault(person_key(r.name), Person(r.name.strip(), r.group, 0.0))
    person.units = max(person.units, r.max_units or 1.0)
    person.role = person.role or r.group
    for known, value in ((person.files, facts.file), (person.spellings, r.name.strip())):
        if value not in known:
            known.append(value)
    return person


def _remaining(s: Assignment, a: Activity) -> float:
    if a.actual_finish is not None:
        return 0.0
    if s.remaining_work is not None:
        return s.remaining_work
    left = 1 - (a.percent_work_complete or a.percent_complete or 0.0) / 100
    if s.work is not None:
        return s.work - s.actual_work if s.actual_work is not None else s.work * left
    return (a.duration or 0.0) * s.units * left


def _spread(person: Person, facts: Facts, span: Span, minutes: float, capacity: Capacity) -> None:
    begin, end = span.start, span.finish
    if facts.status and facts.status < end:
        begin = max(begin, facts.status)
    whole = capacity(begin, end) if end > begin else 0.0
    if whole <= 0:  # nothing between: an instant, or work laid on days off
        _want(person, facts.file, begin, minutes)
        return
    week = monday(begin)
    for _ in range(_MOST_WEEKS):
        if week >= end:
            return
        part = capacity(max(begin, week), min(end, week + WEEK))
        if part > 0:
            _want(person, facts.file, week, minutes * part / whole)
        week += WEEK


def _want(person: Person, file: str, at: datetime, minutes: float) -> None:
    week = person.weeks.setdefault(monday(at), Week(monday(at)))
    week.wanted[file] = week.wanted.get(file, 0.0) + minutes


def _office_hours(a: datetime, b: datetime) -> float:
    """Eight hours a weekday, for a plan without calendars."""
    days, minutes = (b.date() - a.date()).days, 0.0
    for i in range(min(days, 7 * _MOST_WEEKS) + 1):
        day = datetime.combine(a.date() + timedelta(days=i), time())
        if day.weekday() < 5:
            hours = (min(b, day + timedelta(days=1)) - max(a, day)).total_seconds() / 60
            minutes += max(0.0, hours) / 3
    return minutes
