"""What the cost axis is judged by: each project's newest earned value up to a day."""

from collections.abc import Mapping
from datetime import date

from django.db.models import OuterRef, Subquery

from kaname.domains.cost.models import EvmSnapshot
from kaname.domains.reporting.rules.axes import Money

_LOW_CPI = 0.95


def evm_of(as_of: date) -> dict[int, EvmSnapshot]:
    """Return, by project, the newest whole-project snapshot up to a day; in yen where there is one. One query."""
    newest = EvmSnapshot.objects.filter(project=OuterRef("project"), account=None, as_of__lte=as_of)
    wanted = Subquery(newest.order_by("-as_of", "-unit", "-edition").values("pk")[:1])
    rows = EvmSnapshot.objects.filter(account=None, pk=wanted).order_by().defer("inputs", "eac_all")
    return {row.project_id: row for row in rows}


def moneys(found: Mapping[int, EvmSnapshot]) -> dict[int, Money]:
    """Return, by project, what its costs say, with the accounts that overrun; one query."""
    accounts = _overrun(found)
    return {
        key: Money(
            row.cpi,
            None if row.vac is None or not row.bac else row.vac / row.bac * 100,
            row.tcpi_bac,
            row.unattainable,
            tuple(accounts.get((key, row.as_of, row.edition, row.unit), ())),
        )
        for key, row in found.items()
    }


def _overrun(found: Mapping[int, EvmSnapshot]) -> dict[tuple[int, date, int, str], list[str]]:
    days = {row.as_of for row in found.values()}
    rows = EvmSnapshot.objects.filter(as_of__in=days, account__isnull=False, cpi__lt=_LOW_CPI).order_by("cpi")
    told: dict[tuple[int, date, int, str], list[str]] = {}
    for project, day, edition, unit, code in rows.values_list(
        "project_id", "as_of", "edition", "unit", "account__code"
    ):
        told.setdefault((project, day, edition, unit), []).append(code)
    return told
