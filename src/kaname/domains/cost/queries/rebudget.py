"""What a new baseline costs: the approved budgets of two baselines of the plan, account by account."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from kaname.domains.core.names import chosen
from kaname.domains.cost.models import CostBaseline, CostBaselineLine
from kaname.domains.project.models import Project

type Amounts = tuple[int, int]
"""Yen, minutes of work."""


@dataclass(frozen=True, slots=True)
class AccountChange:
    """An account in two budgets; None: it is not in that one."""

    code: str
    name: str
    before: Amounts | None
    after: Amounts | None

    @property
    def yen(self) -> int:
        """By how much the budget changed, in yen."""
        return (self.after or (0, 0))[0] - (self.before or (0, 0))[0]

    @property
    def minutes(self) -> int:
        """By how much the work changed, in minutes."""
        return (self.after or (0, 0))[1] - (self.before or (0, 0))[1]


@dataclass(frozen=True, slots=True)
class Rebudget:
    """Two approved budgets: the older is ``before``."""

    before: CostBaseline
    after: CostBaseline
    accounts: list[AccountChange]

    @property
    def yen(self) -> int:
        """By how much the budget at completion changed, in yen."""
        return self.after.yen - self.before.yen

    @property
    def minutes(self) -> int:
        """By how much the work changed, in minutes."""
        return self.after.minutes - self.before.minutes


def rebudget(project: Project, one: int, other: int) -> Rebudget | None:
    """Return the budgets that were approved on the dates of two baselines of the plan, the newest of each; None where
    one has none. Three queries.
    """
    rows = CostBaseline.objects.filter(project=project, schedule_baseline__in=(one, other)).order_by("number")
    newest = {row.schedule_baseline: row for row in rows}
    if one == other or one not in newest or other not in newest:
        return None
    return between(newest[one], newest[other])


def between(before: CostBaseline, after: CostBaseline) -> Rebudget:
    """Return two budgets beside each other, accounts that differ most first."""
    sums = {baseline: _accounts(baseline) for baseline in (before, after)}
    keys = {**sums[before], **sums[after]}
    found = [AccountChange(*key, sums[before].get(key), sums[after].get(key)) for key in keys]
    return Rebudget(before, after, sorted(found, key=lambda a: (-abs(a.yen), -abs(a.minutes), a.code)))


def _accounts(baseline: CostBaseline) -> Mapping[tuple[str, str], Amounts]:
    rows = CostBaselineLine.objects.filter(baseline=baseline).order_by("account__code")
    named = rows.values_list("account__code", "account__name", "account__name_en")
    sums = named.annotate(money=Sum("yen"), work=Sum("minutes"))
    return {(code, chosen(name, english)): (money, work) for code, name, english, money, work in sums}
