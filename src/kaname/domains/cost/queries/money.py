"""What was spent, ordered, kept back and planned: sums as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from kaname.domains.cost.enums import CommitmentStatus
from kaname.domains.cost.models import Actual, BudgetLine, Commitment, CostBaseline, Reserve
from kaname.domains.project.models import Project

OPEN = (CommitmentStatus.EXPECTED, CommitmentStatus.ORDERED)


def spent_by(project: Project, until: date | None = None) -> tuple[int, int]:
    """Return the yen and minutes spent up to a day."""
    rows = Actual.objects.filter(project=project)
    rows = rows if until is None else rows.filter(incurred_on__lte=until)
    sums = rows.aggregate(yen=Sum("yen"), minutes=Sum("minutes"))
    return sums["yen"] or 0, sums["minutes"] or 0


def spent_by_account(project: Project) -> dict[int, tuple[int, int]]:
    """Return the yen and minutes spent by account."""
    rows = Actual.objects.filter(project=project).order_by().values("account_id")
    sums = rows.annotate(yen=Sum("yen"), minutes=Sum("minutes"))
    return {row["account_id"]: (row["yen"], row["minutes"]) for row in sums}


@dataclass(frozen=True, slots=True)
class Order:
    """An order and what is left of it."""

    row: Commitment
    invoiced: int

    @property
    def left(self) -> int:
        """Return what is still to be invoiced; nothing once it is settled or cancelled."""
        return max(self.row.yen - self.invoiced, 0) if self.row.status in OPEN else 0

    @property
    def over(self) -> bool:
        """Return whether more was invoiced than ordered."""
        return self.invoiced > self.row.yen


def orders_of(project: Project) -> list[Order]:
    """Return a project's orders with what was invoiced of each. One query."""
    named = Actual.objects.filter(commitment=OuterRef("pk")).order_by().values("commitment")
    invoiced = Coalesce(Subquery(named.annotate(total=Sum("yen")).values("total")), 0)
    rows = Commitment.objects.filter(account__project=project).select_related("account").annotate(invoiced=invoiced)
    return [Order(row, row.invoiced) for row in rows.order_by("account__code", "document")]


def open_orders(project: Project) -> int:
    """Return what is ordered and not invoiced yet (発注残)."""
    return sum(order.left for order in orders_of(project))


def open_orders_by_account(project: Project) -> dict[int, int]:
    """Return what is ordered and not invoiced yet, by account."""
    found: dict[int, int] = {}
    for order in orders_of(project):
        found[order.row.account_id] = found.get(order.row.account_id, 0) + order.left
    return found


def reserves_of(project: Project) -> QuerySet[Reserve, Any]:
    """Return a project's reserves with what was drawn from each."""
    rows = Reserve.objects.filter(project=project).annotate(drawn=Coalesce(Sum("drawdowns__yen"), 0))
    return rows.prefetch_related("drawdowns__account", "drawdowns__drawn_by")


def planned_by_account(project: Project) -> dict[int, tuple[int, int, int]]:
    """Return yen, minutes and number of the budget lines as they are written, by account."""
    rows = BudgetLine.objects.filter(account__project=project).order_by().values("account_id")
    sums = rows.annotate(yen=Sum("yen"), minutes=Sum("minutes"), count=Count("pk"))
    return {row["account_id"]: (row["yen"], row["minutes"], row["count"]) for row in sums}


def actuals_of(project: Project, account: int | None = None) -> QuerySet[Actual]:
    """Return the entries, newest first."""
    rows = Actual.objects.filter(project=project)
    rows = rows if account is None else rows.filter(account=account)
    return rows.select_related("account", "commitment", "batch", "posted_by", "reverses", "reversed_by")


def unapproved(project: Project) -> bool:
    """Return whether the budget as it is written differs in amount from the one that was approved last."""
    last = CostBaseline.objects.filter(project=project).order_by("-number").first()
    sums = BudgetLine.objects.filter(account__project=project).aggregate(yen=Sum("yen"), minutes=Sum("minutes"))
    written = (sums["yen"] or 0, sums["minutes"] or 0)
    return written != ((0, 0) if last is None else (last.yen, last.minutes))


def approved_bac(projects: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return the newest approved budget of many projects: yen, minutes."""
    rows = CostBaseline.objects.filter(Q(project__in=projects)).order_by("number")
    return {pk: (yen, minutes) for pk, yen, minutes in rows.values_list("project_id", "yen", "minutes")}
