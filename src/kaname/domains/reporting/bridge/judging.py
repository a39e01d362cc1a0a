"""Every project's seven axes as of a day, from frozen rows: reads everything, writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaname.domains.core.queries import organisation
from kaname.domains.cost.models import EvmSnapshot
from kaname.domains.project.models import Project
from kaname.domains.reporting.bridge.dates import behind, deliveries
from kaname.domains.reporting.bridge.frozen import Frozen, frozen_plans
from kaname.domains.reporting.bridge.load import people_of
from kaname.domains.reporting.bridge.money import evm_of, moneys
from kaname.domains.reporting.bridge.registers import of_registers
from kaname.domains.reporting.bridge.reported import ages
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.rules import axes
from kaname.domains.reporting.rules.axes import Judged, Money, People
from kaname.domains.reporting.rules.limits import Limits
from kaname.domains.reporting.rules.overall import overall
from kaname.domains.schedule.rules import Delivery

FROM_ANSWER = (
    "finish", "baseline_finish", "status_date", "percent_complete", "planned_percent", "overdue_count", "late_count",
    "total_float", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """A project's axes, its whole health, and the numbers that later days are compared with."""

    project: int
    axes: dict[Axis, Judged]
    computed: str
    facts: dict[str, Any]


def judged(projects: Sequence[Project], as_of: date) -> dict[int, Judgement]:
    """Return, by project, how it stands on a day. A constant number of queries; O(activities + assignments)."""
    plans = frozen_plans([p.pk for p in projects], as_of)
    evm = evm_of(as_of)
    spi_t = {key: row.spi_t for key, row in evm.items() if row.spi_t is not None}
    dates, money = deliveries(plans, spi_t), moneys(evm)
    company = organisation()
    limits = {kind: Limits.of(company, kind) for kind in {p.project_type for p in projects}}
    people = people_of(plans, as_of, min((each.load_amber for each in limits.values()), default=100.0))
    age, registers = ages(plans, as_of), of_registers(projects, limits, as_of)
    return {
        p.pk: _judgement(
            p.pk,
            limits[p.project_type],
            dates.get(p.pk, Delivery(scheduled=False)),
            money.get(p.pk),
            people.get(p.pk),
            age.get(p.pk),
            facts_of(plans.get(p.pk), dates.get(p.pk), evm.get(p.pk)),
            behind(plans[p.pk]) if p.pk in plans else {},
            registers[p.pk],
        )
        for p in projects
    }


def _judgement(
    key: int,
    limits: Limits,
    dates: Delivery,
    money: Money | None,
    people: People | None,
    age: int | None,
    facts: dict[str, Any],
    rows: Mapping[str, Sequence[str]],
    registers: Mapping[Axis, Judged],
) -> Judgement:
    found = {
        Axis.DELIVERY: axes.delivery(dates, limits, rows) if facts else axes.unrecorded(Axis.DELIVERY),
        Axis.COST: axes.cost(money, limits),
        **registers,
        Axis.RESOURCE: axes.resource(people, limits),
        Axis.FRESHNESS: axes.freshness(age, limits),
    }
    return Judgement(key, found, overall({axis: each.health for axis, each in found.items()}), facts)


def facts_of(plan: Frozen | None, dates: Delivery | None, evm: EvmSnapshot | None) -> dict[str, Any]:
    """Return the numbers of a day; {} where the plan was never frozen."""
    if plan is None or dates is None:
        return {}
    found: dict[str, Any] = {name: plan.answer.get(name) for name in FROM_ANSWER}
    found |= {"frozen": plan.day.isoformat(), "slip": dates.slip, "spi_t": _rounded(dates.spi_t)}
    if dates.spi_t and plan.promised[0].size and plan.answer.get("baseline_finish"):
        begin = float(plan.promised[0].min())
        found["ieac_t"] = round(begin + (plan.answer["baseline_finish"] - begin) / dates.spi_t)
    if evm is not None:
        found |= {name: _rounded(getattr(evm, name)) for name in ("cpi", "eac", "bac", "ac", "tcpi_bac")}
        found |= {"unit": evm.unit, "finish_ieac": evm.finish_ieac and evm.finish_ieac.isoformat()}
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def as_json(found: Mapping[Axis, Judged]) -> dict[str, Any]:
    """Return the axes as a snapshot holds them."""
    return {str(axis): each.plain() for axis, each in found.items()}
