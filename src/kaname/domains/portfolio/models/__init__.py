"""Tables of portfolio."""

from kaname.domains.portfolio.models.benefit import Benefit, BenefitReading
from kaname.domains.portfolio.models.programme import Programme, ProgrammeProject

__all__ = ["Benefit", "BenefitReading", "Programme", "ProgrammeProject"]
