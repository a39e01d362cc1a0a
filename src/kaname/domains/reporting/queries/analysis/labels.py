"""The names of rows and columns, and the order in which they stand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaname.domains.control.enums import DecisionState
from kaname.domains.core.names import chosen, reads_english
from kaname.domains.cost.models import ControlAccount
from kaname.domains.people.models import OrganisationUnit, Person
from kaname.domains.portfolio.models import Programme
from kaname.domains.project.enums import Condition, Health, ProjectStatus, ProjectType
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Axis, Band, Verdict
from kaname.domains.reporting.models import ProjectDay
from kaname.domains.reporting.queries.analysis.asked import NOTHING, Asked
from kaname.domains.reporting.queries.analysis.catalogue import BUCKET, FLOW, SIZES

type Names = dict[str, str]
_SIZES = {
    "s": gettext_lazy("small (under %(limit)s activities)"),
    "m": gettext_lazy("middle (under %(limit)s activities)"),
    "l": gettext_lazy("large (%(limit)s activities and more)"),
}
_OUTCOMES = {
    "in_time": gettext_lazy("in time"),
    "late": gettext_lazy("late"),
    "missing": gettext_lazy("missing"),
    "passed": gettext_lazy("passed at the first inspection"),
    "failed": gettext_lazy("less seen than reported"),
}
_STATES: dict[str, Any] = {
    "health": {str(k): v for k, v in Verdict.choices},
    "forecast": {str(k): v for k, v in Band.choices},
    "decisions": {str(k): v for k, v in DecisionState.choices},
}
_CHOICES: dict[str, dict[str, Any]] = {
    "kind": dict(ProjectType.choices),
    "status": dict(ProjectStatus.choices),
    "condition": dict(Condition.choices),
    "declared": dict(Health.choices),
    "axis": dict(Axis.choices),
}
ORDERED = ("kind", "status", "condition", "declared", "axis", "state", "size")
"""Dimensions whose values have an order of their own."""


def labels_of(asked: Asked, dimension: str, keys: Iterable[str]) -> Names:
    """Return the words of keys; one query at most. Keys come from rows that the reader may see."""
    wanted = [key for key in keys if key != NOTHING]
    named = _words(asked, dimension, wanted)
    return {
        **{key: str(named.get(key, key)) for key in wanted},
        **({NOTHING: _("not recorded")} if NOTHING in set(keys) else {}),
    }


def _words(asked: Asked, dimension: str, keys: list[str]) -> dict[str, Any]:
    if dimension in _CHOICES:
        return _CHOICES[dimension]
    if dimension == "state":
        states: dict[str, Any] = _STATES.get(asked.subject, _OUTCOMES)
        return states
    if dimension == "size":
        limits = {"s": SIZES[0][1], "m": SIZES[1][1], "l": SIZES[2][0]}
        return {key: said % {"limit": limits[key]} for key, said in _SIZES.items()}
    if dimension == "weeks":
        return {key: _weeks(int(key)) for key in keys}
    if dimension in ("day", "month", "quarter", "quarter_of"):
        stock = asked.about.nature != FLOW and dimension != "quarter"
        return {key: day_words(date.fromisoformat(key), dimension, stock) for key in keys}
    return _stored(dimension, keys)


def _weeks(bucket: int) -> str:
    first = bucket * BUCKET
    return _("weeks %(first)s-%(last)s") % {"first": first, "last": first + BUCKET - 1}


def day_words(day: date, dimension: str, stock: bool) -> str:
    """Return a period's name; of a state, the day on which it was looked at as well."""
    if dimension == "day":
        return f"{day:%Y-%m-%d}" if reads_english() else f"{day.year}/{day.month}/{day.day}"
    if dimension == "month":
        named = f"{day:%Y-%m}" if reads_english() else f"{day.year}年{day.month}月"
    else:
        first = (day.month - 1) // 3 * 3 + 1
        named = f"{day.year} Q{(first + 2) // 3}" if reads_english() else f"{day.year}年{first}–{first + 2}月"
    return f"{named} ({day.month}/{day.day})" if stock else named


def _stored(dimension: str, keys: list[str]) -> Names:
    if dimension == "phase":
        rows = ProjectDay.objects.filter(phase__in=keys).order_by("phase_en").values_list("phase", "phase_en")
        return {name: chosen(name, english) for name, english in rows.distinct()}
    numbers = [int(key) for key in keys]
    if dimension in ("unit", "manager_unit"):
        return _two(OrganisationUnit.objects.filter(pk__in=numbers).values_list("pk", "name", "name_en"))
    if dimension == "manager":
        return _two(Person.objects.filter(pk__in=numbers).values_list("pk", "name", "name_en"))
    if dimension == "programme":
        return _two(Programme.objects.filter(pk__in=numbers).values_list("pk", "name", "name_en"))
    if dimension == "project":
        projects = Project.objects.filter(pk__in=numbers).values_list("pk", "code", "name", "name_en")
        return {str(pk): f"{code} {chosen(name, english)}" for pk, code, name, english in projects}
    accounts = ControlAccount.objects.filter(pk__in=numbers)
    found = accounts.values_list("pk", "project__code", "code", "name", "name_en")
    return {str(pk): f"{project} {code} {chosen(name, english)}" for pk, project, code, name, english in found}


def _two(rows: Iterable[tuple[int, str, str]]) -> Names:
    return {str(pk): chosen(name, english) for pk, name, english in rows}


def in_order(dimension: str, named: Names) -> list[tuple[str, str]]:
    """Return keys and labels: choices and states in their own order, time and weeks by time, the rest by label."""
    last = named.get(NOTHING)
    held = [(key, label) for key, label in named.items() if key != NOTHING]
    if dimension in ORDERED:
        own = [*_CHOICES.get(dimension, ()), *Verdict.values, "high", "mid", "low", *_OUTCOMES, *_SIZES]
        held.sort(key=lambda item: own.index(item[0]) if item[0] in own else len(own))
    elif dimension == "weeks":
        held.sort(key=lambda item: int(item[0]))
    elif dimension in ("day", "month", "quarter", "quarter_of"):
        held.sort()
    else:
        held.sort(key=lambda item: item[1])
    return [*held, *([(NOTHING, last)] if last is not None else [])]


def outcome_word(value: str) -> str:
    """Return what became of a report or an inspection, in a word."""
    return str(_OUTCOMES.get(value, value))
