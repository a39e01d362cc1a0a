"""PV, EV, AC and what follows from them at once (IPA EVM guideline 2003; PMI practice standard; spec 05, 5.3)."""

# ruff: noqa: N802 - the symbols are the field's own names

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kaname.engine.evm.columns import Floats, floats, ratio


@dataclass(frozen=True)
class Measures:
    """Columns of one length, a row a status date or a control account; amounts in money or hours, BAC too.

    Every property is O(rows) and NaN where it cannot be computed.
    """

    PV: Floats
    EV: Floats
    AC: Floats
    BAC: Floats

    @classmethod
    def of(cls, PV: npt.ArrayLike, EV: npt.ArrayLike, AC: npt.ArrayLike, BAC: npt.ArrayLike) -> "Measures":
        """Return measures from anything array-like, broadcast to one shape."""
        columns = np.broadcast_arrays(*(floats(x) for x in (PV, EV, AC, BAC)))
        return cls(*columns)

    @property
    def SV(self) -> Floats:
        """Schedule variance EV - PV."""
        return self.EV - self.PV

    @property
    def CV(self) -> Floats:
        """Cost variance EV - AC."""
        return self.EV - self.AC

    @property
    def SPI(self) -> Floats:
        """Schedule performance index EV / PV."""
        return ratio(self.EV, self.PV)

    @property
    def CPI(self) -> Floats:
        """Cost performance index EV / AC."""
        return ratio(self.EV, self.AC)

    @property
    def SCI(self) -> Floats:
        """Schedule cost index SPI x CPI."""
        return self.SPI * self.CPI

    @property
    def percent_complete(self) -> Floats:
        """EV / BAC in percent."""
        return 100.0 * ratio(self.EV, self.BAC)

    @property
    def percent_planned(self) -> Floats:
        """PV / BAC in percent."""
        return 100.0 * ratio(self.PV, self.BAC)

    @property
    def percent_spent(self) -> Floats:
        """AC / BAC in percent."""
        return 100.0 * ratio(self.AC, self.BAC)
