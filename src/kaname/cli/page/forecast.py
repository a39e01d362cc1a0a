"""The simulated finish of a plan, with the distributions and risks of its document, else an assumed spread."""

from kaname.cli.page.facts import Facts, Forecast, Percentile, RiskShare
from kaname.cli.page.moments import moment
from kaname.cli.page.text import Text, both, number
from kaname.engine.cpm import Schedule
from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.simulate import Distribution, Effect, RiskDriver, SimulationResult, Uncertainty, simulate
from kaname.exchange import document as plan
from kaname.exchange.compile import RESOLUTION, CompiledPlan
from kaname.words import N_

SHARES = (10, 50, 80, 90)
_CELLS = 60_000_000  # activity-iterations of one plan; larger plans get fewer runs
_LEAST = 500


def forecast(
    facts: Facts, compiled: CompiledPlan, dates: Schedule, iterations: int, seed: int, spread: tuple[float, float]
) -> Forecast | None:
    """Return the forecast; None where nothing remains to be uncertain about, or no run is wanted.

    A simulation that the engine refuses leaves its diagnostics among the plan's problems.
    """
    if not iterations or not any(a.actual_finish is None and (a.duration or 0) > 0 for a in facts.work_rows):
        return None
    runs = max(_LEAST, min(iterations, _CELLS // max(1, compiled.network.size)))
    unsure = uncertainty_of(compiled, spread)
    try:
        result = simulate(compiled.network, unsure, runs, seed, policy=compiled.policy)
    except ProblemsFound as refused:
        facts.problems += refused.diagnostics
        return None
    facts.problems += [d for d in result.diagnostics if d not in facts.problems]
    return _forecast(facts, compiled, dates, result, _assumption(unsure, spread))


def uncertainty_of(compiled: CompiledPlan, spread: tuple[float, float]) -> Uncertainty:
    """Return what is uncertain: the document's distributions and risks; the spread for every other duration."""
    known = {
        row: _distribution(a.distribution) for row, a in enumerate(compiled.activities) if a.distribution is not None
    }
    risks = tuple(_driver(r, compiled.rows) for r in compiled.document.risks)
    return Uncertainty(known, spread, risks=risks)


def _distribution(d: plan.Distribution) -> Distribution:
    return Distribution(d.kind, d.parameters).scaled(RESOLUTION)


def _driver(r: plan.Risk, rows: dict[str, int]) -> RiskDriver:
    effects = tuple(_effect(e, rows) for e in r.effects if e.activity_id in rows)
    after = r.mitigated_effects
    mitigated = None if after is None else tuple(_effect(e, rows) for e in after if e.activity_id in rows)
    return RiskDriver(r.id, r.probability, effects, r.name, r.parallel, r.mitigated_probability, mitigated)


def _effect(e: plan.RiskEffect, rows: dict[str, int]) -> Effect:
    factor = Distribution(e.factor.kind, e.factor.parameters) if e.factor else None
    return Effect(rows[e.activity_id], _distribution(e.delay) if e.delay else None, factor)


def _assumption(u: Uncertainty, spread: tuple[float, float]) -> Text:
    low, high = number(spread[0], 2), number(spread[1], 2)
    if u.activities or u.risks:
        message = N_("distributions in the file: {known}, risks: {risks}; otherwise {low} to {high} times (assumed)")
        return both(message, known=len(u.activities), risks=len(u.risks), low=low, high=high)
    return both(N_("no distributions in the file: {low} to {high} times assumed"), low=low, high=high)


def _forecast(
    facts: Facts, compiled: CompiledPlan, dates: Schedule, result: SimulationResult, assumption: Text
) -> Forecast:
    day = (compiled.document.project.minutes_per_day or 480.0) * RESOLUTION
    points = {
        share: Percentile(share, finish, round(result.standard_error(share) / day, 2))
        for share in SHARES
        if (finish := moment(result.percentile(share))) is not None
    }
    made = Forecast(result.iterations, result.seed, points, result.probability(dates.project_finish))
    made.assumption = assumption
    made.risks = [RiskShare(r.name or r.id, r.happened, round(r.delay / day, 1)) for r in result.risks]
    made.risks.sort(key=lambda r: -(r.mean_delay_days or 0.0) * r.probability)
    if result.influence is not None:
        for row, a in enumerate(compiled.activities):
            made.sensitivity[a.id] = float(result.influence.sensitivity[row])
            made.criticality[a.id] = float(result.influence.criticality[row])
    for row, at in enumerate(result.finish_p80.tolist()):
        finish = moment(at)
        if finish is not None and compiled.activities[row].id in facts.spans:
            made.late[compiled.activities[row].id] = finish
    return made
