"""What `kaname plan simulate` tells a reader."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kaname.cli.plan.simulate_answer import iso

if TYPE_CHECKING:
    from kaname.exchange.simulation import SimulatedPlan

_DRIVERS = 8
Words = Callable[[str], str]


def lines(simulated: "SimulatedPlan", t: Words) -> Iterator[str]:
    """Yield the lines of the report."""
    result, ticks = simulated.result, simulated.result.network.resolution
    name = simulated.compiled.document.project.name or simulated.compiled.document.source
    yield t("{name}: {count} iterations, seed {seed}.").format(name=name, count=result.iterations, seed=result.seed)
    planned = t("Finish as planned: {date}; it will be kept with probability {percent} %.")
    yield planned.format(
        date=_day(result.deterministic, ticks), percent=_percent(result.probability(result.deterministic))
    )
    for p in (10, 50, 80, 90):
        error = result.standard_error(p) / ticks / 60
        date = _day(result.percentile(p), ticks)
        yield t("P{p}: {date} (standard error {hours} working hours)").format(p=p, date=date, hours=f"{error:.1f}")
    if result.mitigated is not None:
        after = result.mitigated
        text = t("After mitigation: P50 {p50}, P80 {p80}.")
        yield text.format(p50=_day(after.percentile(50), ticks), p80=_day(after.percentile(80), ticks))
    yield from _costs(simulated, t)
    yield from _drivers(simulated, t)
    yield from _risks(simulated, t)


def _day(instant: int, ticks: int) -> str:
    return iso(instant, ticks)[:16].replace("T", " ")


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _costs(simulated: "SimulatedPlan", t: Words) -> Iterator[str]:
    result = simulated.result
    if simulated.uncertainty.costs is None:
        return
    text = t("Cost: planned {planned}, P50 {p50}, P80 {p80}; within the P80 of both date and cost: {percent} %.")
    yield text.format(
        planned=f"{result.planned_cost:,.0f}",
        p50=f"{result.cost_percentile(50):,.0f}",
        p80=f"{result.cost_percentile(80):,.0f}",
        percent=_percent(result.joint(result.percentile(80), result.cost_percentile(80))),
    )


def _drivers(simulated: "SimulatedPlan", t: Words) -> Iterator[str]:
    result, influence = simulated.result, simulated.result.influence
    rows = result.drivers(_DRIVERS)
    if influence is None or not rows:
        return
    yield t("What drives the finish (criticality, sensitivity):")
    for row in rows:
        activity = simulated.compiled.activities[row]
        numbers = f"{_percent(influence.criticality[row]):>6} %  {influence.sensitivity[row]:.3f}"
        yield f"  {numbers}  {activity.id:>6}  {activity.name}"


def _risks(simulated: "SimulatedPlan", t: Words) -> Iterator[str]:
    result = simulated.result
    if not result.risks:
        return
    per_day = simulated.compiled.document.project.minutes_per_day * result.network.resolution
    yield t("Risks (working days later when it happens; P80 earlier without it):")
    for risk in sorted(result.risks, key=lambda r: (-(r.removal or 0.0), -r.delay, r.id)):
        gain = "" if risk.removal is None else f"{risk.removal / per_day:8.1f}"
        yield f"  {risk.delay / per_day:8.1f} {gain}  {risk.id:>6}  {risk.name}"
