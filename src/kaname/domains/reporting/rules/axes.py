"""The health of each axis (specification 5.4) with every reason for it, worst first. No data is not green."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaname.domains.project.enums import Health
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.rules.limits import Limits
from kaname.domains.schedule.rules import WORST_FIRST, Delivery
from kaname.domains.schedule.rules import health_of as delivery_health

CALC_VERSION = "health-2"
"""Raised when a rule changes, so that old snapshots are told from new ones."""
MOST_ROWS = 50

type Reason = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Money:
    """What the cost axis is judged by. ``vac``: percent of BAC; ``tcpi`` to the budget; ``accounts``: overrun ones."""

    cpi: float | None
    vac: float | None
    tcpi: float | None
    unattainable: bool = False
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overload:
    """A person above their hours in weeks in which this project books them. ``weeks``: Monday to percent."""

    person: str
    weeks: Mapping[str, float]
    rows: tuple[str, ...]
    person_en: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """What the resource axis is judged by. ``unfilled``: (uid, name, working days until it is needed; past: < 0)."""

    assigned: int
    overloads: Sequence[Overload] = ()
    unfilled: Sequence[tuple[str, str, int]] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """An axis: its health, the value it is known by, and the reasons."""

    health: str
    reasons: list[Reason]
    value: float | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"health": self.health, "value": self.value, "reasons": self.reasons}


def delivery(found: Delivery, limits: Limits, behind: Mapping[str, Sequence[str]] | None = None) -> Judged:
    """Judge the dates; the value is SPI(t). ``behind``: the rows of reasons that have none of their own, by key."""
    health, reasons = delivery_health(found, limits.delivery)
    for each in reasons:
        each["rows"] = each["rows"] or list((behind or {}).get(each["sentence_key"], ()))[:MOST_ROWS]
    return Judged(str(health), reasons, None if found.spi_t is None else round(found.spi_t, 4))


def cost(found: Money | None, limits: Limits) -> Judged:
    """Judge the money; the value is CPI."""
    if found is None or found.cpi is None:
        return unrecorded(Axis.COST)
    reasons = list(_cost_reasons(found, found.cpi, limits))
    return _judged(Axis.COST, reasons, "cost-kept", {"cpi": round(found.cpi, 2)}, round(found.cpi, 4))


def _cost_reasons(found: Money, cpi: float, limits: Limits) -> Iterable[Reason]:
    if cpi < limits.cpi_amber:
        health = Health.RED if cpi < limits.cpi_red else Health.AMBER
        yield reason(Axis.COST, health, "cpi", {"cpi": round(cpi, 2)}, found.accounts)
    if found.vac is not None and found.vac < -limits.vac_amber:
        health = Health.RED if found.vac < -limits.vac_red else Health.AMBER
        yield reason(Axis.COST, health, "vac", {"percent": round(-found.vac, 1)}, found.accounts)
    if found.unattainable:
        yield reason(Axis.COST, Health.RED, "budget-spent", {}, found.accounts)
    elif found.tcpi is not None and found.tcpi > limits.tcpi_red:
        yield reason(Axis.COST, Health.RED, "tcpi", {"tcpi": round(found.tcpi, 2)}, found.accounts)


def resource(found: People | None, limits: Limits) -> Judged:
    """Judge who is wanted for too long, and what nobody does yet; the value is the highest load, in percent."""
    if found is None or not (found.assigned or found.unfilled):
        return Judged(str(Health.UNKNOWN), [reason(Axis.RESOURCE, Health.UNKNOWN, "no-people")])
    reasons = [_overloaded(o, limits) for o in found.overloads]
    reasons += [r for each in found.unfilled if (r := _unfilled(each, limits))]
    highest = max((p for o in found.overloads for p in o.weeks.values()), default=None)
    return _judged(Axis.RESOURCE, reasons, "load-fits", {}, None if highest is None else round(highest))


def _overloaded(found: Overload, limits: Limits) -> Reason:
    high = sum(percent > limits.load_red for percent in found.weeks.values())
    health = Health.RED if high >= limits.load_red_weeks else Health.AMBER
    week, most = max(found.weeks.items(), key=lambda item: item[1])
    params = {"person": found.person, "percent": round(most), "week": week, "weeks": len(found.weeks)}
    if found.person_en:
        params["person_en"] = found.person_en
    return reason(Axis.RESOURCE, health, "overload", params, found.rows)


def _unfilled(found: tuple[str, str, int], limits: Limits) -> Reason | None:
    uid, name, days = found
    if days < 0:
        return reason(Axis.RESOURCE, Health.RED, "needed-passed", {"activity": name, "days": -days}, [uid])
    if days <= limits.unfilled_days:
        return reason(Axis.RESOURCE, Health.AMBER, "unfilled", {"activity": name, "days": days}, [uid])
    return None


def freshness(age: int | None, limits: Limits) -> Judged:
    """Judge how long ago the project reported, in days; the value is that age."""
    if age is None:
        return Judged(str(Health.UNKNOWN), [reason(Axis.FRESHNESS, Health.UNKNOWN, "never-reported")])
    health = Health.RED if age > limits.age_red else Health.AMBER if age > limits.age_amber else Health.GREEN
    key = "fresh" if health == Health.GREEN else "ageing" if health == Health.AMBER else "stale"
    key = "reported-today" if age == 0 and key == "fresh" else key
    return Judged(str(health), [reason(Axis.FRESHNESS, health, key, {"days": age})], float(age))


def unrecorded(axis: Axis) -> Judged:
    """Return an axis of which nothing is recorded: grey, never green."""
    return Judged(str(Health.UNKNOWN), [reason(axis, Health.UNKNOWN, "no-records")])


def reason(
    axis: Axis, health: Health, key: str, params: Mapping[str, Any] | None = None, rows: Iterable[str] = ()
) -> Reason:
    """Return a reason: its sentence's key and values, and what stands behind it."""
    return {
        "axis": str(axis),
        "health": str(health),
        "sentence_key": key,
        "params": dict(params or {}),
        "rows": list(rows)[:MOST_ROWS],
    }


def _judged(axis: Axis, reasons: list[Reason], kept: str, params: Mapping[str, Any], value: float | None) -> Judged:
    """Return the worst of the reasons; where there is none, the axis is green and says so."""
    told = sorted(reasons, key=lambda r: WORST_FIRST.index(Health(r["health"])))
    told = told or [reason(axis, Health.GREEN, kept, params)]
    return Judged(str(told[0]["health"]), told, value)
