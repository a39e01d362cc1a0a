"""The simulated finish of a plan, with the distributions and risks of its document, else an assumed spread."""

from kaname.cli.page.facts import Facts, Forecast, Percentile, RiskShare
from kaname.cli.page.moments import moment
from kaname.cli.page.settings import Settings
from kaname.cli.page.text import Text, both, number
from kaname.engine.cpm import Schedule
from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.simulate import SimulationResult, Uncertainty
from kaname.exchange.compile import RESOLUTION, CompiledPlan
from kaname.exchange.simulation import simulate_plan
from kaname.words import N_

SHARES = (10, 50, 80, 90)
_CELLS = 60_000_000  # activity-iterations of one plan; larger plans get fewer runs
_LEAST = 500


def forecast(facts: Facts, compiled: CompiledPlan, dates: Schedule, settings: Settings) -> Forecast | None:
    """Return the forecast; None where nothing remains to be uncertain about, or no run is wanted.

    A simulation that the engine refuses leaves its diagnostics among the plan's problems.
    """
    remains = any(a.actual_finish is None and (a.duration or 0) > 0 for a in facts.work_rows)
    if not settings.iterations or not remains:
        return None
    runs = min(settings.iterations, max(_LEAST, _CELLS // max(1, compiled.network.size)))
    try:
        simulated = simulate_plan(
            compiled.document, None, settings.spread, compiled.policy, iterations=runs, seed=settings.seed
        )
    except ProblemsFound as refused:
        facts.problems += [d for d in refused.diagnostics if d not in facts.problems]
        return None
    facts.problems += [d for d in simulated.diagnostics if d not in facts.problems]
    assumption = _assumption(simulated.uncertainty, settings.spread)
    return _forecast(facts, simulated.compiled, dates, simulated.result, assumption)


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
    made = Forecast(result.iterations, result.seed, {}, result.probability(dates.project_finish))
    made.assumption = assumption
    for share in SHARES:
        finish = moment(result.percentile(share))
        if finish is not None:
            made.points[share] = Percentile(share, finish, round(result.standard_error(share) / day, 2))
    if result.mitigated is not None:
        made.after_response = moment(result.mitigated.percentile(80))
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
