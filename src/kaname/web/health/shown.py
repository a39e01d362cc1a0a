"""An axis of health as its reader sees it: value and reasons in words, each with the rows behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.core.names import reads_english
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.models import HealthSnapshot
from kaname.domains.reporting.phrases.health import sentence
from kaname.domains.reporting.rules.overall import healths_of
from kaname.web.health.naming import SHOWN, Names
from kaname.web.health.registered import kind_of
from kaname.web.templatetags.marks import days_ago, number

NEEDED = {Axis.COST: Subject.COST, Axis.RESOURCE: Subject.RESOURCE}
"""What reading an axis' reasons needs besides the schedule; its colour is the project's and everybody's."""
NAMED = 2
"""Of so few rows a reason says the names; of more, their codes alone."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A row that a reason rests on; ``name`` may be "": then only its code is known."""

    code: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Said:
    """A reason in words, and what stands behind it; ``named``: its rows are few enough to say their names."""

    health: str
    text: str
    rows: list[Behind] = field(default_factory=list)
    named: bool = False


@dataclass(frozen=True, slots=True)
class AxisShown:
    """An axis; ``hidden``: its reasons are not for this reader."""

    axis: Axis
    health: str
    value: str
    reasons: list[Said]
    hidden: bool


def unread(user: Any, projects: Sequence[Project]) -> dict[int, frozenset[Axis]]:
    """Return, by project, the axes whose reasons are not for a user; two queries."""
    keys = [p.pk for p in projects]
    seen = {
        axis: set(Project.objects.visible_to(user, needed, Level.READ).filter(pk__in=keys).values_list("pk", flat=True))
        for axis, needed in NEEDED.items()
    }
    return {key: frozenset(axis for axis in NEEDED if key not in seen[axis]) for key in keys}


def axes_of(
    snapshot: HealthSnapshot, project: Project, hidden: frozenset[Axis], names: Names | None = None
) -> list[AxisShown]:
    """Return the seven axes, those of ``hidden`` without their reasons."""
    axes = ((axis, snapshot.axes.get(axis)) for axis in Axis)  # PostgreSQL keeps no order of keys
    return [_axis(axis, said, project, hidden, names or Names()) for axis, said in axes if said is not None]


def _axis(axis: Axis, said: Mapping[str, Any], project: Project, unread: frozenset[Axis], names: Names) -> AxisShown:
    hidden = axis in unread and said["health"] != "unknown"
    reasons = [] if hidden else [_said(r, project, names) for r in said["reasons"][:SHOWN]]
    return AxisShown(axis, said["health"], "" if hidden else value_of(axis, said["value"]), reasons, hidden)


def _said(reason: Mapping[str, Any], project: Project, names: Names) -> Said:
    rows = list(_rows(reason, project, names))
    if rows and rows[0].name and reads_english():  # what was frozen has the name of the plan's own language
        reason = {**reason, "params": {**reason["params"], **dict.fromkeys(("name_en", "activity_en"), rows[0].name)}}
    text = sentence(reason)
    said_already = bool(rows) and bool(kind_of(reason["rows"][0])) and all(row.name in text for row in rows)
    return Said(reason["health"], text, rows, len(rows) <= NAMED and not said_already)


def _rows(reason: Mapping[str, Any], project: Project, names: Names) -> Iterable[Behind]:
    for row in reason["rows"][:SHOWN]:
        if kind_of(row):
            if (kept := names.registers.get(row)) is not None:
                yield Behind(kept.code, kept.name, kept.href)
        elif reason["axis"] == Axis.COST:
            key, name = names.accounts.get(row, (0, ""))
            href = reverse("cost:account", args=[project.code, key]) if key else ""
            yield Behind(row, name, href or reverse("cost:accounts", args=[project.code]))
        else:
            href = f"{reverse('schedule:gantt', args=[project.code])}?activity={row}"
            yield Behind(row, names.activities.get(row, ""), href)


def value_of(axis: Axis, value: float | None) -> str:
    """Return the number that an axis is known by."""
    if value is None:
        return ""
    if axis == Axis.DELIVERY:
        return f"SPI(t) {number(value, 2)}"
    if axis == Axis.COST:
        return f"CPI {number(value, 2)}"
    if axis == Axis.QUALITY:
        return _("metrics out of band: %(count)s") % {"count": f"{value:.0f}"}
    if axis == Axis.ISSUES:
        return _("overdue %(percent)s %%") % {"percent": f"{value:g}"}
    if axis == Axis.RISK:
        return _("highest score %(score)s") % {"score": f"{value:.0f}"}
    if axis == Axis.RESOURCE:
        return _("highest load %(percent)s %%") % {"percent": f"{value:.0f}"}
    return days_ago(round(value))


@dataclass(frozen=True, slots=True)
class History:
    """The healths of the last frozen dates: a row an axis, and the whole project's computed and declared above them."""

    days: list[date]
    computed: list[str]
    declared: list[str]
    axes: list[tuple[Axis, list[str]]]


def history_of(trend: list[HealthSnapshot]) -> History:
    """Return the history of snapshots, the oldest first."""
    marks = [healths_of(s.marks) for s in trend]
    return History(
        [s.as_of for s in trend],
        [s.computed for s in trend],
        [s.declared for s in trend],
        [(axis, [m[axis] for m in marks]) for axis in Axis],
    )
