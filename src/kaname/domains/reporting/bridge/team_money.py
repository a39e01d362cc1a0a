"""Earned value by team: lines of the approved budget and actual cost, each with the team whose rows they are on.

The frozen inputs, the engine and so the totals are those of the project's own earned value (cost.bridge.measuring).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Sum

from kaname.domains.core.instants import TICKS_A_MINUTE
from kaname.domains.core.queries import organisation
from kaname.domains.cost.bridge.axis import Axes
from kaname.domains.cost.bridge.measuring import Period, measured
from kaname.domains.cost.bridge.taking import Money, reported
from kaname.domains.cost.enums import Unit
from kaname.domains.cost.models import Actual, ControlAccount
from kaname.domains.cost.queries.frozen import frozen_inputs, lines_of, progress_of
from kaname.domains.cost.rules import Limits
from kaname.domains.project.models import Project
from kaname.engine.evm import forecasts
from kaname.engine.evm.measures import Measures

OUTSIDE = 0
"""The key of what no team answers for."""


@dataclass(frozen=True, slots=True)
class Yen:
    """Planned value, earned value, actual cost and budget at completion, that can be added up."""

    pv: float = 0.0
    ev: float = 0.0
    ac: float = 0.0
    bac: float = 0.0

    def __add__(self, other: "Yen") -> "Yen":
        """Return both together."""
        return Yen(self.pv + other.pv, self.ev + other.ev, self.ac + other.ac, self.bac + other.bac)

    @property
    def spi(self) -> float | None:
        """EV over PV, of these sums."""
        return self.ev / self.pv if self.pv else None

    @property
    def cpi(self) -> float | None:
        """EV over AC, of these sums."""
        return self.ev / self.ac if self.ac else None

    @property
    def eac(self) -> float | None:
        """Estimate at completion by the trend, BAC / CPI, of these sums: a ratio, so teams' do not add up."""
        if not self.bac:
            return None
        sums = Measures.of(*np.array([[self.pv], [self.ev], [self.ac], [self.bac]]))
        found = float(forecasts.eac_trend(sums)[0])
        return found if np.isfinite(found) else None


def money_of(
    project: Project, day: date, of_row: Mapping[str, int], of_branch: Callable[[str], int]
) -> tuple[date, dict[int, Yen]] | None:
    """Return the report date and by team what the project's earned value on it is made of; None where there is none.

    ``of_row``: the team of an activity by uid; ``of_branch``: of a WBS code. A budget line without an activity goes to
    the team of its account's branch. Cost without one is shared out by the budgets of the account's lines, to whole
    yen; where it has none, it goes to the team of its branch. A constant number of queries; O(lines + entries).
    """
    frozen = frozen_inputs([project.pk], day)
    if not frozen:
        return None
    of_account = {
        pk: of_branch(branch) if branch else None
        for pk, branch in ControlAccount.objects.filter(project=project).values_list("pk", "branch")
    }
    lines = lines_of([frozen[0].baseline_id])[frozen[0].baseline_id]
    if not lines:
        return None

    def team(account: int, uid: str) -> int | None:
        return of_row.get(uid, OUTSIDE) if uid else of_account.get(account)

    teams = [team(account, uid) or OUTSIDE for account, uid, *_rest in lines]
    status, progress = progress_of(frozen)[frozen[0].progress_id]
    report = reported(lines, status, progress, Money({}, {}))
    first = min(int(report.lines.start.min()), status)
    axis = Axes([frozen[0].calendar_id]).around(
        frozen[0].calendar_id, first, max(int(report.lines.finish.max()), status)
    )
    days = Limits.of(organisation(), project.project_type).period_days
    period = Period(round(days * project.minutes_per_day * TICKS_A_MINUTE))
    found: dict[int, Yen] = defaultdict(Yen)
    for key, unit, values in measured(replace(report, account=np.array(teams, np.int64)), axis, period):
        if key is not None and unit == Unit.YEN:
            found[key] += Yen(values["pv"], values["ev"], 0.0, values["bac"])
    for key, yen in _spent(project, frozen[0].as_of, team, lines, teams).items():
        found[key] += Yen(ac=float(yen))
    return frozen[0].as_of, dict(found)


def _spent(
    project: Project,
    day: date,
    team: Callable[[int, str], int | None],
    lines: Iterable[tuple[Any, ...]],
    teams: Iterable[int],
) -> dict[int, int]:
    """Return the yen spent up to a day by team. One query."""
    budgets: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for (account, _uid, yen, *_rest), key in zip(lines, teams, strict=True):
        budgets[account][key] += yen
    rows = Actual.objects.filter(project=project, incurred_on__lte=day).order_by()
    found: dict[int, int] = defaultdict(int)
    for account, uid, yen in rows.values_list("account_id", "activity_uid").annotate(yen=Sum("yen")):
        whose = team(account, uid) or OUTSIDE
        shares = {whose: 1} if uid or not sum(budgets[account].values()) else budgets[account]
        for each, part in shared_out(yen, shares).items():
            found[each] += part
    return found


def shared_out(yen: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Return whole yen by weight that add up exactly: the largest remainders get what is left over (Hamilton).

    Without any weight everything is :data:`OUTSIDE`.
    """
    total = sum(weights.values())
    if not total:
        return {OUTSIDE: yen}
    parts = {key: divmod(yen * weight, total) for key, weight in weights.items()}
    found = {key: whole for key, (whole, _rest) in parts.items()}
    left = yen - sum(found.values())
    for key in sorted(parts, key=lambda k: (-parts[k][1], k))[:left]:
        found[key] += 1
    return found
