"""Rows of reasons that stand in a register: a kind, a colon and the row's code, as ``risk:S26-01-危-0001``."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from django.urls import reverse

from kaname.domains.control.models import Issue
from kaname.domains.core.names import chosen, spoken
from kaname.domains.quality.models import Defect, Gate, Measure
from kaname.domains.reporting.rules import issues_axis, quality_axis, risk_axis
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


def defects(projects: Collection[int], codes: Collection[str]) -> Iterable[Found]:
    """Yield defects by their codes; one query."""
    rows = Defect.objects.filter(project__in=projects, code__in=codes).select_related("project")
    for row in rows.only("project__code", "number", "code", "title", "title_en"):
        href = reverse("quality:defect", args=[row.project.code, row.number])
        yield Found(row.project_id, f"{quality_axis.DEFECT}{row.code}", row.shown_code, row.shown_title, href)


def gates(projects: Collection[int], codes: Collection[str]) -> Iterable[Found]:
    """Yield gates by their codes; one query."""
    for row in Gate.objects.filter(project__in=projects, code__in=codes).select_related("project", "phase"):
        href = reverse("quality:gate", args=[row.project.code, row.number])
        yield Found(row.project_id, f"{quality_axis.GATE}{row.code}", row.code, spoken(row.phase), href)


def metrics(projects: Collection[int], codes: Collection[str]) -> Iterable[Found]:
    """Yield metrics that projects follow by their keys; one query."""
    rows = Measure.objects.filter(project__in=projects, pk__in=[code for code in codes if code.isdigit()])
    for row in rows.select_related("project", "metric"):
        href = reverse("quality:measure", args=[row.project.code, row.number])
        yield Found(row.project_id, f"{quality_axis.METRIC}{row.pk}", row.metric.code, spoken(row.metric), href)


KINDS: Mapping[str, Callable[[Collection[int], Collection[str]], Iterable[Found]]] = {
    issues_axis.ROW: issues,
    risk_axis.ROW: risks,
    quality_axis.DEFECT: defects,
    quality_axis.GATE: gates,
    quality_axis.METRIC: metrics,
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
