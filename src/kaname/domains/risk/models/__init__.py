"""Tables of risk."""

from kaname.domains.risk.models.content import Content
from kaname.domains.risk.models.risk import Risk
from kaname.domains.risk.models.step import RiskStep

__all__ = ["Content", "Risk", "RiskStep"]
