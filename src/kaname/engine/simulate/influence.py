"""What drives the finish: indices by activity and by risk, from the sums that the kernel kept.

Sources: M. Vanhoucke, "Measuring Time" (2009), chapter 3: criticality index CI, cruciality index CRI(r), schedule
sensitivity index SSI (PMBOK's); standard deviations are of working ticks.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.simulate.places import Layout
from kaname.engine.simulate.sample import Sample, as_work
from kaname.engine.simulate.streams import HAPPENS, stream
from kaname.engine.simulate.uncertainty import Uncertainty

Column = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Influence:
    """By activity (N,): ``criticality`` share of iterations on a longest path; ``cruciality`` |correlation| of duration
    and finish; ``sensitivity`` criticality * deviation of the duration / deviation of the finish (SSI); ``swing`` ticks
    by which the finish moves with one standard deviation of the duration (signed: the tornado); ``mean`` duration.
    """

    criticality: Column
    cruciality: Column
    sensitivity: Column
    swing: Column
    mean: Column


@dataclass(frozen=True, slots=True)
class RiskInfluence:
    """By risk: in what share of iterations it happened, by how many working ticks the mean finish is later when it does
    (the tornado; 0 where it always or never happens), and how many ticks earlier the P80 is without it (None where
    that was not computed).
    """

    id: str
    name: str
    happened: float
    delay: float
    removal: float | None = None


def work_of(layout: Layout, sample: Sample, calendar: int) -> npt.NDArray[np.int64]:
    """Return the finishes as working ticks of a calendar."""
    return as_work(layout.places.tape, calendar, sample.finish)


def activity_influence(layout: Layout, sample: Sample, size: int) -> Influence:
    """Return the indices of the first ``size`` nodes. O(V + iterations)."""
    n = sample.finish.size
    late = (work_of(layout, sample, sample.calendar) - sample.planned).astype(np.float64)
    totals = sample.tally.sums[layout.place[:size]].astype(np.float64)
    mean = totals[:, 0] / n
    spread = np.sqrt(np.maximum(totals[:, 1] / n - mean**2, 0.0))
    together = totals[:, 2] * 2.0**sample.shift / n - mean * late.mean()
    finish_spread = float(late.std())
    critical = sample.tally.critical[layout.place[:size]] / n
    whole = layout.places.whole[layout.place[:size]]
    with np.errstate(divide="ignore", invalid="ignore"):
        swing = np.where(spread > 0, together / spread, 0.0)
        correlation = np.where(finish_spread > 0, swing / finish_spread, 0.0)
        sensitivity = np.where(finish_spread > 0, critical * spread / finish_spread, 0.0)
    return Influence(critical, np.minimum(np.abs(correlation), 1.0), sensitivity, swing, whole + mean)


def risk_influence(u: Uncertainty, work: Any, seed: int, bits: int) -> list[RiskInfluence]:
    """Return each risk's share and delay; which iterations it happened in is drawn again, to the bit. O(risks * n)."""
    found = []
    for r, risk in enumerate(u.risks):
        happened = stream(seed, HAPPENS, r, work.size, bits) < np.float32(risk.probability)
        share = float(happened.mean())
        delay = float(work[happened].mean() - work[~happened].mean()) if 0 < share < 1 else 0.0
        found.append(RiskInfluence(risk.id, risk.name, share, delay))
    return found
