"""Lists of activities as of a closed report date: narrowed and put in order in memory, as the database does it now."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from kaname.domains.core.names import reads_english
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.schedule.bridge.frozen import turned_back
from kaname.domains.schedule.bridge.listed import Listed, listed_at, listed_of
from kaname.domains.schedule.bridge.state import state_of
from kaname.domains.schedule.models import Activity, Plan, ProgressDate


def named(row: Listed) -> str:
    """Return a row's name in the reader's language."""
    return row.english if row.english and reads_english() else row.name


STATES: dict[str, Callable[[Listed], bool]] = {
    "open": lambda a: a.actual_finish is None,
    "done": lambda a: a.actual_finish is not None,
    "critical": lambda a: a.critical and a.actual_finish is None,
    "late": lambda a: (
        a.actual_finish is None and a.deadline is not None and a.finish is not None and a.finish > a.deadline
    ),
    "negative": lambda a: a.actual_finish is None and a.total_float is not None and a.total_float < 0,
}
SORTS: dict[str, Callable[[Listed], Any]] = {
    "finish": lambda a: (a.finish is not None, a.finish or 0),
    "start": lambda a: (a.start is not None, a.start or 0),
    "name": named,
    "float": lambda a: (a.total_float is not None, a.total_float or 0),
}
"""Rows stand as they do in their plans, project by project, where none of these is asked for."""


class Placed(NamedTuple):
    """An activity, its project's code and the minutes of that project's day."""

    code: str
    minutes: int
    row: Listed


class Past(NamedTuple):
    """What was frozen up to a day: rows of the plans that had been closed by then; how many had not."""

    rows: list[Placed]
    without: int


def past_of(user: Any, day: date, project: Project | None = None) -> Past:
    """Return the activities that a user may read as they were frozen last up to a day, of one project or of all.

    Rights are those of today: who reads in part sees the rows that they work on now. Seven queries at most, and those
    of the plans that were closed before whole plans were kept.
    """
    plans = Plan.objects.filter(project__in=Project.objects.visible_to(user, Subject.SCHEDULE))
    if project is not None:
        plans = plans.filter(project=project)
    places = dict(plans.values_list("pk", "project_id"))
    last = _last(places, day)
    whole = set(Project.objects.visible_to(user, Subject.SCHEDULE, Level.READ).values_list("pk", flat=True))
    part = [plan for plan in last if places[plan] not in whole]
    mine = set(Activity.objects.visible_to(user).filter(plan__in=part).values_list("pk", flat=True)) if part else set()
    named_by = {p.pk: p for p in Project.objects.filter(pk__in=places.values()).only("code", "minutes_per_day")}
    rows = _rows(last)
    found = []
    for plan in sorted(last, key=lambda plan: named_by[places[plan]].code):
        its = named_by[places[plan]]
        found += [Placed(its.code, its.minutes_per_day, a) for a in rows[plan] if its.pk in whole or a.key in mine]
    return Past(found, len(places) - len(last))


def narrowed(rows: Iterable[Placed], state: str, words: str) -> list[Placed]:
    """Return the rows in a state that hold every word in their name, or begin with it in their WBS code."""
    found = [p for p in rows if state not in STATES or STATES[state](p.row)]
    for word in words.casefold().split()[:5]:
        found = [p for p in found if _holds(p.row, word)]
    return found


def ordered(rows: list[Placed], sort: str, usual: str) -> list[Placed]:
    """Return the rows in an order, backwards with a minus before its name."""
    key = SORTS.get(sort.removeprefix("-") or usual) or SORTS.get(usual)
    if sort.removeprefix("-") == "wbs" or key is None:
        return rows[::-1] if sort.startswith("-") else rows
    return sorted(rows, key=lambda p: key(p.row), reverse=sort.startswith("-"))


def values(rows: Iterable[Placed]) -> list[tuple[Any, ...]]:
    """Return the rows as :func:`rows.shown` takes them."""
    return [
        (a.key, code, minutes, a.wbs, named(a), a.start, a.finish, a.duration, a.percent, a.total_float, a.critical)
        for code, minutes, a in rows
    ]


def _holds(row: Listed, word: str) -> bool:
    return word in row.name.casefold() or word in named(row).casefold() or row.wbs.casefold().startswith(word)


def _last(plans: Iterable[int], day: date) -> dict[int, int]:
    """Return by plan the key of the last report date closed up to a day."""
    dates = ProgressDate.objects.filter(plan__in=list(plans), as_of__lte=day).order_by("as_of")
    return dict(dates.values_list("plan_id", "pk"))


def _rows(last: dict[int, int]) -> dict[int, list[Listed]]:
    """Return by plan its rows; where only dates were kept, those of now with the dates of then."""
    found = listed_at(last.values())
    thin = [key for key in last.values() if key not in found]
    for frozen in ProgressDate.objects.filter(pk__in=thin).select_related("plan__project") if thin else ():
        found[frozen.pk] = listed_of(turned_back(state_of(frozen.plan), frozen))
    return {plan: found[key] for plan, key in last.items()}
