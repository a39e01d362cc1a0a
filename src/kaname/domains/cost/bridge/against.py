"""Earned value of a report date against another approved budget than the one that held then (mission row S82).

Computed when it is asked for and not kept: what counts as said on the day are the snapshots against the budget of the
day. Inputs are the same frozen ones, and so are the measures.
"""

from collections.abc import Iterable
from datetime import date

from kaname.domains.core.instants import TICKS_A_MINUTE
from kaname.domains.core.queries import organisation
from kaname.domains.cost.bridge.measuring import CALC_VERSION, Period
from kaname.domains.cost.bridge.taking import Money, taken
from kaname.domains.cost.models import ControlAccount, EvmSnapshot
from kaname.domains.cost.queries.frozen import estimates, frozen_inputs, spending
from kaname.domains.cost.rules import Limits
from kaname.domains.project.models import Project


def against(project: Project, number: int, days: Iterable[date], unit: str) -> dict[date, list[EvmSnapshot]]:
    """Return by report date the earned value against an approved budget, the project's first, then the accounts' by
    code: snapshots that are not saved. A handful of queries a date.
    """
    accounts = {account.pk: account for account in ControlAccount.objects.filter(project=project)}
    found = {day: _on(project, number, day, unit, accounts) for day in days}
    return {day: rows for day, rows in found.items() if rows}


def _on(project: Project, number: int, day: date, unit: str, accounts: dict[int, ControlAccount]) -> list[EvmSnapshot]:
    frozen = frozen_inputs([project.pk], day, number)
    if not frozen:
        return []
    spent, rest = spending(frozen)[project.pk], estimates(frozen)[project.pk]
    frozen[0].last_actual = spent.last
    days = Limits.of(organisation(), project.project_type).period_days
    period = Period(round(days * project.minutes_per_day * TICKS_A_MINUTE))
    money = Money(spent.by_account, {account: (yen, work) for account, (_pk, yen, work) in rest.items()})
    (measures,) = taken(frozen, {project.pk: money}, {project.pk: period})
    inputs = frozen[0].inputs(spent.count, period.ticks // TICKS_A_MINUTE, [pk for pk, *_ in rest.values()])
    rows = [
        EvmSnapshot(
            project=project,
            as_of=frozen[0].as_of,
            account=accounts.get(account) if account is not None else None,
            unit=measured,
            inputs=inputs,
            calc_version=CALC_VERSION,
            **values,
        )
        for account, measured, values in measures
        if measured == unit
    ]
    return sorted(rows, key=lambda row: row.account.code if row.account else "")
