"""The JSON answer of `kaname plan simulate`. All of it but "seconds", which stands last, is the same for one seed."""

from typing import TYPE_CHECKING, Any

from kaname.cli.console import as_json

if TYPE_CHECKING:
    from kaname.engine.simulate import Outcome
    from kaname.exchange.simulation import SimulatedPlan

_PERCENTILES = (10, 50, 80, 90)


def answer(simulated: "SimulatedPlan", seconds: float) -> dict[str, Any]:
    """Return the answer; instants are ISO texts, amounts of time working minutes, probabilities 0..1."""
    result, document = simulated.result, simulated.compiled.document
    ticks = result.network.resolution
    finish = _finish(result, ticks) | {"deterministic": iso(result.deterministic, ticks)}
    errors = {f"p{p}": round(result.standard_error(p) / ticks, 3) for p in _PERCENTILES}
    after = result.mitigated
    mitigated: dict[str, Any] | None = None if after is None else {"finish": _finish(after, ticks)}
    if after is not None and mitigated is not None:
        mitigated["probability_of_deterministic"] = after.probability(result.deterministic)
    return {
        "iterations": result.iterations,
        "seed": result.seed,
        "finish": finish,
        "probability_of_deterministic": result.probability(result.deterministic),
        "activities": _activities(simulated, ticks),
        "risks": _risks(simulated, ticks),
        "standard_error": errors | {"mean": round(result.mean_error / ticks, 3)},
        "mitigated": mitigated,
        **_costs(simulated),
        "diagnostics": [as_json(d) for d in (*document.diagnostics, *simulated.diagnostics)],
        "seconds": round(seconds, 3),
    }


def iso(instant: float, ticks: int) -> str:
    """Return an instant as an ISO text, to the second."""
    from kaname.engine.days import moment_of

    return moment_of(round(instant), ticks).isoformat(timespec="seconds")


def _finish(outcome: "Outcome", ticks: int) -> dict[str, str]:
    found = {f"p{p}": iso(outcome.percentile(p), ticks) for p in _PERCENTILES}
    return found | {"mean": iso(outcome.mean, ticks)}


def shown_rows(simulated: "SimulatedPlan") -> list[int]:
    """Return the rows that are activities of their own: neither summaries nor switched off."""
    from kaname.engine.network import Flag

    out = simulated.result.network.has(Flag.SUMMARY) | simulated.result.network.has(Flag.INACTIVE)
    return [row for row in range(out.size) if not out[row]]


def _activities(simulated: "SimulatedPlan", ticks: int) -> list[dict[str, Any]]:
    result, influence = simulated.result, simulated.result.influence
    if influence is None:
        return []
    return [
        {
            "id": simulated.compiled.activities[row].id,
            "criticality": round(float(influence.criticality[row]), 6),
            "sensitivity": round(float(influence.sensitivity[row]), 6),
            "cruciality": round(float(influence.cruciality[row]), 6),
            "swing_minutes": round(float(influence.swing[row]) / ticks, 3),
            "p80_finish": iso(result.finish_p80[row], ticks),
        }
        for row in shown_rows(simulated)
    ]


def _risks(simulated: "SimulatedPlan", ticks: int) -> list[dict[str, Any]]:
    """Return the risks, the one whose removal gains most first."""
    rows = [
        {
            "id": risk.id,
            "name": risk.name,
            "probability": driver.probability,
            "mitigated_probability": driver.mitigated_probability,
            "happened": risk.happened,
            "delay_minutes": round(risk.delay / ticks, 3),
            "p80_gain_minutes": None if risk.removal is None else round(risk.removal / ticks, 3),
        }
        for risk, driver in zip(simulated.result.risks, simulated.uncertainty.risks, strict=True)
    ]
    return sorted(rows, key=lambda row: (-(row["p80_gain_minutes"] or 0.0), -row["delay_minutes"], row["id"]))


def _costs(simulated: "SimulatedPlan") -> dict[str, Any]:
    """Return cost and joint confidence, where the plan or its risks have costs."""
    result = simulated.result
    if simulated.uncertainty.costs is None:
        return {}
    cost = {f"p{p}": round(result.cost_percentile(p), 2) for p in _PERCENTILES}
    joint = {f"p{p}": result.joint(result.percentile(p), result.cost_percentile(p)) for p in _PERCENTILES}
    joint["deterministic"] = result.joint(result.deterministic, result.planned_cost)
    whole = {"mean": round(float(result.cost.mean()), 2), "deterministic": round(result.planned_cost, 2)}
    return {"cost": cost | whole, "joint_confidence": joint}
