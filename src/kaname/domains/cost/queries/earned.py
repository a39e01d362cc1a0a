"""Earned value as it was taken: of a project, of its accounts, of all projects."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from kaname.domains.cost.enums import Unit
from kaname.domains.cost.models import EvmSnapshot, VarianceExplanation
from kaname.domains.cost.rules import Limits, asks_explanation
from kaname.domains.project.models import Project


def snapshot(project: Project, as_of: date | None = None, unit: str = Unit.YEN) -> EvmSnapshot | None:
    """Return a project's earned value, the newest at or before a day; None where none was taken."""
    rows = _until(EvmSnapshot.objects.filter(project=project, account=None, unit=unit), as_of)
    return rows.order_by("-as_of", "-edition").first()


def trend(project: Project, until: date | None = None, count: int = 12, unit: str = Unit.YEN) -> list[EvmSnapshot]:
    """Return the last report dates' earned value, oldest first; of each date its newest edition."""
    rows = _until(EvmSnapshot.objects.filter(project=project, account=None, unit=unit), until)
    return list(_newest(rows, ("as_of",)).order_by("-as_of")[:count])[::-1]


def by_account(project: Project, as_of: date | None = None, unit: str = Unit.YEN) -> list[EvmSnapshot]:
    """Return the accounts' earned value on the report date of :func:`snapshot`, by code."""
    whole = snapshot(project, as_of, unit)
    if whole is None:
        return []
    rows = EvmSnapshot.objects.filter(
        project=project, as_of=whole.as_of, edition=whole.edition, unit=unit, account__isnull=False
    )
    return list(rows.select_related("account__owner").order_by("account__code"))


def latest_of(projects: Iterable[Any], as_of: date | None = None, unit: str = Unit.YEN) -> dict[int, EvmSnapshot]:
    """Return the newest earned value of many projects by their number; one query."""
    rows = _until(EvmSnapshot.objects.filter(project__in=projects, account=None, unit=unit), as_of)
    return {found.project_id: found for found in _newest(rows, ("project_id",))}


def report_dates(project: Project) -> list[date]:
    """Return the dates for which earned value was taken, newest first."""
    rows = EvmSnapshot.objects.filter(project=project, account=None).order_by("-as_of")
    return list(rows.values_list("as_of", flat=True).distinct())


def unexplained(found: Iterable[EvmSnapshot], limits: Limits) -> list[EvmSnapshot]:
    """Return the snapshots whose variance passes the limit and which nobody has explained; one query."""
    beyond = [s for s in found if asks_explanation(s, limits)]
    told = set(VarianceExplanation.objects.filter(snapshot__in=beyond).values_list("snapshot_id", flat=True))
    return [s for s in beyond if s.pk not in told]


def explanations(found: Iterable[EvmSnapshot]) -> dict[int, VarianceExplanation]:
    """Return the newest explanation of each snapshot; one query."""
    rows = VarianceExplanation.objects.filter(snapshot__in=list(found)).select_related("written_by").order_by("pk")
    return {row.snapshot_id: row for row in rows}


def _until(rows: QuerySet[EvmSnapshot], as_of: date | None) -> QuerySet[EvmSnapshot]:
    return rows if as_of is None else rows.filter(as_of__lte=as_of)


def _newest(rows: QuerySet[EvmSnapshot], group: tuple[str, ...]) -> QuerySet[EvmSnapshot]:
    order = [F("as_of").desc(), F("edition").desc()]
    place = Window(RowNumber(), partition_by=[F(name) for name in group], order_by=order)
    return rows.annotate(place=place).filter(place=1)
