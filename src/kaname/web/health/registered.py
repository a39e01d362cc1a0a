"""Rows of reasons that stand in a register: a kind, a colon and the row's code, as ``risk:S26-01-危-0001``."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from django.urls import reverse

from kaname.domains.control.models import Issue
from kaname.domains.core.names import chosen
from kaname.domains.reporting.rules import issues_axis, risk_axis
from kaname.domains.risk.models import Risk


class Found(NamedTuple):
    """A row of a register: its project, what a reason calls it, and how its reader knows it."""

    project: int
    row: str
    code: str
    name: str
    href: str


def risks(projects: Collection[int], codes: Collection[str]) -> Iterable[Found]:
    """Yield risks by their codes; one query."""
    rows = Risk.objects.filter(project__in=projects, code__in=codes).select_related("project")
    for row in rows.only("project__code", "number", "code", "event", "event_en"):
        href = reverse("risks:risk", args=[row.project.code, row.number])
        name = chosen(row.event, row.event_en)
        yield Found(row.project_id, f"{risk_axis.ROW}{row.code}", row.shown_code, name, href)


def issues(projects: Collection[int], codes: Collection[str]) -> Iterable[Found]:
    """Yield issues by their codes; one query."""
    rows = Issue.objects.filter(project__in=projects, code__in=codes).select_related("project")
    for row in rows.only("project__code", "number", "code", "title", "title_en"):
        href = reverse("issues:issue", args=[row.project.code, row.number])
        yield Found(row.project_id, f"{issues_axis.ROW}{row.code}", row.shown_code, row.shown_title, href)


KINDS: Mapping[str, Callable[[Collection[int], Collection[str]], Iterable[Found]]] = {
    issues_axis.ROW: issues,
    risk_axis.ROW: risks,
}
"""Who knows the rows of a kind; each asks once for all projects."""


def kind_of(row: str) -> str:
    """Return the kind of a row, with its colon; "" for one of no register: an activity, an account."""
    return next((kind for kind in KINDS if row.startswith(kind)), "")


def registered(wanted: Mapping[int, Collection[str]]) -> dict[int, dict[str, Found]]:
    """Return, by project, the rows of registers that its reasons name; a query for each kind that is named."""
    found: dict[int, dict[str, Found]] = {key: {} for key in wanted}
    for kind, read in KINDS.items():
        codes = {row.removeprefix(kind) for rows in wanted.values() for row in rows if row.startswith(kind)}
        for each in read(wanted, codes) if codes else ():
            found[each.project][each.row] = each
    return found
