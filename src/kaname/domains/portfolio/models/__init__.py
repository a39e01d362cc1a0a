"""Tables of portfolio."""

from kaname.domains.portfolio.models.benefit import Benefit, BenefitReading
from kaname.domains.portfolio.models.kpi import Kpi, KpiReading
from kaname.domains.portfolio.models.objective import StrategicObjective
from kaname.domains.portfolio.models.objective_link import ObjectiveLink
from kaname.domains.portfolio.models.portfolio import Portfolio, PortfolioCapacity, PortfolioComponent
from kaname.domains.portfolio.models.programme import Programme, ProgrammeProject

__all__ = [
    "Benefit",
    "BenefitReading",
    "Kpi",
    "KpiReading",
    "ObjectiveLink",
    "Portfolio",
    "PortfolioCapacity",
    "PortfolioComponent",
    "Programme",
    "ProgrammeProject",
    "StrategicObjective",
]
