"""simulate_plan(): a document simulated, on calendars long enough to hold what comes out."""

from dataclasses import dataclass, field
from typing import Any

from kaname.engine.cpm.policies import Policy
from kaname.engine.diagnostics import Diagnostic, info
from kaname.engine.simulate import SimulationResult, Uncertainty, simulate
from kaname.exchange.compile import CompiledPlan, compile_plan
from kaname.exchange.document import PlanDocument
from kaname.exchange.risks import RisksFile
from kaname.exchange.uncertainty import uncertainty_of

_LONGEST_YEARS = 300


@dataclass(eq=False)
class SimulatedPlan:
    """A compiled plan, what was taken to be uncertain about it, what came out, and what was found on the way."""

    compiled: CompiledPlan
    uncertainty: Uncertainty
    result: SimulationResult
    diagnostics: list[Diagnostic] = field(default_factory=list)


def simulate_plan(
    document: PlanDocument,
    risks: RisksFile | None = None,
    spread: tuple[float, float] | None = None,
    policy: Policy | None = None,
    **options: Any,
) -> SimulatedPlan:
    """Return a plan simulated; ``options`` are those of :func:`kaname.engine.simulate.simulate`.

    Raises ProblemsFound with every problem of the plan, its distributions and the risks file.
    """
    years = 3
    while True:
        compiled = compile_plan(document, policy, years=years)
        uncertain, notes = uncertainty_of(compiled, risks, spread)
        result = simulate(compiled.network, uncertain, policy=compiled.policy, **options)
        last = (
            result.finish.max() if result.mitigated is None else max(result.finish.max(), result.mitigated.finish.max())
        )
        if int(last) <= compiled.network.tables.end or years > _LONGEST_YEARS:
            break
        years *= 4
    if uncertain.is_empty:
        notes.append(info("simulate-no-uncertainty", document.project.name or document.source))
    return SimulatedPlan(compiled, uncertain, result, [*compiled.diagnostics, *notes, *result.diagnostics])
