"""Schedule risk analysis by Monte Carlo simulation: ``simulate(network, uncertainty, ...)``.

Where to begin: :mod:`.uncertainty` says what can be uncertain, :mod:`.run` is the function, :mod:`.result` what it
returns. Kernels: :mod:`.streams` (random numbers), :mod:`.drawing` and :mod:`.durations` (amounts), :mod:`.passing`
(forward pass), :mod:`.tracing` (criticality), :mod:`.block` (all of them for a block of iterations).
"""

import sys
from types import ModuleType
from typing import Any

from kaname.engine.simulate.correlation import CorrelationGroup
from kaname.engine.simulate.distribution import Distribution
from kaname.engine.simulate.quick import QuickFinish, quick_finish
from kaname.engine.simulate.result import Outcome, SimulationResult
from kaname.engine.simulate.risks import Effect, RiskDriver
from kaname.engine.simulate.run import simulate
from kaname.engine.simulate.uncertainty import Branch, Costs, Uncertainty
from kaname.engine.simulate.weather import Season, Weather

__all__ = [
    "Branch",
    "CorrelationGroup",
    "Costs",
    "Distribution",
    "Effect",
    "Outcome",
    "QuickFinish",
    "RiskDriver",
    "Season",
    "SimulationResult",
    "Uncertainty",
    "Weather",
    "quick_finish",
    "simulate",
]


class _CallablePackage(ModuleType):
    """Importing this package puts it where ``from kaname.engine import simulate`` looks for the function of the same
    name; called, it is that function.
    """

    def __call__(self, *arguments: Any, **options: Any) -> SimulationResult:
        """Simulate; see :func:`kaname.engine.simulate.run.simulate`."""
        return simulate(*arguments, **options)


sys.modules[__name__].__class__ = _CallablePackage
