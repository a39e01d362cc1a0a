"""Tables of staffing."""

from kaname.domains.staffing.models.demand import DemandSkill, RoleDemand
from kaname.domains.staffing.models.step import DemandStep

__all__ = ["DemandSkill", "DemandStep", "RoleDemand"]
