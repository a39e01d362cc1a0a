"""What stands behind the reasons of health, by name: activities, control accounts, rows of registers; a query each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kaname.domains.core.names import spoken
from kaname.domains.cost.models import ControlAccount
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.models import HealthSnapshot
from kaname.domains.schedule.models import Activity
from kaname.domains.schedule.queries.names import name_in
from kaname.web.health.registered import Found, kind_of, registered

SHOWN = 12
"""Rows of a reason that a page shows."""


@dataclass(frozen=True, slots=True)
class Names:
    """Of one project. ``activities``: uid to name in the reader's language; ``accounts``: code to (id, name);
    ``registers``: what stands in a register, by the row of the reason.
    """

    activities: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    registers: Mapping[str, Found] = field(default_factory=dict)


def names_of(snapshots: Iterable[HealthSnapshot]) -> dict[int, Names]:
    """Return the names that the reasons of snapshots need, by project."""
    uids: dict[int, set[str]] = defaultdict(set)
    codes: dict[int, set[str]] = defaultdict(set)
    kept_in: dict[int, set[str]] = defaultdict(set)
    for each in snapshots:
        for axis, said in each.axes.items():
            wanted = codes if axis == Axis.COST else uids
            for reason in said["reasons"]:
                rows_of = reason["rows"][:SHOWN]
                kept_in[each.project_id].update(row for row in rows_of if kind_of(row))
                wanted[each.project_id].update(row for row in rows_of if not kind_of(row))
    found = {*uids, *codes, *kept_in}
    registers = registered(kept_in)
    rows = Activity.objects.filter(plan__project__in=uids, uid__in=set().union(*uids.values())).order_by()
    activities: dict[int, dict[str, str]] = defaultdict(dict)
    for key, uid, name in rows.values_list("plan__project_id", "uid", name_in()):
        if uid in uids[key]:  # other projects' reasons ask for the same numbers
            activities[key][uid] = name
    accounts: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
    kept = ControlAccount.objects.filter(project__in=codes, code__in=set().union(*codes.values())).order_by()
    for account in kept:
        accounts[account.project_id][account.code] = account.pk, spoken(account)
    return {key: Names(activities[key], accounts[key], registers.get(key, {})) for key in found}
